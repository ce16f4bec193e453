"""Spans of a text marked in HTML by their offsets."""

from __future__ import annotations

from html import escape

from assistant.dialogue.answer import Citation

Span = tuple[int, int, str]  # start, end, and the id of the mark, if it has one


def marked(text: str, spans: list[Span], tag: str) -> str:
    """The text, escaped, with each span in an element; spans that overlap are marked once.

    Args:
        text: the stored text that the offsets count.
        spans: start, end and id (or nothing) of each.
        tag: the element, such as `mark`.
    """
    pieces: list[str] = []
    position = 0
    for start, end, anchor in _merged(spans):
        identity = f' id="{escape(anchor)}" tabindex="-1"' if anchor else ""
        pieces += [escape(text[position:start]), f"<{tag}{identity}>{escape(text[start:end])}</{tag}>"]
        position = end
    pieces.append(escape(text[position:]))
    return "".join(pieces).replace("\n", "<br>").replace("\t", "　")


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end, anchor in sorted(spans, key=lambda one: (one[0], -one[1])):
        if merged and start < merged[-1][1]:
            last = merged[-1]
            merged[-1] = (last[0], max(last[1], end), last[2] or anchor)
        else:
            merged.append((start, end, anchor))
    return merged


def outermost(citations: list[tuple[int, Citation]]) -> list[tuple[int, Citation]]:
    """The numbered quotes that do not lie within another one of the same clause."""
    return [
        (number, one)
        for number, one in citations
        if not any(
            other is not one
            and other.start <= one.start
            and one.end <= other.end
            and (other.end - other.start, -index) > (one.end - one.start, -number)
            for index, other in citations
        )
    ]
