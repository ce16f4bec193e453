"""The words by which figures are read (`figures.yaml`), loaded once and turned into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.verify.numerals import HAN
from assistant.yaml_file import read_data


class EnglishWords(BaseModel):
    """English numerals and months."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ones: dict[str, int]
    scales: dict[str, int]
    months: dict[str, int]


class FigureWords(BaseModel):
    """`figures.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    same: dict[str, str]
    bankers: dict[str, str]
    bankers_alone: str
    bankers_before: str
    units: dict[str, dict[str, str | int]]
    money_before: tuple[str, ...]
    not_tenths: str
    words: dict[str, tuple[str, str | int]]
    levels: dict[str, int]
    level_before: tuple[str, ...]
    vague_before: str
    vague_after: str
    idioms: tuple[str, ...]
    articles: str
    hotlines: tuple[int, ...]
    phone_before: str
    phone_after: str
    english: EnglishWords


@dataclass(frozen=True)
class Reading:
    """The words as patterns."""

    words: FigureWords

    @cached_property
    def same(self) -> dict[int, str]:
        """Translation of characters of one meaning."""
        return str.maketrans(self.words.same)

    @cached_property
    def bankers(self) -> re.Pattern[str]:
        """Runs of banker's numerals that are numbers."""
        every, alone, before = "".join(self.words.bankers), self.words.bankers_alone, self.words.bankers_before
        beside = rf"(?<=[\d{HAN}])[{every}]|[{every}](?=\s*[{before}\d{HAN}]|分之)"
        return re.compile(rf"[{every}零]*[{every}]{{2,}}|[{alone}]|{beside}")

    @cached_property
    def idioms(self) -> re.Pattern[str]:
        """Words that hold a numeral and count nothing; a numeral that goes on before or after them is no idiom."""
        return re.compile(rf"(?<![\d{HAN}])(?:{_any_of(self.words.idioms)})(?![十百千万亿])")

    @cached_property
    def units(self) -> dict[str, tuple[str, Fraction]]:
        """Each unit with its kind and worth."""
        table = self.words.units.items()
        return {unit: (kind, Fraction(str(worth))) for kind, units in table for unit, worth in units.items()}

    @cached_property
    def unit(self) -> re.Pattern[str]:
        """A unit right after a number; an English one ends at a word's end."""
        return re.compile(rf"\s*({_any_of(self.units)})(?![a-z])")

    @cached_property
    def spelled(self) -> dict[str, tuple[str, Fraction]]:
        """Words that say a figure without a numeral."""
        return {word: (kind, Fraction(str(value))) for word, (kind, value) in self.words.words.items()}

    @cached_property
    def spelled_words(self) -> re.Pattern[str]:
        """The places of such words."""
        return re.compile(rf"(?<![a-z])(?:{_any_of(self.words.words)})(?![a-z])")

    @cached_property
    def level_names(self) -> re.Pattern[str]:
        """The titles of the skill levels."""
        return re.compile(_any_of(self.words.levels))

    @cached_property
    def phone(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What stands before and after a telephone number."""
        return re.compile(self.words.phone_before), re.compile(self.words.phone_after)

    @cached_property
    def money_before(self) -> re.Pattern[str]:
        """A currency right before a number."""
        return re.compile(rf"(?:{_any_of(self.words.money_before)})\s*$")

    @cached_property
    def level_before(self) -> re.Pattern[str]:
        """A word that makes the number after it a level."""
        return re.compile(rf"(?:{_any_of(self.words.level_before)})[\s-]*$")

    @cached_property
    def english(self) -> re.Pattern[str]:
        """English numerals, several words as one; `one` alone counts only with a unit."""
        ones, scales = _any_of(self.words.english.ones), _any_of(self.words.english.scales)
        word = rf"(?:{ones}|{scales})"
        return re.compile(rf"(?<![a-z])(?:a\s+(?={scales}))?{word}(?:[\s-]+(?:and\s+)?{word})*(?![a-z])")

    @cached_property
    def english_date(self) -> re.Pattern[str]:
        """4 December 2024, December 4, 2024, Dec 2024."""
        month = rf"(?:{_any_of(self.words.english.months)})\.?"
        day = r"\d{1,2}(?:st|nd|rd|th)?"
        before = rf"(?P<d1>{day})\s+(?:of\s+)?(?P<m1>{month})(?:,?\s+(?P<y1>\d{{4}}))?"
        after = rf"(?P<m2>{month})\s+(?P<d2>{day})(?!\d)(?:,?\s+(?P<y2>\d{{4}}))?"
        return re.compile(rf"(?<![a-z\d])(?:{before}|{after}|(?P<m3>{month})\s+(?P<y3>\d{{4}}))(?![a-z\d])")


@lru_cache(maxsize=1)
def reading() -> Reading:
    """`figures.yaml`, as patterns."""
    path = Path(__file__).with_name("figures.yaml")
    return Reading(FigureWords.model_validate(read_data(path)))


def _any_of(words: Iterable[str]) -> str:
    """An alternation, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
