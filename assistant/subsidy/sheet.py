"""The sheet of paper on which a scheme's rules write down what they find, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from assistant.policy.model import Quote
from assistant.subsidy.assessment import (
    Amount,
    AmountKind,
    Assessment,
    Branch,
    Condition,
    Finding,
    Operand,
    Remark,
    Step,
    Verdict,
)
from assistant.subsidy.edition import Edition
from assistant.subsidy.facts import Facts
from assistant.subsidy.figures import plain
from assistant.subsidy.kit import Kit


def verdict_of(conditions: Iterable[Condition]) -> Verdict:
    """One unmet condition decides against; else any unknown leaves it open; else all are met."""
    verdict = Verdict.ELIGIBLE
    for condition in conditions:
        if condition.finding is Finding.UNMET:
            return Verdict.NOT_ELIGIBLE
        if condition.finding is Finding.UNKNOWN:
            verdict = Verdict.UNKNOWN
    return verdict


def build_step(
    kit: Kit,
    name: str,
    variant: str = "",
    *,
    formula: str = "",
    value: Decimal | Fraction | None = None,
    operands: Sequence[Operand] = (),
    said: Mapping[str, str] = MappingProxyType({}),
    quotes: tuple[Quote, ...] = (),
) -> Step:
    """A step worded by the kit; without a value it is a rule that did not fire. `said` fills places of its note."""
    saying = kit.steps[name, variant]
    note = saying.text.format(**said) if said else saying.text
    return Step(name, saying.label, formula, value, tuple(operands), saying.quotes + quotes, value is not None, note)


def amount_of(step: Step, kind: AmountKind) -> Amount:
    """The sum that a step with a value in yuan proves."""
    if not isinstance(step.value, Decimal):
        raise TypeError(f"step {step.name} gives no yuan")
    return Amount(kind, step.value, step.formula or plain(step.value), step.name)


class Sheet:
    """Conditions, steps, sums, remarks and branches of one case while they are being found."""

    __slots__ = (
        "_remarks",
        "amounts",
        "as_of",
        "branches",
        "conditions",
        "deciding",
        "edition",
        "facts",
        "kit",
        "steps",
    )

    def __init__(self, kit: Kit, facts: Facts, as_of: dt.date) -> None:
        self.kit = kit
        self.edition: Edition = kit.edition
        self.facts = facts
        self.as_of = as_of
        self.conditions: list[Condition] = []
        self.steps: list[Step] = []
        self.amounts: list[Amount] = []
        self.branches: list[Branch] = []
        self.deciding: list[str] = []
        self._remarks: dict[str, Remark] = {}

    def find(self, name: str, variant: str, said: Mapping[str, str] = MappingProxyType({})) -> Finding:
        """Write down a condition; what it says and finds stands in the wording under `name` and `variant`.

        Args:
            name: the condition.
            variant: which of its sayings.
            said: fills the places of the sentence.
        """
        ready = self.kit.conditions[name, variant]
        known = self.facts.__dict__
        settles = ready.settles
        if len(settles) > 1:
            settles = tuple([fact for fact in settles if known[fact] is None])
        if said or len(settles) != len(ready.settles):
            sentence = ready.sentence.format(**said) if said else ready.sentence
            ready = Condition(name, ready.finding, sentence, ready.quotes, ready.facts, settles)
        self.conditions.append(ready)
        return ready.finding

    def put(self, condition: Condition) -> Finding:
        """Write down a condition that is worded already."""
        self.conditions.append(condition)
        return condition.finding

    def yes_no(self, name: str, fact: bool | None) -> Finding:
        """Write down a condition that one yes-or-no fact settles."""
        return self.find(name, "unknown" if fact is None else "met" if fact else "unmet")

    def add(self, step: Step, kind: AmountKind | None = None) -> Step:
        """Write down a step, and, with a kind, the sum that it proves."""
        self.steps.append(step)
        if kind is not None:
            self.amounts.append(amount_of(step, kind))
        return step

    def remark(self, name: str, **said: str) -> None:
        """Write down a remark, once."""
        if name not in self._remarks:
            remark = self.kit.remarks[name]
            self._remarks[name] = Remark(name, remark.sentence.format(**said), remark.quotes) if said else remark

    def lacks(self, *facts: str) -> None:
        """Name facts that are not known and decide the sum; they are asked before what only decides the verdict."""
        self.deciding += [fact for fact in facts if fact not in self.deciding]

    @property
    def verdict(self) -> Verdict:
        """The verdict on the conditions written down so far."""
        return verdict_of(self.conditions)

    def assessment(self, scheme: str) -> Assessment:
        """The finished result. Where the verdict is no, nothing is missing and only the standard stays on show."""
        verdict = self.verdict
        amounts, branches, missing = tuple(self.amounts), tuple(self.branches), tuple[str, ...]()
        steps = tuple(self.steps)
        if verdict is Verdict.NOT_ELIGIBLE:
            amounts = tuple(amount for amount in amounts if amount.kind is AmountKind.STANDARD)
            branches, steps = (), _up_to(steps, amounts)
        elif verdict is Verdict.UNKNOWN or self.deciding:
            settling = (fact for condition in self.conditions for fact in condition.settles)
            known = self.facts.__dict__
            missing = tuple(fact for fact in dict.fromkeys((*self.deciding, *settling)) if known[fact] is None)
        remarks = tuple(self._remarks.values())
        conditions = tuple(self.conditions)
        return Assessment(scheme, self.as_of, verdict, conditions, amounts, steps, missing, branches, remarks)


def _up_to(steps: tuple[Step, ...], amounts: tuple[Amount, ...]) -> tuple[Step, ...]:
    """The steps that lead to these sums, with the rules beside them that did not fire."""
    proofs = {amount.step for amount in amounts}
    last = max((place for place, step in enumerate(steps) if step.name in proofs), default=-1)
    while 0 <= last < len(steps) - 1 and not steps[last + 1].fired and steps[last + 1].name != "ratio":
        last += 1
    return steps[: last + 1]
