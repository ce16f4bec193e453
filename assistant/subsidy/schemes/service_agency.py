"""人力资源服务机构: clauses (八) and (九), who may be commissioned; no amount."""

from __future__ import annotations

from assistant.subsidy.scheme import Scheme, scheme_source
from assistant.subsidy.sheet import Sheet

# The clauses have no number; the day from which they hold is that of their neighbour in the same notice.
SINCE = "targeted_training.first_share"


def rules(sheet: Sheet) -> None:
    """On the published list, assessed by the district and commissioned by an employer: all three."""
    facts = sheet.facts
    if not sheet.edition.holds(SINCE):
        sheet.find("rule_exists", "unknown")
        return
    sheet.yes_no("agency_listed", facts.agency_listed)
    sheet.yes_no("agency_assessed", facts.agency_assessed)
    sheet.yes_no("agency_commissioned", facts.agency_commissioned)
    sheet.remark("no_amount")
    if facts.agency_listed is False:
        sheet.remark("other_way")


SCHEME = Scheme(
    id="service_agency",
    fields=("agency_listed", "agency_assessed", "agency_commissioned"),
    parameters=(SINCE,),
    rules=rules,
    source=scheme_source(__file__),
)
