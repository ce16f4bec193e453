"""What can be done with the last answer: print it, share it, say that it helped or what is wrong with it."""

from __future__ import annotations

from html import escape
from typing import Protocol

import gradio as gr

from assistant.web.anchors import whole_link
from assistant.web.words import PageWords, page_words


class Outcome(Protocol):
    """Keeps what people do with answers; a conversation without a turn is left alone."""

    def share(self, thread: str) -> str | None:
        """The path of a page that shows the last answer without the person's words; None where nothing was answered."""

    def liked(self, thread: str) -> None:
        """The last answer helped."""

    def reported(self, thread: str, reason: str, comment: str) -> None:
        """Something is wrong with the last answer; `reason` is one of `wording.yaml`'s."""


def build_outcome(outcome: Outcome, thread: gr.BrowserState, language: str) -> None:
    """The row of buttons under the conversation, and the form that asks what is wrong.

    Args:
        outcome: what the buttons do.
        thread: the conversation's id.
        language: of the page.
    """
    words = page_words(language)
    with gr.Row(elem_id="outcome"):
        gr.HTML(f'<button type="button" id="print" class="plain">{escape(words.print)}</button>', padding=False)
        share = gr.Button(words.share, size="sm", min_width=0, elem_id="share")
        helpful = gr.Button(words.helpful, size="sm", min_width=0, elem_id="helpful")
        problem = gr.Button(words.problem, size="sm", min_width=0, elem_id="problem")
    told = gr.HTML("", elem_id="told", padding=False)
    with gr.Group(visible=False, elem_id="report") as form:
        reason = gr.Radio(
            [(text, name) for name, text in words.reasons.items()], label=words.problem_what, elem_id="reason"
        )
        comment = gr.Textbox(label=words.problem_more, lines=2, max_length=500, elem_id="comment")
        submit = gr.Button(words.problem_send, variant="primary", size="sm", elem_id="submit")

    def shared(thread_id: str, request: gr.Request) -> str:
        path = outcome.share(thread_id) if thread_id else None
        if path is None:
            return ""
        link = escape(whole_link(path, request))
        shown = f'<a href="{link}">{link}</a>'
        return f'<p role="status">{words.shared.format(link=shown)}</p>'

    def liked(thread_id: str) -> str:
        if thread_id:
            outcome.liked(thread_id)
        return _thanks(words)

    def reported(thread_id: str, chosen: str | None, more: str) -> tuple[str, gr.Group, str]:
        if chosen is None:
            return f'<p role="alert">{words.problem_what}</p>', gr.Group(visible=True), more
        if thread_id:
            outcome.reported(thread_id, chosen, more)
        return _thanks(words), gr.Group(visible=False), ""

    share.click(shared, [thread], [told], api_visibility="private", show_progress="hidden")
    helpful.click(liked, [thread], [told], api_visibility="private", show_progress="hidden")
    problem.click(lambda: gr.Group(visible=True), None, [form], api_visibility="private", show_progress="hidden")
    submit.click(
        reported, [thread, reason, comment], [told, form, comment], api_visibility="private", show_progress="hidden"
    )


def _thanks(words: PageWords) -> str:
    return f'<p role="status">{escape(words.thanks)}</p>'
