"""The one typed answer that terminal, pages, API and tests share.

A sentence carries the ids of its proofs: `c1` the second citation, `s0` the first step, `u0` the person's own words,
`d0` the as-of date. Whatever number a sentence shows must stand in one of them (promise 1).
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Status(StrEnum):
    """How a turn ended; the Chinese wording of each stands in `wording/statuses.yaml`."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    NOT_ELIGIBLE = "not_eligible"
    NOT_IN_POLICY = "not_in_policy"
    OUT_OF_SCOPE = "out_of_scope"
    ELSEWHERE = "elsewhere"
    SMALLTALK = "smalltalk"
    BLOCKED = "blocked"
    ERROR = "error"


class Role(StrEnum):
    """What a sentence is for; the order of an answer follows this order."""

    LEAD = "lead"
    SUM = "sum"
    CONDITION = "condition"
    REMARK = "remark"
    QUESTION = "question"
    NEXT = "next"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(_Frozen):
    """A verbatim span of a stored clause: `quote` equals the clause's text from `start` to `end`."""

    policy: str
    clause: str
    label: str
    quote: str
    start: int
    end: int
    in_force_from: dt.date
    in_force_to: dt.date | None = None
    in_force: bool = True
    reference: bool = False


class Said(_Frozen):
    """Words of the person that a sentence may repeat, with the turn (from 0) they came from."""

    words: str
    turn: int


class OperandLine(_Frozen):
    """One number of a step with the id of its proof (a citation, the person's words or an earlier step)."""

    shown: str
    proof: str | None = None


class StepLine(_Frozen):
    """One line of the sum: `label`: `formula` = `result`."""

    scheme: str
    name: str
    label: str
    formula: str
    result: str
    fired: bool = True
    note: str = ""
    operands: tuple[OperandLine, ...] = ()
    citations: tuple[int, ...] = ()


class AmountLine(_Frozen):
    """A sum of yuan, as a plain decimal string, with its formula; `case` says whose or which, if there are several."""

    scheme: str
    kind: str
    yuan: str
    formula: str
    case: str = ""


class ConditionLine(_Frozen):
    """One condition with its finding (met, unmet, unknown)."""

    scheme: str
    name: str
    finding: str
    sentence: str
    citations: tuple[int, ...] = ()


class FactLine(_Frozen):
    """A fact understood so far: `label` is shown as a chip, `words` are the person's own, `id` takes it back."""

    id: str
    name: str
    value: str
    label: str
    words: str
    turn: int
    person: str = "self"
    certain: bool = True


class Option(_Frozen):
    """A choice under a question: the button shows `label` and sends `say`."""

    label: str
    say: str


class Question(_Frozen):
    """The one clarifying question, about one fact."""

    fact: str
    text: str
    options: tuple[Option, ...] = ()


class Sentence(_Frozen):
    """A sentence that is shown, with the ids of what proves it."""

    text: str
    role: Role
    proofs: tuple[str, ...] = ()


class NearMiss(_Frozen):
    """A clause that is near a question that it does not answer."""

    policy: str
    clause: str
    label: str
    topic: str


class Answer(_Frozen):
    """Everything a turn gave. `text` is what the person reads: the sentences, then the quotes."""

    status: Status
    as_of: dt.date
    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    amounts: tuple[AmountLine, ...] = ()
    verdict: str | None = None
    schemes: tuple[str, ...] = ()
    conditions: tuple[ConditionLine, ...] = ()
    steps: tuple[StepLine, ...] = ()
    said: tuple[Said, ...] = ()
    missing: tuple[str, ...] = ()
    question: Question | None = None
    suggestions: tuple[str, ...] = ()
    facts: tuple[FactLine, ...] = ()
    near: tuple[NearMiss, ...] = ()
    hand_off: str | None = None
    answerable: float | None = None
    language: str = "zh"
    unproved: int = 0  # sentences that verification replaced or dropped
    timings_ms: dict[str, float] = {}
