"""Days in English: last September, March 5, 2025, 5th of March, early 2025, Q3 2024, last Friday, in 2024."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.language.dates.calendar import quarter_of
from assistant.language.dates.mention import DateMention, Span, between, clipped, in_month, on_day
from assistant.language.dates.words import date_words

YEAR = r"(?:(?P<y>(?:19|20)\d\d)(?![.,]?\d|\s?(?:%|yuan|rmb))|(?P<rely>last|this|next)\s+year)\b"
RELATIVE = r"(?P<rel>last|this|next)"


def english_dates(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """Every day, month, season or year named in English words."""
    yield from _months(text, as_of)
    yield from _years(text, as_of)
    yield from _units(text, as_of)


def _names(words: dict[str, int] | dict[str, tuple[int, int]]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _month_grammar() -> re.Pattern[str]:
    months = _names(date_words().english.months)
    ordinal = r"(?:st|nd|rd|th)?"
    return re.compile(
        rf"\b(?:(?P<d1>\d{{1,2}}){ordinal}\s+(?:of\s+)?)?(?:{RELATIVE}\s+)?(?P<m>{months})\b\.?"
        rf"(?:\s+(?P<d2>\d{{1,2}}){ordinal}\b(?!\s?[\d%.]))?(?:,?\s+(?:of\s+)?{YEAR})?"
    )


def _months(text: str, as_of: dt.date) -> Iterator[DateMention]:
    english = date_words().english
    for match in _month_grammar().finditer(text):
        told = any(match[group] for group in ("d1", "d2", "y", "rely", "rel"))
        if match["m"] in english.unsure and not told and not re.search(english.lead, text[: match.start()]):
            continue
        month = english.months[match["m"]]
        if match["y"] or match["rely"]:
            year = _year(match, as_of)
        else:
            ahead = match["rel"] == "next" or (match["rel"] is None and date_words().ahead(text, *match.span()))
            year = _nearest(match["rel"], month, as_of, ahead)
        day = match["d1"] or match["d2"]
        yield on_day(match.span(), year, month, int(day)) if day else in_month(match.span(), year, month)


def _year(match: re.Match[str], as_of: dt.date) -> int:
    return int(match["y"]) if match["y"] else as_of.year + date_words().english.relative[match["rely"]]


def _nearest(relative: str | None, month: int, as_of: dt.date, ahead: bool) -> int:
    """The year of a month without one: last September has ended, next September has not begun."""
    if relative == "this":
        return as_of.year
    if ahead:
        return as_of.year + (month < as_of.month or (relative == "next" and month == as_of.month))
    return as_of.year - (month > as_of.month or (relative == "last" and month == as_of.month))


def _years(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """Early 2025, the summer of last year, Q3 2024, in 2024, next year."""
    english = date_words().english
    parts, seasons = _names(english.parts), _names(english.seasons)
    pattern = rf"\b(?:(?:(?P<part>{parts})[\s-]+|(?P<s>{seasons})\s+(?:of\s+)?|q(?P<q>[1-4])\s+(?:of\s+)?|(?P<lead>in|since|during|by|until|before|after)\s+))?{YEAR}"
    for match in re.finditer(pattern, text):
        year, span = _year(match, as_of), match.span()
        if match["part"] or match["s"]:
            first, last = english.parts[match["part"]] if match["part"] else english.seasons[match["s"]]
            yield _span_of_months(span, year, first, last)
        elif match["q"]:
            yield quarter_of(span, year, int(match["q"]))
        elif match["lead"] or match["rely"]:
            bare = (match.start("y") if match["y"] else match.start("rely"), match.end())
            yield between(bare, dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def _span_of_months(span: Span, year: int, first: int, last: int) -> DateMention:
    return between(span, dt.date(year, first, 1), clipped(year + (last < first), last, 31), "season")


def _units(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """Yesterday, last week, next month, last Friday, last summer."""
    english = date_words().english
    for match in re.finditer(rf"\b(?:{_names(english.days)})\b", text):
        day = as_of + dt.timedelta(days=english.days[match[0]])
        yield between(match.span(), day, day, "day")
    monday = as_of - dt.timedelta(days=as_of.weekday())
    pattern = rf"\b{RELATIVE}\s+(?P<what>week|month|{_names(english.weekdays)}|{_names(english.seasons)})\b"
    for match in re.finditer(pattern, text):
        step, what = english.relative[match["rel"]], match["what"]
        if what == "month":
            year, month = divmod(as_of.year * 12 + as_of.month - 1 + step, 12)
            yield in_month(match.span(), year, month + 1)
        elif what == "week":
            yield between(
                match.span(), monday + dt.timedelta(weeks=step), monday + dt.timedelta(weeks=step, days=6), "week"
            )
        elif what in english.weekdays:
            day = _weekday(as_of, english.weekdays[what], step)
            yield between(match.span(), day, day, "day")
        else:
            first, last = english.seasons[what]
            yield _span_of_months(match.span(), _nearest(match["rel"], first, as_of, step > 0), first, last)


def _weekday(as_of: dt.date, weekday: int, step: int) -> dt.date:
    """Last Friday is the nearest one before today, next Friday the nearest one after it."""
    if step < 0:
        return as_of - dt.timedelta(days=(as_of.weekday() - weekday - 1) % 7 + 1)
    if step > 0:
        return as_of + dt.timedelta(days=(weekday - as_of.weekday() - 1) % 7 + 1)
    return as_of + dt.timedelta(days=weekday - as_of.weekday())
