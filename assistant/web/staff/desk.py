"""What the controls of the pages of staff do. Each asks again who is there: a raw request must not get past the door."""

from __future__ import annotations

import datetime as dt
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import gradio as gr

from assistant.dialogue.assistant import Assistant
from assistant.dialogue.explain import explain_turns
from assistant.storage import Accounts, Item, Queue, Switch, statistics
from assistant.subsidy import SCHEMES
from assistant.web.evidence import evidence_html
from assistant.web.export import reply_docx, reply_markdown, reply_text
from assistant.web.message import answer_html
from assistant.web.staff.door import COOKIE
from assistant.web.staff.tables import bars, table
from assistant.web.staff.trace import search_html, trace_html
from assistant.web.staff.words import staff_words

MOST_TURNS = 12


@dataclass(frozen=True, slots=True)
class Desk:
    """The work of staff over the application's parts.

    Attributes:
        assistant: answers and searches.
        queue: what was refused or reported.
        switch: stops and starts the assistant.
        accounts: who is let in.
        today: the day of asking.
    """

    assistant: Assistant
    queue: Queue
    switch: Switch
    accounts: Accounts
    today: Callable[[], dt.date]

    def who(self, request: gr.Request) -> str:
        """The member of staff who asks.

        Raises:
            gr.Error: nobody is logged in.
        """
        name = self.accounts.who(request.cookies.get(COOKIE)) if request.request is not None else None
        if name is None:
            raise gr.Error(staff_words().not_logged_in)
        return name

    def ask(self, text: str, as_of: str, request: gr.Request) -> tuple[str, str, str, str, str, str | None]:
        """The answer to the last line, its evidence and trace, and the reply as text, Markdown and Word."""
        self.who(request)
        turns = tuple(line.strip() for line in text.splitlines() if line.strip())[:MOST_TURNS]
        day = _day(as_of)
        if not turns:
            return "", "", "", "", "", None
        thread = f"staff-{uuid.uuid4().hex}"
        try:
            answers = [self.assistant.reply(turn, thread, as_of=day) for turn in turns]
        finally:
            self.assistant.forget(thread)
        answer, question = answers[-1], turns[-1]
        *_, explanation = explain_turns(self.assistant.engine, turns, day or self.today())
        shown = answer_html(answer, 0)
        evidence = evidence_html(answer, self.assistant.engine.clause)
        document = Path(tempfile.mkdtemp(prefix="reply-")) / f"{staff_words().docx_name}.docx"
        document.write_bytes(reply_docx(answer, question))
        return (
            shown,
            evidence,
            trace_html(answer, explanation),
            reply_text(answer, question),
            reply_markdown(answer, question),
            str(document),
        )

    def search(self, text: str, as_of: str, count: float, request: gr.Request) -> str:
        """The clauses for a question with both legs' ranks and scores."""
        self.who(request)
        if not text.strip():
            return ""
        return search_html(self.assistant.engine.searcher.search(text, k=int(count), as_of=_day(as_of) or self.today()))

    def listed(self, closed: bool, request: gr.Request) -> tuple[gr.Dropdown, str]:
        """The queue, to choose from."""
        self.who(request)
        items = self.queue.items(closed=closed)
        told = "" if items else f"<p>{staff_words().queue_empty}</p>"
        return gr.Dropdown(choices=[(_line(item), item.id) for item in items], value=None), told

    def opened(self, name: str | None, request: gr.Request) -> tuple[str, str]:
        """An entry with its snapshot; the draft of a case is empty until it is asked for."""
        self.who(request)
        item = self.queue.item(name) if name else None
        return (self._snapshot(item) if item is not None else "", "")

    def _snapshot(self, item: Item) -> str:
        words = staff_words()
        head = f"<h3>{words.snapshot}</h3><p>{item.at:%Y-%m-%d %H:%M} · {words.kinds[item.kind]} {words.reasons.get(item.reason, '')}</p>"
        said = f"<p>{words.comment}:{escape(item.comment)}</p>" if item.comment else ""
        if item.answer is None:
            return f"{head}{said}<p>{words.forgotten}</p>"
        asked = f"<blockquote>{escape(item.question)}</blockquote>"
        return f"{head}{said}{asked}{answer_html(item.answer, 0)}{trace_html(item.answer, None)}"

    def drafted(self, name: str | None, request: gr.Request) -> str:
        """The entry as an evaluation case, to be corrected."""
        self.who(request)
        return self.queue.draft_case(name) if name else ""

    def kept(self, name: str | None, text: str, request: gr.Request) -> str:
        """The corrected case into the file of cases; the entry is closed."""
        who, words = self.who(request), staff_words()
        if not name or not text.strip():
            raise gr.Error(words.pick_first)
        try:
            path = self.queue.keep_case(name, text, who)
        except ValueError as error:
            raise gr.Error(str(error)) from error
        return f'<p role="status">{escape(words.case_kept.format(path=path.name))}</p>'

    def closed(self, name: str | None, note: str, request: gr.Request) -> str:
        """The entry is done with."""
        who = self.who(request)
        if not name:
            raise gr.Error(staff_words().pick_first)
        self.queue.close(name, who, note[:500])
        return f'<p role="status">{staff_words().closed}</p>'

    def statistics(self, days: float, request: gr.Request) -> str:
        """The counts of the last days as charts."""
        self.who(request)
        words, found = staff_words(), statistics(self.queue.engine, int(days))
        if not found.questions and not found.reasons:
            return f"<p>{words.nothing}</p>"
        totals = words.totals.format(
            questions=found.questions, unproved=found.unproved, median=round(found.median_ms), slow=round(found.slow_ms)
        )
        by_day = {f"{day:%m-%d}": count for day, count in found.days.items()}
        statuses = {words.statuses.get(name, name): count for name, count in found.statuses.items()}
        schemes = {SCHEMES[name].title if name in SCHEMES else name: n for name, n in found.schemes.items()}
        reasons = {words.reasons.get(name) or words.kinds.get(name, name): n for name, n in found.reasons.items()}
        return f"<p>{totals}</p>" + "".join(
            bars(counts, caption, words.nothing)
            for counts, caption in (
                (by_day, words.by_day),
                (statuses, words.by_status),
                (schemes, words.by_scheme),
                (reasons, words.by_reason),
            )
        )

    def switched_off(self, reason: str, request: gr.Request) -> tuple[str, str]:
        """Nobody is answered from now on."""
        return self._switched(True, reason, request)

    def switched_on(self, reason: str, request: gr.Request) -> tuple[str, str]:
        """Everybody is answered again."""
        return self._switched(False, reason, request)

    def _switched(self, off: bool, reason: str, request: gr.Request) -> tuple[str, str]:
        who = self.who(request)
        try:
            self.switch.turn(off=off, reason=reason[:200], who=who)
        except ValueError as error:
            raise gr.Error(str(error)) from error
        return self.state(request), ""

    def state(self, request: gr.Request) -> str:
        """Whether the assistant answers, and who changed that when."""
        self.who(request)
        words, reason = staff_words(), self.switch.reason_off()
        now = words.switch_now_on if reason is None else words.switch_now_off.format(reason=reason)
        rows = [
            (f"{one.at:%Y-%m-%d %H:%M}", words.switched_off if one.off else words.switched_on, one.reason, one.who)
            for one in self.switch.history()
        ]
        return f'<p role="status">{escape(now)}</p>{table(words.switch_columns, rows, words.switch_history)}'


def _line(item: Item) -> str:
    words = staff_words()
    why = words.reasons.get(item.reason) or words.kinds[item.kind]
    return f"{item.at:%m-%d %H:%M} {why} {item.question[:30]}"


def _day(text: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise gr.Error(staff_words().bad_date) from error
