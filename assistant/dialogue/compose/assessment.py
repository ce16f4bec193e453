"""An assessment told to a person: the verdict or the sum first, then how it is reckoned, then what is still open."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dialogue.answer import Option, Question, Role
from assistant.dialogue.assess import CERTIFIED, Case
from assistant.dialogue.compose.branches import branch_proofs, tell_branches
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.compose.english import condition_in_english, fact_in_english, label_in_english
from assistant.dialogue.compose.naming import Naming
from assistant.dialogue.compose.words import Lead, assess_words
from assistant.dialogue.memory import SELF
from assistant.dialogue.understand.reading import Intent
from assistant.subsidy import FACT_FORMS, figures
from assistant.subsidy.assessment import AmountKind, Assessment, Condition, Finding, Step, Verdict

# Conditions that a person meets by the very words of the question; saying so answers nothing.
OF_COURSE = frozenset({"group", "certificate_kind", "certified", "directory", "course_place", "work_place"})
# What nobody can know of a certificate before it is there.
OF_THE_CERTIFICATE = frozenset({CERTIFIED, "certificate_issued", "certificate_recognised"})
MOST_POINTS = 3  # open facts that the first sentence names
NAMED = frozenset({"special_project", "occupation"})  # alternatives worth naming although they come to the same
MOST_OPEN = 2  # conditions still to be confirmed that one answer names


@dataclass(frozen=True, slots=True)
class Telling:
    """How a case is told in this turn.

    Attributes:
        intent: what was asked.
        focus: names of the facts that the turn stated: the conditions that read them are answered first.
        several: more than one case is told, so each needs its name.
        asked: facts that were asked back before or that the person cannot settle.
        unsure: facts that the person just said not to know.
    """

    intent: Intent
    focus: frozenset[str]
    several: bool
    asked: frozenset[str]
    unsure: frozenset[str]


def tell(draft: Draft, case: Case, telling: Telling) -> None:
    """Write one case into the draft; its question back, if one is open, becomes the draft's unless one is there."""
    Teller(draft, case, telling).write()


def note_amounts(draft: Draft, case: Case) -> None:
    """The amounts of a case beside a prepared answer that names them, without a sentence of their own."""
    result = case.assessment
    if result is None:
        return
    for step in result.steps:
        draft.step(case.scheme, step, {})
    for amount in result.amounts:
        draft.amount(case.scheme, amount, "")
    for branch in result.branches:
        for step in branch.steps:
            draft.step(case.scheme, step, {})
        for amount in branch.amounts:
            draft.amount(case.scheme, amount, branch.label)


