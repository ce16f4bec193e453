"""Dated parameters, each derived from the verbatim words that state it.

A parameter keeps the words (`says`), never a second copy of the number, so text and rule cannot disagree.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.policy.errors import CorpusError, Problem
from assistant.policy.load import problems_of, read_yaml
from assistant.policy.model import Policy, Quote


class Unit(StrEnum):
    """What a parameter's value counts."""

    YUAN = "yuan"
    YUAN_PER_YEAR = "yuan_per_year"
    RATIO = "ratio"
    FACTOR = "factor"
    MONTHS = "months"
    YEARS = "years"
    TIMES = "times"
    DATE = "date"


class Reading(StrEnum):
    """How the words of `says` become a value."""

    AMOUNT = "amount"  # 1500元, 10万元
    PERCENT = "percent"  # 80%
    RAISE = "raise"  # 30% → 1 + 30%
    LOW = "low"  # 4000-8000元 → 4000
    HIGH = "high"  # 4000-8000元 → 8000
    COUNT = "count"  # 12个月, 1年, 1次
    DAY = "day"  # 2025年1月1日


Value: TypeAlias = Decimal | Fraction | int | dt.date


def _amount(says: str) -> Decimal:
    number, ten_thousand = _match(r"(\d+(?:\.\d+)?)(万?)元", says)
    return Decimal(number) * (10_000 if ten_thousand else 1)


def _percent(says: str) -> Fraction:
    return Fraction(_match(r"(\d+)%", says)[0]) / 100


def _bound(position: int) -> Callable[[str], Decimal]:
    return lambda says: Decimal(_match(r"(\d+)-(\d+)元", says)[position])


def _day(says: str) -> dt.date:
    year, month, day = _match(r"(\d{4})年(\d{1,2})月(\d{1,2})日", says)
    return dt.date(int(year), int(month), int(day))


def _match(pattern: str, says: str) -> tuple[str, ...]:
    found = re.fullmatch(pattern, says)
    if found is None:
        raise ValueError(f"{says!r} does not read as {pattern}")
    return found.groups()


READERS: Mapping[Reading, Callable[[str], Value]] = {
    Reading.AMOUNT: _amount,
    Reading.PERCENT: _percent,
    Reading.RAISE: lambda says: 1 + _percent(says),
    Reading.LOW: _bound(0),
    Reading.HIGH: _bound(1),
    Reading.COUNT: lambda says: int(_match(r"(\d+)(?:个月|年|次|个)", says)[0]),
    Reading.DAY: _day,
}
UNITS_OF: Mapping[Reading, frozenset[Unit]] = {
    Reading.AMOUNT: frozenset({Unit.YUAN, Unit.YUAN_PER_YEAR}),
    Reading.PERCENT: frozenset({Unit.RATIO}),
    Reading.RAISE: frozenset({Unit.FACTOR}),
    Reading.LOW: frozenset({Unit.YUAN, Unit.YUAN_PER_YEAR}),
    Reading.HIGH: frozenset({Unit.YUAN, Unit.YUAN_PER_YEAR}),
    Reading.COUNT: frozenset({Unit.MONTHS, Unit.YEARS, Unit.TIMES}),
    Reading.DAY: frozenset({Unit.DATE}),
}


class _Entry(BaseModel):
    """One dated value as `parameters.yaml` writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: dt.date
    until: dt.date | None = None
    rests_on: str
    clause: str
    quote: str
    says: str
    read: Reading


class _Block(BaseModel):
    """One parameter as `parameters.yaml` writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    unit: Unit
    values: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value with the days it holds and the quote that states it; `says` is the span of the number's own words."""

    value: Value
    since: dt.date
    until: dt.date | None
    rests_on: str
    quote: Quote
    says: Quote


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number of a rule, newest value last."""

    key: str
    label: str
    unit: Unit
    policy: str
    values: tuple[DatedValue, ...]

    def at(self, as_of: dt.date) -> DatedValue | None:
        """The value that holds on `as_of`; None before its first day and after its last: never carried back."""
        for value in reversed(self.values):
            if value.since <= as_of and (value.until is None or as_of <= value.until):
                return value
        return None


def load_parameters(folder: Path, policy: Policy) -> tuple[Parameter, ...]:
    """The parameters of one policy folder, in the file's order.

    Raises:
        CorpusError: an unknown field, words that are not verbatim in their clause, a value that its reading cannot
            read, or dates that overlap; every fault of the file is reported at once.
    """
    path = folder / "parameters.yaml"
    if not path.exists():
        return ()
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise CorpusError(Problem(path, None, "not a mapping of parameters", "write `key: {label, unit, values}`"))
    parameters: list[Parameter] = []
    problems: list[Problem] = []
    for key, block in raw.items():
        try:
            parameters.append(_parameter(str(key), _Block.model_validate(block), policy, path))
        except ValidationError as error:
            problems += [
                Problem(p.file, _line(path, f"{key}:"), f"{key}: {p.what}", p.mend) for p in problems_of(path, error)
            ]
        except CorpusError as error:
            problems += error.problems
    if problems:
        raise CorpusError(*problems)
    return tuple(parameters)


def _parameter(key: str, block: _Block, policy: Policy, path: Path) -> Parameter:
    values = tuple(_dated(key, entry, block.unit, policy, path) for entry in block.values)
    if not values:
        raise CorpusError(Problem(path, _line(path, f"{key}:"), f"{key}: no value", "give it one with a quote"))
    for earlier, later in itertools.pairwise(values):
        if later.since <= (earlier.until or earlier.since):
            what = f"{key}: the value since {later.since} overlaps the one since {earlier.since}"
            raise CorpusError(Problem(path, _line(path, f"{key}:"), what, "order them, end the earlier one before"))
    return Parameter(key, block.label, block.unit, policy.id, values)


def _dated(key: str, entry: _Entry, unit: Unit, policy: Policy, path: Path) -> DatedValue:
    def fault(what: str, mend: str) -> CorpusError:
        return CorpusError(Problem(path, _line(path, f"{key}:"), f"{key}: {what}", mend))

    clause = policy.by_id.get(entry.clause)
    if clause is None:
        raise fault(f"clause {entry.clause} is not in {policy.id}", f"use one of {'、'.join(policy.by_id)}")
    quote = clause.find(entry.quote)
    if quote is None:
        raise fault(f"quote “{entry.quote}” does not stand in {entry.clause}", "copy the words from the clause")
    within = quote.text.find(entry.says)
    if within < 0 or not entry.says:
        raise fault(f"“{entry.says}” does not stand in its quote", "says must be words of the quote")
    if unit not in UNITS_OF[entry.read]:
        raise fault(f"read {entry.read} cannot give {unit}", f"the unit is one of {sorted(UNITS_OF[entry.read])}")
    if entry.until is not None and entry.until < entry.since:
        raise fault(f"ends {entry.until} before it begins {entry.since}", "put the dates in order")
    if entry.since < clause.in_force_from:
        raise fault(f"holds from {entry.since}, its clause only from {clause.in_force_from}", "move since to that day")
    try:
        value = READERS[entry.read](entry.says)
    except ValueError as error:
        raise fault(str(error), f"quote words that `read: {entry.read}` can read") from None
    says = clause.quote(quote.start + within, quote.start + within + len(entry.says))
    return DatedValue(value, entry.since, entry.until, entry.rests_on, quote, says)


def _line(path: Path, words: str) -> int | None:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith(words)), None)
