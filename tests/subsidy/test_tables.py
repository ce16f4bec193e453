"""CSV in, CSV out: good rows computed, bad ones reported with line and reason, none lost, nothing half-written."""

from __future__ import annotations

import csv
import datetime as dt
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from assistant.subsidy import SCHEMES, Rulebook
from assistant.subsidy.table import TableError, TableReport, assess_table

TODAY = dt.date(2026, 11, 23)
HEADER = "编号,status,occupation,level,certificate_issued\n"
GOOD = "1,在职,人工智能训练师,三级,2026-06-01\n"


def _run(
    folder: Path, text: str, rulebook: Rulebook, scheme: str = "skill_upgrade", encoding: str = "utf-8"
) -> TableReport:
    (folder / "in.csv").write_text(text, encoding, newline="")
    return assess_table(folder / "in.csv", folder / "out.csv", SCHEMES[scheme], rulebook, TODAY)


def _read(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


def test_rows_keep_their_order_and_columns_and_get_results(tmp_path: Path, rulebook: Rulebook) -> None:
    report = _run(tmp_path, HEADER + GOOD + "2,失业,焊工,5,\n", rulebook)
    rows = _read(tmp_path / "out.csv")
    assert (report.good, report.bad, report.errors, report.copied) == (2, 0, None, ("编号",))
    assert [row["编号"] for row in rows] == ["1", "2"]
    assert (rows[0]["verdict"], rows[0]["standard"], rows[0]["amount"]) == ("还不能确定", "3250", "2600")
    assert "3250 × 80% = 2600" in rows[0]["steps"]
    assert (rows[1]["standard"], rows[1]["amount"]) == ("1500", "1500")
    assert not (tmp_path / "out.csv.errors.csv").exists()


def test_chinese_column_names_in_any_order(tmp_path: Path, rulebook: Rulebook) -> None:
    _run(tmp_path, "技能等级,身份,职业（工种）\n三级,在职,护工\n", rulebook)
    assert _read(tmp_path / "out.csv")[0]["amount"] == "2600"


def test_bad_rows_are_reported_with_their_line_and_none_is_lost(tmp_path: Path, rulebook: Rulebook) -> None:
    bad = "2,在职,宇航员,三级,\n3,在职,焊工,九级,\n4,在职,焊工,三级,2027-01-01\n5,在职,焊工\n"
    report = _run(tmp_path, HEADER + GOOD + bad + '"6\n第二行",在职,焊工,三级,2026-13-01\n' + GOOD, rulebook)
    assert (report.good, report.bad) == (2, 5)
    assert report.errors is not None
    with report.errors.open(encoding="utf-8", newline="") as stream:
        _, *errors = csv.reader(stream)
    assert [row[0] for row in errors] == ["3", "4", "5", "6", "7"]
    assert [row[2] for row in errors] == ["2", "3", "4", "5", "6\n第二行"]
    for reason, words in zip(
        [row[1] for row in errors], ("宇航员", "九级", "2027年1月1日", "列数", "2026-13-01"), strict=True
    ):
        assert words in reason
    assert len(_read(tmp_path / "out.csv")) == 2


def test_equal_rows_give_equal_results_and_blank_lines_are_skipped(tmp_path: Path, rulebook: Rulebook) -> None:
    _run(tmp_path, HEADER + GOOD + "\n" + GOOD, rulebook)
    first, second = _read(tmp_path / "out.csv")
    assert first == second


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_gbk_is_read_and_said(tmp_path: Path, rulebook: Rulebook, encoding: str) -> None:
    report = _run(tmp_path, HEADER + GOOD, rulebook, encoding=encoding)
    assert report.encoding == "gb18030"
    assert _read(tmp_path / "out.csv", "gb18030")[0]["verdict"] == "还不能确定"


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path, rulebook: Rulebook) -> None:
    report = _run(tmp_path, "status,occupation,level\n在职,焊工,三级\n", rulebook, encoding="utf-8-sig")
    assert (report.good, report.copied) == (1, ())
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("status,level\n在职,三级\n".encode(), "缺少列:occupation(职业(工种))"),
        (b"", "空的"),
        (b"\xff\xfe\x00\x80\xff\xff\xff", "UTF-8"),
        (b"status,status,occupation,level\n", "重复"),
        (b"status,occupation,level,amount\n", "同名"),
        ('status,occupation,level\n在职,"焊"工,三级\n'.encode(), "第2行.*双引号"),
        (f"status,occupation,level\n{'在' * 200_000}".encode(), "第2行.*131072个字"),
    ],
)
def test_an_unusable_table_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, rulebook: Rulebook, content: bytes, words: str
) -> None:
    (tmp_path / "in.csv").write_bytes(content)
    (tmp_path / "out.csv").write_text("before", "utf-8")
    with pytest.raises(TableError, match=words.replace("(", r"\(").replace(")", r"\)")):
        assess_table(tmp_path / "in.csv", tmp_path / "out.csv", SCHEMES["skill_upgrade"], rulebook, TODAY)
    assert (tmp_path / "out.csv").read_text("utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_absent_files_and_folders_are_said(tmp_path: Path, rulebook: Rulebook) -> None:
    with pytest.raises(TableError, match="找不到文件"):
        assess_table(tmp_path / "no.csv", tmp_path / "out.csv", SCHEMES["skill_upgrade"], rulebook, TODAY)
    (tmp_path / "in.csv").write_text(HEADER + GOOD, "utf-8")
    with pytest.raises(TableError, match="找不到文件夹"):
        assess_table(tmp_path / "in.csv", tmp_path / "no" / "out.csv", SCHEMES["skill_upgrade"], rulebook, TODAY)
    with pytest.raises(TableError, match="同一个"):
        assess_table(tmp_path / "in.csv", tmp_path / "in.csv", SCHEMES["skill_upgrade"], rulebook, TODAY)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_has_its_table(tmp_path: Path, rulebook: Rulebook, scheme: str) -> None:
    columns = SCHEMES[scheme].wording.columns
    report = _run(tmp_path, ",".join(columns) + "\n" + ",".join("" for _ in columns) + ",\n", rulebook, scheme)
    assert columns and report.bad == 1  # one cell too many: the header was accepted, the row was not


def _large(path: Path, rows: int) -> None:
    """Different rows, every seventh of them bad."""
    days = ("2026-01-31", "2026-06-30", "2026-02-30")
    lines = (
        f"{number},{'在职失业'[number % 2 * 2 :][:2]},{('护工', '焊工', '人工智能训练师')[number % 3]},"
        f"{'九' if number % 7 == 0 else '一二三四五'[number % 5]}级,{days[number % 2]}\n"
        for number in range(rows)
    )
    path.write_text(HEADER + "".join(lines), "utf-8", newline="")


def test_several_processes_write_what_one_writes(
    tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.subsidy.table.SHARED_FROM", 0)
    _large(tmp_path / "in.csv", 3210)
    read: list[int] = []
    scheme = SCHEMES["skill_upgrade"]
    one = assess_table(tmp_path / "in.csv", tmp_path / "one.csv", scheme, rulebook, TODAY)
    two = assess_table(tmp_path / "in.csv", tmp_path / "two.csv", scheme, rulebook, TODAY, read.append, 2)
    assert (one.good, one.bad) == (two.good, two.bad) == (3210 - 459, 459)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert one.errors and two.errors and one.errors.read_bytes() == two.errors.read_bytes()
    assert read == sorted(read) and read[-1] == (tmp_path / "in.csv").stat().st_size


def test_a_break_far_down_ends_all_processes_and_leaves_nothing(
    tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.subsidy.table.SHARED_FROM", 0)
    _large(tmp_path / "in.csv", 3000)
    with (tmp_path / "in.csv").open("a", encoding="utf-8") as stream:
        stream.write('1,在职,"焊"工,三级,2026-06-30\n')
    with pytest.raises(TableError, match="第3002行"):
        assess_table(tmp_path / "in.csv", tmp_path / "out.csv", SCHEMES["skill_upgrade"], rulebook, TODAY, processes=2)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_control_c_ends_the_whole_command_and_leaves_nothing(tmp_path: Path) -> None:
    _large(tmp_path / "in.csv", 60_000)
    words = ("calc", "skill_upgrade", "--csv", str(tmp_path / "in.csv"), "--out", str(tmp_path / "out.csv"))
    command = [sys.executable, "-m", "assistant.cli.main", *words]
    # A test run in the background passes on that SIGINT is ignored; somebody at a terminal does not.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command,
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heard,  # noqa: PLW1509
    ) as process:
        deadline = time.monotonic() + 90
        while len(list(tmp_path.iterdir())) == 1 and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=90)
    assert process.returncode == 130 or "Aborted" in said
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]
