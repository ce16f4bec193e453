"""Quotes as they are shown: each marked in its sentence, several of one sentence together."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from assistant.dialogue.answer import Citation
from assistant.web.marks import marked, outermost

Numbered = tuple[int, Citation]
SHORT = 24  # characters; a longer quote speaks for itself
ROOM = 120  # characters that may be shown around a short one
STOPS = ("。;\n", ",。;:\n")


def quoted_lines(citations: list[Numbered], text: str, name: Callable[[int], str]) -> list[str]:
    """The lines of one clause's card as HTML; each quote is an element with its own id.

    Args:
        citations: of one clause, numbered.
        text: the stored clause, which the offsets count; empty where it is no longer there.
        name: the id of a numbered citation.
    """
    lines: list[str] = []
    around, done = (-1, -1), 0
    for number, one in sorted(outermost(citations), key=lambda numbered: (numbered[1].start, numbered[0])):
        mark = _mark(number, one, citations, name)
        found = _around(text, one.start, one.end) if text else (one.start, one.end)
        if text and found == around and one.start >= done:
            lines[-1] += _text(text, done, one.start) + mark
        else:
            if lines:
                lines[-1] += _text(text, done, around[1])
            around = found
            lines.append(_text(text, around[0], one.start) + mark)
        done = one.end
    if lines:
        lines[-1] += _text(text, done, around[1])
    return lines


def _mark(number: int, outer: Citation, citations: list[Numbered], name: Callable[[int], str]) -> str:
    """A quote with those that lie within it."""
    within = [one for one in citations if one[0] != number and outer.start <= one[1].start and one[1].end <= outer.end]
    spans = [(one.start - outer.start, one.end - outer.start, name(index)) for index, one in within]
    return f'<mark id="{escape(name(number))}" tabindex="-1">{marked(outer.quote, spans, "span")}</mark>'


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of a short quote begins and ends, or as much of it as there is room for."""
    if end - start > SHORT:
        return start, end
    for stops in STOPS:
        first = max((text.rfind(stop, 0, start) for stop in stops), default=-1) + 1
        ends = [place for stop in stops if (place := text.find(stop, end)) >= 0]
        last = min(ends, default=len(text))
        if last - first <= ROOM:
            return first, last
    return start, end


def _text(text: str, start: int, end: int) -> str:
    return escape(text[start:end]).replace("\n", "<br>").replace("\t", "\u3000") if start < end else ""
