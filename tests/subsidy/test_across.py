"""Across assessments: before and after the notice, the smallest change that matters, one application a year."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import pytest
from random_cases import random_case

from assistant.subsidy import (
    FACT_FORMS,
    SCHEMES,
    AmountKind,
    Assessment,
    FactError,
    Facts,
    Finding,
    Hukou,
    Place,
    Rulebook,
    Status,
    Verdict,
    YearlyChoice,
    assess,
    compare_before_after,
    figures,
    once_a_year,
    together,
    what_would_change,
)

TODAY = dt.date(2026, 11, 23)
TRAINER = {"occupation": "人工智能训练师", "level": 3}
CLASS = Facts(trainees=30, employed=23, retained=20, course_place=Place.SHANGHAI)
NUMBER = re.compile(r"\d+(?:\.\d+)?%?")


def _possible(scheme: str, rulebook: Rulebook, count: int) -> Iterator[tuple[Facts, dt.date, Assessment]]:
    """Random cases of a scheme that nothing contradicts, each with its result."""
    dice = random.Random(scheme)
    for _ in range(count):
        facts, day = random_case(scheme, dice)
        try:
            yield facts, day, assess(scheme, facts, day, rulebook)
        except FactError:
            continue


def _proved(*assessments: Assessment) -> set[str]:
    """The numbers that stand in the steps and conditions of results."""
    steps = [step for result in assessments for step in result.steps]
    words = [f"{step.formula} {step.note} {figures.result(step.value)}" for step in steps]
    words += [found.sentence for result in assessments for found in result.conditions]
    return _numbers(words)


def _numbers(texts: Iterable[str]) -> set[str]:
    return {number for text in texts for number in NUMBER.findall(text)}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_before_and_after_is_told_of_every_case_with_proof(scheme: str, rulebook: Rulebook) -> None:
    for facts, day, _ in _possible(scheme, rulebook, 200):
        found = compare_before_after(scheme, facts, rulebook, day)
        assert found.sentences and all(remark.quotes for remark in found.sentences)
        for remark in found.sentences:
            if remark.name == "compared":
                assert _numbers([remark.sentence]) <= _proved(found.before, found.after), remark.sentence
        if found.difference:
            before, after = (operand.value for operand in reversed(found.difference.operands))
            assert found.difference.value == after - before


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_would_change_is_told_of_every_case_with_proof(scheme: str, rulebook: Rulebook) -> None:
    for facts, day, now in _possible(scheme, rulebook, 60):
        for change in what_would_change(scheme, facts, day, rulebook):
            form = FACT_FORMS[change.fact]
            named = figures.day(change.after) if isinstance(change.after, dt.date) else form.shown(change.after)
            assert change.after != change.before
            assert _numbers([change.sentence]) <= _proved(now, change.assessment) | _numbers([named, form.label])


def test_one_more_in_work_makes_the_whole_class_count(rulebook: Rulebook) -> None:
    changes = what_would_change("targeted_training", CLASS, TODAY, rulebook)
    found = next(change for change in changes if change.fact == "employed")
    assert (found.before, found.after, found.better) == (23, 24, True)
    assert "37500" in found.sentence and "32250" in found.sentence


def test_the_last_day_is_found_to_the_day(rulebook: Rulebook) -> None:
    case = Facts(
        **TRAINER, status=Status.IN_WORK, certificate_issued=dt.date(2025, 8, 31), applied_on=dt.date(2026, 9, 15)
    )
    changes = what_would_change("skill_upgrade", case, TODAY, rulebook)
    found = next(change for change in changes if change.fact == "applied_on")
    assert (found.after, found.better) == (dt.date(2026, 8, 31), True)


def test_another_group_is_told_with_its_sum(rulebook: Rulebook) -> None:
    changes = what_would_change("skill_upgrade", Facts(**TRAINER, status=Status.IN_WORK), TODAY, rulebook)
    found = next(change for change in changes if change.fact == "status")
    assert "3250" in found.sentence and "2600" in found.sentence and "失业" in found.sentence
    assert all("退休" not in change.sentence for change in changes), "no effect may be told where the text is silent"


def test_an_unknown_fact_that_would_turn_a_no_is_named(rulebook: Rulebook) -> None:
    cashier = Facts(occupation="养老护理员", level=4, status=Status.IN_WORK, works_in_trade=False)
    changes = what_would_change("skill_upgrade", cashier, TODAY, rulebook)
    assert {"insured", "works_in_trade"} <= {change.fact for change in changes if change.better}


def test_no_change_repeats_the_present_result(rulebook: Rulebook) -> None:
    now = assess("targeted_training", CLASS, TODAY, rulebook)
    for change in what_would_change("targeted_training", CLASS, TODAY, rulebook):
        assert (change.assessment.verdict, change.assessment.amounts) != (now.verdict, now.amounts)


def test_before_the_notice_there_was_no_uplift(rulebook: Rulebook) -> None:
    compared = compare_before_after("skill_upgrade", Facts(**TRAINER, status=Status.IN_WORK), rulebook, TODAY)
    assert compared.before_day == dt.date(2024, 12, 3)
    before, after = (found.amount(AmountKind.AMOUNT) for found in (compared.before, compared.after))
    assert before and after and (before.yuan, after.yuan) == (2000, 2600)
    assert compared.difference and compared.difference.formula == "2600 - 2000"
    assert any("2000" in remark.sentence and "2600" in remark.sentence for remark in compared.sentences)


def test_before_the_notice_the_special_ability_certificate_paid_nothing(rulebook: Rulebook) -> None:
    case = Facts(special_project="数据标注", status=Status.IN_WORK)
    compared = compare_before_after("special_ability", case, rulebook, TODAY)
    assert compared.before.verdict is Verdict.NOT_ELIGIBLE and not compared.before.amounts
    assert compared.difference is None


def test_before_the_notice_care_workers_needed_insurance(rulebook: Rulebook) -> None:
    case = Facts(
        occupation="养老护理员",
        level=4,
        status=Status.IN_WORK,
        insured=False,
        works_in_trade=True,
        certificate_issued=dt.date(2026, 5, 1),
    )
    compared = compare_before_after("skill_upgrade", case, rulebook, TODAY)
    assert compared.before.verdict is Verdict.NOT_ELIGIBLE
    assert compared.after.verdict is Verdict.UNKNOWN
    assert any("劳动关系" in remark.sentence for remark in compared.sentences)


def test_before_the_notice_apprentices_were_employees(rulebook: Rulebook) -> None:
    compared = compare_before_after("apprenticeship", Facts(already_employed=False), rulebook, TODAY)
    assert compared.before.verdict is Verdict.NOT_ELIGIBLE
    assert compared.after.verdict is Verdict.UNKNOWN


def test_in_work_the_best_of_two_is_chosen(rulebook: Rulebook) -> None:
    choice = _two(rulebook, Status.IN_WORK)
    assert choice.applies is Finding.MET and choice.best == (0,)
    assert "2600" in choice.sentences[0].sentence
    assert any("没有写" in remark.sentence for remark in choice.sentences), "year or twelve months must be left open"
    assert {quote.clause for remark in choice.sentences for quote in remark.quotes} == {"(十)"}


def test_out_of_work_both_add_up(rulebook: Rulebook) -> None:
    choice = _two(rulebook, Status.UNEMPLOYED)
    assert choice.applies is Finding.UNMET
    assert choice.steps[0].value == Decimal(4250)


def test_with_the_status_unknown_both_ways_are_told(rulebook: Rulebook) -> None:
    choice = _two(rulebook, None)
    assert choice.applies is Finding.UNKNOWN
    assert "2600" in choice.sentences[0].sentence


def test_before_its_first_day_the_rule_does_not_apply(rulebook: Rulebook) -> None:
    assert _two(rulebook, Status.IN_WORK, dt.date(2024, 12, 31)).applies is Finding.UNMET


def test_a_class_does_not_compete_with_a_certificate(rulebook: Rulebook) -> None:
    person = Facts(**TRAINER, status=Status.IN_WORK)
    results = [assess("skill_upgrade", person, TODAY, rulebook), assess("targeted_training", CLASS, TODAY, rulebook)]
    assert once_a_year(results, person, rulebook) is None


def _two(rulebook: Rulebook, status: Status | None, as_of: dt.date = TODAY) -> YearlyChoice:
    person = Facts(**TRAINER, special_project="数据标注", status=status, hukou=Hukou.LOCAL)
    results = [assess(scheme, person, as_of, rulebook) for scheme in ("skill_upgrade", "special_ability")]
    choice = once_a_year(results, person, rulebook)
    assert choice is not None
    return choice


def test_three_courses_of_a_company_add_up_and_the_open_ones_are_named(rulebook: Rulebook) -> None:
    courses = [
        Facts(trainees=30, employed=24, retained=20, course_place=Place.SHANGHAI),
        Facts(trainees=30, employed=23, retained=20, course_place=Place.SHANGHAI),
        Facts(trainees=20, course_place=Place.SHANGHAI),
        Facts(trainees=10, employed=8, retained=8, course_place=Place.SHANGHAI, plan_approved=False),
    ]
    found = together([assess("targeted_training", facts, TODAY, rulebook) for facts in courses])
    assert found.total is not None
    assert (found.total.formula, found.total.value) == ("37500 + 32250", 69750)
    assert (found.settled, found.open, found.refused) == ((0, 1), (2,), (3,))
    assert together([]).total is None
