"""The amounts of a case told: the sentence that fits what is known, then how the sum is reckoned."""

from __future__ import annotations

from assistant.dialogue.answer import Role
from assistant.dialogue.assess import Case
from assistant.dialogue.compose.branches import branch_proofs, tell_branches
from assistant.dialogue.compose.case import CaseWriter
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.compose.english import label_in_english
from assistant.dialogue.compose.words import Lead
from assistant.dialogue.understand.reading import Intent
from assistant.subsidy import figures
from assistant.subsidy.assessment import AmountKind, Assessment, Step


def tell_amounts(writer: CaseWriter, result: Assessment) -> None:
    """The first sentence that what is known can fill, what bars a branch, and the reckoning."""
    values = _values(writer, result)
    lead = _lead(writer, result, set(values))
    if lead is None:
        return
    known = set(writer.case.facts.known())
    writer.draft.nothing_yet = writer.telling.intent is Intent.AMOUNT and not lead.needs and known <= {"certified"}
    text = (lead.en if writer.language == "en" else lead.zh).format(**values)
    proofs = _proofs(writer, result, of_conditions=not values.get("standard"))
    role = Role.LEAD if not any(s.role is Role.LEAD for s in writer.draft.sentences) else Role.SUM
    writer.draft.say(role, text[:1].upper() + text[1:], proofs)
    for label, condition in writer.case.barred:
        shown = label_in_english(label) if writer.language == "en" else label
        sentence = writer.words.barred.say(writer.language, label=shown, condition=writer.condition(condition))
        writer.draft.say(Role.SUM, sentence, [*writer.cited(condition), *proofs])
    _tell_reckoning(writer, result, proofs)


def note_amounts(draft: Draft, case: Case) -> None:
    """The amounts of a case beside a prepared answer that names them, without a sentence of their own."""
    result = case.assessment
    if result is None:
        return
    for step in result.steps:
        draft.step(case.scheme, step, {})
    for amount in result.amounts:
        draft.amount(case.scheme, amount, "")
    for branch in result.branches:
        for step in branch.steps:
            draft.step(case.scheme, step, {})
        for amount in branch.amounts:
            draft.amount(case.scheme, amount, branch.label)


def _proofs(writer: CaseWriter, result: Assessment, *, of_conditions: bool) -> list[str]:
    proofs = [*writer.proof_of.values(), *writer.said.values()]
    for branch in result.branches:
        proofs += branch_proofs(writer.draft, writer.case.scheme, branch, writer.said)
    if of_conditions:
        proofs += [proof for condition in result.conditions for proof in writer.cited(condition)]
    return proofs


def _tell_reckoning(writer: CaseWriter, result: Assessment, proofs: list[str]) -> None:
    formulas = [_formula(step) for step in result.steps if step.formula and step.fired and _is_sum(step)]
    if formulas:
        joined = writer.words.separator.say(writer.language).join(formulas)
        writer.draft.say(Role.SUM, writer.words.sum.say(writer.language, formulas=joined), proofs)
    for step in result.steps:
        if step.note and _noteworthy(writer, step):
            writer.draft.say(Role.SUM, f"{step.note}。", [writer.proof_of[step.name], *writer.said.values()])


def _noteworthy(writer: CaseWriter, step: Step) -> bool:
    """Rules that did not fire, and the whole-class rule either way: people doubt these. English keeps the sum only."""
    return writer.language == "zh" and (not step.fired or step.name == "whole_class") and step.name != "ratio"


def _is_sum(step: Step) -> bool:
    return any(sign in step.formula for sign in "×+÷") and step.name not in ("minimum", "maximum", "rate")


def _formula(step: Step) -> str:
    return f"{step.formula} = {figures.result(step.value)}"


def _values(writer: CaseWriter, result: Assessment) -> dict[str, str]:
    values = {amount.kind.value: figures.plain(amount.yuan) for amount in result.amounts}
    ratio = next((step for step in result.steps if step.name == "ratio" and step.value is not None), None)
    values |= {"ratio": figures.result(ratio.value)} if ratio else {}
    if told := tell_branches(result.branches, writer.language):
        values["branches"] = told
    basis = next((a.formula for a in result.amounts if a.kind is AmountKind.MAXIMUM), "")
    values |= {"basis": basis} if "×" in basis else {}
    values |= {step.name: figures.result(step.value) for step in result.steps if step.name == "remainder_most"}
    values |= {"persons": str(writer.case.facts.persons)} if writer.case.facts.persons else {}
    return values | {"who": writer.name.who(), "subject": writer.name.subject()}


def _lead(writer: CaseWriter, result: Assessment, known: set[str]) -> Lead | None:
    for lead in writer.words.leads.get(writer.case.scheme, ()):
        wanted = lead.asked is None or lead.asked.search(writer.telling.words)
        if wanted and lead.needs <= known and (not lead.verdicts or result.verdict in lead.verdicts):
            return lead
    return None
