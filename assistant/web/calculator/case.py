"""A case as texts: what the form holds, what a link says, and the facts that both stand for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pydantic import ValidationError

from assistant.subsidy import FACT_FORMS, SCHEMES, Assessment, FactError, Facts, Rulebook, assess
from assistant.subsidy.messages import message
from assistant.subsidy.reading import READERS, read_facts
from assistant.web.language import home

SCHEME, AS_OF = "scheme", "as_of"
LONGEST = 60  # characters of a value in a link


@dataclass(frozen=True, slots=True)
class CaseText:
    """A scheme, a day and the texts of facts by name, as somebody filled them in; hashable, so that a page can hold it."""

    scheme: str = ""
    as_of: str = ""
    given: tuple[tuple[str, str], ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """The texts by the names of the facts."""
        return dict(self.given)

    def link(self, language: str = "zh") -> str:
        """The address, in a language, that opens this case again."""
        given = {name: text for name, text in self.given if text.strip()}
        days = {AS_OF: self.as_of} if self.as_of.strip() else {}
        return f"{home(language)}/calculator/?{urlencode({SCHEME: self.scheme, **given, **days})}"

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> CaseText:
        """The case of a link; what is no fact of its scheme is left out.

        Raises:
            KeyError: no such scheme.
        """
        scheme = SCHEMES[query[SCHEME]]
        given = tuple((name, _worded(name, query[name][:LONGEST])) for name in scheme.fields if query.get(name))
        return cls(scheme.id, query.get(AS_OF, "")[:LONGEST], given)


def _worded(name: str, text: str) -> str:
    """A choice by its label, as the form offers it, however a link names it; what cannot be read stays as it is."""
    form = FACT_FORMS[name]
    if not form.choices:
        return text
    try:
        return form.shown(READERS[form.kind](name, text.strip()))
    except FactError:
        return text


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case comes to: its facts, day and assessment, or the sentence that says why it cannot be."""

    facts: Facts
    as_of: dt.date
    assessment: Assessment | None
    problem: str = ""


def outcome_of(case: CaseText, rulebook: Rulebook, today: dt.date) -> Outcome:
    """Assess a case; whatever is wrong with it is one Chinese sentence.

    Args:
        case: as filled in.
        rulebook: the rules.
        today: the day where the case names none.
    """
    facts, day = Facts(), today
    try:
        day = dt.date.fromisoformat(case.as_of.strip()) if case.as_of.strip() else today
    except ValueError:
        return Outcome(facts, day, None, message("as_of_wrong", read=case.as_of))
    try:
        facts = read_facts(case.values, rulebook)
        return Outcome(facts, day, assess(case.scheme, facts, day, rulebook))
    except FactError as error:
        return Outcome(facts, day, None, str(error))
    except ValidationError as error:
        return Outcome(facts, day, None, str(error.errors()[0]["msg"]))
