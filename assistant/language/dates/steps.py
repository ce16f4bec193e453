"""Days so many steps from the day of asking: 14个月前, 一个多月前, 两三年前, 三周后, a year ago."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from assistant.language.dates.mention import DateMention, Span, between
from assistant.language.dates.words import date_words
from assistant.language.numerals import Number, find_numbers, read_number

UNITS = {"年": "years", "个月": "months", "月": "months", "周": "weeks", "星期": "weeks", "礼拜": "weeks", "天": "days"}
# 一个多月, 半个多月, 个把月: the word of inexactness stands inside the unit.
INSIDE = re.compile(r"(?P<count>[一二两三四五六七八九十\d]{1,3}|半)?个(?:多|把)(?P<unit>月|星期|礼拜)")
SOME_LOW, SOME_HIGH = Fraction(2), Fraction(9)


def steps(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """Each duration that is followed by 前, 后, ago and the like, or announced by 再过."""
    for number in find_numbers(text):
        if number.unit in UNITS.values() and number.kind in ("duration", "range"):
            mention = _step(text, number, as_of)
            if mention is not None:
                yield mention
    yield from _some(text, as_of)
    yield from _inside(text, as_of)
    yield from _english_articles(text, as_of)


def _direction(text: str, start: int, end: int) -> tuple[int, Span] | None:
    """-1 or 1 and the whole span; None where nothing says that the step starts today."""
    words = date_words()
    more = r"\s?(?:多\s?)?"
    for pattern, sign in ((f"{words.before}|{words.ago}", -1), (f"{words.after}|{words.later}", 1)):
        found = re.compile(rf"{more}(?:{pattern})").match(text, end)
        if found is not None:
            elsewhere = sign > 0 and re.search(words.counted_from, text[:start])
            return None if elsewhere else (sign, (start, found.end()))
    coming = re.search(words.coming_before, text[:start])
    return None if coming is None else (1, (coming.start(), end))


def _step(text: str, number: Number, as_of: dt.date) -> DateMention | None:
    found = _direction(text, number.start, number.end)
    if found is None or number.unit is None:
        return None
    sign, span = found
    more = "多" in text[number.start : span[1]] or "几" in number.text
    if number.value is None:
        low, high = number.low, number.high
    else:
        low, high = number.value, number.value + (_slack(number.value) if more else 0)
    if low is None or high is None:
        return None
    return _between(span, as_of, number.unit, sign, low, high, approximate=low != high or not number.exact)


def _slack(value: Fraction) -> Fraction:
    """How much 多 may add: up to nine behind a round ten, half of one behind a half, up to one behind anything else."""
    if value.denominator == 2:
        return Fraction(1, 2)
    return Fraction(9) if value >= 10 and value % 10 == 0 else Fraction(1)


def _some(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """几个月前, 好几年前: between two and nine."""
    names = "|".join(UNITS) + "|years|months|weeks|days"
    for match in re.finditer(rf"(?<![\d十百]){date_words().some}\s?(?P<unit>{names})", text):
        found = _direction(text, *match.span())
        if found is not None:
            unit = UNITS.get(match["unit"], match["unit"])
            mention = _between(found[1], as_of, unit, found[0], SOME_LOW, SOME_HIGH, approximate=True)
            if mention is not None:
                yield mention


def _inside(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """一个多月前, 个把月前: up to one unit more."""
    for match in INSIDE.finditer(text):
        found = _direction(text, *match.span())
        count = read_number(match["count"]) if match["count"] else Fraction(1)
        if found is not None and count is not None:
            more = Fraction(1, 2) if count.denominator == 2 else Fraction(1)
            span, unit = found[1], UNITS[match["unit"]]
            mention = _between(span, as_of, unit, found[0], count, count + more, approximate=True)
            if mention is not None:
                yield mention


def _english_articles(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """A year ago, half a year ago, a year and a half ago."""
    units = date_words().english.units
    pattern = rf"\b(?P<half>half\s+)?an?\s+(?P<unit>{'|'.join(units)})(?P<more>\s+and\s+a\s+half)?"
    for match in re.finditer(pattern, text):
        found = _direction(text, *match.span())
        if found is not None:
            value = Fraction(1, 2) if match["half"] else Fraction(3, 2) if match["more"] else Fraction(1)
            mention = _between(found[1], as_of, units[match["unit"]], found[0], value, value, approximate=False)
            if mention is not None:
                yield mention


def _between(
    span: Span, as_of: dt.date, unit: str, sign: int, low: Fraction, high: Fraction, *, approximate: bool
) -> DateMention | None:
    ends = [_moved(as_of, unit, sign * steps) for steps in (low, high)]
    if ends[0] is None or ends[1] is None:
        return None
    return between(span, min(ends[0], ends[1]), max(ends[0], ends[1]), "day", approximate)


def _moved(as_of: dt.date, unit: str, count: Fraction) -> dt.date | None:
    """The day so many units away, None if no calendar reaches it; half a month is fifteen days."""
    try:
        if unit in ("years", "months"):
            halves = round(count * (24 if unit == "years" else 2))
            whole, half = divmod(abs(halves), 2)
            sign = 1 if halves > 0 else -1
            return as_of + relativedelta(months=sign * whole) + dt.timedelta(days=sign * 15 * half)
        return as_of + dt.timedelta(days=round(count * (7 if unit == "weeks" else 1)))
    except (OverflowError, ValueError):
        return None
