"""One case on its way into a draft: its evidence is recorded, its conditions and open facts are put into words."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dialogue.assess import CERTIFIED, Case
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.compose.english import condition_in_english
from assistant.dialogue.compose.naming import Naming
from assistant.dialogue.compose.words import assess_words
from assistant.dialogue.understand.reading import Intent
from assistant.dialogue.ways import ways
from assistant.subsidy import FACT_FORMS
from assistant.subsidy.assessment import AmountKind, Assessment, Condition, Verdict

# What nobody can know of a certificate before it is there.
OF_THE_CERTIFICATE = frozenset({CERTIFIED, "certificate_issued", "certificate_recognised"})


@dataclass(frozen=True, slots=True)
class Telling:
    """How a case is told in this turn.

    Attributes:
        intent: what was asked.
        words: the words that asked it.
        focus: names of the facts that the turn stated: the conditions that read them are answered first.
        several: more than one case is told, so each needs its name.
        asked: facts that were asked back before or that the person cannot settle.
        unsure: facts that the person just said not to know.
    """

    intent: Intent
    words: str
    focus: frozenset[str]
    several: bool
    asked: frozenset[str]
    unsure: frozenset[str]


class CaseWriter:
    """What every way of telling a case needs.

    Attributes:
        said: the proof of each fact that the person stated.
        proof_of: the proof of each step of the reckoning, once it is recorded.
    """

    def __init__(self, draft: Draft, case: Case, telling: Telling) -> None:
        self.draft = draft
        self.case = case
        self.telling = telling
        self.words = assess_words()
        self.language = draft.language
        self.name = Naming(case, draft.language, self.words)
        self.said = {name: draft.repeat(held.words, held.turn) for name, held in case.held.items()}
        if case.bound is not None:
            name = case.bound[0]
            self.said[name] = draft.assume(case.scheme, name, getattr(case.facts, name))
        self.proof_of: dict[str, str] = {}

    def record(self, result: Assessment) -> tuple[str, ...]:
        """Steps, amounts and conditions become part of the answer, each with its evidence; gives the steps' ids."""
        scheme = self.case.scheme
        for step in result.steps:
            self.proof_of[step.name] = self.draft.step(scheme, step, self.said)
        if result.verdict is Verdict.NOT_ELIGIBLE:
            shown = [amount for amount in result.amounts if amount.kind is AmountKind.STANDARD]
        else:
            shown = list(result.amounts)
        for amount in shown:
            self.draft.amount(scheme, amount, self.name.whole() if self.telling.several else "")
        for branch in result.branches if result.scheme not in ways().personal and not result.amounts else ():
            for amount in branch.amounts:  # 1500 here or 1800 there: each with the branch that it holds for
                self.draft.amount(scheme, amount, branch.label)
        for condition in result.conditions:
            self.draft.condition(scheme, condition)
        self.draft.schemes.append(scheme)
        self.draft.verdicts.append(result.verdict)
        known = {*self.draft.missing, *(OF_THE_CERTIFICATE if self.case.ahead else ())}
        self.draft.missing += [name for name in result.missing if name not in known]
        return tuple(self.proof_of.values())

    def condition(self, condition: Condition) -> str:
        """A condition in the person's language, said to whom it concerns."""
        if self.language == "en":
            return condition_in_english(condition)
        return self.name.address(condition.sentence)

    def cited(self, condition: Condition) -> list[str]:
        """The proofs of a condition: its quotes, and what the person said."""
        return [*self.draft.cite_all(condition.quotes), *self.said.values()]

    def open_facts(self, result: Assessment) -> list[str]:
        """The facts that the person can still tell, those that decide most first."""
        later = OF_THE_CERTIFICATE if self.case.ahead else frozenset()
        return [name for name in result.missing if name in FACT_FORMS and name not in later]
