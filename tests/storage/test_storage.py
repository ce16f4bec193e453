"""What is kept: masked, replaced, forgotten, shared for a while; staff and their logins; two writers at once."""

from __future__ import annotations

import datetime as dt
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assistant.dialogue.answer import AmountLine, Answer, Status
from assistant.storage import Accounts, DatabaseError, Kind, Queue, Reason, Records, Switch, open_database, statistics
from assistant.storage.moments import now
from assistant.storage.tables import SessionRow, SharedRow, TurnRow

SECRETS = ("310101199001010015", "13812345678", "6222021001116245702")
INITDB = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)


def _answer(status: Status = Status.ANSWERED) -> Answer:
    amount = AmountLine(scheme="special_ability", kind="amount", yuan="800", formula="1000 × 80%")
    return Answer(
        status=status, as_of=dt.date(2026, 11, 23), text="800元", amounts=(amount,), schemes=("special_ability",)
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of its own, where one is installed."""
    driver = pytest.importorskip("psycopg", reason="no driver for PostgreSQL: only SQLite was tried")
    if INITDB is None or shutil.which("runuser") is None:
        pytest.skip("no PostgreSQL on this machine: only SQLite was tried")
    # Not under pytest's own folder, which nobody else may enter: the server runs as its own user.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    folder.chmod(0o777)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run = ["runuser", "-u", "postgres", "--"]
    subprocess.run([*run, str(INITDB), "-A", "trust", "-D", str(folder / "data")], check=True, capture_output=True)
    server = subprocess.Popen(
        [*run, str(INITDB.with_name("postgres")), "-D", str(folder / "data"), "-p", str(port), "-k", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    for _ in range(100):
        try:
            driver.connect(url).close()
            break
        except driver.OperationalError:
            time.sleep(0.1)
    yield url.replace("postgresql://", "postgresql+psycopg://")
    server.terminate()
    server.wait(20)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """The same tests on both engines."""
    url = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    return open_database(url, tmp_path)


def test_nothing_personal_reaches_the_disk(tmp_path: Path) -> None:
    records = Records(open_database(None, tmp_path))
    records.turn("c", 0, f"我的身份证{SECRETS[0]},电话{SECRETS[1]},卡号{SECRETS[2]}", _answer())
    records.reported("c", Reason.OTHER, f"打我电话{SECRETS[1]}")
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert all(secret.encode() not in written for secret in SECRETS)


def test_a_turn_answered_anew_takes_the_place_of_the_old_one(database: Engine, tmp_path: Path) -> None:
    records, queue = Records(database), Queue(database, tmp_path / "cases.yaml")
    records.turn("again", 0, "一", _answer())
    records.turn("again", 1, "二", _answer(Status.NOT_IN_POLICY))
    assert [item.question for item in queue.items() if item.conversation == "again"] == ["二"]
    records.turn("again", 1, "三", _answer())
    assert [item for item in queue.items() if item.conversation == "again"] == []
    last = records.last("again")
    assert last is not None
    assert last.status is Status.ANSWERED


def test_what_is_forgotten_is_gone_and_what_is_reported_stays(database: Engine) -> None:
    records = Records(database)
    records.turn("quiet", 0, "我的问题", _answer())
    records.turn("loud", 0, "有错的", _answer())
    records.reported("loud", Reason.WRONG_NUMBER, "")
    for conversation in ("quiet", "loud", "unknown"):
        records.forget(conversation)
        records.liked(conversation)
    with Session(database) as session:
        kept = {
            row.conversation: row.question
            for row in session.query(TurnRow).filter(TurnRow.conversation.in_(["quiet", "loud"]))
        }
    assert kept == {"quiet": "", "loud": "有错的"}


def test_a_shared_answer_ends(database: Engine) -> None:
    records = Records(database)
    token = records.share(_answer())
    assert records.shared(token) == _answer()
    assert records.shared("no-such-token") is None
    with Session(database) as session, session.begin():
        row = session.get(SharedRow, token)
        assert row is not None
        row.expires = now() - dt.timedelta(seconds=1)
    assert records.shared(token) is None


def test_old_turns_go(database: Engine) -> None:
    records = Records(database)
    name = records.turn("old", 0, "去年的", _answer())
    with Session(database) as session, session.begin():
        row = session.get(TurnRow, name)
        assert row is not None
        row.at = now() - dt.timedelta(days=400)
    assert records.forget_older_than(365) == 1
    assert records.last("old") is None


def test_an_entry_becomes_a_case_that_the_evaluation_reads(database: Engine, tmp_path: Path) -> None:
    records, queue = Records(database), Queue(database, tmp_path / "cases.yaml")
    records.turn("case", 0, "数据标注", _answer())
    records.turn("case", 1, "在职多少", _answer())
    records.reported("case", Reason.WRONG_NUMBER, "不对")
    item = next(one for one in queue.items(kind=Kind.REPORTED) if one.conversation == "case")
    with pytest.raises(ValueError, match=r"YAML|列表"):
        queue.keep_case(item.id, "只是一句话", "王")
    path = queue.keep_case(item.id, queue.draft_case(item.id), "王")
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))[0]
    assert [turn["say"] for turn in kept["turns"]] == ["数据标注", "在职多少"]
    assert kept["turns"][1]["expect"]["amounts"] == [{"scheme": "special_ability", "kind": "amount", "yuan": "800"}]
    assert item.id not in {one.id for one in queue.items()}
    assert item.id in {one.id for one in queue.items(closed=True)}


def test_passwords_and_logins(database: Engine) -> None:
    accounts = Accounts(database)
    accounts.add("王", "eine lange Losung")
    assert accounts.log_in("王", "eine kurze") is None
    assert accounts.log_in("李", "eine lange Losung") is None
    token = accounts.log_in("王", "eine lange Losung")
    assert accounts.who(token) == "王"
    with Session(database) as session, session.begin():
        for row in session.query(SessionRow):
            assert token is not None
            assert token.encode() not in row.digest
            row.expires = now() - dt.timedelta(seconds=1)
    assert accounts.who(token) is None
    second = accounts.log_in("王", "eine lange Losung")
    assert accounts.remove("王")
    assert accounts.who(second) is None
    for name, password in (("", "eine lange Losung"), ("赵", "zu kurz")):
        with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
            accounts.add(name, password)


def test_the_switch_needs_a_reason_and_keeps_its_history(database: Engine) -> None:
    switch = Switch(database)
    with pytest.raises(ValueError, match="原因"):
        switch.turn(off=True, reason=" ", who="王")
    switch.turn(off=True, reason="更新", who="王")
    assert switch.reason_off() == "更新"
    switch.turn(off=False, reason="", who="李")
    assert switch.reason_off() is None
    assert [(one.off, one.who) for one in switch.history(2)] == [(False, "李"), (True, "王")]


def test_statistics_count_every_day(database: Engine) -> None:
    before = statistics(database, 7)
    Records(database).turn("counted", 0, "问", _answer())
    after = statistics(database, 7)
    assert after.questions == before.questions + 1
    assert len(after.days) == 7
    assert after.schemes["special_ability"] == before.schemes.get("special_ability", 0) + 1


def test_threads_and_processes_write_at_once(tmp_path: Path) -> None:
    records = Records(open_database(None, tmp_path))
    code = (
        "import sys; from pathlib import Path; from assistant.storage import Switch, open_database\n"
        "switch = Switch(open_database(None, Path(sys.argv[1])))\n"
        "for n in range(40): switch.turn(off=False, reason='', who=str(n))"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    threads = [
        threading.Thread(target=lambda n=n: [records.turn(f"t{n}", turn, "问", _answer()) for turn in range(10)])
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert other.wait(60) == 0
    assert statistics(open_database(None, tmp_path), 1).questions == 40
    assert len(Switch(open_database(None, tmp_path)).history(100)) == 40


@pytest.mark.parametrize("url", ["nonsense", "nosuchdb://x/y", "postgresql+psycopg://nobody@127.0.0.1:9/none"])
def test_a_database_that_cannot_be_opened_is_one_chinese_sentence(url: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"[\u4e00-\u9fff]"):
        open_database(url, tmp_path)
