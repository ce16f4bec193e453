"""The conversation page: what is said on the left, what proves it on the right."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
import yaml

from assistant.dialogue.assistant import Assistant
from assistant.web.anchors import with_hotline
from assistant.web.bar import page_bar
from assistant.web.evidence import evidence_html
from assistant.web.gatekeeper import Gatekeeper
from assistant.web.kept import Kept
from assistant.web.outcome import build_outcome
from assistant.web.talk import Facts, Talk
from assistant.web.words import PageWords, page_words

STORAGE_KEY = "policy-assistant-conversation"
# Only an opaque conversation id is kept in the browser; the fixed word makes it readable after a restart.
STORAGE_SECRET = "conversation-id"
STARTERS = 6
# The page shows itself what is under way; the framework's spinners would cover what is being read.
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
ANSWERING: dict[str, Any] = {**QUIET, "concurrency_limit": 8}


def build_conversation(
    assistant: Assistant, gatekeeper: Gatekeeper, kept: Kept, starters: tuple[str, ...], language: str = "zh"
) -> gr.Blocks:
    """The page over an assistant; the browser keeps the id of its own conversation and nothing else.

    Args:
        assistant: answers, and gives the turns back after a reload.
        gatekeeper: is asked before every question.
        kept: keeps turns, and what people do with answers.
        starters: questions offered before the first turn.
        language: of the page; an answer has the language of its question.
    """
    words = page_words(language)
    talk = Talk(assistant, gatekeeper, kept, language)
    with gr.Blocks(title=words.title, analytics_enabled=False, fill_width=True) as blocks:
        thread = gr.BrowserState("", storage_key=STORAGE_KEY, secret=STORAGE_SECRET)
        facts, editing = gr.State([]), gr.State(False)
        gr.HTML(page_bar("talk", language), padding=False)
        with gr.Row(elem_id="columns", equal_height=False):
            with gr.Column(scale=3, min_width=300, elem_id="talk"):
                chat = _chat(words, starters)
                with gr.Column(elem_id="facts", min_width=0):

                    @gr.render(inputs=[facts], show_progress="hidden")
                    def show_facts(known: Facts) -> None:
                        _chips(known, words, talk, thread, shown)

                box, send = _asking(words)
                with gr.Row(elem_id="tools"):
                    stop, retry, edit, again = (
                        gr.Button(text, size="sm", min_width=0, elem_id=name)
                        for name, text in (
                            ("stop", words.stop),
                            ("retry", words.retry),
                            ("edit", words.edit),
                            ("again", words.again),
                        )
                    )
                live = gr.HTML("", elem_id="live", padding=False)
                build_outcome(kept, thread, language)
                gr.HTML(f'<p class="note">{with_hotline(escape(words.note))}</p>', padding=False)
            with gr.Column(scale=2, min_width=300, elem_id="proof"):
                evidence = gr.HTML(evidence_html(None, assistant.engine.clause, language=language), padding=False)
        shown = [chat, evidence, facts, thread, live, box, editing]
        asking: list[Any] = [
            trigger(talk.asked, [box, chat, thread, editing], shown, **ANSWERING)
            for trigger in (box.submit, send.click)
        ]
        asking.append(chat.option_select(talk.chosen, [chat, thread], shown, **ANSWERING))
        asking.append(chat.example_select(talk.started, [chat, thread], shown, **ANSWERING))
        asking.append(retry.click(talk.retried, [chat, thread], shown, **ANSWERING))
        # Apart: the framework would break the answer off only after the function of the same event has returned.
        stop.click(None, cancels=asking).then(talk.stopped, [chat, thread], shown, **QUIET)
        edit.click(talk.edited, [thread], [box, editing, live], **QUIET)
        chat.select(talk.touched, [chat, thread], [evidence], **QUIET)
        again.click(talk.start_over, [thread], shown, **QUIET)
        blocks.load(talk.restored, [thread], shown, **QUIET)
    return blocks


def _chat(words: PageWords, starters: tuple[str, ...]) -> gr.Chatbot:
    return gr.Chatbot(
        label=words.talk_by,
        show_label=False,
        elem_id="chat",
        height="60vh",
        buttons=[],
        sanitize_html=True,
        layout="bubble",
        autoscroll=False,
        placeholder=f"<p>{escape(words.empty)}</p>",
        examples=[{"text": starter} for starter in starters[:STARTERS]],
    )


def _asking(words: PageWords) -> tuple[gr.Textbox, gr.Button]:
    """The box and its button; `page.js` puts the one for speech between them where the browser offers speech."""
    with gr.Row(elem_id="ask", equal_height=True):
        box = gr.Textbox(
            placeholder=words.placeholder,
            label=words.question_by,
            show_label=False,
            lines=1,
            max_lines=4,
            max_length=5000,
            scale=6,
            min_width=0,
            elem_id="question",
            container=False,
        )
        send = gr.Button(words.send, variant="primary", scale=0, min_width=72, elem_id="send")
    return box, send


def _chips(known: Facts, words: PageWords, talk: Talk, thread: gr.BrowserState, shown: list[Any]) -> None:
    """What has been understood, each a button that takes it back; the room is kept while there is nothing."""
    gr.HTML(f'<p class="hint">{escape(words.facts if known else words.facts_empty)}</p>', padding=False)
    with gr.Row(elem_classes="chips"):
        for key, label in known:
            chip = gr.Button(f"{label} ×", size="sm", min_width=0, elem_classes="chip")
            chip.click(talk.taking_back(key), [thread], shown, **QUIET)


def starter_questions(corpus: Path, language: str = "zh") -> tuple[str, ...]:
    """The starter questions of the first policy that has some."""
    for path in sorted(corpus.glob("*/questions.yaml")):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(str(question) for question in raw[language])
    return ()
