"""The pages of staff: ask with the whole trace, inspect retrieval, work through the queue, statistics, the switch."""

from __future__ import annotations

import gradio as gr

from assistant.web.staff.desk import Desk
from assistant.web.staff.words import staff_words


def build_staff(desk: Desk) -> gr.Blocks:
    """The page with its tabs.

    Args:
        desk: does the work.
    """
    words = staff_words()
    with gr.Blocks(title=words.title, analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(
            f'<header class="top"><nav aria-label="{words.title}"><a href="/">{words.back}</a>'
            f'<form method="post" action="/staff/logout"><button class="plain">{words.logout}</button></form></nav>'
            f"<h1>{words.title}</h1><p>{words.lead}</p></header>",
            padding=False,
        )
        with gr.Tab(words.ask):
            _ask(desk)
        with gr.Tab(words.search):
            _search(desk)
        with gr.Tab(words.queue):
            _queue(desk, blocks)
        with gr.Tab(words.statistics):
            _statistics(desk, blocks)
        with gr.Tab(words.switch):
            _switch(desk, blocks)
    return blocks


def _ask(desk: Desk) -> None:
    words = staff_words()
    with gr.Row():
        text = gr.Textbox(label=words.question, lines=3, scale=5, min_width=260, elem_id="staff-question")
        as_of = gr.Textbox(label=words.as_of, scale=2, min_width=200)
    run = gr.Button(words.run, variant="primary", elem_id="staff-ask")
    with gr.Row():
        with gr.Column(scale=3, min_width=300):
            answer = gr.HTML(elem_id="staff-answer")
            reply = gr.Textbox(label=words.copy_text, lines=8, buttons=["copy"], elem_id="staff-reply")
            markdown = gr.Textbox(label=words.copy_markdown, lines=4, buttons=["copy"])
            docx = gr.File(label=words.docx, interactive=False)
        with gr.Column(scale=2, min_width=300):
            evidence = gr.HTML(elem_id="proof")
    with gr.Accordion(words.trace, open=True):
        trace = gr.HTML(elem_id="staff-trace")
    outputs = [answer, evidence, trace, reply, markdown, docx]
    run.click(desk.ask, [text, as_of], outputs, api_visibility="private")


def _search(desk: Desk) -> None:
    words = staff_words()
    with gr.Row():
        text = gr.Textbox(label=words.search_for, scale=5, min_width=260, elem_id="staff-search")
        as_of = gr.Textbox(label=words.as_of, scale=2, min_width=200)
        count = gr.Slider(1, 20, value=5, step=1, label=words.search_count, scale=2)
    run = gr.Button(words.search, variant="primary")
    found = gr.HTML(elem_id="staff-found")
    for trigger in (run.click, text.submit):
        trigger(desk.search, [text, as_of, count], [found], api_visibility="private")


def _queue(desk: Desk, blocks: gr.Blocks) -> None:
    words = staff_words()
    with gr.Row():
        pick = gr.Dropdown([], label=words.queue_pick, scale=5, min_width=260, elem_id="staff-pick")
        closed = gr.Checkbox(label=words.queue_closed, scale=1, elem_id="staff-seen")
        refresh = gr.Button(words.queue_refresh, scale=1, size="sm")
    told = gr.HTML(elem_id="staff-told")
    snapshot = gr.HTML(elem_id="staff-snapshot")
    with gr.Row():
        to_case = gr.Button(words.to_case, elem_id="staff-case")
        note = gr.Textbox(label=words.note, scale=3, min_width=260)
        done = gr.Button(words.close, elem_id="staff-close")
    case = gr.Textbox(label=words.case, lines=10, elem_id="staff-yaml")
    keep = gr.Button(words.case_keep, variant="primary", elem_id="staff-keep")
    for trigger in (blocks.load, refresh.click, closed.change):
        trigger(desk.listed, [closed], [pick, told], api_visibility="private")
    pick.change(desk.opened, [pick], [snapshot, case], api_visibility="private", show_progress="hidden")
    to_case.click(desk.drafted, [pick], [case], api_visibility="private")
    keep.click(desk.kept, [pick, case], [told], api_visibility="private")
    done.click(desk.closed, [pick, note], [told], api_visibility="private")


def _statistics(desk: Desk, blocks: gr.Blocks) -> None:
    days = gr.Slider(1, 90, value=14, step=1, label=staff_words().days)
    shown = gr.HTML(elem_id="staff-statistics")
    days.release(desk.statistics, [days], [shown], api_visibility="private")
    blocks.load(desk.statistics, [days], [shown], api_visibility="private")


def _switch(desk: Desk, blocks: gr.Blocks) -> None:
    words = staff_words()
    state = gr.HTML(elem_id="staff-switch")
    reason = gr.Textbox(label=words.switch_reason, max_length=200, elem_id="staff-reason")
    with gr.Row():
        off = gr.Button(words.switch_off, variant="stop", elem_id="staff-off")
        on = gr.Button(words.switch_on, elem_id="staff-on")
    off.click(desk.switched_off, [reason], [state, reason], api_visibility="private")
    on.click(desk.switched_on, [reason], [state, reason], api_visibility="private")
    blocks.load(desk.state, None, [state], api_visibility="private")
