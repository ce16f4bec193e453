"""What the controls of the conversation page do; every method takes and gives component values."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

import gradio as gr
import structlog
from gradio.components.chatbot import MessageDict

from assistant.dialogue.answer import Answer, FactLine
from assistant.dialogue.assistant import Assistant
from assistant.web.evidence import evidence_html
from assistant.web.gatekeeper import Gatekeeper
from assistant.web.kept import Kept
from assistant.web.message import answer_message, note_message, question_message
from assistant.web.words import page_words

LOG = structlog.get_logger("assistant.web")
Messages = list[MessageDict]
Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows after an event, in the order of its outputs."""

    messages: Messages
    evidence: str
    facts: Facts
    thread: str
    live: str = ""
    box: str = ""
    editing: bool = False

    def values(self) -> tuple[Messages, str, Facts, str, str, str, bool]:
        """The values of the outputs."""
        return self.messages, self.evidence, self.facts, self.thread, self.live, self.box, self.editing


Values = tuple[Messages, str, Facts, str, str, str, bool]


class Talk:
    """The conversation page over an assistant; every visitor's state comes in and goes out."""

    def __init__(self, assistant: Assistant, gatekeeper: Gatekeeper, kept: Kept) -> None:
        self._assistant = assistant
        self._gatekeeper = gatekeeper
        self._kept = kept

    def asked(self, text: str, messages: Messages, thread: str, editing: bool, request: gr.Request) -> Iterator[Values]:
        """A typed message, or the last one typed anew: it is shown at once, then its evidence, then sentence by sentence."""
        if editing and thread:
            self._assistant.withdraw_last(thread)
            messages = messages[: _last_question(messages)]
        yield from self._answer(text, messages, thread, request)

    def chosen(self, messages: Messages, thread: str, event: gr.SelectData, request: gr.Request) -> Iterator[Values]:
        """A button under an answer."""
        yield from self._answer(str(event.value), messages, thread, request)

    def started(self, messages: Messages, thread: str, event: gr.SelectData, request: gr.Request) -> Iterator[Values]:
        """A starter question."""
        text = event.value["text"] if isinstance(event.value, dict) else str(event.value)
        yield from self._answer(text, messages, thread, request)

    def retried(self, messages: Messages, thread: str, request: gr.Request) -> Iterator[Values]:
        """The last question once more."""
        text = self._assistant.withdraw_last(thread) if thread else ""
        if text:
            yield from self._answer(text, messages[: _last_question(messages)], thread, request)

    def edited(self, thread: str) -> tuple[str, bool]:
        """The last question back into the box, to be changed."""
        turns = self._assistant.turns(thread) if thread else ()
        return (turns[-1].question, True) if turns else ("", False)

    def touched(self, thread: str, event: gr.SelectData) -> str:
        """The evidence of the turn whose message was touched."""
        turns = self._assistant.turns(thread) if thread else ()
        index = event.index[0] if isinstance(event.index, list | tuple) else event.index
        turn = min(int(index) // 2, len(turns) - 1)
        return self._evidence(turns[turn].answer if turns else None, turn)

    def taking_back(self, key: str) -> Callable[[str], Values]:
        """The handler of one fact's chip."""

        def take_back(thread: str) -> Values:
            self._assistant.take_back(thread, key)
            return self.restored(thread)

        return take_back

    def start_over(self, thread: str) -> Values:
        """Forget the conversation, here and on the server."""
        if thread:
            self._assistant.forget(thread)
            self._kept.forget(thread)
        return View([], self._evidence(None, 0), [], "").values()

    def restored(self, thread: str) -> Values:
        """The conversation as it was, after a reload."""
        turns = self._assistant.turns(thread) if thread else ()
        if not turns:  # somebody may have asked already while the page was still loading
            return cast(Values, tuple(gr.skip() for _ in View.__slots__))
        messages: Messages = []
        for number, turn in enumerate(turns):
            messages += [question_message(turn.question), answer_message(turn.answer, number)]
        last = turns[-1].answer if turns else None
        facts = _chips(last.facts) if last else []
        return View(messages, self._evidence(last, len(turns) - 1), facts, thread).values()

    def _answer(self, text: str, messages: Messages, thread: str, request: gr.Request) -> Iterator[Values]:
        thread = thread or uuid.uuid4().hex
        told = [*messages, question_message(text)]
        turn = len(self._assistant.turns(thread))
        refusal = self._gatekeeper.refusal(request.client.host if request.client else "")
        if refusal is not None:
            shown = View([*told, note_message(refusal.text)], gr.skip(), gr.skip(), thread, refusal.text)
            yield shown.values()
            return
        yield View(told, gr.skip(), gr.skip(), thread).values()
        for answer in self._assistant.stream(text, thread):
            shown_messages = [*told, answer_message(answer, turn)] if answer.sentences else told
            yield View(shown_messages, self._evidence(answer, turn), _chips(answer.facts), thread).values()
        self._kept.answered(thread, answer)
        yield View(
            shown_messages, gr.skip(), gr.skip(), thread, f"{page_words(answer.language).answered} {turn + 1}"
        ).values()

    def _evidence(self, answer: Answer | None, turn: int) -> str:
        return evidence_html(answer, self._assistant.engine.clause, turn)


def _last_question(messages: Messages) -> int:
    """Where the last question stands among the messages; their number if there is none."""
    places = [index for index, message in enumerate(messages) if message["role"] == "user"]
    return places[-1] if places else len(messages)


def _chips(facts: tuple[FactLine, ...]) -> Facts:
    return [(fact.id, fact.label) for fact in facts if fact.id != "place"]
