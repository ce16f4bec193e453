"""The words by which messages are read, loaded from the YAML files of this folder and compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.dialogue.understand.reading import Intent

HERE = Path(__file__).parent
Scalar = bool | int | str | Decimal
Model = TypeVar("Model", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _FactBlock(_Strict):
    fact: str
    value: bool | str | list[str]
    otherwise: bool | str | None = None
    patterns: list[str]


class PlacesFile(_Strict):
    """`places.yaml`."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    provinces: list[str]
    cities: list[str]
    english: list[str]
    shanghai: list[str]


class _Span(_Strict):
    before: str
    after: str


class _FactFile(_Strict):
    words: dict[str, str]
    negations: str
    intended: str
    imagined: str
    past: str
    required: str
    uncertain: str
    precedence: list[list[str]]
    yields: dict[str, list[str]]
    lone: dict[str, str]
    difference: str
    counted: str
    job: str
    company_trade: str
    no_subject: str
    alternatives: str
    facts: list[_FactBlock]
    counts: dict[str, str]
    left: dict[str, dict[str, str]]
    dates: dict[str, str]
    levels: dict[int, list[str]]
    other_occupation: str
    no_occupation: str
    spans: dict[str, _Span]
    level_digits: dict[str, int]
    level_ranges: str
    all_levels: str
    not_levels: str
    not_levels_after: str


class _IntentBlock(_Strict):
    id: Intent
    cues: list[str]
    of_case: bool = False


class _IntentFile(_Strict):
    intents: list[_IntentBlock]
    by_clause: str
    bare: str
    invites: str
    elliptic: str
    separators: str


class _ActFile(_Strict):
    whole: dict[str, str]
    anywhere: dict[str, str]
    to_traditional: str
    to_simplified: str
    not_correct: str


class _PeopleFile(_Strict):
    self: list[str]
    others: dict[str, list[str]]
    prefixes: list[str]
    relations: dict[str, list[str]]
    company: list[str]
    pronouns: list[str]
    joiners: str
    not_after: str
    not_before: str
    writing: str
    hearsay: str
    shared: str
    together: str


