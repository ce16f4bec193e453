"""Which proof carries which number of a sentence, so that a page can show it when the number is touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.dialogue.answer import Answer, Sentence
from assistant.dialogue.verify.figure import PHONE, Figure, unproved
from assistant.dialogue.verify.figures import read_figures
from assistant.dialogue.verify.proofs import Proofs


@dataclass(frozen=True, slots=True)
class Link:
    """Characters `start:end` of a sentence and the id of the proof that carries them."""

    start: int
    end: int
    proof: str


def links(answer: Answer) -> tuple[tuple[Link, ...], ...]:
    """For each sentence of a verified answer its numbers, in order, each with the proof that carries it best.

    A sum is carried best by the step that gives it, anything else by the words that say it; a day that only two proofs
    give together (the end of a window) by the first of them.
    """
    proofs = Proofs(answer)
    return tuple(tuple(_links(sentence, answer, proofs)) for sentence in answer.sentences)


def _links(sentence: Sentence, answer: Answer, proofs: Proofs) -> Iterator[Link]:
    if not sentence.proofs:
        return
    last = 0
    for figure in sorted(read_figures(sentence.text), key=lambda one: (one.start, -one.end)):
        told = figure.kind != PHONE and not figure.article
        if told and figure.start >= last and figure.end > figure.start:
            last = figure.end
            yield Link(figure.start, figure.end, _best(figure, sentence, answer, proofs))


def _best(figure: Figure, sentence: Sentence, answer: Answer, proofs: Proofs) -> str:
    steps = [proof for proof in sentence.proofs if proof.startswith("s")]
    for proof in steps:
        if not unproved([figure], read_figures(answer.steps[int(proof[1:])].result)):
            return proof
    rest = [proof for proof in sentence.proofs if not proof.startswith("s")]
    for proof in (*rest, *steps):
        known = proofs.of((proof,))
        if known is not None and not unproved([figure], known):
            return proof
    return sentence.proofs[0]
