"""What the controls of the conversation page do; every method takes and gives component values."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import cast

import gradio as gr
import structlog
from gradio.components.chatbot import MessageDict

from assistant.dialogue.answer import Answer
from assistant.dialogue.assistant import Assistant
from assistant.dialogue.compose.naming import person_named
from assistant.dialogue.memory import SELF
from assistant.web.english import worded
from assistant.web.evidence import evidence_html
from assistant.web.gatekeeper import Gatekeeper
from assistant.web.kept import Kept
from assistant.web.message import TOLD, answer_message, growing_message, note_message, question_message, unmarked
from assistant.web.under_way import UnderWay
from assistant.web.words import page_words

LOG = structlog.get_logger("assistant.web")
MOST_SECONDS = 15.0  # that a model may keep somebody waiting who wants to stop it
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
    box: str = field(default_factory=gr.skip)  # what is being typed while an answer comes stays
    editing: bool = False

    def values(self) -> tuple[Messages, str, Facts, str, str, str, bool]:
        """The values of the outputs."""
        return self.messages, self.evidence, self.facts, self.thread, self.live, self.box, self.editing


Values = tuple[Messages, str, Facts, str, str, str, bool]


class Talk:
    """The conversation page over an assistant; every visitor's state comes in and goes out."""

    def __init__(self, assistant: Assistant, gatekeeper: Gatekeeper, kept: Kept, language: str) -> None:
        self._language = language
        self._words = page_words(language)
        self._assistant = assistant
        self._gatekeeper = gatekeeper
        self._kept = kept
        self._under_way = UnderWay()

    def asked(self, text: str, messages: Messages, thread: str, editing: bool, request: gr.Request) -> Iterator[Values]:
        """A typed message, or the last one typed anew: it is shown at once, then its evidence, then sentence by sentence."""
        if not text.strip():
            yield _unchanged()  # an event that gives nothing at all would never end for the page
            return
        if editing and thread:
            self._assistant.withdraw_last(thread)
            messages = messages[: _last_question(messages)]
        yield from self._answer(text, messages, thread, request, box="")

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
        else:
            yield _unchanged()

    def edited(self, thread: str) -> tuple[str, bool, str]:
        """The last question back into the box, to be changed."""
        turns = self._assistant.turns(thread) if thread else ()
        return (turns[-1].question, True, self._words.editing) if turns else ("", False, "")

    def stopped(self, messages: Messages, thread: str) -> Values:
        """The answer was broken off: nothing of it is kept, and its question goes back into the box, to be changed."""
        self._under_way.wait(thread, MOST_SECONDS)  # until then the page would not take another question
        turns = self._assistant.turns(thread) if thread else ()
        asked = [message for message in messages if message["role"] == "user"]
        if len(asked) <= len(turns):  # it was finished before the button was reached
            return replace(self._shown(thread), live=f"{self._words.answered} {len(turns)}").values()
        shown = self._shown(thread)
        return replace(shown, box=unmarked(asked[-1]["content"]), live=self._words.stopped).values()

    def touched(self, messages: Messages, thread: str, event: gr.SelectData) -> str:
        """The evidence of the turn whose message was touched; what the page said itself belongs to the turn before."""
        turns = self._assistant.turns(thread) if thread else ()
        index = int(event.index[0] if isinstance(event.index, list | tuple) else event.index)
        noted = sum(TOLD in str(message["content"]) for message in messages[: index + 1])
        turn = min(index // 2 - noted, len(turns) - 1)
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
        return View([], self._evidence(None, 0), [], "", box="").values()

    def restored(self, thread: str) -> Values:
        """The conversation as it was, after a reload."""
        turns = self._assistant.turns(thread) if thread else ()
        if not turns:  # somebody may have asked already while the page was still loading
            return _unchanged()
        return self._shown(thread).values()

    def _shown(self, thread: str) -> View:
        """Every turn that is kept of a conversation, with the evidence of the last."""
        turns = self._assistant.turns(thread) if thread else ()
        messages: Messages = []
        before: Answer | None = None
        for number, turn in enumerate(turns):
            messages += [question_message(said(turn.question, before)), answer_message(turn.answer, number)]
            before = turn.answer
        last = turns[-1].answer if turns else None
        return View(messages, self._evidence(last, len(turns) - 1), _chips(last) if last else [], thread)

    def _answer(
        self, text: str, messages: Messages, thread: str, request: gr.Request, box: str | None = None
    ) -> Iterator[Values]:
        """A message answered.

        Args:
            text: the message.
            messages: what the page shows above it.
            thread: the conversation's id, empty for a new one.
            request: of the person.
            box: what the box holds from now on; None leaves it alone.
        """
        thread = thread or uuid.uuid4().hex
        told = [*messages, question_message(self._said(text, thread))]
        refusal = self._gatekeeper.refusal(request.client.host if request.client else "", self._language)
        if refusal is not None:
            shown = View([*told, note_message(refusal.text)], gr.skip(), gr.skip(), thread, refusal.text)
            yield shown.values()
            return
        yield View(told, gr.skip(), gr.skip(), thread, box=gr.skip() if box is None else box).values()
        try:
            with self._under_way.answering(thread, MOST_SECONDS):
                turn = len(self._assistant.turns(thread))
                if turn != sum(message["role"] == "assistant" for message in messages):
                    # Sent while another message was being answered: the page does not have that answer yet.
                    told = [*self._shown(thread).messages, question_message(self._said(text, thread))]
                for answer in self._assistant.stream(text, thread):
                    if self._assistant.engine.guest is not None:  # without a model nothing comes before the whole
                        yield self._growing(told, answer, turn, thread)
        except Exception as error:  # noqa: BLE001 a fault of ours must not leave anybody without an answer
            LOG.error("answer failed", kind=type(error).__name__)
            failed = self._words.failed
            yield View([*told, note_message(failed)], gr.skip(), gr.skip(), thread, failed).values()
            return
        self._kept.answered(thread, answer)
        live = f"{page_words(answer.language).answered} {turn + 1}"
        whole = [*told, answer_message(answer, turn)]
        yield View(whole, self._evidence(answer, turn), _chips(answer), thread, live).values()

    def _growing(self, told: Messages, answer: Answer, turn: int, thread: str) -> Values:
        """The answer so far: its evidence before the first sentence, then sentences only, so that nothing is pushed down."""
        if not answer.sentences:
            waiting = [*told, note_message(self._words.composing)]
            return View(waiting, self._evidence(answer, turn), _chips(answer), thread).values()
        return View([*told, growing_message(answer, turn)], gr.skip(), gr.skip(), thread).values()

    def _said(self, text: str, thread: str) -> str:
        """A message as it is shown: a choice of the answer before it by its label."""
        turns = self._assistant.turns(thread)
        return said(text, turns[-1].answer if turns else None)

    def _evidence(self, answer: Answer | None, turn: int) -> str:
        return evidence_html(answer, self._assistant.engine.clause, turn, self._language)


def _unchanged() -> Values:
    return cast(Values, tuple(gr.skip() for _ in View.__slots__))


def _last_question(messages: Messages) -> int:
    """Where the last question stands among the messages; their number if there is none."""
    places = [index for index, message in enumerate(messages) if message["role"] == "user"]
    return places[-1] if places else len(messages)


def said(text: str, before: Answer | None) -> str:
    """What a person said, as it is shown to them: a button sends Chinese, whatever language its label has."""
    options = before.question.options if before is not None and before.question is not None else ()
    return next((option.label for option in options if option.say == text), text)


def _chips(answer: Answer) -> Facts:
    """The facts as chips; whose they are is said where several people are spoken of."""
    facts = [fact for fact in answer.facts if fact.id != "place"]
    several = len({fact.person for fact in facts}) > 1
    words = page_words(answer.language)
    chips: Facts = []
    for fact in facts:
        whose = person_named(fact.person, answer.language) if several and fact.person != SELF else ""
        label = worded(fact.label, answer.language)
        chips.append((fact.id, f"{whose}{words.colon}{label}" if whose else label))
    return chips
