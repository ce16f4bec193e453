"""Days told by how long it has been since: 拿证10个月了, 快一年了, 上班一年多. What has lasted so long, the text around must say."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from fractions import Fraction

from assistant.language.dates.mention import DateMention, between
from assistant.language.dates.steps import Length, moved, nearly_so
from assistant.language.dates.steps import lengths as lengths_in
from assistant.language.dates.words import date_words

HALF = Fraction(1, 2)
DAY = dt.timedelta(days=1)


def find_elapsed(text: str, as_of: dt.date) -> tuple[DateMention, ...]:
    """The days on which something began that has lasted until now, for each length of time that may be told of one.

    A length that is counted from elsewhere (两个月后), that is a limit (12个月内) or a term (一年的合同) is none.

    Args:
        text: normalised.
        as_of: the day until which it has lasted.
    """
    words = date_words()
    found: list[DateMention] = []
    for length in lengths_in(text):
        if re.match(words.not_elapsed, text[length.end :]) or re.search(words.not_elapsed_before, text[: length.start]):
            continue
        mention = _since(text, length, as_of)
        if mention is not None:
            found.append(replace(mention, text=text[mention.start : mention.end]))
    return tuple(found)


def _since(text: str, length: Length, as_of: dt.date) -> DateMention | None:
    """From the longest to the shortest time that the words leave open; 快一年 and 一年多 leave the year itself out."""
    words = date_words()
    nearly = re.search(words.nearly_before, text[: length.start])
    under = re.search(words.under_before, text[: length.start]) or re.match(words.under_after, text[length.end :])
    over = re.match(words.over_after, text[length.end :]) or re.search(words.over_before, text[: length.start])
    low, high = length.low, length.high
    if nearly or under:
        low = high * HALF if under else nearly_so(length).low
    elif over and low == high:
        high = low + (HALF if length.unit == "years" else 1)
    first, last = moved(as_of, length.unit, -high), moved(as_of, length.unit, -low)
    if first is None or last is None:
        return None
    first = first + DAY if nearly or under else first
    passed = over is not None or "多" in text[length.start : length.end]
    last = last - DAY if passed and not (nearly or under) else last
    return between((length.start, length.end), first, max(first, last), "day", low != high or not length.exact)
