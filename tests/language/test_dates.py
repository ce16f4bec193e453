"""Days in text: the ways of saying one, the look-alikes that say none, and what holds for every text."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from assistant.language.dates import DateMention, find_dates

Case = tuple[str, dt.date, dt.date, str]


class _Cases(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    as_of: dt.date
    written: list[Case]
    relative: list[Case]
    steps: list[Case]
    no_year: list[Case]
    english: list[Case]
    none: list[str]


CASES = _Cases.model_validate(yaml.safe_load(Path(__file__).with_name("dates.yaml").read_text(encoding="utf-8")))
SAID = [*CASES.written, *CASES.relative, *CASES.steps, *CASES.no_year, *CASES.english]
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
AROUND = st.text(alphabet="我拿证的了,。 abc", max_size=4)


def _only(text: str, as_of: dt.date = CASES.as_of) -> DateMention:
    found = find_dates(text, as_of)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("text", "first", "last", "precision"), SAID, ids=[case[0] for case in SAID])
def test_a_mention_spans_the_days_it_may_mean(text: str, first: dt.date, last: dt.date, precision: str) -> None:
    found = _only(text)
    assert (found.earliest, found.latest, found.precision) == (first, last, precision)


@pytest.mark.parametrize("text", CASES.none)
def test_a_look_alike_states_no_day(text: str) -> None:
    assert find_dates(text, CASES.as_of) == ()


@pytest.mark.parametrize("text", ["2025年2月30日", "2月30日", "去年2月29日", "2025年13月", "2024-13-01", "12月32号"])
def test_a_day_that_no_calendar_has_is_said_to_be_impossible(text: str) -> None:
    found = _only(text)
    assert found.impossible and found.earliest is None and found.latest is None


@pytest.mark.parametrize("text", ["差不多去年9月", "去年9月左右", "大概两年前", "国庆后", "一个多月前", "前阵子"])
def test_words_that_mean_about_make_it_approximate(text: str) -> None:
    assert _only(text).approximate
    assert not _only("去年9月").approximate


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2024年9月到2025年3月", ["2024-09", "2025-03"]),
        ("去年9月到12月", ["2025-09", "2025-12"]),
        ("2024年9月和12月各一次", ["2024-09", "2024-12"]),
        ("2024年11月到2月", ["2024-11", "2025-02"]),
        ("9月-12月", ["2026-09", "2026-12"]),
        ("2024.9-2025.3", ["2024-09", "2025-03"]),
    ],
)
def test_a_second_month_keeps_the_year_of_the_first(text: str, months: list[str]) -> None:
    assert [str(one.earliest)[:7] for one in find_dates(text, CASES.as_of)] == months


@given(DAYS, AROUND, AROUND)
def test_every_spelling_of_a_day_reads_back_as_that_day(day: dt.date, before: str, after: str) -> None:
    spelled = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    spellings = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 号",
        f"{spelled}年{_chinese(day.month)}月{_chinese(day.day)}日",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02}.{day.day:02}",
        f"{day.year}年{day.month}月{day.day}日".translate({ord(str(n)): "０１２３４５６７８９"[n] for n in range(10)}),
        day.strftime("%B ") + f"{day.day}, {day.year}",
    )
    for spelling in spellings:
        text = f"{before} {spelling} {after}"
        found = [one for one in find_dates(text, dt.date(2026, 11, 23)) if one.earliest == one.latest == day]
        assert [one.text for one in found] == [spelling]


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else "一二三"[tens - 1] + "十") + (
        "一二三四五六七八九"[ones - 1] if ones else ""
    )


@given(DAYS, st.integers(1, 60))
def test_steps_of_months_undo_each_other(as_of: dt.date, months: int) -> None:
    before, after = _only(f"{months}个月前", as_of), _only(f"{months}个月后", as_of)
    assert before.earliest is not None and after.latest is not None
    assert before.earliest < as_of < after.latest
    apart = (after.latest.year - before.earliest.year) * 12 + after.latest.month - before.earliest.month
    assert apart == 2 * months


@given(DAYS, st.integers(1, 12))
def test_a_month_without_a_year_is_never_ahead_of_this_month(as_of: dt.date, month: int) -> None:
    found = _only(f"{month}月考的", as_of)
    assert found.earliest is not None
    assert found.earliest <= as_of < found.earliest.replace(year=found.earliest.year + 1)


PIECES = [
    "去年",
    "今年",
    "2025年",
    "3月",
    "12日",
    "年底",
    "上个",
    "月",
    "周三",
    "前",
    "后",
    "个月",
    "半",
    "天",
    "last",
    " May",
    " 2024",
    "-",
    ".",
    "0",
    "9",
    "十",
    "到",
    "几",
    "多",
    "国庆",
    "\u200b",
    "個",
    "２",
]


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), DAYS)
def test_whatever_is_written_offsets_hold_and_days_are_in_order(text: str, as_of: dt.date) -> None:
    end = 0
    for one in find_dates(text, as_of):
        assert one.text == text[one.start : one.end] and one.start >= end
        end = one.end
        assert one.impossible == (one.earliest is None) == (one.latest is None)
        assert one.earliest is None or one.latest is None or one.earliest <= one.latest
        assert re.search(r"[\d\w]", one.text)
