"""定向培训补贴: clause (四), two instalments and the whole-class rule."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from assistant.subsidy import figures
from assistant.subsidy.assessment import Amount, AmountKind, Branch, Operand, Step
from assistant.subsidy.facts import Hukou, Place
from assistant.subsidy.kit import Kit
from assistant.subsidy.scheme import Scheme, scheme_source
from assistant.subsidy.sheet import Sheet, amount_of, build_step, verdict_of

PREFIX = "targeted_training."
LOCAL, OUTSIDE = "local", "outside"
SETTLED = {LOCAL: "shanghai", OUTSIDE: "outside"}


class Rate(NamedTuple):
    """A rate of the clause, and the operand that shows it."""

    value: Fraction
    operand: Operand


def rules(sheet: Sheet) -> None:
    """Where the course is held sets the standard; who works in Shanghai after it sets the instalments."""
    if not sheet.edition.holds(PREFIX + "first_share"):
        sheet.find("rule_exists", "unknown")
        sheet.remark("not_yet")
        return
    facts = sheet.facts
    place = _find_places(sheet)
    sheet.yes_no("plan_approved", facts.plan_approved)
    sheet.yes_no("agreement_signed", facts.agreement_signed)
    counted = ("trainees", "employed", "course_place", "retained")
    sheet.lacks(*(name for name in counted if getattr(facts, name) is None))
    if facts.stated_standard is not None:
        sheet.remark("stated_standard", standard=figures.plain(facts.stated_standard))
        _write(sheet, *_sums(sheet, _stated(sheet)))
    elif place is not None:
        _write(sheet, *_sums(sheet, _standard(sheet.kit, place)))
    elif facts.course_place is None:
        _branches(sheet)
    if facts.trainees is not None and (sheet.amounts or sheet.branches):
        sheet.remark("class_count")


def _find_places(sheet: Sheet) -> str | None:
    """Which standard applies, as far as place and hukou tell; None where they do not."""
    facts = sheet.facts
    if facts.work_place is None:
        sheet.find("work_place", "unknown" if facts.employed is None else "met")
    else:
        sheet.find("work_place", "met" if facts.work_place is Place.SHANGHAI else "unmet")
    if facts.course_place is None:
        sheet.find("course_place", "unknown")
        return None
    if facts.course_place is Place.SHANGHAI:
        sheet.find("course_place", "shanghai")
        return LOCAL
    if facts.trainee_hukou is Hukou.LOCAL:
        sheet.find("course_place", "local_outside")
        sheet.remark("local_outside")
        return None
    sheet.find("course_place", "hukou_unknown" if facts.trainee_hukou is None else "outside")
    return OUTSIDE


def _branches(sheet: Sheet) -> None:
    others = [condition for condition in sheet.conditions if condition.name != "course_place"]
    for place, variant in ((Place.SHANGHAI, LOCAL), (Place.OTHER_PROVINCE, OUTSIDE)):
        if place is Place.OTHER_PROVINCE and sheet.facts.trainee_hukou is Hukou.LOCAL:
            continue
        settled = [("course_place", place)] + ([("trainee_hukou", Hukou.OTHER)] if variant == OUTSIDE else [])
        steps, amounts = _sums(sheet, _standard(sheet.kit, variant))
        verdict = verdict_of([*others, sheet.kit.conditions["course_place", SETTLED[variant]]])
        sheet.branches.append(Branch(sheet.kit.branches[place.value], tuple(settled), verdict, amounts, steps))


def _write(sheet: Sheet, steps: tuple[Step, ...], amounts: tuple[Amount, ...]) -> None:
    sheet.steps += steps
    sheet.amounts += amounts


def _standard(kit: Kit, variant: str) -> Step:
    def build() -> Step:
        key = f"{PREFIX}standard_{variant}"
        value = kit.edition.yuan(key)
        operand = Operand(figures.plain(value), value, quote=kit.edition.dated(key).says)
        return build_step(kit, "standard", variant, value=value, operands=(operand,))

    return kit.once(("standard", variant), build)


def _stated(sheet: Sheet) -> Step:
    value = figures.tidy(sheet.facts.stated_standard or Decimal(0))
    operand = Operand(figures.plain(value), value, fact="stated_standard")
    return build_step(sheet.kit, "standard", "stated", value=value, operands=(operand,))


def _sums(sheet: Sheet, standard: Step) -> tuple[tuple[Step, ...], tuple[Amount, ...]]:
    """Every sum that the known head counts allow."""
    facts = sheet.facts
    everybody, employed, retained = facts.trainees, facts.employed, facts.retained
    kit, kinds = sheet.kit, AmountKind
    steps: list[Step] = [standard]
    amounts: list[Amount] = [amount_of(standard, kinds.STANDARD)]

    def write(step: Step, kind: AmountKind | None = None) -> Step:
        steps.append(step)
        if kind is not None:
            amounts.append(amount_of(step, kind))
        return step

    whole = _whole_class(kit, everybody, employed, steps)
    first = most_first = None
    if whole is not None:
        counted = "trainees" if whole else "employed"
        count = everybody if whole else employed
        first = write(_instalment(kit, "first_instalment", "", standard, count or 0, counted), kinds.FIRST_INSTALMENT)
    elif everybody is not None:
        most_first = write(_instalment(kit, "first_most", "all", standard, everybody, "trainees"))
    elif employed is not None:
        write(_instalment(kit, "first_least", "employed", standard, employed, "employed"), kinds.MINIMUM)
    ceiling, ceiling_fact = (employed, "employed") if employed is not None else (everybody, "trainees")
    rest = most_rest = None
    if retained is not None:
        rest = write(_instalment(kit, "remainder", "retained", standard, retained, "retained"), kinds.REMAINDER)
    elif ceiling is not None:
        most_rest = write(_instalment(kit, "remainder_most", "all", standard, ceiling, ceiling_fact), kinds.MAXIMUM)
    if first and rest:
        write(_total(kit, "total", first, rest), kinds.TOTAL)
    elif (first or most_first) and (rest or most_rest):
        write(_total(kit, "total_most", first or most_first, rest or most_rest), kinds.MAXIMUM)
    return tuple(steps), tuple(amounts)


def _whole_class(kit: Kit, everybody: int | None, employed: int | None, steps: list[Step]) -> bool | None:
    """Whether the first instalment counts the whole class; None while a head count is missing."""
    if everybody is None or employed is None:
        steps.append(build_step(kit, "rate", "unknown"))
        return None
    if everybody == 0:
        steps.append(build_step(kit, "rate", "nobody"))
        return False
    rate = Fraction(employed, everybody)
    operands = (
        Operand(str(employed), employed, fact="employed"),
        Operand(str(everybody), everybody, fact="trainees"),
    )
    steps.append(build_step(kit, "rate", formula=f"{employed} ÷ {everybody}", value=rate, operands=operands))
    threshold = _share(kit, PREFIX + "whole_class_rate")
    reached = employed * threshold.value.denominator >= everybody * threshold.value.numerator
    compared = (Operand(figures.percent(rate), rate, step="rate"), threshold.operand)
    saying = kit.steps["whole_class", "all" if reached else "employed"]
    steps.append(Step("whole_class", saying.label, "", None, compared, saying.quotes, reached, saying.text))
    return reached


def _instalment(kit: Kit, name: str, variant: str, standard: Step, count: int, fact: str) -> Step:
    share = _share(kit, PREFIX + ("first_share" if name.startswith("first") else "remainder_share"))
    each, shown = standard.value, standard.operands[0].shown
    if not isinstance(each, Decimal):
        raise TypeError("the standard gives no yuan")
    operands = (Operand(shown, each, step=standard.name), share.operand, Operand(str(count), count, fact=fact))
    value = figures.times(each * count, share.value)
    formula = f"{shown} × {share.operand.shown} × {count}"
    return build_step(kit, name, variant, formula=formula, value=value, operands=operands)


def _total(kit: Kit, name: str, first: Step | None, rest: Step | None) -> Step:
    parts = [(step.name, step.value) for step in (first, rest) if step and isinstance(step.value, Decimal)]
    operands = tuple(Operand(figures.plain(value), value, step=part) for part, value in parts)
    formula = " + ".join(operand.shown for operand in operands)
    return build_step(
        kit, name, formula=formula, value=sum((value for _, value in parts), Decimal(0)), operands=operands
    )


def _share(kit: Kit, key: str) -> Rate:
    """A rate of the clause as an operand, built once."""
    return kit.once(key, lambda: _rate(kit, key))


def _rate(kit: Kit, key: str) -> Rate:
    value = kit.edition.rate(key)
    shown = figures.percent(value)
    return Rate(value, Operand(shown, value, quote=kit.edition.dated(key).says))


SCHEME = Scheme(
    id="targeted_training",
    fields=(
        "trainees",
        "employed",
        "retained",
        "course_place",
        "trainee_hukou",
        "work_place",
        "plan_approved",
        "agreement_signed",
        "stated_standard",
    ),
    parameters=(
        PREFIX + "employed_within",
        PREFIX + "first_share",
        PREFIX + "whole_class_rate",
        PREFIX + "retained_for",
        PREFIX + "remainder_share",
        PREFIX + "standard_local",
        PREFIX + "standard_outside",
    ),
    rules=rules,
    source=scheme_source(__file__),
)
