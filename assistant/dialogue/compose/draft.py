"""An answer while it is being written: sentences are added with their evidence, and evidence gets its id once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.dialogue.answer import (
    AmountLine,
    Citation,
    ConditionLine,
    NearMiss,
    OperandLine,
    Question,
    Role,
    Said,
    Sentence,
    Status,
    StepLine,
)
from assistant.dialogue.compose.words import assess_words
from assistant.policy.model import Clause, Policy, PolicyKind, Quote
from assistant.subsidy import FACT_FORMS, figures
from assistant.subsidy.assessment import Amount, Condition, Step, Verdict


@dataclass
class Draft:
    """Everything that a turn says; `policies` resolves quotes to labels and validity."""

    policies: dict[str, Policy]
    as_of: dt.date
    language: str
    citations: list[Citation] = field(default_factory=list)
    steps: list[StepLine] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    amounts: list[AmountLine] = field(default_factory=list)
    conditions: list[ConditionLine] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    schemes: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    near: list[NearMiss] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    silent: bool = False
    nothing_yet: bool = False
    rough: bool = False  # a head count of about so many stands where an exact one is needed
    question: Question | None = None
    question_proofs: list[str] = field(default_factory=list)
    hand_off: bool = False
    _ids: dict[tuple[object, ...], int] = field(default_factory=dict)

    def say(self, role: Role, text: str, proofs: Iterable[str] = ()) -> None:
        """Add a sentence, unless the same words were said already."""
        if text and all(sentence.text != text for sentence in self.sentences):
            self.sentences.append(Sentence(text=text, role=role, proofs=tuple(dict.fromkeys(proofs))))

    def cite(self, quote: Quote) -> str:
        """The id of a citation, added if it is new. A quote that lies within another one is that one."""
        for index, known in enumerate(self.citations):
            same = (known.policy, known.clause) == (quote.policy, quote.clause)
            if same and known.start <= quote.start and quote.end <= known.end:
                return f"c{index}"
        self.citations.append(self._citation(quote))
        return f"c{len(self.citations) - 1}"

    def cite_all(self, quotes: Iterable[Quote]) -> tuple[str, ...]:
        """The ids of several citations."""
        return tuple(self.cite(quote) for quote in quotes)

    def repeat(self, words: str, turn: int) -> str:
        """The id of words of the person's own."""
        said = Said(words=words, turn=turn)
        if said not in self.said:
            self.said.append(said)
        return f"u{self.said.index(said)}"

    def step(self, scheme: str, step: Step, said: dict[str, str]) -> str:
        """The id of a step of a sum; `said` gives the proof id of each fact's own words."""
        line = StepLine(
            scheme=scheme,
            name=step.name,
            label=step.label,
            formula=step.formula,
            result=figures.result(step.value),
            fired=step.fired,
            note=step.note,
            operands=tuple(
                OperandLine(
                    shown=operand.shown,
                    proof=self.cite(operand.quote) if operand.quote else said.get(operand.fact or ""),
                )
                for operand in step.operands
            ),
            citations=tuple(int(self.cite(quote)[1:]) for quote in step.quotes),
        )
        return self._add(line)

    def _add(self, line: StepLine) -> str:
        """The id of a step, added if no step of the same words and proofs is there."""
        proofs = tuple(operand.proof for operand in line.operands)
        key = (line.scheme, line.name, line.label, line.formula, line.result, proofs)
        if key not in self._ids:
            self._ids[key] = len(self.steps)
            self.steps.append(line)
        return f"s{self._ids[key]}"

    def assume(self, scheme: str, fact: str, value: object) -> str:
        """The id of a value that is only supposed, as a step of its own: "if 24 people were in work"."""
        form = FACT_FORMS[fact]
        line = StepLine(
            scheme=scheme,
            name=f"changed:{fact}",
            label=assess_words().assumed.format(label=form.label),
            formula="",
            result=figures.day(value) if isinstance(value, dt.date) else form.shown(value),
        )
        return self._add(line)

    def amount(self, scheme: str, amount: Amount, case: str) -> None:
        """Add an amount to what the answer holds."""
        line = AmountLine(
            scheme=scheme, kind=amount.kind, yuan=figures.plain(amount.yuan), formula=amount.formula, case=case
        )
        if line not in self.amounts:
            self.amounts.append(line)

    def condition(self, scheme: str, condition: Condition) -> None:
        """Add a condition to what the answer holds."""
        line = ConditionLine(
            scheme=scheme,
            name=condition.name,
            finding=condition.finding,
            sentence=condition.sentence,
            citations=tuple(int(self.cite(quote)[1:]) for quote in condition.quotes),
        )
        if line not in self.conditions:
            self.conditions.append(line)

    def near_miss(self, clause: Clause) -> None:
        """Name a clause that is near without answering."""
        label = self.policies[clause.policy].label(clause.id)
        miss = NearMiss(policy=clause.policy, clause=clause.id, label=label, topic=clause.topic)
        if miss not in self.near:
            self.near.append(miss)

    def _citation(self, quote: Quote) -> Citation:
        policy = self.policies[quote.policy]
        clause = policy.by_id[quote.clause]
        return Citation(
            policy=quote.policy,
            clause=quote.clause,
            label=policy.label(quote.clause),
            quote=quote.text,
            start=quote.start,
            end=quote.end,
            in_force_from=clause.in_force_from,
            in_force_to=clause.in_force_to,
            in_force=clause.in_force(self.as_of),
            reference=policy.manifest.kind is PolicyKind.REFERENCE,
        )
