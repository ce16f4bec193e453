"""Days in text, relative to the day of asking: 去年9月, 14个月前, 下个月, 2024-12-04, last September.

A mention that names a month or a year only spans all its days: `earliest` to `latest`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache

from assistant.language.dates.calendar import calendar_dates, days_alone, numeric_dates
from assistant.language.dates.elapsed import find_elapsed
from assistant.language.dates.english import english_dates
from assistant.language.dates.mention import DateMention
from assistant.language.dates.moments import moments, stretches
from assistant.language.dates.steps import steps
from assistant.language.dates.words import date_words
from assistant.language.normalise import normalise
from assistant.language.numerals.words import fold

__all__ = ["DateMention", "find_dates", "find_elapsed"]

READERS = (numeric_dates, calendar_dates, days_alone, moments, steps, english_dates)


REMEMBERED = 64  # texts whose days are kept: one message is looked at by several readers


@lru_cache(maxsize=REMEMBERED)
def find_dates(text: str, as_of: dt.date) -> tuple[DateMention, ...]:
    """Every day, month or year of a text in order of place; of overlapping readings the longest.

    A month, season or festival without a year is the most recent one that has begun, unless the words around it look
    ahead (打算3月申请); a day of the present month belongs to this month.

    Args:
        text: raw or normalised; offsets point into it.
        as_of: the day from which 去年, 14个月前 and a month without a year are counted.
    """
    normal = normalise(text)
    folded = fold(normal.text)
    candidates = [mention for reader in READERS for mention in reader(folded, as_of)]
    candidates.sort(key=lambda one: one.start - one.end)
    taken: list[DateMention] = []
    for mention in candidates:
        if all(mention.end <= one.start or one.end <= mention.start for one in taken):
            taken.append(mention)
    words = date_words()
    for vague in stretches(folded, as_of):
        # 昨天刚拿到: beside a day that is named, 刚 says nothing more.
        start, end = words.clause(folded, vague.start, vague.end)
        if all(one.end <= start or end <= one.start for one in taken):
            taken.append(vague)
    found: list[DateMention] = []
    for one in sorted(taken, key=lambda one: one.start):
        start, end = normal.origin(one.start, one.end)
        rough = one.approximate or words.about(folded, one.start, one.end)
        found.append(replace(one, text=text[start:end], start=start, end=end, approximate=rough))
    return tuple(found)
