"""Which way each ask of a turn goes: a fixed reply, a prepared answer, an assessment, a clause, or the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.dialogue.follow import SCHEME_OF_FACT
from assistant.dialogue.memory import Memory
from assistant.dialogue.prepared import Entry
from assistant.dialogue.understand.exemplars import Near
from assistant.dialogue.understand.reading import Act, Ask, Hit, Intent, Reading
from assistant.dialogue.understand.vocabulary import intent_words
from assistant.subsidy import SCHEMES


class Way(StrEnum):
    """How a task is carried out."""

    REPLY = "reply"
    PREPARED = "prepared"
    ASSESS = "assess"
    LIST_ALL = "list_all"
    CATALOGUE = "catalogue"
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


class Thresholds(BaseModel):
    """`thresholds.yaml`: how near is near enough. Calibrated on `eval/questions/dev.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    guard: float
    other_subject: float
    entry: float
    entry_alone: float
    scheme_bonus: float
    intent_bonus: float
    cue_bonus: float
    answerable: float
    near: float


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    """The committed thresholds."""
    path = Path(__file__).with_name("thresholds.yaml")
    return Thresholds.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


GUARDS = ("injection", "prompt_theft", "others_data", "abuse", "cheat", "distress", "promise")
SOCIAL = ("hardship", "greeting", "thanks", "bye", "who_are_you", "small_talk")
WITHOUT_SCHEME = frozenset({Intent.CONTACT, Intent.ISSUER, Intent.VALIDITY, Intent.WHICH, Intent.FREQUENCY})


@dataclass(frozen=True)
class Decider:
    """Decides on the prepared answers of the corpus and the exemplars nearest to the message."""

    entries: Sequence[Entry]

    def decide(self, reading: Reading, memory: Memory, near: Sequence[Near]) -> tuple[Task, ...]:
        """The tasks of a turn, never empty.

        Args:
            reading: the message as understood.
            memory: the conversation with this message taken up.
            near: the exemplars nearest to the message, best first.
        """
        gate = self._gate(reading, memory, near)
        if gate is not None:
            return (gate,)
        asks = reading.asks or self._carried_on(reading, memory)
        tasks: list[Task] = []
        for ask in asks:
            for task in self._tasks_of(ask, reading, memory, near):
                if all((one.way, one.scheme, one.entry) != (task.way, task.scheme, task.entry) for one in tasks):
                    tasks.append(task)
        return tuple(tasks) or (self._without_ask(reading, near),)

    def _gate(self, reading: Reading, memory: Memory, near: Sequence[Near]) -> Task | None:
        """What is settled before any policy question: guards, restart, another city, another subject, small talk."""
        whole = Ask(Intent.OTHER, text=reading.text)
        hit = reading.guard
        if hit is None and near and near[0].label.startswith("guard:") and near[0].score >= thresholds().guard:
            hit = Hit(near[0].label.removeprefix("guard:"), near[0].text, near[0].score)
        if hit is not None and hit.id in GUARDS:
            return Task(Way.REPLY, whole, reply=hit.id, hit=hit)
        if reading.act is Act.RESTART:
            return Task(Way.REPLY, whole, reply="restart")
        if reading.place is not None:
            return Task(Way.REPLY, whole, reply="elsewhere", hit=reading.place)
        says_something = bool(reading.asks or reading.stated or reading.subjects or reading.schemes)
        other = self._other_subject(reading, near)
        if other is not None:
            return Task(Way.REPLY, whole, reply="out_of_scope", hit=other)
        if hit is not None and hit.id in SOCIAL and not says_something:
            return Task(Way.REPLY, whole, reply=hit.id, hit=hit)
        if not reading.text.strip():
            return Task(Way.REPLY, whole, reply="empty")
        return None

    def _other_subject(self, reading: Reading, near: Sequence[Near]) -> Hit | None:
        if reading.subjects or reading.schemes:
            return None
        if reading.other_subject is not None:
            nearest = near[0] if near else None
            prepared = (
                nearest is not None and nearest.label.startswith("entry:") and nearest.score >= thresholds().entry_alone
            )
            return None if prepared else reading.other_subject
        if near and near[0].label.startswith("subject:") and near[0].score >= thresholds().other_subject:
            return Hit(near[0].label.removeprefix("subject:"), near[0].text, near[0].score)
        return None

    def _carried_on(self, reading: Reading, memory: Memory) -> tuple[Ask, ...]:
        """The asks of a turn that asks nothing itself but changes the case: those of the turn before."""
        changed = bool(reading.stated or reading.subjects or reading.people)
        if changed or reading.act in (Act.CORRECT, Act.RETURN, Act.UNSURE, Act.NEITHER, Act.CONTINUE):
            intents = [intent for intent in memory.last_intents if intent in intent_words().of_case]
            return tuple(Ask(intent, text=reading.text) for intent in intents) or (
                Ask(Intent.AMOUNT, text=reading.text),
            )
        if reading.schemes:
            return (Ask(Intent.DEFINITION, text=reading.text),)
        return ()

    def _tasks_of(self, ask: Ask, reading: Reading, memory: Memory, near: Sequence[Near]) -> list[Task]:
        if ask.clauses:
            return [Task(Way.CLAUSE, ask)]
        schemes = self._schemes(ask, reading, memory)
        if ask.intent is Intent.LIST_ALL:
            return [Task(Way.LIST_ALL, ask)]
        tasks: list[Task] = []
        for scheme in schemes or (None,):
            tasks.append(self._task(ask, scheme, reading, memory, near))
        return tasks

    def _task(self, ask: Ask, scheme: str | None, reading: Reading, memory: Memory, near: Sequence[Near]) -> Task:
        entry, strength, cued = self.choose(ask, scheme, reading, near)
        occupation = any(one.fact == "occupation" for subject in reading.subjects for one in subject.facts)
        if ask.intent is Intent.IN_CATALOGUE and (occupation or "occupation" in self._known(memory)):
            return Task(Way.CATALOGUE, ask, "skill_upgrade")
        assessable = scheme in SCHEMES and ask.intent in intent_words().of_case
        if (
            entry is not None
            and assessable
            and self._case_known(scheme, memory)
            and not (cued and ask.intent is Intent.MAY)
        ):
            entry = None
        if entry is not None and strength >= thresholds().entry:
            return Task(Way.PREPARED, ask, scheme, entry)
        if assessable:
            return Task(Way.ASSESS, ask, scheme)
        if (
            scheme is None
            and ask.intent in (Intent.AMOUNT, Intent.STANDARD, Intent.MAY)
            and not self._specific(ask, near)
        ):
            return Task(Way.WHICH_SCHEME, ask)
        return Task(Way.SEARCH, ask, scheme)

    def _schemes(self, ask: Ask, reading: Reading, memory: Memory) -> tuple[str, ...]:
        """The schemes that an ask concerns: named ones, those of the facts stated, else those spoken of."""
        named = list(reading.schemes)
        if ask.intent is Intent.FREQUENCY:
            return ("once_a_year",)
        if ask.intent in (Intent.WHICH,) and not named:
            return ("catalogue",)
        if ask.intent is Intent.CONTACT:
            return ("channel",)
        implied = [SCHEME_OF_FACT[one.fact] for subject in reading.subjects for one in subject.facts[:1]]
        implied += [SCHEME_OF_FACT[one.fact] for one in reading.stated if one.fact in SCHEME_OF_FACT]
        focused = [topic.scheme for topic in memory.focused() if topic.scheme]
        return tuple(dict.fromkeys([*named, *implied])) or tuple(dict.fromkeys(focused))

    def choose(
        self, ask: Ask, scheme: str | None, reading: Reading, near: Sequence[Near]
    ) -> tuple[Entry | None, float, bool]:
        """The prepared answer that fits best, its strength, and whether one of its cues stands in the message."""
        limits = thresholds()
        scores = {one.label.removeprefix("entry:"): one.score for one in near if one.label.startswith("entry:")}
        best: tuple[float, Entry | None, bool] = (0.0, None, False)
        for entry in self.entries:
            cued = entry.cue is not None and entry.cue.search(reading.text) is not None
            if entry.id not in scores and not cued:
                continue
            strength = scores.get(entry.id, limits.near)
            strength += limits.scheme_bonus * (entry.scheme == scheme)
            strength += limits.intent_bonus * (ask.intent in entry.intents)
            strength += limits.cue_bonus * cued
            if strength > best[0]:
                best = (strength, entry, cued)
        return best[1], best[0], best[2]

    def _without_ask(self, reading: Reading, near: Sequence[Near]) -> Task:
        """A message without a cue: the prepared answer it resembles, else what the index holds."""
        ask = Ask(Intent.OTHER, text=reading.text)
        entry, strength, _ = self.choose(ask, next(iter(reading.schemes), None), reading, near)
        if entry is not None and strength >= thresholds().entry_alone:
            return Task(Way.PREPARED, ask, entry.scheme, entry)
        if reading.guard is not None and reading.guard.id in SOCIAL:
            return Task(Way.REPLY, ask, reply=reading.guard.id, hit=reading.guard)
        return Task(Way.SEARCH, ask)

    def _known(self, memory: Memory) -> set[str]:
        return {name for topic in memory.focused() for name in memory.facts_of(topic)}

    def _case_known(self, scheme: str | None, memory: Memory) -> bool:
        return scheme is not None and bool(self._known(memory) & set(SCHEMES[scheme].fields))

    def _specific(self, ask: Ask, near: Sequence[Near]) -> bool:
        return bool(near) and near[0].label.startswith("entry:") and near[0].score >= thresholds().entry_alone
