"""Days so many steps from the day of asking: 14个月前, 一个多月前, 两三年前, 三周后, a year ago."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from assistant.language.dates.mention import DateMention, Span, between
from assistant.language.dates.words import date_words
from assistant.language.numerals import Number, find_numbers, read_number

UNITS = {"年": "years", "个月": "months", "月": "months", "周": "weeks", "星期": "weeks", "礼拜": "weeks", "天": "days"}
# 一个多月, 半个多月, 个把月: the word of inexactness stands inside the unit.
INSIDE = re.compile(r"(?P<count>[一二两三四五六七八九十\d]{1,3}|半)?个(?:多|把)(?P<unit>月|星期|礼拜)")
MORE = re.compile(r"\s?多")
MONTHS_SHORT = Fraction(1, 6)  # 快一年: at most two months are missing
SOME_LOW, SOME_HIGH = Fraction(2), Fraction(9)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as it stands in a text: between `low` and `high` units."""

    start: int
    end: int
    unit: str
    low: Fraction
    high: Fraction
    exact: bool = True


def steps(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """Each length that is followed by 前, 后, ago and the like, or announced by 再过."""
    for length in lengths(text):
        found = _direction(text, length.start, length.end)
        if found is not None:
            sign, span = found
            nearly = sign < 0 and re.search(date_words().nearly_before, text[: length.start])
            mention = _between(span, as_of, nearly_so(length) if nearly else length, sign)
            if mention is not None:
                yield mention


def nearly_so(length: Length) -> Length:
    """The length where it is not quite reached: 快一年."""
    short = MONTHS_SHORT if length.unit == "years" else Fraction(1)
    return replace(length, low=max(length.high - short, Fraction(0)), exact=False)


def lengths(text: str) -> Iterator[Length]:
    """Every length of time, whatever is told of it: 14个月, 一年多, 好几年, 个把月, a year and a half."""
    for number in find_numbers(text):
        if number.unit in UNITS.values() and number.kind in ("duration", "range"):
            length = _length(text, number)
            if length is not None:
                yield length
    names = "|".join(UNITS) + "|years|months|weeks|days"
    for match in re.finditer(rf"(?<![\d十百]){date_words().some}\s?(?P<unit>{names})", text):
        yield Length(*match.span(), UNITS.get(match["unit"], match["unit"]), SOME_LOW, SOME_HIGH, exact=False)
    for match in INSIDE.finditer(text):
        count = read_number(match["count"]) if match["count"] else Fraction(1)
        if count is not None:
            more = Fraction(1, 2) if count.denominator == 2 else Fraction(1)
            yield Length(*match.span(), UNITS[match["unit"]], count, count + more, exact=False)
    units = date_words().english.units
    pattern = rf"\b(?P<half>half\s+)?an?\s+(?P<unit>{'|'.join(units)})\b(?P<more>\s+and\s+a\s+half)?"
    for match in re.finditer(pattern, text):
        value = Fraction(1, 2) if match["half"] else Fraction(3, 2) if match["more"] else Fraction(1)
        yield Length(*match.span(), units[match["unit"]], value, value)


def _direction(text: str, start: int, end: int) -> tuple[int, Span] | None:
    """-1 or 1 and the whole span; None where nothing says that the step starts today."""
    words = date_words()
    for pattern, sign in ((f"{words.before}|{words.ago}", -1), (f"{words.after}|{words.later}", 1)):
        found = re.compile(rf"\s?(?:{pattern})").match(text, end)
        if found is not None:
            elsewhere = sign > 0 and re.search(words.counted_from, text[:start])
            return None if elsewhere else (sign, (start, found.end()))
    coming = re.search(words.coming_before, text[:start])
    return None if coming is None else (1, (coming.start(), end))


def _length(text: str, number: Number) -> Length | None:
    behind = MORE.match(text, number.end)
    more = behind is not None or "多" in number.text or "几" in number.text
    end = behind.end() if behind else number.end
    low, high = number.low, number.high
    if number.value is not None:
        low, high = number.value, number.value + (_slack(number.value) if more else 0)
    if low is None or high is None or number.unit is None:
        return None
    return Length(number.start, end, number.unit, low, high, exact=low == high and number.exact)


def _slack(value: Fraction) -> Fraction:
    """How much 多 may add: up to nine behind a round ten, half of one behind a half, up to one behind anything else."""
    if value.denominator == 2:
        return Fraction(1, 2)
    return Fraction(9) if value >= 10 and value % 10 == 0 else Fraction(1)


def _between(span: Span, as_of: dt.date, length: Length, sign: int) -> DateMention | None:
    ends = [moved(as_of, length.unit, sign * steps) for steps in (length.low, length.high)]
    if ends[0] is None or ends[1] is None:
        return None
    return between(span, min(ends[0], ends[1]), max(ends[0], ends[1]), "day", not length.exact)


def moved(as_of: dt.date, unit: str, count: Fraction) -> dt.date | None:
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
