"""What stands around a number and makes it less than exact: 大约20, 30人左右, 超过80%, 20人以上, 不到三成."""

from __future__ import annotations

from dataclasses import replace

from assistant.language.numerals.atoms import Page
from assistant.language.numerals.model import Number
from assistant.language.numerals.words import words

POSITIONS = ("clause", "ordinal")


def qualified(page: Page, number: Number) -> Number:
    """The number with `exact` and, where the words give a bound, `low` or `high` set."""
    if number.kind in POSITIONS or number.value is None:
        return number
    patterns = words().patterns
    before, text, end = page.before(number.start), page.text, number.end
    than = patterns.than_before.search(before)
    if patterns.below_before.search(before) or patterns.below_after.match(text, end):
        return replace(number, high=number.value, exact=False)
    if patterns.above_before.search(before) or patterns.above_after.match(text, end):
        return replace(number, low=number.value, exact=False)
    if than and patterns.than_above.match(text, end):
        return replace(number, low=number.value, exact=False)
    if than and patterns.than_below.match(text, end):
        return replace(number, high=number.value, exact=False)
    vague = patterns.vague if number.unit is None else patterns.vague_tail
    if not number.exact or vague.match(text, end):
        return replace(number, low=number.value, exact=False)
    if patterns.vague_before.search(before) or patterns.vague_after.match(text, end):
        return replace(number, exact=False)
    return number
