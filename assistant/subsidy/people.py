"""Who may claim a subsidy paid to persons: the groups, their own conditions, and what every claim needs.

The groups and ratios are those of the base rules, to which clauses (一) to (三) of the notice refer.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.subsidy import figures
from assistant.subsidy.assessment import Finding
from assistant.subsidy.calendar import add_months
from assistant.subsidy.facts import Facts, Hukou, Status
from assistant.subsidy.sheet import Sheet

FIELDS = (
    "status",
    "hukou",
    "disabled",
    "veteran",
    "insured",
    "labour_relation",
    "school_in_shanghai",
    "claimed_this_year",
    "claimed_as_student",
    "certified",
    "certificate_issued",
    "certificate_recognised",
    "applied_on",
    "months_to_apply",
    "stated_ratio",
    "persons",
)
PARAMETERS = (
    "skill_upgrade.ratio.full",
    "skill_upgrade.ratio.in_work",
    "skill_upgrade.ratio.final_year_higher",
    "skill_upgrade.ratio.final_year_secondary",
    "skill_upgrade.final_year_secondary_times",
    "skill_upgrade.apply_within",
    "base_rules.from",
    "once_a_year.from",
    "once_a_year.times",
)
IN_WORK = frozenset({"in_work", "in_work_other"})
STUDENTS = frozenset({"final_year_higher", "final_year_secondary"})
RATIO_OF = {
    "in_work": "in_work",
    "in_work_other": "in_work",
    "unemployed": "full",
    "hukou_unknown": "full",  # the sum if the hukou is local; the condition stays open
    "xiebao": "full",
    "rural_surplus": "full",
    "disabled": "full",
    "veteran": "full",
    "final_year_higher": "final_year_higher",
    "final_year_secondary": "final_year_secondary",
}


def group_of(facts: Facts) -> str:
    """The group whose rule applies, as the condition `group` words it; `unknown` until the status is known."""
    if facts.disabled or facts.veteran:
        return "disabled" if facts.disabled else "veteran"
    status, hukou = facts.status, facts.hukou
    if status is None:
        return "unknown"
    if status is Status.IN_WORK and hukou is Hukou.OTHER:
        return "in_work_other"
    if status is Status.UNEMPLOYED and hukou is not Hukou.LOCAL:
        return "hukou_unknown" if hukou is None else "hukou_silent"
    return status.value


def group_conditions(facts: Facts, group: str, *, insurance: bool = True) -> Iterator[tuple[str, str]]:
    """The conditions of a group and what is found of them, as names and variants of the wording.

    Args:
        facts: what is known.
        group: as `group_of` gives it.
        insurance: whether people in work need the city's insurance; clause (三) waives it for the care trades.
    """
    yield "group", group
    if group in IN_WORK and insurance:
        yield "insured", _insured(facts)
    if group in STUDENTS:
        at = facts.school_in_shanghai
        yield "school", "unknown" if at is None else "met" if at else "elsewhere"
    if group == "final_year_secondary":
        had = facts.claimed_as_student
        yield "once_as_student", "unknown" if had is None else "unmet" if had else "met"


def find_certificate(sheet: Sheet) -> None:
    """What every certificate must fulfil: applied for in time, in hand, to be looked up."""
    facts = sheet.facts
    _find_in_time(sheet)
    in_hand = True if facts.certificate_issued is not None else facts.certified
    sheet.yes_no("certified", in_hand)
    sheet.yes_no("recognised", facts.certificate_recognised)


def yearly(sheet: Sheet, group: str) -> Iterator[tuple[str, str]]:
    """Clause (十): people in work apply once a year; nothing is said of others, or before its first day."""
    status, had = sheet.facts.status, sheet.facts.claimed_this_year
    in_work = group in IN_WORK or status is Status.IN_WORK
    perhaps = group in ("disabled", "veteran") and status is None and had is not False
    if not sheet.edition.holds("once_a_year.times"):
        return
    if in_work:
        applied = sheet.facts.applied_on
        later = bool(had) and applied is not None and applied.year > sheet.as_of.year
        yield "once_a_year", "next_year" if later else "unknown" if had is None else "unmet" if had else "met"
    elif perhaps:
        yield "once_a_year", "if_in_work"


def find_once_a_year(sheet: Sheet, group: str) -> None:
    """Write down what clause (十) asks of this group."""
    for name, variant in yearly(sheet, group):
        if sheet.find(name, variant) is Finding.UNMET:
            sheet.remark("yearly_open")


def counted(months: int | None, window: int) -> tuple[str, dict[str, str]]:
    """What a number of months, told without days, decides of a window; the window's own length leaves it open."""
    if months is None or months == window:
        return "unknown", {}
    return ("in_months" if months < window else "past_months"), {"months": str(months)}


def _insured(facts: Facts) -> str:
    if facts.labour_relation is False:
        return "no_relation"
    return "unknown" if facts.insured is None else "met" if facts.insured else "unmet"


def _find_in_time(sheet: Sheet) -> None:
    issued, applied = sheet.facts.certificate_issued, sheet.facts.applied_on
    window = sheet.edition.whole("skill_upgrade.apply_within")
    if issued is None:
        sheet.find("in_time", *counted(sheet.facts.months_to_apply, window))
        return
    last = add_months(issued, window)
    days = {"issued": figures.day(issued), "last": figures.day(last)}
    if applied is not None:
        sheet.find("in_time", "met" if applied <= last else "unmet", days | {"applied": figures.day(applied)})
    else:
        sheet.find("in_time", "open" if sheet.as_of <= last else "over", days)
