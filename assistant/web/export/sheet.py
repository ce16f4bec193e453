"""An answer as a plain sheet of paragraphs, rows and quotes, which every export then writes in its own form."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dialogue.answer import Answer, Citation, Role
from assistant.web.evidence import used_citations
from assistant.web.export.words import export_words
from assistant.web.marks import outermost


@dataclass(frozen=True, slots=True)
class Basis:
    """One quote: the name of its clause, with what is to be known of it, and the words."""

    label: str
    quote: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts of an answer in their order, as plain text.

    Attributes:
        question: what was asked, or nothing.
        sentences: the answer; questions back are left out.
        amounts: name, yuan and formula of each sum.
        steps: the lines of the sum that fired.
        basis: the quotes that sentences and steps rest on, each once.
        as_of: the day whose rules were applied, worded.
        note: that the authority decides.
        hand_off: the way to a person, or nothing.
    """

    question: str
    sentences: tuple[str, ...]
    amounts: tuple[tuple[str, str, str], ...]
    steps: tuple[str, ...]
    basis: tuple[Basis, ...]
    as_of: str
    note: str
    hand_off: str


def sheet_of(answer: Answer, question: str = "") -> Sheet:
    """The sheet of an answer.

    Args:
        answer: verified.
        question: to be shown above it, if anything.
    """
    words, day = export_words(), answer.as_of
    return Sheet(
        question=question,
        sentences=tuple(sentence.text for sentence in answer.sentences if sentence.role is not Role.QUESTION),
        amounts=tuple(
            (f"{line.case} {words.kinds.get(line.kind, line.kind)}".strip(), line.yuan, line.formula)
            for line in answer.amounts
        ),
        steps=tuple(
            f"{step.label}:{step.formula} = {step.result}" if step.formula else f"{step.label}:{step.result}"
            for step in answer.steps
            if step.fired and step.result and ":" not in step.name
        ),
        basis=tuple(_basis(answer)),
        as_of=words.as_of.format(day=f"{day.year}年{day.month}月{day.day}日"),
        note=words.note,
        hand_off=answer.hand_off or "",
    )


def _basis(answer: Answer) -> list[Basis]:
    found = list(enumerate(used_citations(answer)))
    same = [
        [one for one in found if (one[1].policy, one[1].clause) == key]
        for key in dict.fromkeys((citation.policy, citation.clause) for _, citation in found)
    ]
    return [Basis(_label(citation), citation.quote) for group in same for _, citation in outermost(group)]


def _label(citation: Citation) -> str:
    words = export_words()
    known = words.reference if citation.reference else ""
    return citation.label + known + ("" if citation.in_force else words.not_in_force)
