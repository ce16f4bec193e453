"""Days in text, relative to the day of asking: 去年9月, 14个月前, 下个月, 2024-12-04, last September.

A mention that names a month or a year only spans all its days: `earliest` to `latest`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import yaml
from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict

from assistant.language.numerals import find_numbers, read_number
from assistant.language.numerals.words import fold

CHINESE = r"[零一二两三四五六七八九十百千廿卅]+"
NUM = rf"(?:\d{{1,4}}|{CHINESE})"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day, month or year as it stands in a text.

    Attributes:
        text, start, end: the words and their half-open place in the text given.
        earliest, latest: the first and last day it may mean; None where `impossible`.
        precision: day, week, month, season or year.
        approximate: the words say "about".
        impossible: a day that the calendar does not have (2月30日).
    """

    text: str
    start: int
    end: int
    earliest: dt.date | None
    latest: dt.date | None
    precision: str
    approximate: bool = False
    impossible: bool = False


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    years: dict[str, int]
    months: dict[str, int]
    weeks: dict[str, int]
    days: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    english_months: dict[str, int]
    before: str
    after: str
    approximate: str
    weekdays: dict[str, int]


@lru_cache(maxsize=1)
def _words() -> _Words:
    return _Words.model_validate(yaml.safe_load(Path(__file__).with_name("dates.yaml").read_text(encoding="utf-8")))


def find_dates(text: str, as_of: dt.date) -> tuple[DateMention, ...]:
    """Every day, month or year of a text in order of place.

    Args:
        text: raw or normalised; offsets point into it.
        as_of: the day from which 去年, 14个月前 and a month without a year are counted.
    """
    folded = fold(text)
    found: list[DateMention] = []
    for reader in (_written, _relative_year, _steps, _month_words, _day_words, _bare_month, _english):
        for mention in reader(folded, as_of):
            if all(mention.end <= one.start or one.end <= mention.start for one in found):
                about = re.compile(_words().approximate)
                near = about.search(folded[max(0, mention.start - 3) : mention.start]) or about.match(folded[mention.end :])
                found.append(
                    replace(mention, text=text[mention.start : mention.end], approximate=mention.approximate or near is not None)
                )
    return tuple(sorted(found, key=lambda one: one.start))


def _int(words: str | None) -> int | None:
    value = read_number(words) if words else None
    return int(value) if value is not None and value.denominator == 1 else None


def _day(match: re.Match[str], year: int, month: int, day: int) -> DateMention:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return DateMention(match[0], *match.span(), None, None, "day", impossible=True)
    return DateMention(match[0], *match.span(), date, date, "day")


def _month(match: re.Match[str], year: int, month: int) -> DateMention:
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        return DateMention(match[0], *match.span(), None, None, "month", impossible=True)
    last = calendar.monthrange(year, month)[1]
    return DateMention(match[0], *match.span(), dt.date(year, month, 1), dt.date(year, month, last), "month")


def _months(match: re.Match[str], year: int, first: int, last: int, precision: str) -> DateMention:
    end = calendar.monthrange(year, last)[1]
    return DateMention(match[0], *match.span(), dt.date(year, first, 1), dt.date(year, last, end), precision)


