"""Clause (三): people at work in elderly care and domestic service, with or without labour contract and insurance."""

from __future__ import annotations

from assistant.subsidy import figures
from assistant.subsidy.assessment import Finding
from assistant.subsidy.calendar import add_months
from assistant.subsidy.facts import Facts
from assistant.subsidy.people import counted
from assistant.subsidy.sheet import Sheet

WINDOW = "care_trades.employed_within"
CONDITIONS = frozenset({"care_on_post", "care_started", "care_recorded"})
FIELDS = ("works_in_trade", "employment_started", "months_to_work", "employer_of_trade", "registered")


def applies(sheet: Sheet) -> bool:
    """Whether the certificate is of one of the two trades and the clause holds on the day."""
    name = sheet.facts.occupation
    if name is None or not sheet.edition.holds(WINDOW):
        return False
    listed = sheet.edition.catalogue.find(name)
    return listed is not None and listed.occupation.name in sheet.kit.lists["care"]


def preferred(sheet: Sheet) -> bool:
    """Whether to judge by this clause: not while it is open and insurance already opens the ordinary way."""
    if not sheet.facts.insured or sheet.facts.labour_relation is False:
        return True
    return all(sheet.kit.conditions[pair].finding is Finding.MET for pair in conditions(sheet))


def conditions(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """What is found of the clause's conditions, the post first."""
    return _on_post(sheet.facts), _started(sheet), _recorded(sheet.facts)


def write_conditions(sheet: Sheet) -> None:
    """Write the conditions down, and that neither contract nor insurance is one of them."""
    days = _days(sheet)
    findings = [sheet.find(*pair, days if pair[0] == "care_started" else {}) for pair in conditions(sheet)]
    sheet.find("insurance_waived", "met")
    if Finding.UNMET in findings:
        sheet.remark("other_way")
    elif all(finding is Finding.MET for finding in findings):
        sheet.remark("care_paid_back")


def write_known(sheet: Sheet) -> None:
    """Of somebody whose group is open: what their own facts already decide of the clause, and nothing else."""
    facts = sheet.facts
    told = (facts.works_in_trade, facts.employment_started, facts.months_to_work)
    if any(one is not None for one in told):
        days = _days(sheet)
        for pair in conditions(sheet):
            if sheet.kit.conditions[pair].finding is Finding.UNKNOWN:
                continue
            if sheet.find(*pair, days if pair[0] == "care_started" else {}) is Finding.UNMET:
                sheet.remark("other_way")
    if False in (facts.insured, facts.labour_relation):
        sheet.find("insurance_waived", "met")


def _on_post(facts: Facts) -> tuple[str, str]:
    at_work = facts.works_in_trade
    return "care_on_post", "unknown" if at_work is None else "met" if at_work else "unmet"


def _started(sheet: Sheet) -> tuple[str, str]:
    facts = sheet.facts
    issued, started = facts.certificate_issued, facts.employment_started
    if issued is None or (started is None and facts.months_to_work is not None):
        return "care_started", counted(facts.months_to_work, sheet.edition.whole(WINDOW))[0]
    last = add_months(issued, sheet.edition.whole(WINDOW))
    if started is not None:
        return "care_started", "before" if started <= issued else "met" if started <= last else "unmet"
    if facts.works_in_trade and sheet.as_of <= last:
        return "care_started", "now"
    if facts.works_in_trade is False and sheet.as_of > last:
        return "care_started", "over"
    return "care_started", "unknown"


def _recorded(facts: Facts) -> tuple[str, str]:
    if facts.registered is None:
        return "care_recorded", "unknown"
    if not facts.registered:
        return "care_recorded", "unmet"
    return "care_recorded", "private" if facts.employer_of_trade is False else "met"


def _days(sheet: Sheet) -> dict[str, str]:
    facts = sheet.facts
    if facts.certificate_issued is None or (facts.employment_started is None and facts.months_to_work is not None):
        return {"months": str(facts.months_to_work)}
    days = {
        "issued": figures.day(facts.certificate_issued),
        "last": figures.day(add_months(facts.certificate_issued, sheet.edition.whole(WINDOW))),
    }
    if facts.employment_started is not None:
        days["started"] = figures.day(facts.employment_started)
    return days
