"""Promises 1 and 2 on a finished answer: every quote is the stored text, every figure has its proof."""

from __future__ import annotations

from typing import Protocol

from assistant.dialogue.answer import Answer, Citation, ConditionLine, Role, Sentence, StepLine
from assistant.dialogue.text import render_text
from assistant.dialogue.verify.figure import Figure, unproved
from assistant.dialogue.verify.figures import read_figures
from assistant.dialogue.verify.proofs import Proofs, day, of_citation, of_fact
from assistant.dialogue.verify.renumber import keep
from assistant.dialogue.verify.sums import follows
from assistant.policy.model import Clause

ASKS = frozenset({Role.QUESTION, Role.NEXT})


class ClauseSource(Protocol):
    """Where the stored clauses are looked up."""

    def clause(self, policy: str, clause: str, /) -> Clause | None:
        """The stored clause, or None where there is none of this name."""


def verify(answer: Answer, clauses: ClauseSource) -> Answer:
    """The answer without anything unproved, with the count of what was dropped and its text written anew.

    A citation that is not the stored text goes, and with it every step, condition and sentence that rests on it. So does
    a step whose result does not follow from its formula or whose operands their proofs do not carry. Then goes every
    sentence, condition and amount with a figure that none of its proofs carries (DESIGN, promises 1 and 2).

    Args:
        answer: as composed; its own `unproved` and `text` are not looked at.
        clauses: the stored text.

    Returns:
        The verified answer; the same sentences where nothing was wrong.
    """
    true = [index for index, citation in enumerate(answer.citations) if _is_stored(citation, clauses)]
    if len(true) < len(answer.citations):
        answer = keep(answer, {f"c{old}": f"c{new}" for new, old in enumerate(true)}, "c")
    sound = _sound_steps(answer)
    if len(sound) < len(answer.steps):
        answer = keep(answer, {f"s{old}": f"s{new}" for new, old in enumerate(sound)}, "s")
    proofs = Proofs(answer)
    sentences = tuple(sentence for sentence in answer.sentences if _proved(sentence, proofs))
    lost = len(answer.sentences) - len(sentences)
    answer = answer.model_copy(
        update={
            "sentences": sentences,
            "conditions": tuple(line for line in answer.conditions if _condition_proved(answer, line, proofs)),
            "amounts": tuple(line for line in answer.amounts if _amount_proved(answer, line.scheme, line.yuan)),
            "unproved": answer.unproved + lost,
        }
    )
    return answer.model_copy(update={"text": render_text(answer)})


def unproved_figures(sentence: Sentence, answer: Answer) -> tuple[Figure, ...]:
    """The figures of a sentence that its proofs in `answer` do not carry; for logs, tests and measurements."""
    known = Proofs(answer).of(sentence.proofs)
    return read_figures(sentence.text) if known is None else unproved(read_figures(sentence.text), known)


def _is_stored(citation: Citation, clauses: ClauseSource) -> bool:
    clause = clauses.clause(citation.policy, citation.clause)
    if clause is None or not 0 <= citation.start < citation.end:
        return False
    named = citation.label.endswith(citation.clause)
    return named and clause.text[citation.start : citation.end] == citation.quote


def _proved(sentence: Sentence, proofs: Proofs) -> bool:
    known = proofs.of(sentence.proofs)
    if known is None:
        return False
    claims = read_figures(sentence.text)
    if sentence.role in ASKS:  # a question that lists the levels to choose from claims none of them
        claims = tuple(claim for claim in claims if claim.kind != "level")
    return not unproved(claims, known)


def _condition_proved(answer: Answer, line: ConditionLine, proofs: Proofs) -> bool:
    claims = read_figures(line.sentence)
    if not claims:
        return True
    ids = [*(f"c{index}" for index in line.citations), *(f"u{index}" for index in range(len(answer.said))), "d0"]
    ids += [f"s{index}" for index, step in enumerate(answer.steps) if step.scheme == line.scheme]
    known = proofs.of(ids)
    facts = tuple(figure for fact in answer.facts for figure in of_fact(fact))
    return known is not None and not unproved(claims, (*known, *facts))


def _amount_proved(answer: Answer, scheme: str, yuan: str) -> bool:
    steps = (step for step in answer.steps if step.scheme == scheme)
    known = [figure for step in steps for figure in read_figures(step.result)]
    return not unproved(read_figures(yuan), known)


def _sound_steps(answer: Answer) -> list[int]:
    """The steps whose result follows and whose operands are proved, by citations, by the person, or by sound steps."""
    given = tuple(figure for fact in answer.facts for figure in of_fact(fact))
    given += tuple(figure for one in answer.said for figure in read_figures(one.words))
    given += (day(answer.as_of),)
    sound: set[int] = set()
    results: list[Figure] = []
    open_steps = [(index, step) for index, step in enumerate(answer.steps) if follows(step.formula, step.result)]
    grew = True
    while grew:
        grew = False
        for index, step in open_steps:
            if index not in sound and not unproved(_operands(step), (*given, *results, *_cited(answer, step))):
                sound.add(index)
                results += read_figures(step.result)
                grew = True
    return sorted(sound)


def _cited(answer: Answer, step: StepLine) -> tuple[Figure, ...]:
    """The figures of the citations that a step or one of its operands names."""
    numbers = {*step.citations}
    numbers |= {int(one.proof[1:]) for one in step.operands if one.proof and one.proof.startswith("c")}
    return tuple(figure for number in sorted(numbers) for figure in of_citation(answer.citations[number]))


def _operands(step: StepLine) -> list[Figure]:
    return [figure for operand in step.operands for figure in read_figures(operand.shown)]
