"""The grammar of a number spelled in English words: twenty-four, three thousand two hundred and fifty, a dozen."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from assistant.language.numerals.chinese import Numeral
from assistant.language.numerals.words import words


@lru_cache(maxsize=1)
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]:
    english = words().english
    values = {**english.small, **english.tens, **english.ordinals}
    word = "|".join(sorted([*values, *english.scales], key=len, reverse=True))
    scale = "|".join(english.scales)
    run = re.compile(rf"\b(?:an?\s+(?:{scale})|(?:{word}))(?:[\s-]+(?:and\s+)?(?:{word}))*\b")
    return run, re.compile(word), values


def read_english(text: str, start: int) -> Numeral | None:
    """The spelled number that begins at `start` of a folded text; None where none does."""
    run, word, values = _grammar()
    match = run.match(text, start)
    if match is None:
        return None
    english = words().english
    total = current = 0
    scale, end, room = 1, start, 10**12
    for part in word.finditer(text, start, match.end()):
        name = part[0]
        if name in english.scales:
            scale = english.scales[name]
            if scale in (100, 12):
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
            room = scale
        else:
            value = values[name]
            # "four five" are two numbers: each word must fit below the one before it.
            if value >= room:
                break
            current, scale = current + value, 1
            room = 10 if value >= 20 and value % 10 == 0 else 0
        end = part.end()
        if name in english.ordinals:
            break
    return Numeral(start, end, Fraction(total + current), scale=scale, lone=text[start:end] == "one")


def ends_as_ordinal(text: str) -> bool:
    """Whether a spelled number says a place in a row: third, twenty-first."""
    return re.split(r"[\s-]", text)[-1] in words().english.ordinals
