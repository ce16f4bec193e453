"""From a standard to what is paid: the ratio of the person's group, and the sums for each group while it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from assistant.policy.model import Quote
from assistant.subsidy import figures
from assistant.subsidy.assessment import Amount, AmountKind, Branch, Operand, Step, Verdict
from assistant.subsidy.facts import Facts, Hukou, Status
from assistant.subsidy.kit import Kit
from assistant.subsidy.people import RATIO_OF
from assistant.subsidy.sheet import Sheet, amount_of, build_step, verdict_of

Pairs = Callable[[Sheet, str], Iterable[tuple[str, str]]]
Sums = tuple[tuple[Step, ...], tuple[Amount, ...]]
Settled = tuple[tuple[str, object], ...]
GROUPS: tuple[tuple[str, Settled], ...] = (
    ("in_work", (("status", Status.IN_WORK),)),
    ("unemployed", (("status", Status.UNEMPLOYED), ("hukou", Hukou.LOCAL))),
    ("final_year_higher", (("status", Status.FINAL_YEAR_HIGHER),)),
    ("final_year_secondary", (("status", Status.FINAL_YEAR_SECONDARY),)),
)
# A group whose ratio no text gives → the group that it might be counted as.
LIKENED = {"student": "final_year_higher", "hukou_silent": ""}
POST: tuple[str, Settled] = ("in_work", (("skill_post", True),))


def share(kit: Kit, standard: Step, group: str) -> Sums:
    """Ratio and amount for a group that has a ratio."""
    key = f"skill_upgrade.ratio.{RATIO_OF[group]}"
    dated = kit.edition.dated(key)
    rate = kit.edition.rate(key)
    shown = figures.percent(rate)
    ratio = build_step(kit, "ratio", RATIO_OF[group], value=rate, operands=(Operand(shown, rate, quote=dated.says),))
    amount = _product(kit, "amount", standard, rate, shown)
    return (ratio, amount), (amount_of(amount, AmountKind.AMOUNT),)


def stated_share(kit: Kit, standard: Step, rate: Fraction) -> Sums:
    """Ratio and amount by the ratio that the person names."""
    shown = figures.percent(rate)
    operand = Operand(shown, rate, fact="stated_ratio")
    ratio = build_step(kit, "ratio", "stated", value=rate, operands=(operand,))
    amount = _product(kit, "amount", standard, rate, shown)
    return (ratio, amount), (amount_of(amount, AmountKind.AMOUNT),)


def open_share(kit: Kit, standard: Step) -> Sums:
    """No ratio yet: the least and the most that any group gets."""
    keys = [f"skill_upgrade.ratio.{name}" for name in dict.fromkeys(RATIO_OF.values())]
    lowest, highest = min(keys, key=kit.edition.rate), max(keys, key=kit.edition.rate)
    least = _product(kit, "minimum", standard, *_quoted_rate(kit, lowest))
    most = _product(kit, "maximum", standard, *_quoted_rate(kit, highest))
    steps = (build_step(kit, "ratio", "unknown"), least, most)
    return steps, (amount_of(least, AmountKind.MINIMUM), amount_of(most, AmountKind.MAXIMUM))


def shares(sheet: Sheet, standard: Step, group: str) -> Sums:
    """What follows from the standard for this group, as far as its ratio is known."""
    kit = sheet.kit
    if sheet.facts.stated_ratio is not None:
        return stated_share(kit, standard, sheet.facts.stated_ratio)
    if group in RATIO_OF:
        return _share(sheet, standard, group)
    if group == "unknown" and sheet.facts.stated_standard is not None:
        return open_share(kit, standard)
    if group == "unknown":
        return kit.once(("open", standard.name, standard.value), lambda: open_share(kit, standard))
    return (build_step(kit, "ratio", "post_unknown" if group == "post_unknown" else "silent"),), ()


def everybody(sheet: Sheet) -> None:
    """What several people in the same case get together, each applying for himself, in each branch too."""
    steps, amounts = _together(sheet, sheet.amounts)
    sheet.steps += steps
    sheet.amounts += amounts
    for number, branch in enumerate(sheet.branches):
        steps, amounts = _together(sheet, branch.amounts)
        sheet.branches[number] = branch._replace(steps=branch.steps + steps, amounts=branch.amounts + amounts)


def _together(sheet: Sheet, amounts: Iterable[Amount]) -> Sums:
    """The sum for several people beside the one for each."""
    persons = sheet.facts.persons
    if persons is None or persons < 2:
        return (), ()
    steps: list[Step] = []
    for one in amounts:
        if one.kind is AmountKind.AMOUNT:
            shown = figures.plain(one.yuan)
            operands = (
                Operand(shown, one.yuan, step=one.step),
                Operand(str(persons), Fraction(persons), fact="persons"),
            )
            value = figures.times(one.yuan, Fraction(persons))
            formula = f"{shown} × {persons}"
            steps.append(build_step(sheet.kit, "everybody", formula=formula, value=value, operands=operands))
    return tuple(steps), tuple(amount_of(step, AmountKind.TOTAL) for step in steps)


def group_branches(sheet: Sheet, group: str, standard: Sums, conditions: Pairs) -> None:
    """A branch for each group that the person may still belong to.

    Args:
        sheet: the case, with the conditions that do not depend on the group.
        group: as `group_of` gives it.
        standard: the steps and sums that lead to the standard.
        conditions: what a group's own conditions find, as names and variants of the wording.
    """
    if sheet.facts.stated_ratio is not None or group in RATIO_OF:
        return
    steps, amounts = standard
    last = next(step for step in reversed(steps) if step.fired)
    others = [condition for condition in sheet.conditions if condition.name != "group"]
    for name, settled in _candidates(sheet.facts, group):
        own = [sheet.kit.conditions[pair] for pair in conditions(sheet, name)]
        more_steps, more_amounts = _share(sheet, last, name)
        label = sheet.kit.branches["skill_post" if settled == POST[1] else name]
        verdict = verdict_of([*others, *own])
        if verdict is Verdict.NOT_ELIGIBLE:
            more_steps, more_amounts = (), ()
        sheet.branches.append(Branch(label, settled, verdict, amounts + more_amounts, steps + more_steps))


def _candidates(facts: Facts, group: str) -> Sequence[tuple[str, Settled]]:
    if group == "unknown":
        elsewhere = facts.hukou is Hukou.OTHER  # the rules name the unemployed of this city only
        return tuple(one for one in GROUPS if not (elsewhere and one[0] == "unemployed"))
    if group == "post_unknown":
        return (POST,)
    likened = LIKENED.get(group, "in_work")
    return tuple(candidate for candidate in GROUPS if candidate[0] == likened)


def _share(sheet: Sheet, standard: Step, group: str) -> Sums:
    """As `share`, built once for the standards that the rules know; a person's own figure takes too many values."""
    if sheet.facts.stated_standard is not None:
        return share(sheet.kit, standard, group)
    key = ("share", standard.name, standard.value, RATIO_OF[group])
    return sheet.kit.once(key, lambda: share(sheet.kit, standard, group))


def _quoted_rate(kit: Kit, key: str) -> tuple[Fraction, str, Quote]:
    rate = kit.edition.rate(key)
    return rate, figures.percent(rate), kit.edition.values[key].says


def _product(kit: Kit, name: str, standard: Step, rate: Fraction, shown: str, quote: Quote | None = None) -> Step:
    """Standard × ratio; `quote` states a ratio that no step of its own holds."""
    value = standard.value
    if not isinstance(value, Decimal):
        raise TypeError(f"step {standard.name} is no standard")
    operands = (
        Operand(figures.plain(value), value, step=standard.name),
        Operand(shown, rate, quote=quote, step=None if quote else "ratio"),
    )
    formula = f"{figures.plain(value)} × {shown}"
    return build_step(kit, name, formula=formula, value=figures.times(value, rate), operands=operands)