def _written(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """2024年12月4日, 2024-12-04, 2024.12, 24年12月, 二零二四年."""
    year = r"(?P<y>\d{4}|\d{2}(?=年)|[一二三四五六七八九零]{4}(?=年)|[一二三四五六七八九零]{2}(?=年))"
    pattern = rf"(?<![\d-]){year}\s?(?:年|[-/.])\s?(?:(?P<m>{NUM})(?:\s?(?:月份?|[-/.](?=\d))\s?(?:(?P<d>{NUM})\s?[日号]?)?|(?![\d人个元岁级])))?(?![-\d])"
    for match in re.finditer(pattern, text):
        number, month, day = _int(match["y"]), _int(match["m"]), _int(match["d"])
        if number is None or ("年" not in match[0] and (month is None or number < 1900)):
            continue
        full = number if number >= 1000 else 2000 + number
        if number < 1000 and number > 60:
            continue
        if month is None:
            season = re.compile("|".join(_words().seasons)).match(text[match.end() :])
            first, last = _words().seasons[season[0]] if season else (1, 12)
            yield _months(match, full, first, last, "season" if season else "year")
        else:
            yield _day(match, full, month, day) if day is not None else _month(match, full, month)


def _relative_year(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """去年9月3号, 今年年初, 前年."""
    years = "|".join(sorted(_words().years, key=len, reverse=True))
    seasons = "|".join([*_words().seasons, "底", "初", "末"])
    pattern = rf"(?P<y>{years})\s?(?:的\s?)?(?:(?P<m>{NUM})\s?月份?\s?(?:(?P<d>{NUM})\s?[日号])?|(?P<s>{seasons}))?"
    for match in re.finditer(pattern, text):
        year = as_of.year + _words().years[match["y"]]
        month, day = _int(match["m"]), _int(match["d"])
        if match["s"]:
            name = match["s"] if match["s"] in _words().seasons else f"年{match['s']}"
            yield _months(match, year, *_words().seasons[name], "season")
        elif month is None:
            yield _months(match, year, 1, 12, "year")
        else:
            yield _day(match, year, month, day) if day is not None else _month(match, year, month)


def _steps(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """14个月前, 半年前, 三周后, 14 months ago."""
    before, after = re.compile(rf"\s?(?:多\s?)?{_words().before}"), re.compile(rf"\s?{_words().after}")
    for number in find_numbers(text):
        if number.kind != "duration" or number.value is None or number.unit in ("hours", "minutes"):
            continue
        sign = -1 if (found := before.match(text, number.end)) else 1
        found = found or after.match(text, number.end)
        if found is None:
            continue
        date = _moved(as_of, number.unit or "", sign * number.value)
        if date is None:
            continue
        span = (number.start, found.end())
        rough = not number.exact or "多" in found[0]
        yield DateMention(text[slice(*span)], *span, date, date, "day", approximate=rough)


def _moved(as_of: dt.date, unit: str, steps: Fraction) -> dt.date | None:
    """The day so many units away; half a month is fifteen days."""
    try:
        if unit in ("years", "months"):
            halves = round(steps * (24 if unit == "years" else 2))
            whole, half = divmod(abs(halves), 2)
            sign = 1 if halves > 0 else -1
            return as_of + relativedelta(months=sign * whole) + dt.timedelta(days=sign * 15 * half)
        return as_of + dt.timedelta(days=round(steps * (7 if unit == "weeks" else 1)))
    except (OverflowError, ValueError):
        return None


def _month_words(text: str, as_of: dt.date) -> Iterator[DateMention]:
    for match, steps in _named(text, _words().months, rf"(?:\s?(?P<d>{NUM})\s?[日号])?"):
        moved = as_of + relativedelta(months=steps)
        day = _int(match["d"])
        yield _day(match, moved.year, moved.month, day) if day is not None else _month(match, moved.year, moved.month)
    for match, steps in _named(text, _words().weeks, r"(?P<d>[一二三四五六日天])?"):
        monday = as_of - dt.timedelta(days=as_of.weekday()) + dt.timedelta(weeks=steps)
        weekday = _words().weekdays.get(match["d"] or "")
        if weekday is None:
            yield DateMention(match[0], *match.span(), monday, monday + dt.timedelta(days=6), "week")
        else:
            date = monday + dt.timedelta(days=weekday)
            yield DateMention(match[0], *match.span(), date, date, "day")


def _day_words(text: str, as_of: dt.date) -> Iterator[DateMention]:
    for match, steps in _named(text, _words().days, ""):
        date = as_of + dt.timedelta(days=steps)
        yield DateMention(match[0], *match.span(), date, date, "day")


def _named(text: str, words: dict[str, int], tail: str) -> Iterator[tuple[re.Match[str], int]]:
    ordered = sorted(words, key=len, reverse=True)
    for match in re.finditer(rf"(?P<w>{'|'.join(ordered)}){tail}", text):
        name = next(word for word in ordered if re.fullmatch(word, match["w"]))
        yield match, words[name]


def _bare_month(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """3月5号, 九月份, 国庆, 年底: the most recent one that is past or now; 年底 is this year's."""
    for match in re.finditer(rf"(?<![\d个一二三四五六七八九十])(?P<m>{NUM})\s?月份?(?!内|以|之|的?期)\s?(?:(?P<d>{NUM})\s?[日号])?", text):
        month, day = _int(match["m"]), _int(match["d"])
        if month is None or not 1 <= month <= 12:
            continue
        year = as_of.year if month <= as_of.month else as_of.year - 1
        yield _day(match, year, month, day) if day is not None else _month(match, year, month)
    for match in re.finditer("|".join(sorted(_words().seasons, key=len, reverse=True)), text):
        first, last = _words().seasons[match[0]]
        past = first <= as_of.month or match[0] in ("年底", "年末", "下半年")
        yield _months(match, as_of.year if past else as_of.year - 1, first, last, "season")


def _english(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """last September, March 2025, 5 March 2025, Sep 3, 2025."""
    names = "|".join(sorted(_words().english_months, key=len, reverse=True))
    pattern = rf"\b(?:(?P<d1>\d{{1,2}})\s+)?(?:(?P<rel>last|this|next)\s+)?(?P<m>{names})\b\.?(?:\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s+(?P<y>\d{{4}}))?"
    for match in re.finditer(pattern, text):
        plain = match["m"] == "may" and not (match["rel"] or match["y"] or match["d1"] or match["d2"])
        if plain and not re.search(r"\b(?:in|since|of|by)\s+$", text[: match.start()]):
            continue
        month = _words().english_months[match["m"]]
        year = int(match["y"]) if match["y"] else _english_year(match["rel"], month, as_of)
        day = _int(match["d1"] or match["d2"])
        yield _day(match, year, month, day) if day is not None else _month(match, year, month)


def _english_year(relative: str | None, month: int, as_of: dt.date) -> int:
    choose: dict[str | None, Callable[[], int]] = {
        "last": lambda: as_of.year - (month >= as_of.month),
        "next": lambda: as_of.year + (month <= as_of.month),
        "this": lambda: as_of.year,
        None: lambda: as_of.year - (month > as_of.month),
    }
    return choose[relative]()
