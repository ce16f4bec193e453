"""Two numbers that make a range: 4-8千, 三到五年, 20%-30%, 10000与20000之间, 大于20小于等于35."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.language.numerals.atoms import Atom, Page
from assistant.language.numerals.model import Number
from assistant.language.numerals.words import words

PLAIN = "number"
HIGHEST_LEVEL = 5


def joined(page: Page, atoms: Sequence[Atom]) -> list[Number]:
    """The numbers of a text with neighbours that make a range put together.

    Args:
        page: the text.
        atoms: its numbers in order of place, bounds ("20人以上") already marked.
    """
    numbers: list[Number] = []
    index = 0
    while index < len(atoms):
        pair = _range(page, atoms[index], atoms[index + 1]) if index + 1 < len(atoms) else None
        numbers.append(pair or _leveled(page, atoms, index))
        index += 2 if pair else 1
    return numbers


def _leveled(page: Page, atoms: Sequence[Atom], index: int) -> Number:
    """三、四级: a plain number in a list that ends with a level is one too."""
    number = atoms[index].number
    if number.kind != PLAIN or index + 1 == len(atoms):
        return number
    following = atoms[index + 1].number
    listed = words().patterns.level_list.fullmatch(page.text[number.end : following.start])
    if listed is None or following.kind != "level" or number.value is None or not 0 < number.value <= HIGHEST_LEVEL:
        return number
    return replace(number, kind="level", unit="level")


def _range(page: Page, first: Atom, second: Atom) -> Number | None:
    low, high = first.number, second.number
    if low.value is None or high.value is None or low.end > high.start:
        return None
    if _bounded_both(page, low, high):
        least, most = (low.value, high.value) if low.low is not None else (high.value, low.value)
        return _made(page, low, high, least, most, high.unit or low.unit) if least < most else None
    if not _signed(page, low, high):
        return None
    return _spread(page, first, second)


def _signed(page: Page, low: Number, high: Number) -> bool:
    patterns = words().patterns
    between = page.text[low.end : high.start]
    if patterns.range_sign.fullmatch(between):
        return True
    if patterns.between_sign.fullmatch(between) is None:
        return False
    after = patterns.between_after.match(page.text, high.end)
    return bool(after or patterns.between_before.search(page.before(low.start)))


def _spread(page: Page, first: Atom, second: Atom) -> Number | None:
    """The range with what its ends share: 4-8千, 20-30%, 两到三成, 百分之五到十, 3个月到1年."""
    low, high = first.number, second.number
    least, most = low.value, high.value
    if least is None or most is None:
        return None
    if low.kind == PLAIN and high.kind != PLAIN:
        least *= second.factor
    if high.kind == PLAIN and low.kind in ("percent", "money"):
        most *= first.factor
    if low.kind == PLAIN and first.scale == 1 and second.scale >= 100 and least < most / second.scale:
        least *= second.scale
    unit, times = _common(low, high)
    if times is None:
        return None
    least, most = least * times[0], most * times[1]
    return _made(page, low, high, least, most, unit) if least < most else None


def _common(low: Number, high: Number) -> tuple[str | None, tuple[int, int] | None]:
    """The unit of both ends and what to multiply each end by; None where they do not belong together."""
    if PLAIN in (low.kind, high.kind):
        other = low if high.kind == PLAIN else high
        return ("percent" if other.kind == "percent" else other.unit), (1, 1)
    if low.kind != high.kind or low.kind == "clause":
        return None, None
    if low.unit == high.unit:
        return ("percent" if low.kind == "percent" else low.unit), (1, 1)
    divides = words().divides
    if times := divides.get(low.unit or "", {}).get(high.unit or ""):
        return high.unit, (times, 1)
    if times := divides.get(high.unit or "", {}).get(low.unit or ""):
        return low.unit, (1, times)
    return None, None


def _bounded_both(page: Page, first: Number, second: Number) -> bool:
    """Whether one number is a lower, the other an upper bound, with nothing but connecting words between."""
    if {first.low is not None, first.high is not None} != {True, False}:
        return False
    if (first.low is None) == (second.low is None) or (first.high is None) == (second.high is None):
        return False
    patterns = words().patterns
    between = page.text[first.end : second.start]
    afters = [patterns.above_after, patterns.below_after]
    if patterns.than_before.search(page.before(first.start)):
        afters += [patterns.than_above, patterns.than_below]
    for after in afters:
        if match := after.match(between):
            between = between[match.end() :]
            break
    for before in (patterns.above_before, patterns.below_before, patterns.than_before):
        if match := before.search(between):
            between = between[: match.start()]
            break
    return patterns.both_bounds.fullmatch(between) is not None


def _made(page: Page, first: Number, second: Number, low: Fraction, high: Fraction, unit: str | None) -> Number:
    made = Number(page.raw[first.start : second.end], first.start, second.end, "range", None, unit, low, high)
    # What makes "大于20小于35" inexact is that it states bounds, which the range says.
    bounds = first.low is not None or first.high is not None
    return replace(made, exact=bounds or (first.exact and second.exact))
