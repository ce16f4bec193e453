"""An answer as a plain sheet of paragraphs, rows and quotes, which every export then writes in its own form."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dialogue.answer import Answer, Citation, Role
from assistant.subsidy import figures
from assistant.web.english import worded
from assistant.web.evidence import used_citations
from assistant.web.export.words import ExportWords, export_words
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
        words: the wording of the answer's language.
    """

    question: str
    sentences: tuple[str, ...]
    amounts: tuple[tuple[str, str, str], ...]
    steps: tuple[str, ...]
    basis: tuple[Basis, ...]
    as_of: str
    note: str
    hand_off: str
    words: ExportWords


def sheet_of(answer: Answer, question: str = "") -> Sheet:
    """The sheet of an answer.

    Args:
        answer: verified.
        question: to be shown above it, if anything.
    """
    words, day = export_words(answer.language), answer.as_of
    return Sheet(
        question=question,
        sentences=tuple(sentence.text for sentence in answer.sentences if sentence.role is not Role.QUESTION),
        amounts=tuple(
            (f"{line.case} {words.kinds.get(line.kind, line.kind)}".strip(), line.yuan, line.formula)
            for line in answer.amounts
        ),
        steps=tuple(
            f"{worded(step.label, answer.language)}{words.colon}{f'{step.formula} = ' if step.formula else ''}{step.result}"
            for step in answer.steps
            if step.fired and step.result and ":" not in step.name
        ),
        basis=tuple(_basis(answer, words)),
        as_of=words.as_of.format(day=day.isoformat() if answer.language == "en" else figures.day(day)),
        note=words.note,
        hand_off=answer.hand_off or "",
        words=words,
    )


def _basis(answer: Answer, words: ExportWords) -> list[Basis]:
    found = list(enumerate(used_citations(answer)))
    same = [
        [one for one in found if (one[1].policy, one[1].clause) == key]
        for key in dict.fromkeys((citation.policy, citation.clause) for _, citation in found)
    ]
    return [Basis(_label(citation, words), citation.quote) for group in same for _, citation in outermost(group)]


def _label(citation: Citation, words: ExportWords) -> str:
    known = words.reference if citation.reference else ""
    return citation.label + known + ("" if citation.in_force else words.not_in_force)
