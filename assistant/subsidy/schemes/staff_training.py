"""职工职业培训 of care and domestic-service employers: clause (五), who may be trained; it states no amount."""

from __future__ import annotations

from assistant.subsidy.facts import CareTrade
from assistant.subsidy.scheme import Scheme, scheme_source
from assistant.subsidy.sheet import Sheet

# The clause has no number; the day from which it holds is that of its neighbour in the same notice.
SINCE = "targeted_training.first_share"


def rules(sheet: Sheet) -> None:
    """The employer's trade and list, then the trainees' record; a labour relation is not needed."""
    facts = sheet.facts
    if not sheet.edition.holds(SINCE):
        sheet.find("rule_exists", "unknown")
        return
    trade = facts.employer_trade
    if trade is None:
        sheet.find("employer_trade", "unknown")
    else:
        sheet.find("employer_trade", "unmet" if trade is CareTrade.OTHER else "met", {"trade": trade.value})
    sheet.yes_no("employer_listed", facts.employer_listed)
    sheet.yes_no("registered", facts.registered)
    sheet.find("relation_waived", "met")
    sheet.remark("no_amount")


SCHEME = Scheme(
    id="staff_training",
    fields=("employer_trade", "employer_listed", "registered", "labour_relation"),
    parameters=(SINCE,),
    rules=rules,
    source=scheme_source(__file__),
)
