"""The branches of an open case: what each would give, those with the same sum together, and what proves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.dialogue.answer import Role
from assistant.dialogue.assess import Case
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.compose.english import label_in_english
from assistant.dialogue.compose.words import assess_words
from assistant.subsidy import figures
from assistant.subsidy.assessment import AmountKind, Branch, Verdict

SHOWN_FIRST = (
    AmountKind.AMOUNT,
    AmountKind.TOTAL,
    AmountKind.FIRST_INSTALMENT,
    AmountKind.STANDARD,
    AmountKind.MAXIMUM,
)


def tell_branches(branches: Iterable[Branch], language: str) -> str:
    """The branches by what they give: 在职人员、…2600元;…3250元."""
    groups: dict[str, list[str]] = {}
    for branch in branches:
        if branch.verdict is Verdict.NOT_ELIGIBLE:
            continue
        label = label_in_english(branch.label) if language == "en" else branch.label
        groups.setdefault(_shown(branch), []).append(label)
    joiner, stop = (", ", "; ") if language == "en" else ("、", ";")
    wording = assess_words().branch
    told = (wording.say(language, label=joiner.join(labels), yuan=yuan) for yuan, labels in groups.items() if yuan)
    return stop.join(told)


def tell_alike(draft: Draft, cases: Sequence[Case]) -> None:
    """That several certificates compared pay the same in every branch, where they do and no sum is known yet."""
    told = [
        tell_branches(case.assessment.branches, draft.language)
        for case in cases
        if case.assessment is not None and not case.assessment.amounts
    ]
    named = {case.facts.occupation for case in cases}
    if len(cases) < 2 or len(told) < len(cases) or len(named) < len(cases) or not told[0] or len(set(told)) > 1:
        return
    proofs = [
        proof
        for case in cases
        if case.assessment is not None
        for branch in case.assessment.branches
        for proof in branch_proofs(draft, case.scheme, branch, {})
    ]
    draft.say(Role.LEAD, assess_words().alike.say(draft.language), proofs)


def branch_proofs(draft: Draft, scheme: str, branch: Branch, said: Mapping[str, str]) -> list[str]:
    """The step that gives what is shown of a branch, and the words that its steps rest on."""
    shown = _shown(branch)
    proofs = [
        draft.cite(operand.quote) for step in branch.steps for operand in step.operands if operand.quote is not None
    ]
    for step in branch.steps:
        if step.value is None:
            continue
        named = replace(step, name=f"{branch.label}:{step.name}", label=f"{branch.label}:{step.label}")
        proof = draft.step(scheme, named, dict(said))
        proofs += [proof] if figures.result(step.value) == shown else []
    return proofs


def _shown(branch: Branch) -> str:
    kinds = {amount.kind: amount for amount in branch.amounts}
    chosen = next((kinds[kind] for kind in SHOWN_FIRST if kind in kinds), None)
    return figures.plain(chosen.yuan) if chosen else ""
