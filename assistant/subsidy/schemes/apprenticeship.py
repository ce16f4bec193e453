"""企业新型学徒制培训补贴: clause (七), a range for each person and year."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from assistant.subsidy import figures
from assistant.subsidy.assessment import AmountKind, Operand, Step
from assistant.subsidy.calendar import add_months
from assistant.subsidy.facts import Facts
from assistant.subsidy.scheme import Scheme, scheme_source
from assistant.subsidy.sheet import Sheet, build_step

WINDOW = "apprenticeship.signed_within"
YEARS = "apprenticeship.contract_years"
ENDS = (("low", "minimum", AmountKind.MINIMUM), ("high", "maximum", AmountKind.MAXIMUM))


def rules(sheet: Sheet) -> None:
    """An employee when the course began, or signed and insured within the window; then the range."""
    employed = _employed_before(sheet.facts)
    if not sheet.edition.holds(WINDOW):
        sheet.yes_no("employed_before", employed)
        sheet.remark("not_yet")
        return
    if employed:
        sheet.find("employed_before", "met")
    else:
        _find_contract(sheet)
        _find_insurance(sheet)
        _find_length(sheet)
    _write_range(sheet)


def _employed_before(facts: Facts) -> bool | None:
    """Whether the trainee was an employee when the course began: said, or seen from the dates."""
    if facts.already_employed is None and facts.course_started and facts.contract_signed:
        return True if facts.contract_signed < facts.course_started else None
    return facts.already_employed


def _find_contract(sheet: Sheet) -> None:
    facts = sheet.facts
    started, signed = facts.course_started, facts.contract_signed
    if started is None or signed is None:
        sheet.find("contract_in_time", "unknown")
        return
    last = add_months(started, sheet.edition.whole(WINDOW))
    sheet.find(
        "contract_in_time",
        "met" if signed <= last else "unmet",
        started=figures.day(started),
        signed=figures.day(signed),
        last=figures.day(last),
    )


def _find_insurance(sheet: Sheet) -> None:
    started, insured = sheet.facts.course_started, sheet.facts.insured_from
    if started is None or insured is None:
        sheet.find("insured_in_time", "unknown")
        return
    last = add_months(started, sheet.edition.whole(WINDOW))
    sheet.find(
        "insured_in_time",
        "met" if insured <= last else "unmet",
        started=figures.day(started),
        insured=figures.day(insured),
        last=figures.day(last),
    )


def _find_length(sheet: Sheet) -> None:
    months = sheet.facts.contract_months
    if months is None:
        sheet.find("contract_long_enough", "unknown")
        return
    enough = months >= 12 * sheet.edition.whole(YEARS)
    sheet.find("contract_long_enough", "met" if enough else "unmet", months=str(months))


def _write_range(sheet: Sheet) -> None:
    facts = sheet.facts
    for name in ("apprentices", "years"):
        if getattr(facts, name) is None:
            sheet.lacks(name)
    for end, total, kind in ENDS:
        each = _each(sheet, end)
        if facts.apprentices is None and facts.years is None:
            sheet.add(each, kind)
        else:
            sheet.add(each)
            sheet.add(_product(sheet, total, each), kind)
    sheet.remark("range")


def _each(sheet: Sheet, end: str) -> Step:
    key = f"apprenticeship.standard_{end}"
    value = sheet.edition.yuan(key)
    operand = Operand(figures.plain(value), value, quote=sheet.edition.dated(key).says)
    return build_step(sheet.kit, end, "range", value=value, operands=(operand,))


def _product(sheet: Sheet, name: str, each: Step) -> Step:
    facts, value = sheet.facts, each.value
    if not isinstance(value, Decimal):
        raise TypeError("the standard gives no yuan")
    operands = [Operand(figures.plain(value), value, step=each.name)]
    factor = Fraction(1)
    if facts.apprentices is not None:
        factor *= facts.apprentices
        operands.append(Operand(str(facts.apprentices), facts.apprentices, fact="apprentices"))
    if facts.years is not None:
        factor *= facts.years
        operands.append(Operand(figures.number(facts.years), facts.years, fact="years"))
    formula = " × ".join(operand.shown for operand in operands)
    return build_step(sheet.kit, name, formula=formula, value=figures.times(value, factor), operands=operands)


SCHEME = Scheme(
    id="apprenticeship",
    fields=(
        "apprentices",
        "years",
        "already_employed",
        "course_started",
        "contract_signed",
        "insured_from",
        "contract_months",
    ),
    parameters=(WINDOW, YEARS, "apprenticeship.standard_low", "apprenticeship.standard_high"),
    rules=rules,
    source=scheme_source(__file__),
)
