"""Days named from the day of asking: 上个月底, 下周三, 昨天, 刚刚, 上个季度."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from assistant.language.dates.calendar import DAY, part_of_month, quarter_of
from assistant.language.dates.mention import DateMention, between, in_month, on_day
from assistant.language.dates.words import choice, chosen, date_words
from assistant.language.numerals import read_number


def moments(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """Months, weeks, quarters and days so many steps from today."""
    yield from _months(text, as_of)
    yield from _weeks(text, as_of)
    yield from _quarters(text, as_of)
    yield from _days(text, as_of)


def stretches(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """刚刚, 前几天, 前阵子: the days that somebody means who does not count them."""
    for words, stretch in date_words().stretches.items():
        in_months = len(stretch) == 3
        for match in re.finditer(words, text):
            ends = [as_of + (relativedelta(months=one) if in_months else dt.timedelta(days=one)) for one in stretch[:2]]
            yield between(match.span(), ends[0], ends[1], "season", approximate=True)


@lru_cache(maxsize=1)
def _month_grammar() -> re.Pattern[str]:
    words = date_words()
    parts = choice("part", words.month_parts)
    return re.compile(rf"(?:{choice('step', words.months)})(?:份?的?\s?(?:(?P<d>{DAY})\s?[日号]|(?:{parts})))?")


@lru_cache(maxsize=1)
def _week_grammar() -> re.Pattern[str]:
    words = date_words()
    return re.compile(rf"(?:{choice('step', words.weeks)})(?P<d>[{''.join(words.weekdays)}](?!个))?")


def _months(text: str, as_of: dt.date) -> Iterator[DateMention]:
    counts = list(date_words().months.values())
    for match in _month_grammar().finditer(text):
        step = chosen(match, "step", len(counts))
        if step is None:
            continue
        month = as_of.replace(day=1) + relativedelta(months=counts[step])
        day = read_number(match["d"]) if match["d"] else None
        if day is not None:
            yield on_day(match.span(), month.year, month.month, int(day))
        else:
            yield part_of_month(match, in_month(match.span(), month.year, month.month))


def _weeks(text: str, as_of: dt.date) -> Iterator[DateMention]:
    words = date_words()
    counts = list(words.weeks.values())
    for match in _week_grammar().finditer(text):
        step = chosen(match, "step", len(counts))
        if step is None:
            continue
        monday = as_of - dt.timedelta(days=as_of.weekday()) + dt.timedelta(weeks=counts[step])
        sunday = monday + dt.timedelta(days=6)
        if match["d"] is None:
            yield between(match.span(), monday, sunday, "week")
            continue
        day = monday + dt.timedelta(days=words.weekdays[match["d"]])
        yield (
            between(match.span(), day, sunday, "season")
            if match["d"] == "末"
            else between(match.span(), day, day, "day")
        )


def _quarters(text: str, as_of: dt.date) -> Iterator[DateMention]:
    for words, step in date_words().quarters.items():
        for match in re.finditer(words, text):
            year, quarter = divmod(as_of.year * 4 + (as_of.month - 1) // 3 + step, 4)
            yield quarter_of(match.span(), year, quarter + 1)


def _days(text: str, as_of: dt.date) -> Iterator[DateMention]:
    for words, (first, last) in date_words().days.items():
        for match in re.finditer(words, text):
            yield between(match.span(), as_of + dt.timedelta(days=first), as_of + dt.timedelta(days=last), "day")
