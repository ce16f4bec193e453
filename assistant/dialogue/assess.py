"""The subsidy tool on the facts of the conversation: one case a person and subject, alternatives side by side."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from assistant.dialogue.memory import SELF, Held, Memory, Topic
from assistant.dialogue.understand.reading import FactValue
from assistant.subsidy import FactError, Facts, Rulebook, assess
from assistant.subsidy.assessment import Assessment, Condition, Finding, Verdict

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
    """

    person: str
    scheme: str
    facts: Facts
    held: dict[str, Held]
    open: tuple[tuple[str, FactValue], ...]
    assessment: Assessment | None
    fault: FactError | None = None
    barred: tuple[tuple[str, Condition], ...] = ()


def cases_of(scheme: str, memory: Memory, as_of: dt.date, rulebook: Rulebook) -> tuple[Case, ...]:
    """The cases of the subjects spoken of, for one scheme.

    Alternatives ("三级或者四级") each make a case; those whose outcome is the same are shown once.
    """
    topics = [topic for topic in memory.focused() if topic.scheme in (scheme, None)] or [
        _bare(topic) for topic in memory.focused()
    ]
    cases: list[Case] = []
    for topic in topics or [Topic(person=SELF, scheme=scheme)]:
        cases += _distinct(_alternatives(scheme, topic, memory, as_of, rulebook))
    return tuple(cases)


def _bare(topic: Topic) -> Topic:
    """The person of a topic without what the topic was about."""
    return Topic(person=topic.person)


def _alternatives(scheme: str, topic: Topic, memory: Memory, as_of: dt.date, rulebook: Rulebook) -> list[Case]:
    held = memory.facts_of(topic)
    values = {name: fact.parsed() for name, fact in held.items() if fact.certain or len(fact.values) >= 1}
    several = [name for name, options in values.items() if len(options) > 1]
    cases = []
    for choice in itertools.islice(itertools.product(*(values[name] for name in values)), MOST_CASES):
        chosen = dict(zip(values, choice, strict=True))
        opened = tuple((name, chosen[name]) for name in several)
        cases.append(_case(scheme, topic.person, chosen, held, opened, as_of, rulebook))
    return cases


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
        return Case(person, scheme, Facts(), held, opened, None, error)
    except ValidationError as error:
        wrong = error.errors()[0]
        fault = FactError(str(wrong["loc"][0]), str(wrong["input"]), wrong["msg"])
        return Case(person, scheme, Facts(), held, opened, None, fault)


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
        result = case.assessment
        outcome = (
            (result.verdict, result.amounts, result.branches, tuple((c.name, c.finding) for c in result.conditions))
            if result
            else str(case.fault)
        )
        kept.setdefault(outcome, case)
    return list(kept.values())
