"""The gate for the sentences of a model: each must say what the sentences it rewords say, and nothing else.

Every check is a comparison of the rewording with its basis; none asks a model. What the checks are and how often they
refuse a faithful sentence is written in docs/decisions/0302.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assistant.dialogue.answer import Answer, Sentence
from assistant.dialogue.verify.figure import Figure, unproved
from assistant.dialogue.verify.figures import canonical, read_figures
from assistant.dialogue.verify.meaning import Meaning, Told, is_supported, moved_figure
from assistant.dialogue.verify.names import Names, has_link, has_marks
from assistant.dialogue.verify.wording import wording

HAN = re.compile(r"[\u3400-\u9fff]")
QUOTED = re.compile(r"[“\"「]([^”\"」]{2,})[”\"」]")
LATIN = re.compile(r"[a-z]")
FOREIGN = re.compile(r"[\u0370-\u1fff\u3040-\u30ff\uac00-\ud7af]")


class Fault(StrEnum):
    """Why a rewording is refused."""

    EMPTY = "empty"
    LENGTH = "length"
    MARKS = "marks"
    LINK = "link"
    LANGUAGE = "language"
    FIGURE = "figure"
    LEFT_OUT = "left_out"
    MOVED = "moved"
    PROMISE = "promise"
    POLARITY = "polarity"
    QUALIFIER = "qualifier"
    NAME = "name"
    QUOTE = "quote"
    SUPPORT = "support"


@dataclass(frozen=True)
class Basis:
    """What a rewording rests on: the deterministic sentences and the words that they cite."""

    texts: tuple[str, ...]
    quotes: tuple[str, ...]
    clauses: tuple[Figure, ...]

    @classmethod
    def of(cls, sentences: Sequence[Sentence], answer: Answer) -> Basis:
        """The basis of these sentences of `answer`."""
        ids = dict.fromkeys(proof for sentence in sentences for proof in sentence.proofs if proof.startswith("c"))
        cited = [answer.citations[int(id_[1:])] for id_ in ids]
        return cls(
            tuple(sentence.text for sentence in sentences),
            tuple(citation.quote for citation in cited),
            tuple(figure for citation in cited for figure in read_figures(citation.clause)),
        )

    @cached_property
    def text(self) -> str:
        return canonical("\n".join(self.texts))

    @cached_property
    def source(self) -> str:
        return "\n".join((self.text, *(canonical(quote) for quote in self.quotes)))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return read_figures("\n".join(self.texts))

    @cached_property
    def meaning(self) -> Meaning:
        return Meaning(self.text)


def faults(text: str, basis: Basis, names: Names) -> tuple[Fault, ...]:
    """Every reason to refuse `text` as a rewording of `basis`, none if it may be shown.

    Args:
        text: one sentence of a model, as it came.
        basis: what it says it rewords.
        names: the names that a sentence may not bring in.
    """
    plain = canonical(text)
    if not plain.strip():
        return (Fault.EMPTY,)
    return tuple(dict.fromkeys((*_form(text, plain, basis), *_content(text, plain, basis, names))))


def _form(text: str, plain: str, basis: Basis) -> Iterable[Fault]:
    words = wording().words
    if len(plain) > words.longest * len(basis.text) + words.longest_more:
        yield Fault.LENGTH
    if has_marks(text):
        yield Fault.MARKS
    if has_link(plain) and not has_link(basis.text):
        yield Fault.LINK
    if FOREIGN.search(plain) or _is_chinese(plain) != _is_chinese(basis.text):
        yield Fault.LANGUAGE


def _is_chinese(plain: str) -> bool:
    return 3 * len(HAN.findall(plain)) >= len(LATIN.findall(plain))


def _content(text: str, plain: str, basis: Basis, names: Names) -> Iterable[Fault]:
    claims = read_figures(text)
    if unproved(claims, (*basis.figures, *basis.clauses)):
        yield Fault.FIGURE
    if unproved([figure for figure in basis.figures if not figure.article], claims):
        yield Fault.LEFT_OUT
    labels = names.labels(plain)
    if moved_figure(Told(plain, claims, labels), Told(basis.text, basis.figures, names.labels(basis.text))):
        yield Fault.MOVED
    if any(match[0] not in basis.text for match in wording().forbidden.finditer(plain)):
        yield Fault.PROMISE
    meaning = Meaning(plain)
    if meaning.contradicts(basis.meaning):
        yield Fault.POLARITY
    if meaning.qualifies_otherwise(basis.meaning):
        yield Fault.QUALIFIER
    if names.new(plain, basis.source, labels):
        yield Fault.NAME
    if any(quoted not in basis.source for quoted in QUOTED.findall(plain)):
        yield Fault.QUOTE
    if not is_supported(plain, basis.source, claims):
        yield Fault.SUPPORT
