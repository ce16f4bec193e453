"""Facts that contradict each other or the calendar are refused before any rule reads them."""

from __future__ import annotations

import datetime as dt
from functools import cache

from assistant.subsidy.errors import FactError
from assistant.subsidy.facts import Facts
from assistant.subsidy.figures import day, percent
from assistant.subsidy.messages import message
from assistant.subsidy.scheme import Scheme

# Days that have passed where they are told; an application, a contract and its insurance may lie ahead.
DATES = ("certificate_issued", "employment_started", "course_started")
COUNTS = (("retained", "employed"), ("employed", "trainees"), ("retained", "trainees"))


def check_facts(scheme: Scheme, facts: Facts, as_of: dt.date) -> None:
    """Refuse what no case can have, among the facts that the scheme reads.

    Raises:
        FactError: a date lies after `as_of`, an application before its certificate, more people kept than employed or
            employed than trained, a ratio above the whole.
    """
    known = facts.__dict__
    for name in _dates(scheme):
        value = known[name]
        if value is not None and value > as_of:
            raise FactError(name, day(value), message("future", as_of=day(as_of)))
    if "applied_on" in scheme.fields:
        _check_application(facts)
    if "trainees" in scheme.fields:
        _check_counts(facts)


@cache
def _dates(scheme: Scheme) -> tuple[str, ...]:
    return tuple(name for name in DATES if name in scheme.fields)


def _check_application(facts: Facts) -> None:
    issued, applied, rate = facts.certificate_issued, facts.applied_on, facts.stated_ratio
    if issued and applied and applied < issued:
        raise FactError("applied_on", day(applied), message("upside_down", day=day(issued)))
    if rate is not None and not 0 <= rate <= 1:
        raise FactError("stated_ratio", percent(rate), message("ratio"))


def _check_counts(facts: Facts) -> None:
    for small, large in COUNTS:
        less, more = getattr(facts, small), getattr(facts, large)
        if less is not None and more is not None and less > more:
            raise FactError(small, str(less), message(f"{small}_{large}", more=str(more)))
