"""Every number of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from assistant.language.numerals.atoms import Atom, Page, read_atom
from assistant.language.numerals.model import Number
from assistant.language.numerals.numeral import read_numeral
from assistant.language.numerals.qualify import qualified
from assistant.language.numerals.ranges import joined
from assistant.language.numerals.words import fold, words

REMEMBERED = 64  # texts whose numbers are kept: one message is looked at by several readers


@lru_cache(maxsize=REMEMBERED)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number of a text in order of place; numerals inside idioms (一般, 统一) and days state none.

    Args:
        text: raw or normalised; offsets point into it.
    """
    page = Page.of(text)
    atoms = [replace(atom, number=qualified(page, atom.number)) for atom in _atoms(page)]
    return tuple(joined(page, atoms))


def number_values(text: str) -> frozenset[Fraction]:
    """The values of all numbers of a text, for a check that must not miss one.

    Besides what `find_numbers` finds, both ends of its ranges and percentages per cent, these are the numerals of days,
    codes and clock times, and those that could be read in another way.
    """
    values = {value for number in find_numbers(text) for value in _all_values(number)}
    folded = fold(text)
    idioms = _spans(words().idiom_only, folded)
    position = 0
    while match := _starts().search(folded, position):
        found = read_numeral(text, folded, match.start())
        inside = any(start <= match.start() < end for start, end in idioms)
        if found is None or (found.lone and inside):
            position = match.start() + 1
            continue
        values |= {found.value} if found.high is None else {found.value, found.high}
        position = found.end
    return frozenset(values)


def read_number(written: str) -> Fraction | None:
    """The value of one written number without a unit: 3,250, 1.5万, 3万5, 两万三, ３０; None if it is none."""
    raw = written.strip()
    found = read_numeral(raw, fold(raw), 0) if raw else None
    if found is not None and found.end == len(raw) and found.high is None:
        return found.value
    return Fraction(1, 2) if words().patterns.half.fullmatch(raw) else None


def _all_values(number: Number) -> Iterator[Fraction]:
    for value in (number.value, number.low, number.high):
        if value is not None:
            yield value
            if number.kind == "percent" or number.unit == "percent":
                yield value * 100


def _atoms(page: Page) -> Iterator[Atom]:
    idioms = _spans(words().idiom, page.text)
    done = position = 0
    while match := _starts().search(page.text, position):
        start = match.start()
        ahead = next((end for begin, end in idioms if begin <= start < end), None)
        if ahead is not None:
            position = ahead
            continue
        atom = read_atom(page, start)
        if atom is None:
            run = _same().match(page.text, start)
            position = max(start + 1, run.end() if run else 0)
            continue
        yield _after(page, atom, done)
        done = position = max(atom.number.end, start + 1)


def _after(page: Page, atom: Atom, done: int) -> Atom:
    """The number without words in front of it that belong to the number before."""
    number = atom.number
    if number.start >= done:
        return atom
    return replace(atom, number=replace(number, start=done, text=page.raw[done : number.end]))


def _spans(regex: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in regex.finditer(text)]


@lru_cache(maxsize=1)
def _same() -> re.Pattern[str]:
    """A run of digits of one script: the rest of a number that was passed over is no number either."""
    return re.compile(rf"\d+|[{''.join(words().digits)}]+")


@lru_cache(maxsize=1)
def _starts() -> re.Pattern[str]:
    """Where the words of a number may begin."""
    lexicon = words()
    chars = "".join([*lexicon.digits, *lexicon.contracted, *lexicon.tens, *lexicon.units, *lexicon.large])
    english = "|".join([*lexicon.english.small, *lexicon.english.tens, *lexicon.english.ordinals])
    scales = "|".join(lexicon.english.scales)
    patterns = lexicon.patterns
    openers = [patterns.clause_bracket, patterns.clause_sign, patterns.number_sign, patterns.roman, patterns.negative]
    others = "|".join(f"(?:{re.sub(r'[(][?]P<[a-z]+>', '(?:', one.pattern)})" for one in openers)
    return re.compile(rf"[\d{chars}第半]|\.\d|对折|{others}|\b(?:half|{english}|an?\s+(?:{scales}))\b")
