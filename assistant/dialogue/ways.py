"""The ways that an ask can go, and the data by which they are told apart (`ways.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.prepared import Entry
from assistant.dialogue.understand.reading import Ask, Hit, Intent
from assistant.yaml_file import read_data

# Intents that a message may touch in passing without asking anything of the policy.
IDLE = frozenset({Intent.DEFINITION, Intent.OTHER, Intent.MAY, Intent.HOW})
SUMS = frozenset({Intent.AMOUNT, Intent.STANDARD, Intent.HOW_COMPUTED, Intent.COMPARE})
GENERAL = frozenset({Intent.MAY, Intent.CONDITIONS, Intent.WHEN, Intent.HOW_COMPUTED})
WITHOUT_CASE = frozenset({Intent.AMOUNT, Intent.STANDARD, Intent.MAY})
GENERAL_OF = {"once_a_year": Intent.FREQUENCY, "catalogue": Intent.WHICH, "channel": Intent.CONTACT}


class Way(StrEnum):
    """How a task is carried out."""

    REPLY = "reply"
    PREPARED = "prepared"
    ASSESS = "assess"
    LIST_ALL = "list_all"
    CATALOGUE = "catalogue"
    TRADE = "trade"
    CLAUSE = "clause"
    SEARCH = "search"
    WHICH_SCHEME = "which_scheme"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to be answered, in the order in which it was asked."""

    way: Way
    ask: Ask
    scheme: str | None = None
    entry: Entry | None = None
    reply: str = ""
    hit: Hit | None = None


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    subsidy: re.Pattern[str]
    money: re.Pattern[str]
    other_money: re.Pattern[str]
    requirement: re.Pattern[str]
    of_my_case: re.Pattern[str]
    beside: re.Pattern[str]
    own_money: re.Pattern[str]
    between_places: re.Pattern[str]
    counts_as: re.Pattern[str]
    question: re.Pattern[str]
    in_time: re.Pattern[str]
    any_money: re.Pattern[str]
    of_trade: re.Pattern[str]
    request: re.Pattern[str]
    raised: re.Pattern[str]
    claimed_before: re.Pattern[str]
    points_back: re.Pattern[str]
    this_clause: re.Pattern[str]
    of_catalogue: re.Pattern[str]
    as_employer: re.Pattern[str]
    compared_with: re.Pattern[str]


class Ways(BaseModel):
    """`ways.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    guards: tuple[str, ...]
    social: tuple[str, ...]
    yielding_to_sums: frozenset[str]
    yielding: frozenset[str]
    words: _Words
    personal: frozenset[str]
    pays_without_facts: frozenset[str]
    graded: frozenset[str]
    general: frozenset[str]
    case: frozenset[str]
    deciding: frozenset[str]
    timed: frozenset[str]
    counted: dict[str, frozenset[str]]
    own: frozenset[str]
    thin: frozenset[str]
    told_thin: frozenset[Intent]
    clauses: dict[str, str]


@lru_cache(maxsize=1)
def ways() -> Ways:
    """The committed data."""
    path = Path(__file__).with_name("ways.yaml")
    return Ways.model_validate(read_data(path))
