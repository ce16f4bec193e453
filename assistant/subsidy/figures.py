"""How numbers are shown: yuan without trailing zeros, rates as percentages, dates as people write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from assistant.policy.parameters import Unit, Value


def plain(value: Decimal) -> str:
    """Plain decimal notation without exponent or trailing zeros: 3250, 1234.5."""
    text = str(value)
    if "E" in text:
        text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def tidy(value: Decimal) -> Decimal:
    """The same amount written without exponent or trailing zeros."""
    return Decimal(plain(value))


def times(amount: Decimal, factor: Fraction | int) -> Decimal:
    """`amount × factor` to the cent; a fraction of a cent is cut off: nobody is promised more."""
    yuan, cents = divmod(int(amount * 100 * factor.numerator // factor.denominator), 100)
    return tidy(yuan + Decimal(cents) / 100) if cents else Decimal(yuan)


def percent(rate: Fraction) -> str:
    """`80%`; a rate without a short decimal is cut off, never rounded up: 39/49 is 约79.59%, not 80%."""
    cut, rest = divmod(rate.numerator * 10_000, rate.denominator)
    whole, part = divmod(cut, 100)
    decimals = f".{part:02}".rstrip("0") if part else ""
    return f"{'约' if rest else ''}{whole}{decimals}%"


@lru_cache(maxsize=4096)
def day(date: dt.date) -> str:
    """2024年12月4日."""
    return f"{date.year}年{date.month}月{date.day}日"


def result(value: Decimal | Fraction | None) -> str:
    """A step's result for people: yuan as a plain number, a rate as a percentage, nothing where there is none."""
    if value is None:
        return ""
    return percent(value) if isinstance(value, Fraction) else plain(value)


COUNTED = {Unit.MONTHS: "个月", Unit.YEARS: "年", Unit.TIMES: "次"}


def parameter(value: Value, unit: Unit) -> str:
    """A parameter as a sentence shows it: 1500元, 80%, 12个月, 2025年1月1日; an uplift factor by its raise, 30%."""
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, Decimal):
        return f"{plain(value)}元"
    if isinstance(value, Fraction):
        return percent(value - 1 if unit is Unit.FACTOR else value)
    return f"{value}{COUNTED[unit]}"


def number(value: Fraction) -> str:
    """A whole or short decimal number plainly, any other as a fraction: 2, 1.5, 1/3."""
    hundredths = value * 100
    return plain(Decimal(hundredths.numerator) / 100) if hundredths.denominator == 1 else str(value)
