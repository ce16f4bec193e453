"""Facts that contradict each other or the calendar are refused before any rule reads them."""

from __future__ import annotations

import datetime as dt

from assistant.subsidy.errors import FactError
from assistant.subsidy.facts import Facts
from assistant.subsidy.figures import day, percent
from assistant.subsidy.messages import message
from assistant.subsidy.scheme import Scheme

DATES = ("certificate_issued", "employment_started", "applied_on", "course_started", "contract_signed", "insured_from")
COUNTS = (("retained", "employed"), ("employed", "trainees"), ("retained", "trainees"))


def check_facts(scheme: Scheme, facts: Facts, as_of: dt.date) -> None:
    """Refuse what no case can have, among the facts that the scheme reads.

    Raises:
        FactError: a date lies after `as_of`, an application before its certificate, more people kept than employed or
            employed than trained, a ratio above the whole.
    """
    fields = scheme.fields
    for name in DATES:
        value = getattr(facts, name)
        if value is not None and value > as_of and name in fields:
            raise FactError(name, day(value), message("future", as_of=day(as_of)))
    issued, applied = facts.certificate_issued, facts.applied_on
    if issued and applied and applied < issued and "applied_on" in fields:
        raise FactError("applied_on", day(applied), message("upside_down", day=day(issued)))
    for small, large in COUNTS if "trainees" in fields else ():
        less, more = getattr(facts, small), getattr(facts, large)
        if less is not None and more is not None and less > more:
            raise FactError(small, str(less), message(f"{small}_{large}", more=str(more)))
    if facts.stated_ratio is not None and not 0 <= facts.stated_ratio <= 1 and "stated_ratio" in fields:
        raise FactError("stated_ratio", percent(facts.stated_ratio), message("ratio"))
