"""What the plain reading counts with: months by hand, cents cut off, three-valued marks."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

SILENT = "silent"
Result = tuple[str, dict[str, list[Decimal]]]


def months_after(day: dt.date, months: int) -> dt.date:
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = day.day
    while True:
        try:
            return dt.date(year, month, number)
        except ValueError:
            number -= 1


def cents(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_FLOOR)


def cut(value: Fraction) -> Fraction:
    """Every step of a sum is cut to the cent."""
    return Fraction(cents(value))


def verdict(marks: list[bool | str | None]) -> str:
    if False in marks:
        return "not_eligible"
    return "unknown" if None in marks or SILENT in marks else "eligible"


def finish(marks: list[bool | str | None], sums: dict[str, list[Fraction]]) -> Result:
    found = verdict(marks)
    if found == "not_eligible":
        sums = {kind: yuan for kind, yuan in sums.items() if kind == "standard"}
    return found, {kind: [cents(value) for value in yuan] for kind, yuan in sums.items()}
