"""The words of `numerals.yaml`, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

UNIT_OF_GROUP = {
    "money": ("money", "yuan"),
    "duration_months": ("duration", "months"),
    "duration_years": ("duration", "years"),
    "duration_days": ("duration", "days"),
    "duration_weeks": ("duration", "weeks"),
    "duration_hours": ("duration", "hours"),
    "duration_minutes": ("duration", "minutes"),
    "age": ("age", "years"),
    "people": ("count", "people"),
    "thing": ("count", "thing"),
    "times": ("count", "times"),
    "level": ("level", "level"),
}


class _Fold(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    digits: dict[str, str]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    fold: _Fold
    idioms: list[str]
    units: dict[str, list[str]]
    clause_units: list[str]
    calendar_after: str
    approximate_before: str
    approximate_after: str
    range_signs: str
    percent_words: list[str]
    tenths_not_after: str


@dataclass(frozen=True, slots=True)
class NumeralWords:
    """Everything of the file, ready to match; `kind_of` gives kind and unit of each unit word."""

    table: dict[int, str]
    idioms: re.Pattern[str]
    units: re.Pattern[str]
    any_unit: str
    kind_of: dict[str, tuple[str, str]]
    clause_units: tuple[str, ...]
    calendar_after: re.Pattern[str]
    approximate_before: re.Pattern[str]
    approximate_after: re.Pattern[str]
    range_signs: str
    percent: str
    tenths_not_after: re.Pattern[str]

    def fold(self, text: str) -> str:
        """The text with every numeral in one written form, character for character."""
        return text.translate(self.table)


@lru_cache(maxsize=1)
def numeral_words() -> NumeralWords:
    """`numerals.yaml`."""
    raw = yaml.safe_load(Path(__file__).with_name("numerals.yaml").read_text(encoding="utf-8"))
    file = _File.model_validate(raw)
    table = {ord(variant): char for char, variants in file.fold.digits.items() for variant in variants}
    # Full-width letters, digits and signs lie at a fixed distance from the plain ones; capitals fold to small letters.
    table |= {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    table |= {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    kind_of = {word: UNIT_OF_GROUP[group] for group, words in file.units.items() for word in words}
    units = "|".join(_spelled(word) for word in sorted(kind_of, key=len, reverse=True))
    return NumeralWords(
        table=table,
        idioms=re.compile("|".join(re.escape(word) for word in sorted(file.idioms, key=len, reverse=True))),
        units=re.compile(rf"\s?(?:{units})"),
        any_unit=units,
        kind_of=kind_of,
        clause_units=tuple(file.clause_units),
        calendar_after=re.compile(file.calendar_after),
        approximate_before=re.compile(file.approximate_before),
        approximate_after=re.compile(file.approximate_after),
        range_signs=file.range_signs,
        percent="|".join(re.escape(word) for word in file.percent_words),
        tenths_not_after=re.compile(file.tenths_not_after),
    )


def _spelled(word: str) -> str:
    return rf"{re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
