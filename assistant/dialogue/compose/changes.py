"""What the notice changed for a case, and what would change the case: both told from the subsidy tool's own sentences."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.answer import Role
from assistant.dialogue.assess import Case
from assistant.dialogue.compose.assessment import Teller
from assistant.dialogue.compose.case import Telling
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.compose.words import assess_words
from assistant.subsidy import Rulebook, Step, Verdict, compare_before_after, figures, what_would_change

MOST_WAYS = 3
# What nobody changes for the sake of a subsidy, and what only makes the class smaller.
GIVEN = frozenset(
    {"status", "hukou", "disabled", "veteran", "trainees", "course_place", "occupation", "special_project"}
)


def tell_before_after(draft: Draft, case: Case, telling: Telling, rulebook: Rulebook) -> bool:
    """What this case would have got before the notice and gets now; False where there is nothing to compare."""
    if case.assessment is None or draft.language == "en":
        return False
    found = compare_before_after(case.scheme, case.facts, rulebook, draft.as_of)
    teller = Teller(draft, case, telling)
    proofs = [*teller.record(found.after), *teller.said.values()]
    before = assess_words().before
    for step in found.before.steps:
        earlier = replace(step, name=f"before_{step.name}", label=f"{before}·{step.label}")
        proofs.append(draft.step(case.scheme, earlier, {}))
    for amount in found.before.amounts if found.difference is not None else ():
        draft.amount(case.scheme, amount, before)
    if found.difference is not None:
        proofs.append(draft.step(case.scheme, found.difference, {}))
    compared = [one for one in found.sentences if one.name == "compared"]
    for one in compared:
        draft.say(Role.LEAD, one.sentence, [*draft.cite_all(one.quotes), *proofs])
    if found.difference is not None and found.difference.value:
        draft.say(Role.SUM, _difference(found.difference), proofs)
    for one in found.sentences:
        if one not in compared:
            opened = any(sentence.role is Role.LEAD for sentence in draft.sentences)
            draft.say(Role.CONDITION if opened else Role.LEAD, one.sentence, draft.cite_all(one.quotes))
    teller.ask_back(found.after)
    return True


def tell_ways(draft: Draft, case: Case, telling: Telling, rulebook: Rulebook) -> bool:
    """The smallest changes by which this case would get more; False where there is none to name."""
    if case.assessment is None or draft.language == "en":
        return False
    refused = case.assessment.verdict is Verdict.NOT_ELIGIBLE
    ways = [
        one
        for one in what_would_change(case.scheme, case.facts, draft.as_of, rulebook)
        if one.better and (refused or one.fact not in GIVEN)
    ]
    if not ways:
        return False
    ways.sort(key=lambda one: one.fact in GIVEN)
    teller = Teller(draft, case, telling)
    proofs = [*teller.record(case.assessment), *teller.said.values()]
    for one in ways[:MOST_WAYS]:
        assumed = draft.assume(case.scheme, one.fact, one.after)
        said = [*proofs, assumed, *(draft.assume(case.scheme, one.fact, value) for value in one.alike)]
        for step in one.assessment.steps:
            changed = replace(step, name=f"changed:{one.fact}:{step.name}")
            said.append(draft.step(case.scheme, changed, {**teller.said, one.fact: assumed}))
        for condition in one.assessment.conditions:
            said += draft.cite_all(condition.quotes) if one.fact in condition.facts else ()
        draft.say(Role.LEAD, one.sentence, said)
    teller.ask_back(case.assessment)
    return True


def _difference(step: Step) -> str:
    return assess_words().sum.say("zh", formulas=f"{step.formula} = {figures.result(step.value)}")
