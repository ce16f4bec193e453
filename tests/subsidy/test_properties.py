"""What must hold of every case, whatever the figures."""

from __future__ import annotations

import datetime as dt
import random
import re
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from random_cases import random_case

from assistant.policy.model import Quote
from assistant.subsidy import (
    SCHEMES,
    AmountKind,
    Assessment,
    FactError,
    Facts,
    Finding,
    Place,
    Rulebook,
    Status,
    Step,
    Verdict,
    assess,
)

TODAY = dt.date(2026, 11, 23)
# Said otherwise they tell against a claim; unsaid they are what the words mean: a level of an occupation is that of a
# skill-level certificate, people insured as in work have an employer, those counted as employed work in Shanghai.
# And where the way of clause (三) fails, insurance may still open the ordinary one.
PRESUMED = {"certificate", "labour_relation", "work_place"}
schemes = st.sampled_from(sorted(SCHEMES))
seeds = st.integers(0, 2**32)
FEW = settings(max_examples=200, deadline=None)


def _drawn(scheme: str, seed: int, rulebook: Rulebook) -> tuple[Facts, dt.date, Assessment] | None:
    facts, as_of = random_case(scheme, random.Random(seed))
    try:
        return facts, as_of, assess(scheme, facts, as_of, rulebook)
    except FactError:
        return None


def _reckoned(formula: str) -> Fraction:
    """The formula worked out anew from its text."""
    plain = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1/100)", formula).replace("×", "*").replace("÷", "/")
    plain = re.sub(r"\d+(?:\.\d+)?", lambda number: f"Fraction('{number[0]}')", plain)
    return Fraction(eval(plain, {"Fraction": Fraction, "__builtins__": {}}))


@FEW
@given(schemes, seeds)
def test_every_formula_gives_its_result(rulebook: Rulebook, scheme: str, seed: int) -> None:
    if not (drawn := _drawn(scheme, seed, rulebook)):
        return
    steps = [*drawn[2].steps, *(step for branch in drawn[2].branches for step in branch.steps)]
    for step in steps:
        if step.formula and "/" not in step.formula:
            exact = _reckoned(step.formula)
            assert step.value == exact or (isinstance(step.value, Decimal) and 0 <= exact - Fraction(step.value) < 0.01)


@FEW
@given(schemes, seeds)
def test_every_number_of_a_formula_is_an_operand_with_a_source(rulebook: Rulebook, scheme: str, seed: int) -> None:
    if not (drawn := _drawn(scheme, seed, rulebook)):
        return
    before: list[Step] = []
    for step in drawn[2].steps:
        shown = {operand.shown for operand in step.operands}
        numbers = re.findall(r"\d+(?:\.\d+)?%?", step.formula)
        assert set(numbers) - {"1"} <= shown
        for operand in step.operands:
            assert sum(source is not None for source in (operand.quote, operand.fact, operand.step)) == 1
            assert operand.step is None or operand.step in [earlier.name for earlier in before]
            assert operand.fact is None or getattr(drawn[0], operand.fact) is not None
        before.append(step)


@FEW
@given(schemes, seeds)
def test_every_quote_stands_in_its_clause(rulebook: Rulebook, scheme: str, seed: int) -> None:
    if not (drawn := _drawn(scheme, seed, rulebook)):
        return
    result = drawn[2]
    quotes: list[Quote] = [quote for part in (*result.steps, *result.remarks) for quote in part.quotes]
    for condition in result.conditions:
        assert condition.quotes
        quotes += condition.quotes
    for quote in quotes:
        clause = rulebook.policy(quote.policy).by_id[quote.clause]
        assert clause.text[quote.start : quote.end] == quote.text


@FEW
@given(schemes, seeds)
def test_the_verdict_follows_from_the_conditions(rulebook: Rulebook, scheme: str, seed: int) -> None:
    if not (drawn := _drawn(scheme, seed, rulebook)):
        return
    facts, _, result = drawn
    findings = {condition.finding for condition in result.conditions}
    expected = Verdict.NOT_ELIGIBLE if Finding.UNMET in findings else Verdict.UNKNOWN
    assert result.verdict is (expected if findings - {Finding.MET} else Verdict.ELIGIBLE)
    names = [condition.name for condition in result.conditions]
    assert len(names) == len(set(names))
    for condition in result.conditions:
        assert set(condition.settles) <= set(condition.facts)
        assert all(getattr(facts, name) is None for name in condition.settles)
        assert condition.finding is Finding.UNKNOWN or not condition.settles
    assert all(getattr(facts, name) is None and name in SCHEMES[scheme].fields for name in result.missing)
    if result.verdict is Verdict.NOT_ELIGIBLE:
        assert {amount.kind for amount in result.amounts} <= {AmountKind.STANDARD}


