"""Taking proofs out of an answer: what rested on them goes too, and the ids that stay are counted anew."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.dialogue.answer import Answer, StepLine


def keep(answer: Answer, kept: dict[str, str], kind: str) -> Answer:
    """The answer with the proofs of one kind renumbered.

    What rested on a citation that is gone goes with it. A sentence that named a step that is gone loses that proof only:
    whether its figures stand in the others is looked at afterwards.
    """

    def renamed(ids: Iterable[str]) -> tuple[str, ...] | None:
        ids = tuple(ids)
        gone = {id_ for id_ in ids if id_.startswith(kind) and id_ not in kept}
        if gone and kind == "c":
            return None
        return tuple(kept.get(id_, id_) for id_ in ids if id_ not in gone)

    sentences = [
        sentence.model_copy(update={"proofs": ids})
        for sentence in answer.sentences
        if (ids := renamed(sentence.proofs)) is not None
    ]
    update: dict[str, object] = {
        "sentences": tuple(sentences),
        "unproved": answer.unproved + len(answer.sentences) - len(sentences),
    }
    if kind == "s":
        update["steps"] = tuple(answer.steps[int(old[1:])] for old in kept)
        return answer.model_copy(update=update)
    update["citations"] = tuple(answer.citations[int(old[1:])] for old in kept)
    conditions = [
        line.model_copy(update={"citations": tuple(int(id_[1:]) for id_ in ids)})
        for line in answer.conditions
        if (ids := renamed(f"c{index}" for index in line.citations)) is not None
    ]
    steps = {index: step for index, old in enumerate(answer.steps) if (step := _recited(old, kept)) is not None}
    lean = answer.model_copy(update=update | {"conditions": tuple(conditions)})
    if len(steps) == len(answer.steps):
        return lean.model_copy(update={"steps": tuple(steps.values())})
    every = tuple(steps.get(index, old) for index, old in enumerate(answer.steps))
    renumbered = {f"s{old}": f"s{new}" for new, old in enumerate(steps)}
    return keep(lean.model_copy(update={"steps": every}), renumbered, "s")


def _recited(step: StepLine, kept: dict[str, str]) -> StepLine | None:
    """The step with its citations renumbered, or None where one of them is gone."""
    proofs = [operand.proof or "" for operand in step.operands]
    ids = [f"c{index}" for index in step.citations] + [proof for proof in proofs if proof.startswith("c")]
    if any(id_ not in kept for id_ in ids):
        return None
    operands = tuple(
        operand.model_copy(update={"proof": kept.get(operand.proof or "", operand.proof)}) for operand in step.operands
    )
    citations = tuple(int(kept[f"c{index}"][1:]) for index in step.citations)
    return step.model_copy(update={"operands": operands, "citations": citations})