@dataclass(frozen=True, slots=True)
class FactPattern:
    """One way of stating a fact."""

    fact: str
    values: tuple[bool | str, ...]
    otherwise: bool | str | None
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FactWords:
    """Everything of `facts.yaml`, compiled."""

    negations: re.Pattern[str]
    intended: re.Pattern[str]
    imagined: re.Pattern[str]
    past: re.Pattern[str]
    required: re.Pattern[str]
    uncertain: re.Pattern[str]
    rank: dict[str, int]
    yields: dict[str, list[str]]
    lone: dict[str, str]
    difference: re.Pattern[str]
    counted: re.Pattern[str]
    job: re.Pattern[str]
    company_trade: re.Pattern[str]
    no_subject: re.Pattern[str]
    alternatives: re.Pattern[str]
    patterns: tuple[FactPattern, ...]
    counts: tuple[tuple[str, re.Pattern[str]], ...]
    left: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    dates: tuple[tuple[str, re.Pattern[str]], ...]
    levels: tuple[tuple[int, re.Pattern[str]], ...]
    other_occupation: re.Pattern[str]
    no_occupation: re.Pattern[str]
    spans: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    level_digits: dict[str, int]
    level_ranges: re.Pattern[str]
    all_levels: re.Pattern[str]
    not_levels: re.Pattern[str]
    not_levels_after: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class IntentWords:
    """Everything of `intents.yaml`, compiled; the order of `cues` is the order of precedence."""

    cues: tuple[tuple[Intent, re.Pattern[str]], ...]
    of_case: frozenset[Intent]
    by_clause: re.Pattern[str]
    bare: re.Pattern[str]
    invites: re.Pattern[str]
    elliptic: re.Pattern[str]
    separators: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ActWords:
    """Everything of `acts.yaml`, compiled."""

    whole: tuple[tuple[str, re.Pattern[str]], ...]
    anywhere: tuple[tuple[str, re.Pattern[str]], ...]
    to_traditional: re.Pattern[str]
    to_simplified: re.Pattern[str]
    not_correct: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Everything of `people.yaml`: surface → person, and the expression that finds the surfaces, longest first."""

    person_of: dict[str, str]
    mention: re.Pattern[str]
    joiner: re.Pattern[str]
    writing: re.Pattern[str]
    hearsay: re.Pattern[str]
    shared: re.Pattern[str]
    together: re.Pattern[str]


PRONOUN = "pronoun"
SELF = "self"
COMPANY = "company"


def read(name: str, model: type[Model], folder: Path = HERE) -> Model:
    """One YAML file of this folder as its model."""
    return model.model_validate(yaml.safe_load((folder / name).read_text(encoding="utf-8")))


WORDS = re.compile(r"\{([a-z_]+)\}")


def _spelled_out(file: _FactFile) -> _FactFile:
    """The file with each `{name}` of a pattern replaced by the words that stand under that name."""
    places = read("places.yaml", PlacesFile)
    words = {
        "shanghai": _any_of(places.shanghai),
        "elsewhere": _any_of([*places.provinces, *places.cities]),
        **file.words,
    }

    def spelled(pattern: str) -> str:
        while WORDS.search(pattern):
            pattern = WORDS.sub(lambda name: f"(?:{words[name[1]]})", pattern)
        return pattern

    return file.model_copy(
        update={
            "facts": [
                block.model_copy(update={"patterns": [spelled(one) for one in block.patterns]}) for block in file.facts
            ],
            "counts": {fact: spelled(one) for fact, one in file.counts.items()},
            "dates": {fact: spelled(one) for fact, one in file.dates.items()},
        }
    )


def _any_of(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@lru_cache(maxsize=1)
def fact_words() -> FactWords:
    """`facts.yaml`."""
    file = _spelled_out(read("facts.yaml", _FactFile))
    return FactWords(
        negations=re.compile(file.negations),
        intended=re.compile(file.intended),
        imagined=re.compile(file.imagined),
        past=re.compile(file.past),
        required=re.compile(file.required),
        uncertain=re.compile(file.uncertain),
        yields=file.yields,
        lone=file.lone,
        difference=re.compile(file.difference),
        counted=re.compile(file.counted),
        job=re.compile(file.job),
        company_trade=re.compile(file.company_trade),
        no_subject=re.compile(file.no_subject),
        alternatives=re.compile(file.alternatives),
        rank={status: rank for rank, line in enumerate(file.precedence) for status in line},
        patterns=tuple(
            FactPattern(
                block.fact,
                tuple(block.value) if isinstance(block.value, list) else (block.value,),
                block.otherwise,
                re.compile("|".join(block.patterns)),
            )
            for block in file.facts
        ),
        left={
            fact: tuple((kind, re.compile(words)) for kind, words in kinds.items()) for fact, kinds in file.left.items()
        },
        counts=tuple((fact, re.compile(words)) for fact, words in file.counts.items()),
        dates=tuple((fact, re.compile(words)) for fact, words in file.dates.items()),
        levels=tuple((level, re.compile("|".join(words))) for level, words in file.levels.items()),
        other_occupation=re.compile(file.other_occupation),
        no_occupation=re.compile(file.no_occupation),
        spans=tuple((fact, re.compile(one.before), re.compile(one.after)) for fact, one in file.spans.items()),
        level_digits=file.level_digits,
        level_ranges=re.compile(file.level_ranges),
        all_levels=re.compile(file.all_levels),
        not_levels=re.compile(file.not_levels),
        not_levels_after=re.compile(file.not_levels_after),
    )


@lru_cache(maxsize=1)
def intent_words() -> IntentWords:
    """`intents.yaml`."""
    file = read("intents.yaml", _IntentFile)
    return IntentWords(
        cues=tuple((block.id, re.compile("|".join(block.cues))) for block in file.intents),
        of_case=frozenset(block.id for block in file.intents if block.of_case),
        by_clause=re.compile(file.by_clause),
        bare=re.compile(file.bare),
        invites=re.compile(file.invites),
        elliptic=re.compile(file.elliptic),
        separators=re.compile(file.separators),
    )


@lru_cache(maxsize=1)
def act_words() -> ActWords:
    """`acts.yaml`."""
    file = read("acts.yaml", _ActFile)
    return ActWords(
        whole=tuple((act, re.compile(words)) for act, words in file.whole.items()),
        anywhere=tuple((act, re.compile(words)) for act, words in file.anywhere.items()),
        to_traditional=re.compile(file.to_traditional),
        to_simplified=re.compile(file.to_simplified),
        not_correct=re.compile(file.not_correct),
    )


@lru_cache(maxsize=1)
def people_words() -> PeopleWords:
    """`people.yaml`."""
    file = read("people.yaml", _PeopleFile)
    person_of = dict.fromkeys(file.self, SELF)
    person_of |= {word: person for person, words in file.others.items() for word in words}
    person_of |= {
        prefix + word: person for person, words in file.relations.items() for word in words for prefix in file.prefixes
    }
    person_of |= dict.fromkeys(file.company, COMPANY) | dict.fromkeys(file.pronouns, PRONOUN)
    surfaces = sorted(person_of, key=len, reverse=True)
    spelled = "|".join(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in surfaces)
    return PeopleWords(
        person_of,
        re.compile(f"(?<![{file.not_after}])(?:{spelled})(?!{file.not_before})"),
        re.compile(file.joiners),
        re.compile(file.writing),
        re.compile(file.hearsay),
        re.compile(file.shared),
        re.compile(file.together),
    )
