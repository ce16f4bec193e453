"""An answer without the words of the person who asked, for others to see."""

from __future__ import annotations

import re

from assistant.dialogue.answer import Answer, OperandLine, Role, Sentence, StepLine
from assistant.subsidy import FACT_FORMS, SCHEMES
from assistant.web.english import catalogue

# A head count, a level or a day that a sum rests on says nothing of who somebody is.
PLAIN_FIGURE = re.compile(r"[\d一二三四五六七八九十百千万两零.,%年月日号级人个名位成半天]{1,9}")


def shareable(answer: Answer) -> Answer:
    """The answer with nothing that the person said beyond figures and words that stand in the policy or its forms.

    Whatever else they said goes with the sentence, condition or sum that repeats it; so do the words themselves, the
    facts, the question back and the suggestions.

    Args:
        answer: verified.
    """
    private = _private(answer)
    sentences = tuple(
        _without_said(one)
        for one in answer.sentences
        if one.role is not Role.QUESTION and not _holds(one.text, private)
    )
    conditions = tuple(line for line in answer.conditions if not _holds(line.sentence, private))
    return answer.model_copy(
        update={
            "sentences": sentences,
            "text": "\n".join(one.text for one in sentences),
            "conditions": conditions,
            "amounts": tuple(line for line in answer.amounts if not _holds(f"{line.case} {line.formula}", private)),
            "steps": tuple(_step(step, private) for step in answer.steps),
            "said": (),
            "facts": (),
            "question": None,
            "suggestions": (),
            "timings_ms": {},
        }
    )


def _private(answer: Answer) -> frozenset[str]:
    """The words of the person that neither the policy nor the forms know."""
    known = [citation.quote for citation in answer.citations]
    known += [form.label + "".join(choice.label for choice in form.choices) for form in FACT_FORMS.values()]
    known += [scheme.title for scheme in SCHEMES.values()]
    known += catalogue().values()  # an English answer says the same in the words of the catalogue
    text = "\n".join(known).lower()
    said = {one.words for one in answer.said} | {fact.words for fact in answer.facts}
    return frozenset(
        words for words in said if words and words.lower() not in text and not PLAIN_FIGURE.fullmatch(words)
    )


def _holds(text: str, private: frozenset[str]) -> bool:
    return any(words in text for words in private)


def _without_said(sentence: Sentence) -> Sentence:
    kept = tuple(proof for proof in sentence.proofs if not proof.startswith("u"))
    return sentence.model_copy(update={"proofs": kept})


def _step(step: StepLine, private: frozenset[str]) -> StepLine:
    """The step with its place in the list, which sentences count on; what repeats private words is emptied."""
    operands = tuple(
        OperandLine(
            shown="" if _holds(one.shown, private) else one.shown,
            proof=None if one.proof and one.proof.startswith("u") else one.proof,
        )
        for one in step.operands
    )
    texts = {name: "" for name in ("label", "formula", "result", "note") if _holds(getattr(step, name), private)}
    return step.model_copy(update={"operands": operands, **texts})
