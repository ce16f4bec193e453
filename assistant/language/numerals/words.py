"""The words of `words.yaml`, checked and compiled once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class Patterns(BaseModel):
    """The grammar's words, one compiled pattern a name; the file says what each is for."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    arabic: re.Pattern[str]
    power: re.Pattern[str]
    negative: re.Pattern[str]
    before_minus: re.Pattern[str]
    point: re.Pattern[str]
    decimals: re.Pattern[str]
    decimal_scale: re.Pattern[str]
    clock_after: re.Pattern[str]
    vague_inside: re.Pattern[str]
    vague_digit: re.Pattern[str]
    percent_before: re.Pattern[str]
    permille_before: re.Pattern[str]
    share: re.Pattern[str]
    mixed: re.Pattern[str]
    slash: re.Pattern[str]
    percent_after: re.Pattern[str]
    permille_after: re.Pattern[str]
    tenths_after: re.Pattern[str]
    discount_after: re.Pattern[str]
    half_price: re.Pattern[str]
    ordinal_before: re.Pattern[str]
    ordinal_english: re.Pattern[str]
    number_sign: re.Pattern[str]
    clause_unit: re.Pattern[str]
    clause_bracket: re.Pattern[str]
    clause_sign: re.Pattern[str]
    half: re.Pattern[str]
    half_tail: re.Pattern[str]
    and_half: re.Pattern[str]
    coins: re.Pattern[str]
    coin: re.Pattern[str]
    then: re.Pattern[str]
    half_whole: re.Pattern[str]
    half_inside: re.Pattern[str]
    vague_inside_unit: re.Pattern[str]
    counted_scale: re.Pattern[str]
    minutes_short: re.Pattern[str]
    dozen: re.Pattern[str]
    roman: re.Pattern[str]
    vague: re.Pattern[str]
    vague_tail: re.Pattern[str]
    vague_after: re.Pattern[str]
    vague_before: re.Pattern[str]
    above_before: re.Pattern[str]
    above_after: re.Pattern[str]
    below_before: re.Pattern[str]
    below_after: re.Pattern[str]
    than_before: re.Pattern[str]
    than_above: re.Pattern[str]
    than_below: re.Pattern[str]
    range_sign: re.Pattern[str]
    between_before: re.Pattern[str]
    between_sign: re.Pattern[str]
    between_after: re.Pattern[str]
    both_bounds: re.Pattern[str]
    calendar_after: re.Pattern[str]
    calendar_year: re.Pattern[str]
    contracted_month: re.Pattern[str]
    level_list: re.Pattern[str]
    skip: re.Pattern[str]
    lone_before: re.Pattern[str]
    lone_after: re.Pattern[str]
    bare_before: re.Pattern[str]
    bare_after: re.Pattern[str]
    age_before: re.Pattern[str]
    level_before: re.Pattern[str]


class Group(BaseModel):
    """Words of one unit; `times` says how many of the unit one of them is (毛 is a tenth of a yuan)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: str
    unit: str
    words: list[str]
    times: Fraction = Fraction(1)


class English(BaseModel):
    """English number words by value."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    small: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, int]
    shares: dict[str, int]


class _Fold(dict[int, str]):
    """A table for `str.translate` that adds the compatibility forms of single characters as they come."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        digit = unicodedata.digit(char, None)
        plain = str(digit) if digit is not None else unicodedata.normalize("NFKC", char).lower()
        self[code] = plain if len(plain) == 1 else char
        return self[code]


class Words(BaseModel):
    """Everything of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fold: dict[str, str]
    digits: dict[str, int]
    contracted: dict[str, int]
    tens: dict[str, int]
    units: dict[str, int]
    large: dict[str, int]
    pairs: list[str]
    letters: dict[str, int]
    capitals: dict[str, int]
    shy: str
    patterns: Patterns
    idioms: list[str]
    after: list[Group]
    before: dict[str, list[str]]
    people: list[str]
    roman: dict[str, int]
    divides: dict[str, dict[str, int]]
    english: English

    @cached_property
    def table(self) -> dict[int, str]:
        """For `str.translate`: every numeral in one written form, character for character."""
        return _Fold({ord(variant): plain for plain, variants in self.fold.items() for variant in variants})

    @cached_property
    def idiom(self) -> re.Pattern[str]:
        """Anything that states no number, days, codes and links among it."""
        return re.compile("|".join([self.patterns.skip.pattern, *self.idioms]))

    @cached_property
    def idiom_only(self) -> re.Pattern[str]:
        """Words in which a numeral states no number; days, codes and links left out."""
        return re.compile("|".join(self.idioms))

    @cached_property
    def currency(self) -> re.Pattern[str]:
        """A currency before its sum; the name of the group is the unit."""
        return re.compile(r"(?:" + "|".join(_named(self.before)) + r")\s?:?\s?$")


def _named(groups: dict[str, list[str]]) -> Iterator[str]:
    for name, words in groups.items():
        yield f"(?P<{name}>{'|'.join(words)})"


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands behind a number: where it ends and what it says."""

    end: int
    kind: str
    unit: str
    times: Fraction


class Units:
    """Finds the longest unit word at a place."""

    def __init__(self, words: Words) -> None:
        ranked = sorted(
            ((word, group) for group in _groups(words) for word in group.words),
            key=lambda pair: -len(re.sub(r"\(\?[!=<].*?\)|\\s|[?\\]", "", pair[0])),
        )
        self._groups = [group for _, group in ranked]
        spelled = [f"({word}{'(?![a-z])' if re.search(r'[a-z]$|[a-z][?)]', word) else ''})" for word, _ in ranked]
        self._regex = re.compile(r"\s?(?:" + "|".join(spelled) + ")")

    def at(self, text: str, position: int) -> Unit | None:
        """The unit that stands at `position` of a folded text, a blank before it allowed."""
        match = self._regex.match(text, position)
        if match is None or match.lastindex is None:
            return None
        group = self._groups[match.lastindex - 1]
        return Unit(match.end(), group.kind, group.unit, group.times)


def _groups(words: Words) -> list[Group]:
    nouns = "|".join(words.people)
    counted = [f"(?:个|名|位)(?:{noun})" for noun in nouns.split("|")]
    return [*words.after, Group(kind="count", unit="people", words=counted)]


@lru_cache(maxsize=1)
def words() -> Words:
    """`words.yaml`."""
    raw = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return Words.model_validate(raw)


@lru_cache(maxsize=1)
def units() -> Units:
    """The unit words of `words.yaml`."""
    return Units(words())


def fold(text: str) -> str:
    """The text with every numeral in one written form, as long as the text given."""
    return text.translate(words().table)
