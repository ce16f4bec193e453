"""What the page of the text shows, made from the loaded policies for one day, one search and one quote."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from assistant.policy.model import Clause, Part, PartKind, Policy, PolicyKind, Quote
from assistant.subsidy import Rulebook, figures
from assistant.web.anchors import text_link
from assistant.web.english import worded
from assistant.web.library.words import LibraryWords
from assistant.web.marks import Span, marked

QUOTE_ID = "quote"


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of a clause: its rows where it is a table, else its text as HTML."""

    kind: str
    name: str
    html: Markup
    rows: tuple[tuple[Markup, ...], ...]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause, with how often the search finds its words."""

    id: str
    topic: str
    anchor: str
    in_force: bool
    validity: str
    parts: tuple[PartView, ...]
    hits: int


@dataclass(frozen=True, slots=True)
class PolicyView:
    """One policy."""

    id: str
    title: str
    short: str
    reference: bool
    about: str
    caution: str
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True)
class ParameterView:
    """One number of the rules with the words that say it."""

    key: str
    says: str
    since: str
    clause: str
    quote: str
    link: str
    holds: bool


def anchor(policy: str, clause: str) -> str:
    """The id of a clause on the page."""
    return f"{policy}-{clause}"


def view_policy(policy: Policy, as_of: dt.date, query: str, quote: Quote | None, words: LibraryWords) -> PolicyView:
    """A policy as the page shows it.

    Args:
        policy: notice or reference.
        as_of: the day for which validity is told.
        query: words that are marked wherever they stand; empty for none.
        quote: a span that is marked and can be jumped to, if it is of this policy.
        words: of the page.
    """
    manifest = policy.manifest
    ended = manifest.in_force_to is not None and manifest.in_force_to < as_of
    state = "future" if as_of < manifest.in_force_from else "past" if ended else "now"
    about = words.about.format(
        issuers=words.listed.join(manifest.issuers),
        published=_day(manifest.published, words),
        since=_day(manifest.in_force_from, words),
        until=words.until.format(day=_day(manifest.in_force_to, words)) if manifest.in_force_to else "",
        state=words.state[state],
    )
    return PolicyView(
        id=policy.id,
        title=f"《{manifest.title}》",
        short=manifest.short_title,
        reference=manifest.kind is PolicyKind.REFERENCE,
        about=about,
        caution=worded(manifest.caution, words.language),
        clauses=tuple(_clause(clause, as_of, query, quote, words) for clause in policy.clauses),
    )


def view_parameters(rulebook: Rulebook, as_of: dt.date, words: LibraryWords) -> tuple[ParameterView, ...]:
    """Every dated number, with the place of its words."""
    return tuple(
        ParameterView(
            key=worded(parameter.label, words.language),
            says=value.says.text,
            since=value.since.isoformat(),
            clause=value.quote.clause,
            quote=value.quote.text,
            link=text_link(value.quote.policy, value.quote.clause, value.quote.start, value.quote.end, words.language),
            holds=parameter.at(as_of) is value,
        )
        for parameter in rulebook.parameters.values()
        for value in parameter.values
    )


def _clause(clause: Clause, as_of: dt.date, query: str, quote: Quote | None, words: LibraryWords) -> ClauseView:
    validity = ""
    if clause.in_force_from > as_of:
        validity = words.not_yet.format(day=_day(clause.in_force_from, words))
    elif clause.in_force_to is not None and clause.in_force_to < as_of:
        validity = words.no_longer.format(day=_day(clause.in_force_to, words))
    found = [match.span() for match in re.finditer(re.escape(query), clause.text, re.IGNORECASE)] if query else []
    spans: list[Span] = [(start, end, "") for start, end in found]
    if quote is not None and (quote.policy, quote.clause) == (clause.policy, clause.id):
        spans.append((quote.start, quote.end, QUOTE_ID))
    return ClauseView(
        id=clause.id,
        topic=worded(clause.topic, words.language),
        anchor=anchor(clause.policy, clause.id),
        in_force=clause.in_force(as_of),
        validity=validity,
        parts=tuple(_part(part, spans, words) for part in clause.parts),
        hits=len(found),
    )


def _day(day: dt.date, words: LibraryWords) -> str:
    return day.isoformat() if words.language == "en" else figures.day(day)


def _part(part: Part, spans: Sequence[Span], words: LibraryWords) -> PartView:
    within = [
        (max(start, part.start), min(end, part.end), name)
        for start, end, name in spans
        if start < part.end and part.start < end
    ]
    name = words.parts.get(part.kind, "")
    if part.kind is not PartKind.TABLE:
        return PartView(part.kind, name, _marked(part.text, part.start, within), ())
    rows: list[tuple[Markup, ...]] = []
    start = part.start
    for line in part.text.split("\n"):
        cells: list[Markup] = []
        for cell in line.split("\t"):
            cells.append(_marked(cell, start, within))
            start += len(cell) + 1
        rows.append(tuple(cells))
    return PartView(part.kind, name, Markup(), tuple(rows))


def _marked(text: str, start: int, spans: Sequence[Span]) -> Markup:
    """A piece of a clause that begins at `start`, its share of the spans marked."""
    end = start + len(text)
    own = [(max(s, start) - start, min(e, end) - start, name) for s, e, name in spans if s < end and start < e]
    return Markup(marked(text, own, "mark")) if own else Markup(escape(text))
