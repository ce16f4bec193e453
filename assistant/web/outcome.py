"""What can be done with the last answer: print it, share it, say that it helped or what is wrong with it."""

from __future__ import annotations

from html import escape
from typing import Protocol

import gradio as gr

from assistant.web.bar import both
from assistant.web.words import page_words, translations


class Outcome(Protocol):
    """Keeps what people do with answers; a conversation without a turn is left alone."""

    def share(self, thread: str) -> str | None:
        """The path of a page that shows the last answer without the person's words; None where nothing was answered."""

    def liked(self, thread: str) -> None:
        """The last answer helped."""

    def reported(self, thread: str, reason: str, comment: str) -> None:
        """Something is wrong with the last answer; `reason` is one of `wording.yaml`'s."""


def build_outcome(outcome: Outcome, thread: gr.BrowserState) -> None:
    """The row of buttons under the conversation, and the form that asks what is wrong.

    Args:
        outcome: what the buttons do.
        thread: the conversation's id.
    """
    words, said = page_words(), translations()
    with gr.Row(elem_id="outcome"):
        gr.HTML(f'<button type="button" id="print" class="plain">{both("print")}</button>', padding=False)
        share = gr.Button(said("share"), size="sm", min_width=0, elem_id="share")
        helpful = gr.Button(said("helpful"), size="sm", min_width=0, elem_id="helpful")
        problem = gr.Button(said("problem"), size="sm", min_width=0, elem_id="problem")
    told = gr.HTML("", elem_id="told", padding=False)
    with gr.Group(visible=False, elem_id="report") as form:
        reason = gr.Radio(
            [(text, name) for name, text in words.reasons.items()], label=said("problem_what"), elem_id="reason"
        )
        comment = gr.Textbox(label=said("problem_more"), lines=2, max_length=500, elem_id="comment")
        submit = gr.Button(said("problem_send"), variant="primary", size="sm", elem_id="submit")

    def shared(thread_id: str, request: gr.Request) -> str:
        path = outcome.share(thread_id) if thread_id else None
        if path is None:
            return ""
        base = str(request.request.base_url).rstrip("/") if request.request is not None else ""
        link = f"{base}{path}"
        shown = f'<a href="{escape(link)}">{escape(link)}</a>'
        return f'<p role="status">{page_words().shared.format(link=shown)}</p>'

    def liked(thread_id: str) -> str:
        if thread_id:
            outcome.liked(thread_id)
        return _thanks()

    def reported(thread_id: str, chosen: str | None, more: str) -> tuple[str, gr.Group, str]:
        if chosen is None:
            return f'<p role="alert">{words.problem_what}</p>', gr.Group(visible=True), more
        if thread_id:
            outcome.reported(thread_id, chosen, more)
        return _thanks(), gr.Group(visible=False), ""

    share.click(shared, [thread], [told], api_visibility="private")
    helpful.click(liked, [thread], [told], api_visibility="private")
    problem.click(lambda: gr.Group(visible=True), None, [form], api_visibility="private")
    submit.click(reported, [thread, reason, comment], [told, form, comment], api_visibility="private")


def _thanks() -> str:
    return f'<p role="status">{both("thanks")}</p>'
