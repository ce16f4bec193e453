"""The small parts: months, figures, forms, names, the reading of single values."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.subsidy import FACT_FORMS, SCHEMES, FactError, FactKind, Facts, Rulebook, Status, figures
from assistant.subsidy.calendar import add_months
from assistant.subsidy.forms import typed
from assistant.subsidy.reading import read_value


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-08-31", 6, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2024-12-31", 12, "2025-12-31"),
        ("2025-01-15", 0, "2025-01-15"),
        ("2025-12-01", 1, "2026-01-01"),
    ],
)
def test_months_are_calendar_months_clipped_at_the_end(start: str, months: int, end: str) -> None:
    assert add_months(dt.date.fromisoformat(start), months).isoformat() == end


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), st.integers(0, 120), st.integers(0, 120))
def test_a_longer_window_never_ends_earlier(day: dt.date, fewer: int, more: int) -> None:
    fewer, more = sorted((fewer, more))
    assert add_months(day, fewer) <= add_months(day, more)


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        (Fraction(4, 5), "80%"),
        (Fraction(39, 49), "约79.59%"),
        (Fraction(799, 1000), "79.9%"),
        (Fraction(9999999, 10000000), "约99.99%"),
        (Fraction(1), "100%"),
        (Fraction(0), "0%"),
        (Fraction(401, 10000), "4.01%"),
    ],
)
def test_rates_are_cut_off_never_rounded_up(rate: Fraction, shown: str) -> None:
    assert figures.percent(rate) == shown


@given(st.decimals("0", "1000000000", places=2), st.fractions(0, 1, max_denominator=1000))
def test_a_product_is_exact_to_the_cent_and_never_more(amount: Decimal, rate: Fraction) -> None:
    assert 0 <= Fraction(amount) * rate - Fraction(figures.times(amount, rate)) < Fraction(1, 100)


@given(st.decimals("0", "1000000000000", places=2))
def test_yuan_are_shown_without_exponent_or_trailing_zeros(amount: Decimal) -> None:
    shown = figures.plain(figures.tidy(amount))
    assert Decimal(shown) == amount and "E" not in shown
    assert not ("." in shown and shown.endswith("0"))


def test_every_fact_has_a_form_and_every_choice_is_a_value() -> None:
    assert list(FACT_FORMS) == list(Facts.model_fields)
    assert len({form.label for form in FACT_FORMS.values()}) == len(FACT_FORMS)
    for name, form in FACT_FORMS.items():
        assert form.question.endswith("?") and form.question.count("?") == 1
        for choice in form.choices:
            assert form.shown(typed(name, choice.value)) == choice.label
    assert [choice.value for choice in FACT_FORMS["status"].choices] == [status.value for status in Status]
    bools = {name for name, field in Facts.model_fields.items() if field.annotation == bool | None}
    assert bools == {name for name, form in FACT_FORMS.items() if form.kind is FactKind.BOOL}


def test_every_fact_is_read_by_a_scheme() -> None:
    assert {name for scheme in SCHEMES.values() for name in scheme.fields} == set(Facts.model_fields)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("occupation", "护工", "养老护理员"),
        ("occupation", "人工智能训练师", "人工智能训练师"),
        ("occupation", "4-04-05-05", "人工智能训练师"),
        ("occupation", "电工", "电工"),
        ("occupation", "其他:宠物医生", "宠物医生"),
        ("level", "三级", 3),
        ("level", "高级工", 3),
        ("level", "高级技师", 1),
        ("level", "5", 5),
        ("status", "在职", Status.IN_WORK),
        ("status", "in_work", Status.IN_WORK),
        ("status", "失业人员", Status.UNEMPLOYED),
        ("insured", "是", True),
        ("insured", "没有", False),
        ("trainees", "30人", 30),
        ("trainees", "1,000", 1000),
        ("certificate_issued", "2025-03-05", dt.date(2025, 3, 5)),
        ("certificate_issued", "2025年3月5日", dt.date(2025, 3, 5)),
        ("certificate_issued", "2025/3/5", dt.date(2025, 3, 5)),
        ("stated_standard", "¥2,200.50", Decimal("2200.5")),
        ("stated_standard", "1.5万元", Decimal(15000)),
        ("stated_ratio", "80%", Fraction(4, 5)),
        ("stated_ratio", "0.8", Fraction(4, 5)),
        ("years", "18个月", Fraction(3, 2)),
        ("years", "2年", Fraction(2)),
    ],
)
def test_reads_what_is_plainly_meant(name: str, text: str, value: object, rulebook: Rulebook) -> None:
    assert read_value(name, text, rulebook) == value


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("trainees", "-3", "0或更大的整数"),
        ("trainees", "3.5", "0或更大的整数"),
        ("trainees", "三十几", "0或更大的整数"),
        ("trainees", "99999999999", "不超过"),
        ("level", "六级", "一级/高级技师"),
        ("level", "0", "一级/高级技师"),
        ("status", "外星人", "在职、失业"),
        ("insured", "1", "“是”或“否”"),
        ("certificate_issued", "2025-02-30", "真实存在的日期"),
        ("certificate_issued", "去年", "2026-03-15"),
        ("stated_standard", "300美元", "只接受人民币"),
        ("stated_standard", "2200元100欧元", "只接受人民币"),
        ("stated_standard", "-5", "人民币金额"),
        ("stated_ratio", "130%", "0%到100%"),
        ("stated_ratio", "80", "80%"),
        ("years", "两三年", "年数"),
        ("occupation", "芯片", "半导体芯片制造工"),
        ("occupation", "人工只能训练师", "人工智能训练师"),
    ],
)
def test_refuses_with_field_reading_and_expectation(name: str, text: str, expected: str, rulebook: Rulebook) -> None:
    with pytest.raises(FactError) as refusal:
        read_value(name, text, rulebook)
    said = str(refusal.value)
    assert FACT_FORMS[name].label in said and text in said and expected in said


def test_an_unknown_occupation_is_refused_with_the_nearest_three(rulebook: Rulebook) -> None:
    with pytest.raises(FactError) as refusal:
        read_value("occupation", "半导体芯片工程师傅", rulebook)
    names = [entry.occupation.name for entry in rulebook.catalogue.listed]
    assert sum(name in str(refusal.value) for name in names) == 3
    assert "半导体芯片制造工" in str(refusal.value)


@pytest.mark.parametrize(("yes", "field"), [(True, "trainees"), (1, "insured"), ("3", "level"), (0.8, "stated_ratio")])
def test_facts_are_strict(yes: object, field: str) -> None:
    with pytest.raises(ValueError, match=field):
        Facts.model_validate({field: yes})
