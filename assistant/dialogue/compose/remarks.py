"""What an answer adds about how it was reached: the once-a-year rule, another day, words set right, what was not sure."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from assistant.dialogue.answer import Role
from assistant.dialogue.assess import Case
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.compose.others import other_words
from assistant.dialogue.compose.words import assess_words
from assistant.dialogue.engine import Engine
from assistant.dialogue.memory import Memory
from assistant.dialogue.state import State
from assistant.dialogue.understand.reading import Reading
from assistant.dialogue.ways import Way
from assistant.subsidy import FACT_FORMS, SCHEMES, Amount, AmountKind, Assessment, Operand, Step, figures, once_a_year

SHORT_WORD = 3  # characters of a repaired word that is not worth a remark

EVERYBODY = "everybody"  # the step that adds up what several people get


def tell_yearly(draft: Draft, engine: Engine, state: State) -> None:
    """Clause (十) across the certificates of one person: which choice pays most, and why only one."""
    if draft.language == "en":
        return
    told = [index for index, task in enumerate(state["tasks"]) if task.way in (Way.ASSESS, Way.LIST_ALL)]
    cases = [case for index in told for case in state["cases"].get(index, ()) if case.assessment is not None]
    cases = [case for case in cases if (case.facts.persons or 1) == 1]  # each of several has a year of their own
    for person in dict.fromkeys(case.person for case in cases):
        own = {(c.scheme, c.facts.occupation, c.facts.special_project): c for c in cases if c.person == person}
        results = [case.assessment for case in own.values() if case.assessment is not None]
        choice = once_a_year(results, next(iter(own.values())).facts, engine.rulebook) if len(results) > 1 else None
        steps = [f"s{index}" for index in range(len(draft.steps))]
        if choice is None or not choice.best:
            continue
        for step in choice.steps:
            steps.append(draft.step(results[0].scheme, step, {}))
        for remark in choice.sentences:
            draft.say(Role.REMARK, remark.sentence, [*draft.cite_all(remark.quotes), *steps])


def tell_everybody(draft: Draft, cases: tuple[Case, ...], asked: str) -> None:
    """What several people get together, where the whole is asked for: 我和老公都考了,一共能拿多少."""
    words = assess_words().everybody
    sums = {
        (case.person, (case.facts.occupation, case.facts.level) if case.facts.persons else None): _of_all(
            case.assessment
        )
        for case in cases
        if case.assessment is not None
    }
    paid = [amount.yuan for amount in sums.values() if amount is not None]
    if words.asked.search(asked) is None or len(paid) < 2 or len(paid) < len(cases):
        return
    operands = tuple(Operand(figures.plain(yuan), yuan) for yuan in paid)
    formula, total = " + ".join(operand.shown for operand in operands), sum(paid, Decimal(0))
    proof = draft.step(cases[0].scheme, Step(EVERYBODY, words.label, formula, total, operands), {})
    draft.amount(cases[0].scheme, Amount(AmountKind.TOTAL, total, formula, EVERYBODY), words.label)
    draft.say(Role.SUM, words.say(draft.language, formula=formula, total=figures.plain(total)), [proof])


def _of_all(result: Assessment) -> Amount | None:
    """The sum for all who are counted in a case, or for the one person."""
    return result.amount(AmountKind.TOTAL) or result.amount(AmountKind.AMOUNT)


def mention_moment(draft: Draft, memory: Memory) -> None:
    """That the answer is about another day than today."""
    if memory.moment is not None and (draft.verdicts or draft.amounts or draft.citations):
        day = figures.day(memory.moment) if draft.language == "zh" else memory.moment.isoformat()
        draft.say(Role.CONDITION, other_words().moment.say(draft.language, day=day), ["d0"])


def mention_repairs(draft: Draft, reading: Reading, turn: int) -> None:
    """Long words that were set right are named, so that a wrong guess can be seen."""
    for words, value in reading.repairs.items():
        if draft.amounts and len(value) > SHORT_WORD and words not in value:
            proof = draft.repeat(words, turn)
            draft.say(Role.REMARK, other_words().repaired.say(draft.language, words=words, value=value), [proof])


def mention_doubts(draft: Draft, cases: tuple[Case, ...]) -> None:
    """What the person was not sure of ("好像", "30多人", "去年3月") is named, with the value that was used."""
    for case in cases:
        for name, held in case.held.items():
            value = getattr(case.facts, name, None)
            if (
                isinstance(value, dt.date)
                and len(held.values) > 1
                and case.bound is None
                and name in SCHEMES[case.scheme].fields
            ):
                day = value.isoformat() if draft.language == "en" else figures.day(value)
                proof = draft.repeat(held.words, held.turn)
                draft.say(Role.REMARK, assess_words().vague_day.say(draft.language, words=held.words, day=day), [proof])
            if held.rough and name in SCHEMES[case.scheme].fields:
                draft.rough = True
                draft.say(
                    Role.REMARK,
                    assess_words().rough.say(draft.language, words=held.words),
                    [draft.repeat(held.words, held.turn)],
                )
            elif not held.certain and name in SCHEMES[case.scheme].fields and len(held.values) == 1:
                value = FACT_FORMS[name].shown(held.parsed()[0])
                proof = draft.repeat(held.words, held.turn)
                draft.say(
                    Role.REMARK, assess_words().uncertain.say(draft.language, words=held.words, value=value), [proof]
                )
