"""An answer without the words of the person who asked, for others to see."""

from __future__ import annotations

from assistant.dialogue.answer import Answer, OperandLine, Role, Sentence, StepLine

OPEN, CLOSE = "“", "”"


def shareable(answer: Answer) -> Answer:
    """The answer with nothing that the person said beyond the numbers and choices that the sum rests on.

    Sentences that repeat the person's words in quotation marks go; so do the words themselves, the facts with their
    words, the question back and the suggestions.

    Args:
        answer: verified.
    """
    said = {one.words for one in answer.said if one.words}
    sentences = tuple(_without_said(one) for one in answer.sentences if not _repeats(one, said))
    return answer.model_copy(
        update={
            "sentences": sentences,
            "text": "\n".join(one.text for one in sentences),
            "steps": tuple(_step(step) for step in answer.steps),
            "said": (),
            "facts": (),
            "question": None,
            "suggestions": (),
            "timings_ms": {},
        }
    )


def _repeats(sentence: Sentence, said: set[str]) -> bool:
    return sentence.role is Role.QUESTION or any(f"{OPEN}{words}{CLOSE}" in sentence.text for words in said)


def _without_said(sentence: Sentence) -> Sentence:
    kept = tuple(proof for proof in sentence.proofs if not proof.startswith("u"))
    return sentence.model_copy(update={"proofs": kept})


def _step(step: StepLine) -> StepLine:
    operands = tuple(
        OperandLine(shown=one.shown, proof=None if one.proof and one.proof.startswith("u") else one.proof)
        for one in step.operands
    )
    return step.model_copy(update={"operands": operands})
