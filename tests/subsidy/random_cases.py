"""Random cases: every field unknown or any value it may take, numbers and days near the thresholds most of all."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction

from assistant.subsidy import FACT_FORMS, SCHEMES, FactKind, Facts
from assistant.subsidy.forms import typed

DAYS = (
    *(dt.date(2021, 4, 30), dt.date(2021, 5, 1), dt.date(2024, 2, 29), dt.date(2024, 12, 3), dt.date(2024, 12, 4)),
    *(dt.date(2024, 12, 31), dt.date(2025, 1, 1), dt.date(2025, 8, 31), dt.date(2026, 2, 28), dt.date(2026, 11, 23)),
)
OCCUPATIONS = ("人工智能训练师", "养老护理员", "家政服务员", "药物检验员", "焊工", "育婴员")


def random_day(dice: random.Random) -> dt.date:
    """A day on or near one where something changes."""
    return dice.choice(DAYS) + dt.timedelta(days=dice.choice((0, 0, 1, -1, 90, 365, 366, dice.randrange(-400, 400))))


def random_case(scheme: str, dice: random.Random) -> tuple[Facts, dt.date]:
    """Facts of a scheme, about a third of them unknown, and a day; not all of them possible."""
    counts = sorted((dice.randrange(40) for _ in range(3)), reverse=True)
    values = {
        name: _value(name, dice, counts) for name in SCHEMES[scheme].fields if dice.random() < dice.choice((0.4, 0.9))
    }
    return Facts.model_validate(values), random_day(dice)


def _value(name: str, dice: random.Random, counts: list[int]) -> object:
    form = FACT_FORMS[name]
    if name == "occupation":
        return dice.choice(OCCUPATIONS)
    if name == "special_project":
        return dice.choice(("数据标注", "模型运用", "短视频制作"))
    if name in ("trainees", "employed", "retained"):
        return counts[("trainees", "employed", "retained").index(name)]
    if form.choices:
        return typed(name, dice.choice(form.choices).value)
    return {
        FactKind.DATE: lambda: random_day(dice),
        FactKind.COUNT: lambda: dice.choice((0, 1, 11, 12, 13, dice.randrange(100))),
        FactKind.MONEY: lambda: Decimal(dice.randrange(1_000_000)) / 100,
        FactKind.RATIO: lambda: Fraction(dice.randrange(101), 100),
        FactKind.YEARS: lambda: Fraction(dice.randrange(13), 4),
    }[form.kind]()
