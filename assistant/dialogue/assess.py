"""The subsidy tool on the facts of the conversation: one case a person and subject, alternatives side by side."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from assistant.dialogue.memory import SELF, Held, Memory, Topic
from assistant.dialogue.understand.reading import FactValue
from assistant.policy.model import Quote
from assistant.subsidy import FactError, Facts, Rulebook, assess
from assistant.subsidy.assessment import Assessment, Condition, Finding, Verdict

CERTIFIED = "certified"
ISSUED = "certificate_issued"
MOST_CASES = 8  # alternatives of several facts multiply; beyond this a conversation cannot show them


@dataclass(frozen=True, slots=True)
class Case:
    """One scheme for one set of facts.

    Attributes:
        person: whom it concerns.
        facts: what the rules read.
        held: the same facts with the person's words.
        open: the facts for which alternatives were named, with the value taken here.
        assessment: the result, or None where `fault` says why the facts cannot be.
        barred: branches that cannot claim, with the condition that bars them.
        bound: where only a month or a year was said and its days make a difference: the fact, and whether this case
            stands for the days up to its value or from it on.
        also: other values of an open fact with the very same outcome.
        basis: where the facts cannot be, what the scheme rests on.
    """

    person: str
    scheme: str
    facts: Facts
    held: dict[str, Held]
    open: tuple[tuple[str, FactValue], ...]
    assessment: Assessment | None
    fault: FactError | None = None
    barred: tuple[tuple[str, Condition], ...] = ()
    bound: tuple[str, str] | None = None
    also: tuple[tuple[str, FactValue], ...] = ()
    basis: tuple[Quote, ...] = ()

    @property
    def ahead(self) -> bool:
        """Whether this tells what there will be once the certificate is there that somebody has not yet."""
        held = self.held.get(CERTIFIED)
        return held is not None and held.parsed() == (False,) and self.facts.certified is None


def cases_of(
    scheme: str, memory: Memory, as_of: dt.date, rulebook: Rulebook, *, ahead: bool = False
) -> tuple[Case, ...]:
    """The cases of the subjects spoken of, for one scheme.

    Alternatives ("三级或者四级") each make a case; those whose outcome is the same are shown once.

    Args:
        scheme: the scheme to assess.
        memory: what is known, by person and subject.
        as_of: the day of the assessment.
        rulebook: the parameters and clauses of the corpus.
        ahead: what there will be is asked, so a certificate that is not there yet does not end the matter.
    """
    topics = [topic for topic in memory.focused() if topic.scheme in (scheme, None)] or [
        _bare(topic) for topic in memory.focused()
    ]
    cases: list[Case] = []
    for topic in topics or [Topic(person=SELF, scheme=scheme)]:
        cases += _distinct(_alternatives(scheme, topic, memory, as_of, rulebook, ahead=ahead))
    return tuple(cases)


def _bare(topic: Topic) -> Topic:
    """The person of a topic without what the topic was about."""
    return Topic(person=topic.person)


def _alternatives(
    scheme: str, topic: Topic, memory: Memory, as_of: dt.date, rulebook: Rulebook, *, ahead: bool
) -> list[Case]:
    held = memory.facts_of(topic)
    values = {name: fact.parsed() for name, fact in held.items() if not fact.rough}
    if ahead and values.get(CERTIFIED) == (False,):
        del values[CERTIFIED]
    listed = any(rulebook.catalogue.find(str(name)) for name in values.get("occupation", ()))
    if (listed and "level" in values) or "special_project" in values:
        values.pop("stated_standard", None)  # the rules say what it is, whatever somebody has heard
    several = [name for name, options in values.items() if len(options) > 1]

    def case(chosen: Mapping[str, FactValue]) -> Case:
        opened = tuple((name, chosen[name]) for name in several)
        return _case(scheme, topic.person, dict(chosen), held, opened, as_of, rulebook)

    spans = {name: (options[0], options[-1]) for name, options in values.items() if _is_span(options)}
    for name, (_, latest) in spans.items():
        values[name] = (latest,)
    choices = itertools.islice(itertools.product(*values.values()), MOST_CASES)
    cases: list[Case] = []
    for choice in choices:
        cases += _by_days(dict(zip(values, choice, strict=True)), spans, case)
    return cases


def _is_span(options: tuple[FactValue, ...]) -> bool:
    """Whether the values are the first and the last day of a month or a year that was said."""
    return len(options) == 2 and all(isinstance(option, dt.date) for option in options)


def _by_days(
    chosen: dict[str, FactValue],
    spans: Mapping[str, tuple[FactValue, FactValue]],
    case: Callable[[Mapping[str, FactValue]], Case],
) -> list[Case]:
    """One case on a day said; where the first day gives another outcome, one on either side of the day it turns.

    Of days with one outcome the safe one is told: a time limit runs from the first day on which a certificate may have
    been issued, and is over for certain only if it is over from the last.
    """
    last = case(chosen)
    safe = last
    for name, (first, latest) in spans.items():
        if isinstance(first, dt.date) and isinstance(latest, dt.date):
            outcome = _outcome(last)
            early = _outcome(earliest := case({**chosen, name: first}))
            if early == outcome:
                open_still = last.assessment is not None and last.assessment.verdict is not Verdict.NOT_ELIGIBLE
                safe = earliest if name == ISSUED and open_still else safe
                continue
            low, high = first, latest  # the outcome of `low` is the early one, that of `high` the later one
            while (high - low).days > 1:
                middle = low + (high - low) // 2
                low, high = (low, middle) if _outcome(case({**chosen, name: middle})) == outcome else (middle, high)
            before, after = case({**chosen, name: low}), case({**chosen, name: high})
            return [replace(before, bound=(name, "upto")), replace(after, bound=(name, "from"))]
    return [safe]


def _case(
    scheme: str,
    person: str,
    chosen: dict[str, FactValue],
    held: dict[str, Held],
    opened: tuple[tuple[str, FactValue], ...],
    as_of: dt.date,
    rulebook: Rulebook,
) -> Case:
    try:
        facts = Facts(**chosen)  # type: ignore[arg-type]
        result = assess(scheme, facts, as_of, rulebook)
        return Case(person, scheme, facts, held, opened, result, barred=_barred(result, facts, rulebook))
    except FactError as error:
        return Case(person, scheme, Facts(), held, opened, None, error, basis=_basis(scheme, as_of, rulebook))
    except ValidationError as error:
        wrong = error.errors()[0]
        fault = FactError(str(wrong["loc"][0]), str(wrong["input"]), wrong["msg"])
        return Case(person, scheme, Facts(), held, opened, None, fault)


def _basis(scheme: str, as_of: dt.date, rulebook: Rulebook) -> tuple[Quote, ...]:
    """The words that a scheme's conditions quote, whatever the facts."""
    conditions = assess(scheme, Facts(), as_of, rulebook).conditions
    return tuple(dict.fromkeys(quote for condition in conditions[:1] for quote in condition.quotes))


def _barred(result: Assessment, facts: Facts, rulebook: Rulebook) -> tuple[tuple[str, Condition], ...]:
    """The branches of an open case that cannot claim, each with the first condition that is not met."""
    found: list[tuple[str, Condition]] = []
    for branch in result.branches:
        if branch.verdict is Verdict.NOT_ELIGIBLE:
            settled = facts.model_copy(update=dict(branch.facts))
            conditions = assess(result.scheme, settled, result.as_of, rulebook).conditions
            unmet = [condition for condition in conditions if condition.finding is Finding.UNMET]
            found += [(branch.label, unmet[0])] if unmet else []
    return tuple(found)


def _distinct(cases: Sequence[Case]) -> list[Case]:
    """Of cases with the same outcome the first: an open word that changes nothing is not worth a sentence."""
    kept: dict[object, Case] = {}
    for case in cases:
        known = kept.setdefault(_outcome(case), case)
        if known is not case:
            kept[_outcome(case)] = replace(known, also=(*known.also, *case.open))
    return list(kept.values())


def _outcome(case: Case) -> object:
    result = case.assessment
    if result is None:
        return str(case.fault)
    return result.verdict, result.amounts, result.branches, tuple((c.name, c.finding) for c in result.conditions)
