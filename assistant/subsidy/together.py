"""Several courses or projects of one employer: what they come to together, and which of them are still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.subsidy import figures
from assistant.subsidy.across import ACROSS
from assistant.subsidy.assessment import Amount, AmountKind, Assessment, Operand, Step, Verdict

SUMS = (AmountKind.TOTAL, AmountKind.AMOUNT, AmountKind.FIRST_INSTALMENT)


@dataclass(frozen=True, slots=True)
class Together:
    """Results side by side.

    Attributes:
        total: the sum of what is settled, as a step over each result's own; None where nothing is.
        settled: positions of the results that are in the sum.
        open: positions of those with no sum yet.
        refused: positions of those that are not eligible.
    """

    total: Step | None
    settled: tuple[int, ...]
    open: tuple[int, ...]
    refused: tuple[int, ...]


def together(assessments: Sequence[Assessment]) -> Together:
    """Add the results of courses or projects that do not compete: the notice knows no limit on their number.

    What a person claims competes by clause (十) and is for `once_a_year`.

    Args:
        assessments: results in any order, each of a course, a project or a group of apprentices.
    """
    refused = tuple(i for i, one in enumerate(assessments) if one.verdict is Verdict.NOT_ELIGIBLE)
    sums = {
        position: found
        for position, one in enumerate(assessments)
        if position not in refused and (found := _sum(one)) is not None
    }
    waiting = tuple(i for i in range(len(assessments)) if i not in sums and i not in refused)
    return Together(_total(tuple(sums.values())), tuple(sums), waiting, refused)


def _sum(result: Assessment) -> Amount | None:
    return next((found for kind in SUMS if (found := result.amount(kind)) is not None), None)


def _total(amounts: Sequence[Amount]) -> Step | None:
    if not amounts:
        return None
    operands = tuple(Operand(figures.plain(one.yuan), one.yuan, step=one.step) for one in amounts)
    formula = " + ".join(operand.shown for operand in operands) if len(operands) > 1 else ""
    value = sum((one.yuan for one in amounts), Decimal(0))
    return Step("together", ACROSS.yearly["total"], formula, value, operands)
