"""Clause (十) across several results of one person: in work, one application a year, so which one pays most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.subsidy import figures
from assistant.subsidy.across import ACROSS
from assistant.subsidy.assess import default_rulebook
from assistant.subsidy.assessment import Amount, AmountKind, Assessment, Finding, Operand, Remark, Step, Verdict
from assistant.subsidy.facts import Facts, Status
from assistant.subsidy.people import RATIO_OF, group_of
from assistant.subsidy.registry import SCHEMES
from assistant.subsidy.rulebook import Rulebook

TIMES, FROM = "once_a_year.times", "once_a_year.from"


@dataclass(frozen=True, slots=True)
class YearlyChoice:
    """What clause (十) means for several results.

    Attributes:
        applies: met where the person is in work and the rule holds; unknown while the status is.
        best: positions of the results that pay most, among those with a sum; several are a tie, none is no sum yet.
        sentences: Chinese, which choice pays most and why, and what the text leaves open.
        steps: the sum of all where the rule does not apply.
    """

    applies: Finding
    best: tuple[int, ...]
    sentences: tuple[Remark, ...]
    steps: tuple[Step, ...] = ()


def once_a_year(
    assessments: Sequence[Assessment], person: Facts, rulebook: Rulebook | None = None
) -> YearlyChoice | None:
    """Apply the rule to the results of one person as of one day.

    Args:
        assessments: results of the same person; schemes that are not a person's own claim are left aside.
        person: the facts about the person; the status decides.
        rulebook: the rules; without one, those of the installation.

    Returns:
        The choice, or None where fewer than two of the results compete.
    """
    competing = {
        position: result
        for position, result in enumerate(assessments)
        if SCHEMES[result.scheme].wording.yearly and result.verdict is not Verdict.NOT_ELIGIBLE
    }
    if len(competing) < 2:
        return None
    book = rulebook or default_rulebook()
    sums = {position: found for position, result in competing.items() if (found := _sum(result)) is not None}
    most = max((amount.yuan for amount in sums.values()), default=Decimal(0))
    best = tuple(position for position, amount in sums.items() if amount.yuan == most)
    applies = _applies(book, person, tuple(competing.values()))
    steps = (_total(sums),) if applies is Finding.UNMET and len(sums) > 1 else ()
    yuan = figures.result(steps[0].value) if steps else figures.plain(most)
    title = SCHEMES[assessments[best[0]].scheme].title if best else ""
    return YearlyChoice(applies, best, _sentences(book, _names(applies, best, sums), title, yuan), steps)


def _applies(book: Rulebook, person: Facts, competing: Sequence[Assessment]) -> Finding:
    """In work as the schemes found it; unknown where the status is, or where no text says what the status counts as."""
    if book.parameter(TIMES).at(competing[0].as_of) is None:
        return Finding.UNMET
    found = [condition for result in competing for condition in result.conditions if condition.name == "once_a_year"]
    if found:
        return Finding.UNKNOWN if all("status" in condition.settles for condition in found) else Finding.MET
    return Finding.UNMET if group_of(person) in RATIO_OF else Finding.UNKNOWN


def _sum(result: Assessment) -> Amount | None:
    """What is paid; while the status is open, what is paid to somebody in work."""
    in_work = (branch for branch in result.branches if ("status", Status.IN_WORK) in branch.facts)
    amounts = (amount for branch in in_work for amount in branch.amounts if amount.kind is AmountKind.AMOUNT)
    return result.amount(AmountKind.AMOUNT) or next(amounts, None)


def _names(applies: Finding, best: tuple[int, ...], sums: Mapping[int, Amount]) -> tuple[str, ...]:
    if not best:
        return ("none", "open")
    if applies is Finding.UNMET:
        return ("all",) if len(sums) > 1 else ()
    if applies is Finding.UNKNOWN:
        return ("status", "open")
    return ("tie" if len(best) > 1 else "one", "open")


def _sentences(book: Rulebook, names: tuple[str, ...], title: str, yuan: str) -> tuple[Remark, ...]:
    rule = book.parameter(TIMES)
    stated = rule.values[0]
    times = figures.parameter(stated.value, rule.unit)
    quotes = (book.parameter(FROM).values[0].quote, stated.quote)
    return tuple(
        Remark(f"yearly_{name}", ACROSS.yearly[name].format(times=times, title=title, yuan=yuan), quotes)
        for name in names
    )


def _total(sums: Mapping[int, Amount]) -> Step:
    operands = tuple(Operand(figures.plain(amount.yuan), amount.yuan, step=amount.step) for amount in sums.values())
    value = sum((amount.yuan for amount in sums.values()), Decimal(0))
    formula = " + ".join(operand.shown for operand in operands)
    return Step("yearly_total", ACROSS.yearly["total"], formula, value, operands)
