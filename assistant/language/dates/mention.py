"""What a text says about a day, and the ways to say it."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day, month or year as it stands in a text.

    Attributes:
        text, start, end: the words and their half-open place in the text given.
        earliest, latest: the first and last day it may mean; None where `impossible`.
        precision: day, week, month, season (any other part of a year or a month) or year.
        approximate: the words say "about", or count no exact number of days.
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


def between(span: Span, earliest: dt.date, latest: dt.date, precision: str, approximate: bool = False) -> DateMention:
    """All days from one to another; the words are filled in by whoever holds the text."""
    return DateMention("", *span, earliest, latest, precision, approximate)


def impossible(span: Span, precision: str) -> DateMention:
    """A day or month that no calendar has."""
    return DateMention("", *span, None, None, precision, impossible=True)


def on_day(span: Span, year: int, month: int, day: int) -> DateMention:
    """One day, if there is such a day."""
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return impossible(span, "day")
    return between(span, date, date, "day")


def in_month(span: Span, year: int, month: int) -> DateMention:
    """All days of a month, if there is such a month."""
    if not 1 <= month <= 12:
        return impossible(span, "month")
    return between(span, dt.date(year, month, 1), clipped(year, month, 31), "month")


def clipped(year: int, month: int, day: int) -> dt.date:
    """The day, or the last one of a month that is too short for it."""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
