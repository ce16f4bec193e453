"""Several levels asked at once, told as one line a level and not as so many answers."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.answer import Role
from assistant.dialogue.assess import Case
from assistant.dialogue.compose.assessment import Teller
from assistant.dialogue.compose.branches import branch_proofs, tell_branches
from assistant.dialogue.compose.case import Telling
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.compose.english import named
from assistant.dialogue.compose.naming import Naming
from assistant.dialogue.compose.words import assess_words
from assistant.subsidy import figures
from assistant.subsidy.assessment import AmountKind, Assessment

FEWEST = 3  # fewer levels are told each for itself


def is_sweep(cases: Sequence[Case]) -> bool:
    """Whether the cases are one person's certificate at several levels, each of which can be assessed."""
    open_facts = {tuple(name for name, _ in case.open) for case in cases}
    people = {(case.person, case.scheme, case.facts.occupation) for case in cases}
    assessed = all(case.assessment is not None for case in cases)
    return len(cases) >= FEWEST and assessed and open_facts == {("level",)} and len(people) == 1


def tell_sweep(draft: Draft, cases: Sequence[Case], telling: Telling) -> None:
    """Write one line a level; what is open and asked back is the first case's."""
    words, language = assess_words(), draft.language
    lines: list[str] = []
    proofs: list[str] = []
    for case in cases:
        if case.assessment is None:
            continue
        teller = Teller(draft, case, telling)
        proofs += teller.record(case.assessment)
        for branch in case.assessment.branches:
            proofs += branch_proofs(draft, case.scheme, branch, {})
        lines.append(_line(case, case.assessment, language))
    listed = "catalogue" if cases[0].facts.in_catalogue else ""
    bare = words.subject[listed].say(language) if listed else words.sweep["none"].say(language)
    occupation = named(cases[0].facts.occupation or "", language) or bare
    text = words.sweep["lead"].say(language, subject=occupation, lines=words.sweep["stop"].say(language).join(lines))
    draft.say(Role.LEAD, text[:1].upper() + text[1:], proofs)
    first = Teller(draft, cases[0], telling)
    if cases[0].assessment is not None:
        if cases[0].assessment.amount(AmountKind.AMOUNT) is None:
            draft.say(Role.CONDITION, words.sweep["ratio"].say(language), proofs)
        first.tell_remarks(cases[0].assessment)
        first.ask_back(cases[0].assessment)


def _line(case: Case, result: Assessment, language: str) -> str:
    words = assess_words().sweep
    level = Naming(case, language, assess_words()).level()
    standard, amount = result.amount(AmountKind.STANDARD), result.amount(AmountKind.AMOUNT)
    if standard is None:
        branches = tell_branches(result.branches, language).replace(";", "、")
        return words["branches"].say(language, level=level, branches=branches)
    values = {"level": level, "standard": figures.plain(standard.yuan)}
    if amount is None:
        return words["standard"].say(language, **values)
    return words["amount"].say(language, **values, amount=figures.plain(amount.yuan))
