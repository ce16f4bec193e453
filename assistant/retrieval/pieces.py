"""Cutting a passage into the pieces that are embedded: parts, paragraphs, sentences, table rows with their header."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.retrieval.passage import Passage, Span, digest

_SENTENCE = re.compile(r"[^。;;!!??\n]*[。;;!!??]+\n*|[^。;;!!??\n]+\n*|\n+")
_ROW = re.compile(r"^(?:\|.*\||[^\t\n]*\t[^\n]*)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one vector stands for: a span of a passage, with the words that are embedded for it.

    `embedded` is the heading, a table's header where the span is a row, and the span itself.
    """

    span: Span
    embedded: str

    @property
    def digest(self) -> str:
        """Two pieces with the same digest share one vector."""
        return digest(self.embedded)


def pieces(passage: Passage, window: int) -> tuple[Piece, ...]:
    """The pieces of a passage in reading order; a passage that fits the window and has no table is one piece.

    Args:
        passage: whose text is cut; every piece carries its title.
        window: most characters of text in a piece; a single sentence that is longer is cut hard.
    """
    lines = list(_lines(passage.text))
    if not _tables(passage.text, lines) and len(passage.text) <= window:
        return (_piece(passage, Span(0, len(passage.text))),)
    cut: list[Piece] = []
    prose: list[Span] = []
    header: str | None = None
    for line in lines:
        row = passage.text[line.start : line.end]
        if _ROW.match(row.strip("\n")) is None:
            header = None
            prose.append(line)
        elif header is None:
            header = row.strip()
            cut += _prose(passage, prose, window)
            prose = []
        elif row.strip("|-: \n\t"):
            cut.append(_piece(passage, _trim(passage.text, line), header))
    return tuple(cut + _prose(passage, prose, window)) or (_piece(passage, Span(0, len(passage.text))),)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences and table rows of a text, without surrounding blanks; what a hit points at."""
    spans = (Span(*match.span()) for match in _SENTENCE.finditer(text))
    return tuple(span for span in (_trim(text, span) for span in spans) if span.start < span.end)


def _tables(text: str, lines: list[Span]) -> bool:
    rows = [_ROW.match(text[line.start : line.end].strip("\n")) is not None for line in lines]
    return any(first and second for first, second in itertools.pairwise(rows))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield Span(start, start + len(line))
        start += len(line)


def _prose(passage: Passage, lines: list[Span], window: int) -> list[Piece]:
    """Whole sentences packed into as few pieces as the window allows; a piece never crosses two parts of the clause."""
    packed: list[Span] = []
    edges = {part.start for part in passage.parts}
    for line in lines:
        for sentence in _within(passage.text, line, window):
            last = packed[-1] if packed else None
            fits = last is not None and sentence.end - last.start <= window
            if last is not None and fits and last.end == sentence.start and sentence.start not in edges:
                packed[-1] = Span(last.start, sentence.end)
            else:
                packed.append(sentence)
    trimmed = (_trim(passage.text, span) for span in packed)
    return [_piece(passage, span) for span in trimmed if span.start < span.end]


def _within(text: str, line: Span, window: int) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text, line.start, line.end):
        for start in range(match.start(), match.end(), window):
            yield Span(start, min(start + window, match.end()))


def _trim(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))


def _piece(passage: Passage, span: Span, header: str = "") -> Piece:
    words = (passage.title, header, passage.text[span.start : span.end].strip())
    return Piece(span, "\n".join(word for word in words if word))
