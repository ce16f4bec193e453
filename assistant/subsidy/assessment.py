"""The result of a scheme's rules: conditions, steps and amounts, each with its proof.

Where an assessment builds several of a kind, the kind is a tuple: a frozen dataclass takes five times as long to build.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from assistant.policy.model import Quote


class Finding(StrEnum):
    """What is found of one condition."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What follows for the whole case."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNKNOWN = "unknown"


class AmountKind(StrEnum):
    """What a sum of yuan is. A standard is not yet what is paid."""

    STANDARD = "standard"
    AMOUNT = "amount"
    FIRST_INSTALMENT = "first_instalment"
    REMAINDER = "remainder"
    TOTAL = "total"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"


class Condition(NamedTuple):
    """One named condition of a clause.

    Attributes:
        name: stable identifier, English snake case.
        finding: met, unmet or unknown on the facts given.
        sentence: for people, in Chinese, saying what is required and how the case stands to it.
        quotes: the clause words that set it; never empty.
        facts: names of the `Facts` fields that it reads.
        settles: those of them that are unknown and would settle it; empty unless the finding is unknown.
    """

    name: str
    finding: Finding
    sentence: str
    quotes: tuple[Quote, ...]
    facts: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()


class Operand(NamedTuple):
    """One number of a step with where it comes from: a quote, a fact of the person, or an earlier step."""

    shown: str
    value: Decimal | Fraction | int
    quote: Quote | None = None
    fact: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum, e.g. `2500 × (1 + 30%) = 3250`; a rule that did not fire is a step with `fired=False`.

    Attributes:
        name: stable identifier.
        label: Chinese words for what is reckoned.
        formula: left side for people, without the result (empty where nothing is reckoned).
        value: the result in yuan, or a rate as an exact fraction; None for a rule that did not fire.
        operands: the numbers of `formula`, each with its source.
        note: Chinese, why a rule fired or did not.
    """

    name: str
    label: str
    formula: str
    value: Decimal | Fraction | None
    operands: tuple[Operand, ...] = ()
    quotes: tuple[Quote, ...] = ()
    fired: bool = True
    note: str = ""


class Amount(NamedTuple):
    """A sum that may be shown, and the name of the step that proves it."""

    kind: AmountKind
    yuan: Decimal
    formula: str
    step: str


class Branch(NamedTuple):
    """What would hold if one unknown fact were settled this way; `facts` are field names with their values."""

    label: str
    facts: tuple[tuple[str, object], ...]
    verdict: Verdict
    amounts: tuple[Amount, ...]
    steps: tuple[Step, ...]


class Remark(NamedTuple):
    """A sentence that must stand with the result (a caution, what the text leaves open), with what carries it."""

    name: str
    sentence: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """One scheme applied to one case as of one date."""

    scheme: str
    as_of: dt.date
    verdict: Verdict
    conditions: tuple[Condition, ...]
    amounts: tuple[Amount, ...]
    steps: tuple[Step, ...]
    missing: tuple[str, ...]
    branches: tuple[Branch, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def amount(self, kind: AmountKind) -> Amount | None:
        """The amount of this kind, if one could be given."""
        return next((amount for amount in self.amounts if amount.kind is kind), None)
