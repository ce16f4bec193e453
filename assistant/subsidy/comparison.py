"""前 vs 后: the same case under the rules of the day before the notice, and under those of the day asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from assistant.policy.model import Quote
from assistant.subsidy import figures
from assistant.subsidy.across import ACROSS
from assistant.subsidy.assess import assess, default_rulebook
from assistant.subsidy.assessment import Amount, AmountKind, Assessment, Finding, Operand, Remark, Step, Verdict
from assistant.subsidy.facts import Facts
from assistant.subsidy.registry import SCHEMES
from assistant.subsidy.rulebook import Rulebook

PAID = (AmountKind.AMOUNT, AmountKind.TOTAL, AmountKind.FIRST_INSTALMENT, AmountKind.STANDARD, AmountKind.MAXIMUM)
Sums = tuple[Amount | None, Amount | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after the notice.

    Attributes:
        before_day: the last day before the notice, whose rules `before` applies.
        before: the case under those rules, its windows counted as of the day asked for.
        after: the case as of the day asked for.
        sentences: what changed, in Chinese, with the clause words that carry it; sums are proved by the steps of
            `before` and `after` and by `difference`.
        difference: after − before in yuan, where both give a sum of the same kind.
    """

    before_day: dt.date
    before: Assessment
    after: Assessment
    sentences: tuple[Remark, ...]
    difference: Step | None


def compare_before_after(
    scheme: str, facts: Facts, rulebook: Rulebook | None = None, as_of: dt.date | None = None
) -> Comparison:
    """What this case would have got before the notice, and gets after it.

    Args:
        scheme: id of the scheme.
        facts: the case.
        rulebook: the rules; without one, those of the installation.
        as_of: the day of the later rules; without one, today.

    Raises:
        FactError: the facts contradict each other or the calendar.
    """
    book = rulebook or default_rulebook()
    day = as_of or dt.date.today()
    notice = book.policy(SCHEMES[scheme].wording.policy)
    before_day = notice.manifest.in_force_from - dt.timedelta(days=1)
    before = assess(scheme, facts, day, book, rules_of=before_day)
    after = assess(scheme, facts, day, book)
    sums = _comparable(before, after)
    sentences = (*_told(scheme, facts, book, day), *_compared(before, after, sums))
    return Comparison(before_day, before, after, sentences, _difference(sums))


def _told(scheme: str, facts: Facts, book: Rulebook, day: dt.date) -> tuple[Remark, ...]:
    """The scheme's own words on what changed; those on the case's own trade where there are any."""
    kit = book.kit(scheme, day)
    suffix = "_care" if facts.occupation in kit.lists.get("care", ()) else ""
    return tuple(kit.remarks[name + suffix] for name in ("before", "after"))


def _comparable(before: Assessment, after: Assessment) -> Sums:
    """The sum of the first kind that both give, else the first that the later one gives; none after a no."""
    if after.verdict is Verdict.NOT_ELIGIBLE:
        return None, None
    for kind in PAID:
        earlier, later = before.amount(kind), after.amount(kind)
        if earlier and later and before.verdict is not Verdict.NOT_ELIGIBLE:
            return earlier, later
    later = next((found for kind in PAID if (found := after.amount(kind))), None)
    return None, later


def _compared(before: Assessment, after: Assessment, sums: Sums) -> tuple[Remark, ...]:
    earlier, later = sums
    words = ACROSS.compare
    quotes = _quotes(before) + _quotes(after)
    said: list[str] = []
    if later:
        kind, sum_after = ACROSS.kinds[later.kind], figures.plain(later.yuan)
        sum_before = figures.plain(earlier.yuan) if earlier else ""
        if earlier is None:
            name = "amount_new" if before.verdict is Verdict.NOT_ELIGIBLE else "unknown"
        else:
            name = "same" if earlier.yuan == later.yuan else "amount"
        said.append(words[name].format(kind=kind, before=sum_before, after=sum_after))
    if before.verdict is not after.verdict:
        verdicts = {"before": ACROSS.verdicts[before.verdict], "after": ACROSS.verdicts[after.verdict]}
        said.append(words["verdict"].format(**verdicts))
    return tuple(Remark("compared", sentence, quotes) for sentence in said)


def _quotes(assessment: Assessment) -> tuple[Quote, ...]:
    """What carries a result: the words of its unmet conditions and of its steps; of all its conditions without any."""
    unmet = [quote for found in assessment.conditions if found.finding is Finding.UNMET for quote in found.quotes]
    steps = [quote for step in assessment.steps for quote in step.quotes]
    conditions = [quote for found in assessment.conditions for quote in found.quotes]
    return tuple(dict.fromkeys(unmet + steps or conditions))


def _difference(sums: Sums) -> Step | None:
    earlier, later = sums
    if earlier is None or later is None:
        return None
    operands = tuple(Operand(figures.plain(found.yuan), found.yuan, step=found.step) for found in (later, earlier))
    formula = " - ".join(operand.shown for operand in operands)
    value: Decimal = figures.tidy(later.yuan - earlier.yuan)
    return Step("difference", ACROSS.compare["difference"], formula, value, operands)
