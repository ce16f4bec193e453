"""The phrase seat: the model rewords the finished sentences; each rewording passes the gate or its sentences stay.

The model sees numbered sentences and clause names, nothing else. Whatever it does, every sentence of the answer is
shown: as reworded where that passed, in its own words where not.
"""

from __future__ import annotations

from collections.abc import Iterator

import structlog
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from assistant.dialogue.answer import Answer, Role, Sentence, Status
from assistant.dialogue.model_words import model_words
from assistant.dialogue.partial import items
from assistant.dialogue.talk import Call, ModelError, Talk
from assistant.dialogue.text import render_text
from assistant.dialogue.verify.gate import Basis, faults
from assistant.dialogue.verify.names import Names
from assistant.language.privacy import mask

log = structlog.get_logger()

# Refusals, small talk and care for people in distress are worded by people.
PHRASED = frozenset({Status.ANSWERED, Status.CLARIFY, Status.NOT_ELIGIBLE})
ORDER = {role: place for place, role in enumerate(Role)}


class _Reworded(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    ids: list[int]
    text: str


class _Rewording(BaseModel):
    """What the model is asked for."""

    sentences: list[_Reworded]


class Phrasing:
    """One answer being reworded: iterate over it for sentences as they pass, then read `answer` and `call`."""

    def __init__(self, talk: Talk, answer: Answer, names: Names) -> None:
        self._talk = talk
        self._given = answer
        self._names = names
        self._shown: list[Sentence] = []
        self._left = dict(enumerate(answer.sentences, start=1))
        self.call = Call("phrase")

    def __iter__(self) -> Iterator[Sentence]:
        """Each sentence once it may be shown; never raises for the model's sake."""
        if self._given.status in PHRASED and self._given.sentences:
            try:
                for item in self._reworded():
                    yield from self._take(item)
            except ModelError as error:
                log.warning("model failed", seat="phrase", failure=error.failure, detail=error.detail)
        yield from self._show(list(self._left))

    @property
    def answer(self) -> Answer:
        """The answer with the sentences shown so far, its text written anew, the refused ones counted."""
        refused = sum(self.call.refused.values())
        sentences = tuple(sorted(self._shown, key=lambda sentence: ORDER[sentence.role]))
        told = self._given.model_copy(update={"sentences": sentences, "unproved": self._given.unproved + refused})
        return told.model_copy(update={"text": render_text(told)})

    def _reworded(self) -> Iterator[JsonValue]:
        words = model_words()
        labels = dict.fromkeys(citation.label for citation in self._given.citations)
        lines = [f"{number}. {sentence.text}" for number, sentence in self._left.items()]
        told = mask("\n".join([*lines, "", *(f"[{label}]" for label in labels)])).text
        pieces = self._talk.stream(words.phrase.format(), told, _Rewording, self.call)
        for count, item in enumerate(items(pieces, "sentences")):
            if count >= words.limits.most_sentences:
                return
            yield item

    def _take(self, item: JsonValue) -> Iterator[Sentence]:
        """The rewording, or the sentences that it names in their own words; nothing where it names none that is left."""
        try:
            said = _Reworded.model_validate(item)
        except ValidationError:
            self._refuse("shape")
            return
        ids = tuple(dict.fromkeys(said.ids))
        known = [number for number in ids if number in self._left]
        if not known or len(known) < len(ids):
            self._refuse("ids")
            yield from self._show(known)
            return
        basis = [self._left[number] for number in known]
        found = faults(said.text, Basis.of(basis, self._given), self._names)
        if found:
            self._refuse(found[0])
            yield from self._show(known)
            return
        for number in known:
            del self._left[number]
        proofs = tuple(dict.fromkeys(proof for sentence in basis for proof in sentence.proofs))
        sentence = Sentence(text=said.text.strip(), role=basis[0].role, proofs=proofs)
        self._shown.append(sentence)
        yield sentence

    def _refuse(self, fault: str) -> None:
        self.call.refused[fault] = self.call.refused.get(fault, 0) + 1

    def _show(self, numbers: list[int]) -> Iterator[Sentence]:
        for number in numbers:
            sentence = self._left.pop(number)
            self._shown.append(sentence)
            yield sentence
