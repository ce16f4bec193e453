"""The conversation page: what is said on the left, what proves it on the right."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import gradio as gr
import structlog
import yaml
from gradio.components.chatbot import MessageDict

from assistant.dialogue.answer import FactLine
from assistant.dialogue.assistant import Assistant
from assistant.web.evidence import evidence_html
from assistant.web.message import answer_message, question_message
from assistant.web.words import page_words

LOG = structlog.get_logger("assistant.web")
STORAGE_KEY = "policy-assistant-conversation"
# Only an opaque conversation id is kept in the browser; the fixed word makes it readable after a restart.
STORAGE_SECRET = "conversation-id"
Messages = list[MessageDict]
Facts = list[tuple[str, str]]
Shown = tuple[Messages, str, Facts, str]


def build_conversation(assistant: Assistant, starters: tuple[str, ...]) -> gr.Blocks:
    """The page over an assistant; the browser keeps the id of its own conversation and nothing else.

    Args:
        assistant: answers, and gives the turns back after a reload.
        starters: questions offered before the first turn.
    """
    words = page_words()
    page = Page(assistant)
    with gr.Blocks(title=words.title, analytics_enabled=False, fill_width=True) as blocks:
        thread = gr.BrowserState("", storage_key=STORAGE_KEY, secret=STORAGE_SECRET)
        facts = gr.State([])
        gr.HTML(f'<header class="top"><h1>{words.title}</h1><p>{words.lead}</p></header>', padding=False)
        with gr.Row(elem_id="columns", equal_height=False):
            with gr.Column(scale=3, min_width=320, elem_id="talk"):
                chat = gr.Chatbot(
                    label=words.title,
                    show_label=False,
                    elem_id="chat",
                    height="62vh",
                    buttons=[],
                    sanitize_html=True,
                    layout="bubble",
                    placeholder=f"<p>{words.empty}</p>",
                    examples=[{"text": starter} for starter in starters],
                )

                @gr.render(inputs=[facts])
                def show_facts(known: Facts) -> None:
                    if not known:
                        return
                    gr.HTML(f'<p class="hint">{words.facts}</p>', padding=False)
                    with gr.Row(elem_classes="chips"):
                        for key, label in known:
                            chip = gr.Button(f"{label} ×", size="sm", min_width=0, elem_classes="chip")
                            chip.click(page.taking_back(key), [chat, thread], [chat, evidence, facts, thread])

                with gr.Row(elem_id="ask", equal_height=True):
                    box = gr.Textbox(
                        placeholder=words.placeholder,
                        label=words.placeholder,
                        show_label=False,
                        lines=1,
                        max_lines=4,
                        max_length=5000,
                        scale=6,
                        elem_id="question",
                        autofocus=True,
                        container=False,
                    )
                    send = gr.Button(words.send, variant="primary", scale=1, min_width=72, elem_id="send")
                with gr.Row(elem_id="tools"):
                    again = gr.Button(words.again, size="sm", variant="secondary", min_width=0, elem_id="again")
                    gr.HTML(f'<p class="note">{words.note}</p>', padding=False)
            with gr.Column(scale=2, min_width=320, elem_id="proof"):
                evidence = gr.HTML(evidence_html(None, assistant.engine.clause), padding=False)
        shown = [chat, evidence, facts, thread]
        for trigger in (box.submit, send.click):
            trigger(page.asked, [box, chat, thread], [*shown, box], concurrency_limit=8, api_visibility="private")
        chat.option_select(page.chosen, [chat, thread], shown, concurrency_limit=8, api_visibility="private")
        chat.example_select(page.started, [chat, thread], shown, concurrency_limit=8, api_visibility="private")
        again.click(page.start_over, [thread], shown, api_visibility="private")
        blocks.load(page.restore, [thread], shown, api_visibility="private")
    return blocks


class Page:
    """What the page's controls do; every method takes and gives component values."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._words = page_words()

    def asked(self, text: str, messages: Messages, thread: str) -> Iterator[tuple[Messages, str, Facts, str, str]]:
        """A typed message: it is shown at once, then evidence and answer together."""
        for shown in self._answer(text, messages, thread):
            yield (*shown, "")

    def chosen(self, messages: Messages, thread: str, event: gr.SelectData) -> Iterator[Shown]:
        """A button under an answer."""
        yield from self._answer(str(event.value), messages, thread)

    def started(self, messages: Messages, thread: str, event: gr.SelectData) -> Iterator[Shown]:
        """A starter question."""
        text = event.value["text"] if isinstance(event.value, dict) else str(event.value)
        yield from self._answer(text, messages, thread)

    def taking_back(self, key: str) -> Callable[[Messages, str], Shown]:
        """The handler of one fact's chip."""

        def take_back(messages: Messages, thread: str) -> Shown:
            self._assistant.take_back(thread, key)
            return self.restore(thread)

        return take_back

    def start_over(self, thread: str) -> Shown:
        """Forget the conversation, here and on the server."""
        if thread:
            self._assistant.forget(thread)
        return [], evidence_html(None, self._assistant.engine.clause), [], ""

    def restore(self, thread: str) -> Shown:
        """The conversation as it was, after a reload."""
        turns = self._assistant.turns(thread) if thread else ()
        messages: Messages = []
        for turn in turns:
            messages += [question_message(turn.question), answer_message(turn.answer)]
        last = turns[-1].answer if turns else None
        facts = _chips(last.facts) if last else []
        return messages, evidence_html(last, self._assistant.engine.clause), facts, thread

    def _answer(self, text: str, messages: Messages, thread: str) -> Iterator[Shown]:
        thread = thread or uuid.uuid4().hex
        told = [*messages, question_message(text)]
        yield told, gr.skip(), gr.skip(), thread
        answer = self._assistant.reply(text, thread)
        evidence = evidence_html(answer, self._assistant.engine.clause)
        yield [*told, answer_message(answer)], evidence, _chips(answer.facts), thread


def _chips(facts: tuple[FactLine, ...]) -> Facts:
    return [(fact.id, fact.label) for fact in facts if fact.id != "place"]


def starter_questions(corpus: Path) -> tuple[str, ...]:
    """The starter questions of the first policy that has some."""
    for path in sorted(corpus.glob("*/questions.yaml")):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(str(question) for question in raw["zh"][:8])
    return ()
