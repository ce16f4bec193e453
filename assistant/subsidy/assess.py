"""The one call: a scheme's rules applied to a case as of a day."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from assistant.subsidy.assessment import Assessment
from assistant.subsidy.check import check_facts
from assistant.subsidy.facts import Facts
from assistant.subsidy.registry import SCHEMES
from assistant.subsidy.rulebook import Rulebook, load_rulebook
from assistant.subsidy.sheet import Sheet


@lru_cache(maxsize=1)
def default_rulebook() -> Rulebook:
    """The rulebook of the installation's corpus folder, loaded at its first use."""
    from assistant.settings import get_settings

    return load_rulebook(get_settings().corpus)


def assess(
    scheme: str,
    facts: Facts,
    as_of: dt.date,
    rulebook: Rulebook | None = None,
    *,
    rules_of: dt.date | None = None,
) -> Assessment:
    """Apply a scheme to a case.

    Args:
        scheme: id of the scheme, a key of `SCHEMES`.
        facts: what is known; every field may be unknown.
        as_of: the day whose rules apply, and the latest day that a date of the case may have.
        rulebook: the rules; without one, those of the installation.
        rules_of: the day whose rules apply, where it is not `as_of`; windows are still counted as of `as_of`.

    Raises:
        KeyError: there is no such scheme.
        FactError: the facts contradict each other or the calendar.
    """
    declared = SCHEMES[scheme]
    check_facts(declared, facts, as_of)
    sheet = Sheet((rulebook or default_rulebook()).kit(scheme, rules_of or as_of), facts, as_of)
    declared.rules(sheet)
    return sheet.assessment(scheme)
