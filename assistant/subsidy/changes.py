"""What would change a result: for each fact, the smallest change that turns the verdict, a rule or the sum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from pydantic import ValidationError

from assistant.subsidy import figures
from assistant.subsidy.across import ACROSS
from assistant.subsidy.assess import assess, default_rulebook
from assistant.subsidy.assessment import Amount, AmountKind, Assessment, Finding, Verdict
from assistant.subsidy.errors import FactError
from assistant.subsidy.facts import Facts
from assistant.subsidy.forms import FACT_FORMS, FactKind, typed
from assistant.subsidy.nearest import nearest_turn
from assistant.subsidy.registry import SCHEMES
from assistant.subsidy.rulebook import Rulebook

STAKES = (AmountKind.TOTAL, AmountKind.AMOUNT, AmountKind.FIRST_INSTALMENT, AmountKind.MAXIMUM, AmountKind.STANDARD)
RANK = {Verdict.NOT_ELIGIBLE: 0, Verdict.UNKNOWN: 1, Verdict.ELIGIBLE: 2}
Pattern = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact changed, all else as it is.

    Attributes:
        fact: name of the `Facts` field.
        before: its value now; None is unknown.
        after: the nearest value that makes a difference.
        alike: other values with the same effect, named in the same sentence.
        sentence: Chinese, what it would make.
        better: whether the person or employer would be better off.
        assessment: the result with the changed fact, whose steps prove the figures of the sentence.
    """

    fact: str
    before: object
    after: object
    sentence: str
    better: bool
    assessment: Assessment
    alike: tuple[object, ...] = ()


def what_would_change(
    scheme: str, facts: Facts, as_of: dt.date, rulebook: Rulebook | None = None
) -> tuple[Change, ...]:
    """The nearest changes of one fact that make a difference, those for the better first.

    Known facts are changed; unknown ones only where the verdict is no, for else `missing` and `branches` tell.

    Args:
        scheme: id of the scheme.
        facts: the case.
        as_of: the day, as for `assess`.
        rulebook: the rules; without one, those of the installation.

    Raises:
        FactError: the case itself is refused by `assess`.
    """
    trial = _Trial(scheme, facts, as_of, rulebook or default_rulebook())
    now = assess(scheme, facts, as_of, trial.rulebook)
    changes: list[Change] = []
    for name in SCHEMES[scheme].fields:
        value = getattr(facts, name)
        if value is None and now.verdict is not Verdict.NOT_ELIGIBLE:
            continue
        outcomes: dict[str, list[tuple[object, Assessment, bool]]] = {}
        for other in _candidates(trial, name, value, now):
            then = trial.run(name, other)
            effect = _effect(now, then) if then and not _silent(name, then) else None
            if then and effect:
                outcomes.setdefault(effect[0], []).append((other, then, effect[1]))
        for said, found in outcomes.items():
            (other, then, better), values = found[0], [other for other, _, _ in found]
            changes.append(Change(name, value, other, _if(name, values) + said, better, then, tuple(values[1:])))
    changes.sort(key=lambda change: not change.better)
    return tuple(changes)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A case that may be run again with one fact changed."""

    scheme: str
    facts: Facts
    as_of: dt.date
    rulebook: Rulebook

    def run(self, name: str, value: object) -> Assessment | None:
        """The result with the changed fact; None where no case can have it."""
        try:
            changed = Facts.model_validate(dict(self.facts) | {name: value})
            return assess(self.scheme, changed, self.as_of, self.rulebook)
        except (FactError, ValidationError):
            return None

    def turns(self, name: str, value: dt.date | int, direction: int, pattern: Pattern, away: int) -> bool | None:
        """Whether the fact, moved this far, makes another pattern."""
        then = self.run(name, _moved(value, direction * away))
        return None if then is None else _pattern(then) != pattern


def _candidates(trial: _Trial, name: str, value: object, now: Assessment) -> Iterator[object]:
    """Values to try: every other choice; for a count or a date the nearest ones that turn a rule."""
    form = FACT_FORMS[name]
    if form.kind in (FactKind.CHOICE, FactKind.BOOL, FactKind.LEVEL):
        yield from (typed(name, choice.value) for choice in form.choices if choice.value != value)
    if isinstance(value, dt.date) or (form.kind is FactKind.COUNT and isinstance(value, int)):
        pattern = _pattern(now)
        for direction in (1, -1):
            away = nearest_turn(partial(trial.turns, name, value, direction, pattern))
            if away is not None:
                yield _moved(value, direction * away)


def _moved(value: dt.date | int, by: int) -> dt.date | int:
    return value + dt.timedelta(days=by) if isinstance(value, dt.date) else value + by


def _pattern(assessment: Assessment) -> Pattern:
    """Which rules fired and what was found, without the figures."""
    return (
        assessment.verdict,
        tuple((condition.name, condition.finding) for condition in assessment.conditions),
        tuple((step.name, step.fired) for step in assessment.steps),
    )


def _stake(assessment: Assessment) -> Amount | None:
    return next((found for kind in STAKES if (found := assessment.amount(kind))), None)


def _if(name: str, values: Sequence[object]) -> str:
    """The first half of the sentence; values of the same effect are named together."""
    form = FACT_FORMS[name]
    after = ACROSS.change["or"].join(
        figures.day(value) if isinstance(value, dt.date) else form.shown(value) for value in values
    )
    return ACROSS.change["if_bool" if form.kind is FactKind.BOOL else "if"].format(label=form.label, after=after)


def _silent(name: str, then: Assessment) -> bool:
    """Whether the text says nothing of a case with this value, so that no effect can be told."""
    return any(
        condition.finding is Finding.UNKNOWN and not condition.settles and name in condition.facts
        for condition in then.conditions
    )


def _effect(now: Assessment, then: Assessment) -> tuple[str, bool] | None:
    """What the change makes, and whether that is better; None where neither verdict nor sum moves."""
    words = ACROSS.change
    if RANK[now.verdict] != RANK[then.verdict]:
        return words[then.verdict.value], RANK[then.verdict] > RANK[now.verdict]
    mine, theirs = _stake(now), _stake(then)
    if now.verdict is Verdict.NOT_ELIGIBLE or theirs is None or (mine and (mine.kind, mine.yuan) == _key(theirs)):
        return None
    said = {"kind": ACROSS.kinds[theirs.kind], "yuan": figures.plain(theirs.yuan)}
    if mine is None:
        return words["amount_new"].format(**said), True
    if mine.kind is AmountKind.STANDARD and theirs.kind in (AmountKind.AMOUNT, AmountKind.TOTAL):
        return words["amount_new"].format(**said), True
    if mine.kind is not theirs.kind:
        return None
    return words["amount"].format(**said, now=figures.plain(mine.yuan)), theirs.yuan > mine.yuan


def _key(amount: Amount) -> tuple[AmountKind, Decimal]:
    return amount.kind, amount.yuan
