"""The conversation page: what is said on the left, what proves it on the right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr
import yaml

from assistant.dialogue.assistant import Assistant
from assistant.web.bar import both, page_bar
from assistant.web.evidence import evidence_html
from assistant.web.gatekeeper import Gatekeeper
from assistant.web.kept import Kept
from assistant.web.outcome import build_outcome
from assistant.web.talk import Facts, Talk
from assistant.web.words import page_words, translations

STORAGE_KEY = "policy-assistant-conversation"
# Only an opaque conversation id is kept in the browser; the fixed word makes it readable after a restart.
STORAGE_SECRET = "conversation-id"
STARTERS = 6


def build_conversation(
    assistant: Assistant, gatekeeper: Gatekeeper, kept: Kept, starters: tuple[str, ...]
) -> gr.Blocks:
    """The page over an assistant; the browser keeps the id of its own conversation and nothing else.

    Args:
        assistant: answers, and gives the turns back after a reload.
        gatekeeper: is asked before every question.
        kept: keeps turns, and what people do with answers.
        starters: questions offered before the first turn.
    """
    words, said = page_words(), translations()
    talk = Talk(assistant, gatekeeper, kept)
    with gr.Blocks(title=words.title, analytics_enabled=False, fill_width=True) as blocks:
        thread = gr.BrowserState("", storage_key=STORAGE_KEY, secret=STORAGE_SECRET)
        facts, editing = gr.State([]), gr.State(False)
        gr.HTML(page_bar("talk"), padding=False)
        with gr.Row(elem_id="columns", equal_height=False):
            with gr.Column(scale=3, min_width=300, elem_id="talk"):
                chat = gr.Chatbot(
                    label=said("title"),
                    show_label=False,
                    elem_id="chat",
                    height="60vh",
                    buttons=[],
                    sanitize_html=True,
                    layout="bubble",
                    autoscroll=False,
                    placeholder=f"<p>{both('empty')}</p>",
                    examples=[{"text": starter} for starter in starters[:STARTERS]],
                )

                @gr.render(inputs=[facts])
                def show_facts(known: Facts) -> None:
                    if not known:
                        return
                    gr.HTML(f'<p class="hint">{both("facts")}</p>', padding=False)
                    with gr.Row(elem_classes="chips"):
                        for key, label in known:
                            chip = gr.Button(f"{label} ×", size="sm", min_width=0, elem_classes="chip")
                            chip.click(talk.taking_back(key), [thread], shown, api_visibility="private")

                with gr.Row(elem_id="ask", equal_height=True):
                    box = gr.Textbox(
                        placeholder=said("placeholder"),
                        label=said("placeholder"),
                        show_label=False,
                        lines=1,
                        max_lines=4,
                        max_length=5000,
                        scale=6,
                        elem_id="question",
                        autofocus=True,
                        container=False,
                    )
                    send = gr.Button(said("send"), variant="primary", scale=1, min_width=72, elem_id="send")
                with gr.Row(elem_id="tools"):
                    stop = gr.Button(said("stop"), size="sm", min_width=0, elem_id="stop")
                    retry = gr.Button(said("retry"), size="sm", min_width=0, elem_id="retry")
                    edit = gr.Button(said("edit"), size="sm", min_width=0, elem_id="edit")
                    again = gr.Button(said("again"), size="sm", min_width=0, elem_id="again")
                live = gr.HTML("", elem_id="live", padding=False)
                build_outcome(kept, thread)
                gr.HTML(f'<p class="note">{both("note")}</p>', padding=False)
            with gr.Column(scale=2, min_width=300, elem_id="proof"):
                evidence = gr.HTML(evidence_html(None, assistant.engine.clause), padding=False)
        shown = [chat, evidence, facts, thread, live, box, editing]
        asking: list[Any] = [
            trigger(talk.asked, [box, chat, thread, editing], shown, concurrency_limit=8, api_visibility="private")
            for trigger in (box.submit, send.click)
        ]
        asking.append(
            chat.option_select(talk.chosen, [chat, thread], shown, concurrency_limit=8, api_visibility="private")
        )
        asking.append(
            chat.example_select(talk.started, [chat, thread], shown, concurrency_limit=8, api_visibility="private")
        )
        asking.append(retry.click(talk.retried, [chat, thread], shown, concurrency_limit=8, api_visibility="private"))
        stop.click(None, cancels=asking)
        edit.click(talk.edited, [thread], [box, editing], api_visibility="private")
        chat.select(talk.touched, [thread], [evidence], api_visibility="private")
        again.click(talk.start_over, [thread], shown, api_visibility="private")
        blocks.load(talk.restored, [thread], shown, api_visibility="private")
    return blocks


def starter_questions(corpus: Path) -> tuple[str, ...]:
    """The starter questions of the first policy that has some."""
    for path in sorted(corpus.glob("*/questions.yaml")):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(str(question) for question in raw["zh"])
    return ()