class Teller:
    """Writes one case; the methods are the parts of an answer in their order."""

    def __init__(self, draft: Draft, case: Case, telling: Telling) -> None:
        self._draft = draft
        self._case = case
        self._telling = telling
        self._words = assess_words()
        self._language = draft.language
        self._name = Naming(case, draft.language, self._words)
        self.said = {name: draft.repeat(held.words, held.turn) for name, held in case.held.items()}
        if case.bound is not None:
            name = case.bound[0]
            self.said[name] = draft.assume(case.scheme, name, getattr(case.facts, name))
        self._proof_of: dict[str, str] = {}

    def write(self) -> None:
        """The whole case."""
        result = self._case.assessment
        if result is None:
            message = str(self._case.fault)
            self._draft.say(Role.LEAD, self._words.fault.say(self._language, message=message), self.said.values())
            return
        self.record(result)
        before = len(self._draft.sentences)
        told = self._tell_verdict(result)
        if result.verdict is not Verdict.NOT_ELIGIBLE or not told:
            self._tell_amounts(result)
        if self._case.ahead and result.verdict is not Verdict.NOT_ELIGIBLE:
            self._draft.say(Role.CONDITION, self._words.ahead.say(self._language), [self.said[CERTIFIED]])
        self._tell_conditions(result)
        self._tell_also()
        self.tell_remarks(result)
        self.ask_back(result)
        if self._telling.several and len(self._draft.sentences) > before:
            self._name_the_case(before)

    def record(self, result: Assessment) -> tuple[str, ...]:
        """Steps, amounts and conditions become part of the answer, each with its evidence; gives the steps' ids."""
        scheme = self._case.scheme
        for step in result.steps:
            self._proof_of[step.name] = self._draft.step(scheme, step, self.said)
        if result.verdict is Verdict.NOT_ELIGIBLE:
            shown = [amount for amount in result.amounts if amount.kind is AmountKind.STANDARD]
        else:
            shown = list(result.amounts)
        for amount in shown:
            self._draft.amount(scheme, amount, self._name.whole() if self._telling.several else "")
        for condition in result.conditions:
            self._draft.condition(scheme, condition)
        self._draft.schemes.append(scheme)
        self._draft.verdicts.append(result.verdict)
        known = {*self._draft.missing, *(OF_THE_CERTIFICATE if self._case.ahead else ())}
        self._draft.missing += [name for name in result.missing if name not in known]
        return tuple(self._proof_of.values())

    def _tell_verdict(self, result: Assessment) -> bool:
        """The verdict, where that was asked or where it is no; True if it opened the answer."""
        unmet = [condition for condition in result.conditions if condition.finding is Finding.UNMET]
        if unmet:
            self._draft.say(Role.LEAD, self._verdict("not_eligible"), self._cited(unmet[0]))
            for condition in unmet:
                self._draft.say(Role.CONDITION, self._condition(condition), self._cited(condition))
            return True
        touched = [c for c in result.conditions if set(c.facts) & self._telling.focus and c.name not in OF_COURSE]
        silent = [c for c in result.conditions if c.finding is Finding.UNKNOWN and not c.settles and c in touched]
        if self._telling.intent is Intent.MAY or not result.amounts:
            for condition in [*(c for c in touched if c.finding is Finding.MET), *silent]:
                self._draft.say(Role.LEAD, self._condition(condition), self._cited(condition))
        if self._telling.intent is not Intent.MAY:
            self._reassure(touched)
            return False
        kind = (
            "eligible"
            if result.verdict is Verdict.ELIGIBLE
            else "unknown_silent"
            if self._silent(result)
            else "unknown"
        )
        self._draft.silent = self._draft.silent or (kind == "unknown_silent" and self._silent_group(result))
        quotes = [proof for condition in result.conditions[:1] for proof in self._cited(condition)]
        self._draft.say(Role.LEAD, self._verdict(kind, self._points(result)), quotes)
        return True

    def _reassure(self, touched: list[Condition]) -> None:
        """A lack that the person named ("没交社保") and that does not matter is said not to, though only a sum was asked."""
        for condition in touched:
            lacking = any(getattr(self._case.facts, fact) is False for fact in condition.facts)
            if lacking and condition.finding is Finding.MET:
                self._draft.say(Role.CONDITION, self._condition(condition), self._cited(condition))

    def _silent_group(self, result: Assessment) -> bool:
        """Whether no text says what holds for the person's group, and nothing else is told of the case."""
        named = any(remark.name == "silent_group" for remark in result.remarks)
        return named and self._case.facts.works_in_trade is None

    def _silent(self, result: Assessment) -> bool:
        return any(
            c.finding is Finding.UNKNOWN and not c.settles
            for c in result.conditions
            if c.name in ("group", "directory")
        )

    def _tell_amounts(self, result: Assessment) -> None:
        values = self._values(result)
        lead = self._lead(result, set(values))
        if lead is None:
            return
        known = set(self._case.facts.known())
        self._draft.nothing_yet = self._telling.intent is Intent.AMOUNT and not lead.needs and known <= {"certified"}
        text = (lead.en if self._language == "en" else lead.zh).format(**values)
        proofs = [*self._proof_of.values(), *self.said.values()]
        proofs += [
            proof
            for branch in result.branches
            for proof in branch_proofs(self._draft, self._case.scheme, branch, self.said)
        ]
        proofs += (
            [proof for condition in result.conditions for proof in self._cited(condition)]
            if not values.get("standard")
            else []
        )
        role = Role.LEAD if not any(s.role is Role.LEAD for s in self._draft.sentences) else Role.SUM
        self._draft.say(role, text[:1].upper() + text[1:], proofs)
        for label, condition in self._case.barred:
            shown = label_in_english(label) if self._language == "en" else label
            sentence = self._words.barred.say(self._language, label=shown, condition=self._condition(condition))
            self._draft.say(Role.SUM, sentence, [*self._cited(condition), *proofs])
        formulas = [self._formula(step) for step in result.steps if step.formula and step.fired and self._is_sum(step)]
        if formulas:
            joined = self._words.separator.say(self._language).join(formulas)
            self._draft.say(Role.SUM, self._words.sum.say(self._language, formulas=joined), proofs)
        for step in result.steps:
            if step.note and self._noteworthy(step):
                self._draft.say(Role.SUM, f"{step.note}。", [self._proof_of[step.name], *self.said.values()])

    def _noteworthy(self, step: Step) -> bool:
        """Rules that did not fire, and the whole-class rule either way: people doubt these. English keeps the sum only."""
        return self._language == "zh" and (not step.fired or step.name == "whole_class") and step.name != "ratio"

    def _is_sum(self, step: Step) -> bool:
        return any(sign in step.formula for sign in "×+÷") and step.name not in ("minimum", "maximum", "rate")

    def _formula(self, step: Step) -> str:
        return f"{step.formula} = {figures.result(step.value)}"

    def _values(self, result: Assessment) -> dict[str, str]:
        values = {amount.kind.value: figures.plain(amount.yuan) for amount in result.amounts}
        ratio = next((step for step in result.steps if step.name == "ratio" and step.value is not None), None)
        values |= {"ratio": figures.result(ratio.value)} if ratio else {}
        if result.branches:
            values["branches"] = tell_branches(result.branches, self._language)
        basis = next((a.formula for a in result.amounts if a.kind is AmountKind.MAXIMUM), "")
        values |= {"basis": basis} if "×" in basis else {}
        values |= {"persons": str(self._case.facts.persons)} if self._case.facts.persons else {}
        return values | {"who": self._name.who(), "subject": self._name.subject()}

    def _lead(self, result: Assessment, known: set[str]) -> Lead | None:
        leads = self._words.leads.get(self._case.scheme, ())
        fitting = (
            lead for lead in leads if lead.needs <= known and (not lead.verdicts or result.verdict in lead.verdicts)
        )
        return next(fitting, None)

    def _tell_conditions(self, result: Assessment) -> None:
        if result.verdict is not Verdict.UNKNOWN:
            return
        wanted = self._telling.intent in (Intent.MAY, Intent.CONDITIONS)
        later = OF_THE_CERTIFICATE if self._case.ahead else frozenset()
        open_ones = [c for c in result.conditions if c.finding is Finding.UNKNOWN and not set(c.settles) & later]
        # With the sum on the screen, only what stands against it is said; the others wait in the conditions list.
        silent = [c for c in open_ones if not c.settles and c.name not in ("recognised",)]
        settled_by_asking = [c for c in open_ones if c.settles and not set(c.settles) & self._telling.unsure]
        named = set(result.missing[:MOST_POINTS])
        unnamed = [c for c in settled_by_asking if not set(c.settles) & named]
        for condition in [*silent, *(unnamed if wanted else [])][:MOST_OPEN]:
            text = self._words.still.say(self._language, condition=self._condition(condition))
            self._draft.say(Role.CONDITION, text[:1].upper() + text[1:], self._cited(condition))

    def _tell_also(self) -> None:
        """The alternatives that come to the same: 数据标注 and 模型运用 pay alike."""
        named = [str(value) for name, value in self._case.also if name in NAMED]
        if named:
            joined = (", " if self._language == "en" else "、").join(dict.fromkeys(named))
            self._draft.say(Role.SUM, self._words.same.say(self._language, other=joined), self.said.values())

    def tell_remarks(self, result: Assessment) -> None:
        """What the rules say beside the sum."""
        if self._language == "en":
            return
        for remark in result.remarks:
            if remark.name in ("level_assumed", "full_whatever"):
                continue
            self._draft.say(
                Role.REMARK,
                self._name.address(remark.sentence),
                [*self._draft.cite_all(remark.quotes), *self.said.values()],
            )

    def ask_back(self, result: Assessment) -> None:
        """The one open fact that decides most, as the answer's question, if none is asked yet."""
        if result.verdict is Verdict.NOT_ELIGIBLE or self._draft.question is not None:
            return
        open_facts = [name for name in self._open(result) if name not in self._telling.asked]
        if not open_facts:
            return
        form = FACT_FORMS[open_facts[0]]
        options = tuple(Option(label=choice.label, say=choice.label) for choice in form.choices)
        self._draft.question = Question(fact=open_facts[0], text=self._name.address(form.question), options=options)
        readers = [condition for condition in result.conditions if open_facts[0] in condition.facts]
        self._draft.question_proofs = [proof for condition in readers for proof in self._cited(condition)]
        self._draft.question_proofs += [] if readers else self._proof_of.values()

    def _condition(self, condition: Condition) -> str:
        if self._language == "en":
            return condition_in_english(condition)
        return self._name.address(condition.sentence)

    def _cited(self, condition: Condition) -> list[str]:
        return [*self._draft.cite_all(condition.quotes), *self.said.values()]

    def _points(self, result: Assessment) -> str:
        """The names of the facts that are still open, the deciding ones first."""
        names = self._open(result)[:MOST_POINTS]
        if self._language == "en":
            return ", ".join(fact_in_english(name) for name in names)
        return "、".join(FACT_FORMS[name].label for name in names)

    def _open(self, result: Assessment) -> list[str]:
        """The facts that the person can still tell, those that decide most first."""
        later = OF_THE_CERTIFICATE if self._case.ahead else frozenset()
        return [name for name in result.missing if name in FACT_FORMS and name not in later]

    def _verdict(self, kind: str, points: str = "") -> str:
        text = self._words.verdict[kind].say(self._language, who=self._name.who(), points=points)
        return text[:1].upper() + text[1:]

    def _name_the_case(self, before: int) -> None:
        """Several cases in one answer: each begins with its name."""
        first = self._draft.sentences[before]
        label = self._words.either.say(self._language, label=self._name.whole())
        if (
            not self._case.bound
            and self._name.subject() in first.text
            and (self._case.person == SELF or self._name.who() in first.text)
        ):
            return
        self._draft.sentences[before] = first.model_copy(
            update={"text": label + first.text, "proofs": tuple(dict.fromkeys([*first.proofs, *self.said.values()]))}
        )
