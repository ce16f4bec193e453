"""An assessment as plain data, for JSON: amounts and rates as strings, clauses by label."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict

from assistant.policy.model import Quote
from assistant.subsidy import figures
from assistant.subsidy.assessment import Amount, Assessment, Step


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class QuoteRecord(_Record):
    """Words of a clause with their offsets into it."""

    policy: str
    clause: str
    quote: str
    start: int
    end: int


class AmountRecord(_Record):
    """A sum of yuan as a plain decimal string."""

    scheme: str
    kind: str
    yuan: str
    formula: str


class ConditionRecord(_Record):
    """A condition with what was found and the clauses that set it."""

    name: str
    finding: str
    sentence: str
    clauses: tuple[str, ...]
    quotes: tuple[QuoteRecord, ...]
    settles: tuple[str, ...]


class OperandRecord(_Record):
    """A number of a step and its source: a clause, a fact or an earlier step."""

    shown: str
    clause: str | None
    fact: str | None
    step: str | None


class StepRecord(_Record):
    """One line of the sum."""

    name: str
    label: str
    formula: str
    result: str
    fired: bool
    note: str
    operands: tuple[OperandRecord, ...]
    clauses: tuple[str, ...]


class BranchRecord(_Record):
    """What would hold if an unknown fact were settled this way."""

    label: str
    facts: dict[str, str]
    verdict: str
    amounts: tuple[AmountRecord, ...]


class RemarkRecord(_Record):
    """A sentence that stands with the result."""

    name: str
    sentence: str
    clauses: tuple[str, ...]


class AssessmentRecord(_Record):
    """The whole result."""

    scheme: str
    as_of: dt.date
    verdict: str
    amounts: tuple[AmountRecord, ...]
    missing: tuple[str, ...]
    conditions: tuple[ConditionRecord, ...]
    steps: tuple[StepRecord, ...]
    branches: tuple[BranchRecord, ...]
    remarks: tuple[RemarkRecord, ...]


def record(assessment: Assessment) -> AssessmentRecord:
    """The assessment as plain data; nothing is left out but the policies' ids of quotes in steps and remarks."""
    scheme = assessment.scheme
    return AssessmentRecord(
        scheme=scheme,
        as_of=assessment.as_of,
        verdict=assessment.verdict.value,
        amounts=_amounts(scheme, assessment.amounts),
        missing=assessment.missing,
        conditions=tuple(
            ConditionRecord(
                name=found.name,
                finding=found.finding.value,
                sentence=found.sentence,
                clauses=_clauses(found.quotes),
                quotes=tuple(_quote(quote) for quote in found.quotes),
                settles=found.settles,
            )
            for found in assessment.conditions
        ),
        steps=tuple(_step(step) for step in assessment.steps),
        branches=tuple(
            BranchRecord(
                label=branch.label,
                facts={name: str(value) for name, value in branch.facts},
                verdict=branch.verdict.value,
                amounts=_amounts(scheme, branch.amounts),
            )
            for branch in assessment.branches
        ),
        remarks=tuple(
            RemarkRecord(name=remark.name, sentence=remark.sentence, clauses=_clauses(remark.quotes))
            for remark in assessment.remarks
        ),
    )


def _amounts(scheme: str, amounts: tuple[Amount, ...]) -> tuple[AmountRecord, ...]:
    return tuple(
        AmountRecord(scheme=scheme, kind=item.kind.value, yuan=figures.plain(item.yuan), formula=item.formula)
        for item in amounts
    )


def _step(step: Step) -> StepRecord:
    return StepRecord(
        name=step.name,
        label=step.label,
        formula=step.formula,
        result=figures.result(step.value),
        fired=step.fired,
        note=step.note,
        operands=tuple(
            OperandRecord(
                shown=operand.shown,
                clause=operand.quote.clause if operand.quote else None,
                fact=operand.fact,
                step=operand.step,
            )
            for operand in step.operands
        ),
        clauses=_clauses(step.quotes),
    )


def _quote(quote: Quote) -> QuoteRecord:
    return QuoteRecord(policy=quote.policy, clause=quote.clause, quote=quote.text, start=quote.start, end=quote.end)


def _clauses(quotes: tuple[Quote, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(quote.clause for quote in quotes))
