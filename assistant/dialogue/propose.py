"""The understand seat: the model proposes an intent and facts; only what stands in the person's own words is taken.

What the deterministic reading found is never replaced: the proposal only fills what it left empty.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction
from functools import lru_cache
from typing import cast

from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter, ValidationError

from assistant.dialogue.model_words import model_words
from assistant.dialogue.partial import whole
from assistant.dialogue.talk import Call, Talk
from assistant.dialogue.understand.reading import Ask, FactValue, Intent, Reading, Stated, Subject
from assistant.dialogue.verify.figures import read_figures
from assistant.language.dates import find_dates
from assistant.language.privacy import mask
from assistant.subsidy import FACT_FORMS, FactForm, FactKind
from assistant.subsidy.facts import Facts

NUMERIC = frozenset({FactKind.COUNT, FactKind.LEVEL, FactKind.MONEY, FactKind.RATIO, FactKind.YEARS})
CERTIFICATE = frozenset({"occupation", "level", "special_project"})  # these are read as one subject
SHORTEST_SPAN = 2


class _Said(BaseModel):
    """One proposed fact as the model wrote it."""

    model_config = ConfigDict(extra="ignore", strict=True)

    fact: str
    value: JsonValue
    words: str


class _Proposed(BaseModel):
    """What the model is asked for."""

    intent: str | None
    facts: list[_Said]


class Proposal(BaseModel):
    """What a model proposes that may be taken: each fact with the words of the person that state it."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    intent: Intent | None = None
    facts: tuple[Stated, ...] = ()
    call: Call


def propose(talk: Talk, message: str, as_of: dt.date) -> Proposal:
    """Ask the model what a message says.

    Args:
        talk: the model.
        message: the message; it is masked again before it is sent.
        as_of: the day that 去年 and 上个月 count from.

    Raises:
        ModelError: the model failed; nothing is proposed.
    """
    sent = mask(message).text
    call = Call("propose")
    answer = whole(talk.stream(_prompt(), sent, _Proposed, call))
    body = answer if isinstance(answer, dict) else {}
    raw = body.get("facts")
    facts: list[Stated] = []
    for item in raw if isinstance(raw, list) else []:
        stated = _stated(item, sent, as_of)
        if stated is None:
            call.refused["fact"] = call.refused.get("fact", 0) + 1
        elif all(known.fact != stated.fact for known in facts):
            facts.append(stated)
    return Proposal(intent=_intent(body.get("intent")), facts=tuple(facts), call=call)


def take_in(reading: Reading, proposal: Proposal) -> Reading:
    """The reading with what the proposal adds; what the reading has already, wins.

    Proposed facts are marked as not certain, so that the answer names them and the person can take them back.
    """
    if reading.guard or reading.place or reading.other_subject or reading.smalltalk:
        return reading
    subjects = reading.subjects
    known = {one.fact for one in reading.stated} | {one.fact for subject in subjects for one in subject.facts}
    new = tuple(fact for fact in proposal.facts if fact.fact not in known)
    named = tuple(fact for fact in new if fact.fact in CERTIFICATE)
    if named and not subjects:
        subjects = (Subject(named),)
    new = tuple(fact for fact in new if fact.fact not in CERTIFICATE)
    asks = reading.asks
    if proposal.intent is not None and not any(ask.intent is not Intent.OTHER for ask in asks):
        asks = (Ask(proposal.intent, None, (), reading.text),)
    return dataclasses.replace(reading, stated=(*reading.stated, *new), subjects=subjects, asks=asks)


@lru_cache(maxsize=1)
def _prompt() -> str:
    words = model_words()
    intents = ";".join(f"{name}({meaning})" for name, meaning in words.intents.items())
    facts = "\n".join(f"- {name}: {_described(form)}" for name, form in FACT_FORMS.items())
    return words.propose.format(intents=intents, facts=facts)


def _described(form: FactForm) -> str:
    if form.kind is FactKind.CHOICE:
        return f"{form.label}: " + " | ".join(f"{choice.value}={choice.label}" for choice in form.choices)
    kinds = {FactKind.BOOL: "true/false", FactKind.TEXT: "文字", FactKind.DATE: "日期"}
    return f"{form.label}({kinds.get(form.kind, '数字')})"


def _intent(name: JsonValue) -> Intent | None:
    return Intent(name) if isinstance(name, str) and name in model_words().intents else None


def _stated(item: JsonValue, message: str, as_of: dt.date) -> Stated | None:
    """The fact, if it is one of ours, its words stand in the message, and its figure stands in its words."""
    try:
        said = _Said.model_validate(item)
    except ValidationError:
        return None
    start = message.find(said.words)
    if said.fact not in FACT_FORMS or start < 0:
        return None
    if not SHORTEST_SPAN <= len(said.words) <= model_words().limits.longest_span:
        return None
    value = _value(said, FACT_FORMS[said.fact].kind, as_of)
    if value is None:
        return None
    end = start + len(said.words)
    return Stated(said.fact, (value,), said.words, start, end, certain=False)


def _value(said: _Said, kind: FactKind, as_of: dt.date) -> FactValue | None:
    """The value as the fact's type; numbers and days are read from the person's words, never from the model."""
    if kind is FactKind.DATE:
        days = find_dates(said.words, as_of)
        return days[0].earliest if len(days) == 1 and days[0].earliest == days[0].latest else None
    if kind is FactKind.TEXT and said.value != said.words:
        return None
    try:
        value = _adapter(said.fact).validate_python(said.value, strict=False)
    except ValidationError:
        return None
    if kind is FactKind.BOOL and not isinstance(said.value, bool):
        return None
    if kind in NUMERIC and Fraction(str(value)) not in {figure.value for figure in read_figures(said.words)}:
        return None
    return value


@lru_cache(maxsize=128)
def _adapter(fact: str) -> TypeAdapter[FactValue]:
    return TypeAdapter(cast(type[FactValue], Facts.model_fields[fact].annotation))
