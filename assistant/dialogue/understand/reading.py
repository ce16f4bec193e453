"""What was understood of one message: facts with their words, what is asked, and how it is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

FactValue: TypeAlias = str | bool | int | Decimal | Fraction | dt.date


class Intent(StrEnum):
    """What a part of a message asks for. The cues and exemplars of each stand in data."""

    AMOUNT = "amount"
    STANDARD = "standard"
    MAY = "may"
    CONDITIONS = "conditions"
    HOW = "how"
    WHERE = "where"
    WHEN = "when"
    DOCUMENTS = "documents"
    PROCESSING_TIME = "processing_time"
    FREQUENCY = "frequency"
    WHICH = "which"
    IN_CATALOGUE = "in_catalogue"
    CHANGED = "changed"
    IMPROVE = "improve"
    CLAUSE = "clause"
    PAYEE = "payee"
    DEFINITION = "definition"
    CONTACT = "contact"
    COMPARE = "compare"
    LIST_ALL = "list_all"
    HOW_COMPUTED = "how_computed"
    ISSUER = "issuer"
    VALIDITY = "validity"
    OTHER = "other"


class Act(StrEnum):
    """What a turn does in the conversation, beside asking and stating."""

    YES = "yes"
    NO = "no"
    NEITHER = "neither"
    UNSURE = "unsure"
    CORRECT = "correct"
    RETURN = "return"
    RESTART = "restart"
    CONTINUE = "continue"


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as it was said. More than one value: the person named alternatives, or the words leave it open.

    Attributes:
        fact: name of a `Facts` field.
        values: what was stated; never empty.
        words: the person's own words, from the message as it was typed.
        start, end: where they stand in the normalised message.
        person: whom it concerns.
        certain: False where the person said so ("好像", "30多人").
        denied: "不是公务员": the values are excluded, not stated.
        turn: the turn (from 0) that gave it; set when the conversation takes it up.
        rough: a head count that is only about so many ("三十来个"): nothing is reckoned with it.
        lone: a number without a word of its own, read by what the talk is about.
    """

    fact: str
    values: tuple[FactValue, ...]
    words: str
    start: int
    end: int
    person: str = "self"
    certain: bool = True
    denied: bool = False
    turn: int = 0
    rough: bool = False
    lone: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked. `scheme` is named or follows from the facts; None: to be taken from the conversation."""

    intent: Intent
    scheme: str | None = None
    clauses: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One certificate spoken of: an occupation, its level, or a special-ability project, whichever are named."""

    facts: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A guard, a place or another subject that the message touches: its id, the words, and how sure that is."""

    id: str
    words: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Moment:
    """The day that a question is about, with the words that say so; no words: back to the day of asking."""

    day: dt.date
    words: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One message, understood.

    `other_asked`: whether the other subject is what is asked (True), or stands beside a question of the policy's own (False).
    """

    typed: str
    text: str
    language: str
    asks: tuple[Ask, ...] = ()
    stated: tuple[Stated, ...] = ()
    subjects: tuple[Subject, ...] = ()
    schemes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    act: Act | None = None
    elliptic: bool = False
    guard: Hit | None = None
    place: Hit | None = None
    own_place: bool = False
    other_subject: Hit | None = None
    other_asked: bool | None = None
    smalltalk: Hit | None = None
    moment: Moment | None = None
    trade: tuple[str, ...] = ()
    traditional: bool | None = None
    repairs: Mapping[str, str] = field(default_factory=dict)
