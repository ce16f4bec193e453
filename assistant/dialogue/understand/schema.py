"""The words by which messages are read, as models: one a YAML file of this folder, its patterns compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlacesFile(_Words):
    """`places.yaml`."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    provinces: list[str]
    cities: list[str]
    english: list[str]
    shanghai: list[str]


class NamedWords(RootModel[dict[str, str]]):
    """`words.yaml`."""


class FactPattern(_Words):
    """One way of stating a fact; a negation before it makes `value` into `otherwise`, or says nothing if not `negatable`."""

    fact: str
    values: Annotated[tuple[bool | str, ...], BeforeValidator(_listed)]
    otherwise: bool | str | None = None
    negatable: bool = True
    patterns: AnyOf


class FactWords(_Words):
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


class OccupationWords(_Words):
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


class _Span(_Words):
    before: Pattern
    after: Pattern


class _Event(_Words):
    strong: Pattern | None = None
    weak: Pattern | None = None


class CountWords(_Words):
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


class LevelWords(_Words):
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


class _IntentBlock(_Words):
    id: Intent
    cues: AnyOf
    of_case: bool = False


class IntentWords(_Words):
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


class SchemeWords(_Words):
    """What tells of a scheme without naming it, and what speaks against it."""

    words: AnyOf
    unless: Pattern


class SchemesFile(RootModel[dict[str, SchemeWords]]):
    """`schemes.yaml`."""


class ActWords(_Words):
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
    around: Pattern
    not_about: Pattern
    chosen: Pattern
    supposed: Pattern
    withdrawn: Pattern
    same_workplace: Pattern
    same_otherwise: Pattern
    kinds: tuple[Pattern, ...]


class PeopleWords(_Words):
    """`people.yaml`."""

    self: list[str]
    others: dict[str, list[str]]
    prefixes: list[str]
    infixes: list[str]
    companions: list[str]
    relations: dict[str, list[str]]
    company: list[str]
    pronouns: list[str]
    joiners: Pattern
    not_after: str
    not_before: str
    counted: Pattern
    compared: Pattern
    with_writer: Pattern
    alike: Pattern
    plural: Pattern
    denied: Pattern
    writing: Pattern
    being: Pattern
    hearsay: Pattern
    for_me: Pattern
    shared: Pattern
    together: Pattern
    both: Pattern
    own_case: Pattern

    def person(self, mention: re.Match[str], them: str) -> str:
        """Whom a match of `mention` names.

        Args:
            mention: the match.
            them: whom a pronoun stands for.
        """
        if word := mention["kin_of"] or mention["companion"] or mention["kin_of_them"]:
            owner = self._kin[mention["owner"]] if mention["owner"] else them
            return self._kin[word] if owner == COMPANY else f"{owner}{OF}{self._kin[word]}"
        person = self._kin[mention["kin"]] if mention["kin"] else self._persons[mention[0]]
        return them if person == PRONOUN else person

    @cached_property
    def _kin(self) -> dict[str, str]:
        return {word: person for person, words in self.relations.items() for word in words}

    @cached_property
    def _persons(self) -> dict[str, str]:
        persons = dict.fromkeys(self.self, SELF)
        persons |= {word: person for person, words in self.others.items() for word in words}
        return persons | dict.fromkeys(self.company, COMPANY) | dict.fromkeys(self.pronouns, PRONOUN)

    @cached_property
    def mention(self) -> Pattern:
        """Finds relations with whose they are (`kin` is the relation's word) and the other surfaces, the longest first.

        `whose` is another one than the writer: 她同学, 儿子的同学.
        """
        infix, kin = f"(?:{_spelled_out(self.infixes)})??", _spelled_out(self._kin)
        prefix = f"(?:{_spelled_out(self.prefixes)})"
        companions = _spelled_out(word for name in self.companions for word in self.relations[name])
        other = (
            f"(?:{prefix}?{infix}(?P<owner>{kin})(?:的{infix}(?P<kin_of>{kin})|{infix}(?P<companion>{companions})))",
            f"(?:(?P<they>{_spelled_out(self.pronouns)})的?(?!{self.not_before}){infix}(?P<kin_of_them>{kin}))",
        )
        related = f"{prefix}{infix}(?P<kin>{kin})"
        forms = "|".join((*other, related, _spelled_out(self._persons)))
        return re.compile(f"(?<![{self.not_after}])(?:{forms})(?!{self.not_before})")


def _spelled_out(words: Iterable[str]) -> str:
    """Any of the words, the longest first; English ones as whole words."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isalpha() and word.isascii() else re.escape(word)
        for word in longest
    )
