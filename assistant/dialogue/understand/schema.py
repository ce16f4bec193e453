"""The words by which messages are read, as models: one a YAML file of this folder, its patterns compiled."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel

from assistant.dialogue.understand.reading import Intent

PRONOUN = "pronoun"
SELF = "self"
COMPANY = "company"
OF = "的"  # between whose somebody is and what they are: 儿子的同学

Pattern = re.Pattern[str]


def _joined(value: object) -> object:
    return "|".join(str(one) for one in value) if isinstance(value, list) else value


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


AnyOf = Annotated[Pattern, BeforeValidator(_joined)]  # one pattern, or several of which one must match


class Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlacesFile(Words):
    """`places.yaml`."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    provinces: list[str]
    cities: list[str]
    english: list[str]
    shanghai: list[str]


class NamedWords(RootModel[dict[str, str]]):
    """`words.yaml`."""


class FactPattern(Words):
    """One way of stating a fact; a negation before it makes `value` into `otherwise`, or says nothing if not `negatable`."""

    fact: str
    values: Annotated[tuple[bool | str, ...], BeforeValidator(_listed)]
    otherwise: bool | str | None = None
    negatable: bool = True
    patterns: AnyOf


class FactWords(Words):
    """`facts.yaml`."""

    negations: Pattern
    intended: Pattern
    imagined: Pattern
    past: Pattern
    now: Pattern
    contrast: Pattern
    doubted: Pattern
    cohort: Pattern
    secondary: Pattern
    required: Pattern
    answers: dict[str, dict[str | bool, Pattern]]
    corrected: Pattern
    whether: Pattern
    of_group: Pattern
    own: Pattern
    part_time: Pattern
    asked: Pattern
    nothing_then: Pattern
    not_this: Pattern
    uncertain: Pattern
    standard: Pattern
    premise: Pattern
    precedence: list[list[str]]
    yields: dict[str, list[str]]
    alternatives: Pattern
    side_by_side: Pattern
    one_and_another: Pattern
    facts: tuple[FactPattern, ...]

    @cached_property
    def rank(self) -> dict[str, int]:
        """Of two values that exclude each other the one of the smaller rank says more."""
        return {status: rank for rank, line in enumerate(self.precedence) for status in line}


class OccupationWords(Words):
    """`occupations.yaml`."""

    phrase: Pattern
    job: Pattern
    counted: Pattern
    company_trade: Pattern
    their_trade: Pattern
    no_subject: Pattern
    beside: Pattern
    taken: Pattern
    not_taken: Pattern
    graded: Pattern
    grades: list[str]
    no_term: Pattern
    other_occupation: Pattern
    no_occupation: Pattern
    other_project: Pattern
    no_project: Pattern
    agency: Pattern


class _Span(Words):
    before: Pattern
    after: Pattern


class _Event(Words):
    strong: Pattern | None = None
    weak: Pattern | None = None


class CountWords(Words):
    """`counts.yaml`."""

    lone: dict[str, str]
    difference: Pattern
    only: Pattern
    listed: Pattern
    of_list: Pattern
    part_of: Pattern
    besides: Pattern
    articles: tuple[str, ...]
    each: Pattern
    paid: Pattern
    priced: Pattern
    holders: Pattern
    held: Pattern
    measured: frozenset[str]
    no_people: str
    papers: Pattern
    other_thing: Pattern
    course: Pattern
    of_course: Pattern
    contract: Pattern
    within: Pattern
    term: Pattern
    not_years: Pattern
    each_year: Pattern
    events: dict[str, _Event]
    total: Pattern
    elsewhere: Pattern
    together: Pattern
    alone: Pattern
    own_premises: Pattern
    employer_here: Pattern
    not_: Pattern = Field(alias="not")
    aside: Pattern
    jobless: Pattern
    still: Pattern
    lasted: Pattern
    supposed: Pattern
    later: Pattern
    in_all: Pattern
    filler: Pattern
    after_work: Pattern
    joins: Pattern
    whole: Pattern
    all: Pattern
    none: Pattern
    others: Pattern
    required: Pattern
    bound: Pattern
    of_rest: Pattern
    out_of: Pattern
    denied: Pattern
    scaled: Pattern
    spans: dict[str, _Span]


class LevelWords(Words):
    """`levels.yaml`."""

    levels: dict[int, AnyOf]
    level_digits: dict[str, int]
    level_ranges: Pattern
    all_levels: Pattern
    not_levels: Pattern
    not_levels_after: Pattern
    disability: Pattern
    bare_grade: Pattern
    next_level: Pattern


class _IntentBlock(Words):
    id: Intent
    cues: AnyOf
    of_case: bool = False


class IntentWords(Words):
    """`intents.yaml`; the order of the intents is the order of precedence."""

    intents: tuple[_IntentBlock, ...]
    by_clause: Pattern
    from_end: tuple[Pattern, ...]
    next_clause: Pattern
    clause_before: Pattern
    bare: Pattern
    invites: Pattern
    elliptic: Pattern
    separators: Pattern
    pauses: Pattern
    asking: Pattern
    run_on: frozenset[Intent]

    @cached_property
    def of_case(self) -> frozenset[Intent]:
        """The intents that are answered from a person's case."""
        return frozenset(block.id for block in self.intents if block.of_case)


class SchemeWords(Words):
    """What tells of a scheme without naming it, and what speaks against it."""

    words: AnyOf
    unless: Pattern


class SchemesFile(RootModel[dict[str, SchemeWords]]):
    """`schemes.yaml`."""


class ActWords(Words):
    """`acts.yaml`."""

    whole: dict[str, Pattern]
    anywhere: dict[str, AnyOf]
    opening: dict[str, Pattern]
    to_traditional: Pattern
    to_simplified: Pattern
    not_correct: Pattern
    same_certificates: Pattern
    some_of_them: Pattern
    replaced: tuple[Pattern, ...]
    own_correction: Pattern
    around: Pattern
    not_about: Pattern
    chosen: Pattern
    supposed: Pattern
    withdrawn: Pattern
    same_workplace: Pattern
    same_otherwise: Pattern
    kinds: tuple[Pattern, ...]
