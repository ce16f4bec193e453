"""What a conversation remembers: facts of people, the subjects spoken of, and what was last asked back.

Facts that concern a person (status, hukou) stay when the subject changes; facts that concern a subject (occupation,
headcount) go with it. The shape is plain JSON, so that any checkpointer can keep it.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import cast

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from assistant.dialogue.understand.reading import FactValue, Intent, Stated
from assistant.subsidy.facts import Facts

SELF = "self"


class Held(BaseModel):
    """A fact as remembered, with the words and the turn that gave it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: str
    values: tuple[JsonValue, ...]
    words: str
    turn: int
    certain: bool = True
    rough: bool = False  # a head count of about so many: asked for again, never reckoned with

    @classmethod
    def of(cls, stated: Stated, turn: int) -> Held:
        """The memory of a statement made in `turn`."""
        values = tuple(_json(value) for value in stated.values)
        return cls(
            fact=stated.fact, values=values, words=stated.words, turn=turn, certain=stated.certain, rough=stated.rough
        )

    def possible(self) -> bool:
        """Whether a case can have these values at all; "6100年" is no duration of a training."""
        try:
            return bool(self.parsed())
        except ValidationError:
            return False

    def parsed(self) -> tuple[FactValue, ...]:
        """The values as the types that `Facts` declares."""
        return tuple(_adapter(self.fact).validate_python(value, strict=False) for value in self.values)


def _json(value: FactValue) -> JsonValue:
    return str(value) if isinstance(value, Fraction | Decimal | dt.date) else value


@lru_cache(maxsize=128)
def _adapter(fact: str) -> TypeAdapter[FactValue]:
    return TypeAdapter(cast(type[FactValue], Facts.model_fields[fact].annotation))


class Topic(BaseModel):
    """One subject of the conversation: a certificate, a course, a project, of one person."""

    person: str = SELF
    scheme: str | None = None
    facts: dict[str, Held] = {}


class Pending(BaseModel):
    """The question that was asked back, and the topics that it concerned."""

    fact: str
    person: str = SELF
    topics: tuple[int, ...] = ()


class Memory(BaseModel):
    """A conversation's memory after some turns."""

    turn: int = 0
    people: dict[str, dict[str, Held]] = Field(default_factory=dict)
    topics: list[Topic] = Field(default_factory=list)
    focus: tuple[int, ...] = ()
    previous_focus: tuple[int, ...] = ()
    asked: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    pending: Pending | None = None
    last_intents: tuple[Intent, ...] = ()
    last_scheme: str | None = None
    last_clauses: tuple[str, ...] = ()  # shown word for word, while the talk stays with them
    last_other: str | None = None
    moment: dt.date | None = None  # the day that the questions are about, where it is not the day of asking
    language: str = "zh"
    offered: tuple[str, ...] = ()  # what the choices of the last answer say, in Chinese whatever its language
    traditional: bool = False
    supposed: dict[str, dict[str, Held]] = Field(default_factory=dict)  # what is so of a person but for a what-if
    said: tuple[str, ...] = ()  # the last messages as they were read, which a correction may mend

    def person(self) -> str:
        """Whom the conversation is about now."""
        return self.topics[self.focus[0]].person if self.focus else SELF

    def focused(self) -> tuple[Topic, ...]:
        """The subjects spoken of now."""
        return tuple(self.topics[index] for index in self.focus)

    def facts_of(self, topic: Topic) -> dict[str, Held]:
        """The person's facts and the subject's, by name."""
        return {**self.people.get(topic.person, {}), **topic.facts}
