"""`assistant numbers`: what a terminal and a program get to see of the reading of numbers and days."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from assistant.cli import numbers

Mention = dict[str, str | int | bool | None]


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    application = typer.Typer()
    application.callback()(lambda: None)
    numbers.register(application)
    return application


def _run(app: typer.Typer, *arguments: str) -> list[list[Mention]]:
    result = CliRunner().invoke(app, ["numbers", "--json", "--as-of", "2026-11-23", *arguments])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_each_mention_has_its_words_place_kind_value_and_unit(app: typer.Typer) -> None:
    text = "去年9月考的,３０人每人一千五百元,上调百分之三十,4-8千"
    ((day, people, money, share, between),) = _run(app, text)
    for one in (day, people, money, share, between):
        assert text[slice(int(one["start"] or 0), int(one["end"] or 0))] == one["text"]
    assert (day["kind"], day["value"], day["unit"]) == ("date", "2025-09", "month")
    assert (people["kind"], people["value"], people["unit"]) == ("count", "30", "people")
    assert (money["kind"], money["value"], money["unit"]) == ("money", "1500", "yuan")
    assert (share["kind"], share["value"], share["unit"]) == ("percent", "30", "percent")
    assert (between["kind"], between["value"], between["low"], between["high"]) == ("range", None, "4000", "8000")


def test_a_day_that_no_calendar_has_is_said_to_be_one(app: typer.Typer) -> None:
    ((day,),) = _run(app, "2025年2月30日")
    assert (day["kind"], day["value"], day["exact"]) == ("date", None, False)


def test_the_numbers_of_a_date_are_not_told_twice(app: typer.Typer) -> None:
    ((day,),) = _run(app, "14个月前")
    assert (day["kind"], day["value"]) == ("date", "2025-09-23")


def test_a_batch_gives_one_line_for_each_line(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "texts"
    path.write_text("一千五\n\n没有数字\u2028两万三\n", encoding="utf-8")
    lines = _run(app, "--batch", str(path))
    assert [[one["value"] for one in line] for line in lines] == [["1500"], [], ["23000"]]


@pytest.mark.parametrize("content", [None, "补贴一千五".encode("gbk")])
def test_a_file_that_cannot_be_read_is_one_clear_line(
    app: typer.Typer, tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "texts"
    if content is not None:
        path.write_bytes(content)
    result = CliRunner().invoke(app, ["numbers", "--batch", str(path)])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert str(path) in result.output + capsys.readouterr().err


def test_people_get_a_table(app: typer.Typer) -> None:
    result = CliRunner().invoke(app, ["numbers", "大约30人"])
    assert result.exit_code == 0
    assert "大约30人" in result.output
    assert "约" in result.output