@FEW
@given(schemes, seeds)
def test_a_branch_is_what_the_settled_fact_would_give(rulebook: Rulebook, scheme: str, seed: int) -> None:
    if not (drawn := _drawn(scheme, seed, rulebook)):
        return
    facts, as_of, result = drawn
    for branch in result.branches:
        if branch.facts:
            then = assess(scheme, facts.model_copy(update=dict(branch.facts)), as_of, rulebook)
            assert branch.verdict is then.verdict, branch.label
            assert branch.amounts == then.amounts, branch.label


@FEW
@given(schemes, seeds)
def test_forgetting_a_fact_never_turns_into_yes(rulebook: Rulebook, scheme: str, seed: int) -> None:
    if not (drawn := _drawn(scheme, seed, rulebook)) or drawn[2].verdict is Verdict.ELIGIBLE:
        return
    facts, as_of, _ = drawn
    for name in set(facts.known()) - PRESUMED:
        then = assess(scheme, facts.model_copy(update={name: None}), as_of, rulebook)
        assert then.verdict is not Verdict.ELIGIBLE, name


@FEW
@given(schemes, seeds)
def test_other_facts_change_nothing(rulebook: Rulebook, scheme: str, seed: int) -> None:
    if not (drawn := _drawn(scheme, seed, rulebook)):
        return
    facts, as_of, result = drawn
    strange = {"trainees": 9, "projects": 7, "agency_listed": True, "skill_post": False, "apprentices": 3}
    others = {name: value for name, value in strange.items() if name not in SCHEMES[scheme].fields}
    assert assess(scheme, facts.model_copy(update=others), as_of, rulebook) == result


@FEW
@given(schemes, seeds)
def test_an_amount_never_exceeds_its_cap(rulebook: Rulebook, scheme: str, seed: int) -> None:
    if not (drawn := _drawn(scheme, seed, rulebook)):
        return
    facts, _, result = drawn
    standard, amount = result.amount(AmountKind.STANDARD), result.amount(AmountKind.AMOUNT)
    if standard and amount:
        assert amount.yuan <= standard.yuan
    if standard and facts.trainees is not None:
        assert all(found.yuan <= standard.yuan * max(facts.trainees, 1) for found in result.amounts)
    least, most = result.amount(AmountKind.MINIMUM), result.amount(AmountKind.MAXIMUM)
    if least and most and scheme != "targeted_training":
        assert least.yuan <= most.yuan


@FEW
@given(st.integers(0, 100), st.integers(0, 100), st.decimals("0", "100000", places=2))
def test_more_ratio_never_pays_less(rulebook: Rulebook, low: int, high: int, standard: Decimal) -> None:
    low, high = sorted((low, high))
    paid = [
        assess("skill_upgrade", Facts(stated_standard=standard, stated_ratio=Fraction(rate, 100)), TODAY, rulebook)
        for rate in (low, high)
    ]
    less, more = (result.amount(AmountKind.AMOUNT) for result in paid)
    assert less and more and less.yuan <= more.yuan


@FEW
@given(st.integers(0, 10_000_000), st.data())
def test_instalments_add_up_and_grow_with_the_people(rulebook: Rulebook, trainees: int, data: st.DataObject) -> None:
    employed = data.draw(st.integers(0, trainees))
    retained = data.draw(st.integers(0, employed))
    fewer = data.draw(st.integers(0, retained))

    def sums(employed: int, retained: int) -> list[Decimal]:
        case = Facts(trainees=trainees, employed=employed, retained=retained, course_place=Place.SHANGHAI)
        result = assess("targeted_training", case, TODAY, rulebook)
        kinds = (AmountKind.FIRST_INSTALMENT, AmountKind.REMAINDER, AmountKind.TOTAL)
        return [amount.yuan for kind in kinds if (amount := result.amount(kind))]

    first, rest, total = sums(employed, retained)
    assert first + rest == total
    assert total >= sums(employed, fewer)[2] >= sums(fewer, fewer)[2]
    reached = employed * 5 >= trainees * 4 and trainees > 0
    assert first == 750 * (trainees if reached else employed)


@FEW
@given(st.permutations(["status", "occupation", "level", "insured", "hukou"]))
def test_the_order_of_facts_does_not_matter(rulebook: Rulebook, names: list[str]) -> None:
    values = {"status": Status.IN_WORK, "occupation": "养老护理员", "level": 3, "insured": True}
    case = {name: values[name] for name in names if name in values}
    facts = Facts.model_validate(case)
    assert assess("skill_upgrade", facts, TODAY, rulebook) == assess(
        "skill_upgrade", Facts.model_validate(values), TODAY, rulebook
    )
