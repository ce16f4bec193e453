"""企业新型学徒制培训补贴: clause (七), a range for each person and year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from assistant.subsidy import figures
from assistant.subsidy.assessment import AmountKind, Operand, Step
from assistant.subsidy.calendar import add_months
from assistant.subsidy.people import counted
from assistant.subsidy.scheme import Scheme, scheme_source
from assistant.subsidy.sheet import Sheet, build_step

WINDOW = "apprenticeship.signed_within"
YEARS = "apprenticeship.contract_years"
Found = tuple[str, str, dict[str, str]]
ENDS = (("low", "minimum", AmountKind.MINIMUM), ("high", "maximum", AmountKind.MAXIMUM))


def rules(sheet: Sheet) -> None:
    """An employee when the course began, or signed and insured within the window; then the range."""
    facts = sheet.facts
    if not sheet.edition.holds(WINDOW):
        sheet.yes_no("employed_before", facts.already_employed)
        sheet.remark("not_yet")
        return
    new_way = [_contract(sheet), _insurance(sheet), _length(sheet)]
    if facts.already_employed:
        sheet.find("employed_before", "met")
    elif _perhaps_employed(sheet, new_way):
        sheet.find("employed_before", "either")
    else:
        for name, variant, said in new_way:
            sheet.find(name, variant, said)
    _write_range(sheet)


def _perhaps_employed(sheet: Sheet, new_way: list[Found]) -> bool:
    """Whether only the older way is left, and nothing tells against it yet."""
    facts = sheet.facts
    failed = any(variant in ("unmet", "past_months") for _, variant, _ in new_way)
    hired_later = facts.months_to_contract is not None or (
        facts.contract_signed and facts.course_started and facts.contract_signed >= facts.course_started
    )
    return failed and facts.already_employed is None and not hired_later


def _contract(sheet: Sheet) -> Found:
    facts = sheet.facts
    return _in_window(sheet, "contract_in_time", facts.contract_signed, facts.months_to_contract)


def _insurance(sheet: Sheet) -> Found:
    facts = sheet.facts
    return _in_window(sheet, "insured_in_time", facts.insured_from, facts.months_to_insurance)


def _in_window(sheet: Sheet, name: str, day: dt.date | None, months: int | None) -> Found:
    """By the days where both are known, else by the months told between them; the last day where only it is known."""
    started, window = sheet.facts.course_started, sheet.edition.whole(WINDOW)
    if started is None or (day is None and months is not None):
        return name, *counted(months, window)
    last = add_months(started, window)
    said = {"started": figures.day(started), "last": figures.day(last)}
    if day is None:
        return name, "until", said
    return name, "met" if day <= last else "unmet", said | {"day": figures.day(day)}


def _length(sheet: Sheet) -> Found:
    months = sheet.facts.contract_months
    if months is None:
        return "contract_long_enough", "unknown", {}
    enough = months >= 12 * sheet.edition.whole(YEARS)
    return "contract_long_enough", "met" if enough else "unmet", {"months": str(months)}


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
        "months_to_contract",
        "months_to_insurance",
    ),
    parameters=(WINDOW, YEARS, "apprenticeship.standard_low", "apprenticeship.standard_high"),
    rules=rules,
    source=scheme_source(__file__),
)
