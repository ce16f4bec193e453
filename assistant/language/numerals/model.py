"""A number found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text.

    Attributes:
        text, start, end: the words and their half-open place, unit included.
        kind: number, ordinal, percent, fraction, money, range, count, duration, age, level, clause or measure.
        value: exact; a percentage as a share of one; None for a range.
        unit: people, thing, item, times, yuan or another currency's code, months, years, days, weeks, hours …, or None.
            The unit of a range of percentages is `percent`.
        low, high: the ends of a range; one of them beside a value where the words give a bound ("20人以上").
        exact: False for "30多", "大约20", "超过80%".
    """

    text: str
    start: int
    end: int
    kind: str
    value: Fraction | None
    unit: str | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    exact: bool = True

    def decimal(self) -> Decimal:
        """The value as a decimal; a fraction without a finite decimal is cut at 28 digits.

        Raises:
            ValueError: a range has no single value.
        """
        if self.value is None:
            raise ValueError(f"“{self.text}” is a range")
        return Decimal(self.value.numerator) / Decimal(self.value.denominator)
