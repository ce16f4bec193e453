"""An assessment told to a person: the verdict or the sum first, then how it is reckoned, then what is still open."""

from __future__ import annotations

from assistant.dialogue.answer import Option, Question, Role, Status
from assistant.dialogue.assess import CERTIFIED, Case
from assistant.dialogue.compose.case import OF_THE_CERTIFICATE, CaseWriter, Telling
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.compose.english import fact_in_english
from assistant.dialogue.compose.sums import tell_amounts
from assistant.dialogue.memory import SELF
from assistant.dialogue.understand.reading import Intent
from assistant.subsidy import FACT_FORMS
from assistant.subsidy.assessment import Assessment, Condition, Finding, Verdict

# Conditions that a person meets by the very words of the question; saying so answers nothing.
OF_COURSE = frozenset({"group", "certificate_kind", "certified", "directory", "course_place", "work_place"})
MOST_POINTS = 3  # open facts that the first sentence names
# Conditions whose last day is known from one fact, while the day that must lie before it is open.
UNTIL = {"contract_in_time": "course_started", "insured_in_time": "course_started"}
NAMED = frozenset({"special_project", "occupation"})  # alternatives worth naming although they come to the same
MOST_OPEN = 2  # conditions still to be confirmed that one answer names


def tell(draft: Draft, case: Case, telling: Telling) -> None:
    """Write one case into the draft; its question back, if one is open, becomes the draft's unless one is there."""
    Teller(draft, case, telling).write()


class Teller(CaseWriter):
    """Writes one case; the methods are the parts of an answer in their order."""

    def write(self) -> None:
        """The whole case."""
        result = self.case.assessment
        if result is None:
            message = str(self.case.fault)
            self.draft.statuses.append(Status.CLARIFY)
            proofs = [*self.draft.cite_all(self.case.basis), *self.said.values()]
            self.draft.say(Role.LEAD, self.words.fault.say(self.language, message=message), proofs)
            return
        self.record(result)
        before = len(self.draft.sentences)
        told = self._tell_verdict(result)
        if result.verdict is not Verdict.NOT_ELIGIBLE or not told:
            tell_amounts(self, result)
        if self.case.ahead and result.verdict is not Verdict.NOT_ELIGIBLE:
            self.draft.say(Role.CONDITION, self.words.ahead.say(self.language), [self.said[CERTIFIED]])
        self._tell_conditions(result)
        self._tell_also()
        self.tell_remarks(result)
        self.ask_back(result)
        if self.telling.several and len(self.draft.sentences) > before:
            self._name_the_case(before)

    def _tell_verdict(self, result: Assessment) -> bool:
        """The verdict, where that was asked or where it is no; True if it opened the answer."""
        unmet = [condition for condition in result.conditions if condition.finding is Finding.UNMET]
        if unmet:
            self.draft.say(Role.LEAD, self._verdict("not_eligible"), self.cited(unmet[0]))
            for condition in unmet:
                self.draft.say(Role.CONDITION, self.condition(condition), self.cited(condition))
            return True
        touched = [c for c in result.conditions if set(c.facts) & self.telling.focus and c.name not in OF_COURSE]
        silent = [
            c for c in touched if c.finding is Finding.UNKNOWN and (not c.settles or self._lacks(c) or self._until(c))
        ]
        if self.telling.intent is Intent.MAY or not result.amounts:
            for condition in [*(c for c in touched if c.finding is Finding.MET), *silent]:
                self.draft.say(Role.LEAD, self.condition(condition), self.cited(condition))
        if self.telling.intent is not Intent.MAY:
            self._reassure(touched)
            return False
        kind = (
            "eligible"
            if result.verdict is Verdict.ELIGIBLE
            else "unknown_silent"
            if self._silent(result)
            else "unknown"
        )
        self.draft.silent = self.draft.silent or (kind == "unknown_silent" and self._silent_group(result))
        quotes = [proof for condition in result.conditions[:1] for proof in self.cited(condition)]
        self.draft.say(Role.LEAD, self._verdict(kind, self._points(result)), quotes)
        return True

    def _reassure(self, touched: list[Condition]) -> None:
        """A lack that the person named ("没交社保") and that does not matter is said not to, though only a sum was asked."""
        for condition in touched:
            if self._lacks(condition) and condition.finding is Finding.MET:
                self.draft.say(Role.CONDITION, self.condition(condition), self.cited(condition))

    def _lacks(self, condition: Condition) -> bool:
        """Whether the person said not to have what a condition is about."""
        return any(getattr(self.case.facts, fact) is False for fact in condition.facts)

    def _until(self, condition: Condition) -> bool:
        """Whether an open condition tells the last day, and its own day is not told even in months."""
        start = UNTIL.get(condition.name)
        return start is not None and getattr(self.case.facts, start) is not None

    def _silent_group(self, result: Assessment) -> bool:
        """Whether no text says what holds for the person's group, and nothing else is told of the case."""
        named = any(remark.name == "silent_group" for remark in result.remarks)
        return named and self.case.facts.works_in_trade is None

    def _silent(self, result: Assessment) -> bool:
        return any(
            c.finding is Finding.UNKNOWN and not c.settles
            for c in result.conditions
            if c.name in ("group", "directory")
        )

    def _tell_conditions(self, result: Assessment) -> None:
        if result.verdict is not Verdict.UNKNOWN:
            return
        wanted = self.telling.intent in (Intent.MAY, Intent.CONDITIONS)
        later = OF_THE_CERTIFICATE if self.case.ahead else frozenset()
        open_ones = [c for c in result.conditions if c.finding is Finding.UNKNOWN and not set(c.settles) & later]
        # With the sum on the screen, only what stands against it is said; the others wait in the conditions list.
        silent = [c for c in open_ones if not c.settles and c.name not in ("recognised",)]
        settled_by_asking = [c for c in open_ones if c.settles and not set(c.settles) & self.telling.unsure]
        named = set(result.missing[:MOST_POINTS])
        unnamed = [c for c in settled_by_asking if not set(c.settles) & named]
        for condition in [*silent, *(unnamed if wanted else [])][:MOST_OPEN]:
            text = self.words.still.say(self.language, condition=self.condition(condition))
            self.draft.say(Role.CONDITION, text[:1].upper() + text[1:], self.cited(condition))

    def _tell_also(self) -> None:
        """The alternatives that come to the same: 数据标注 and 模型运用 pay alike."""
        named = [str(value) for name, value in self.case.also if name in NAMED]
        if named:
            joined = (", " if self.language == "en" else "、").join(dict.fromkeys(named))
            self.draft.say(Role.SUM, self.words.same.say(self.language, other=joined), self.said.values())

    def tell_remarks(self, result: Assessment) -> None:
        """What the rules say beside the sum."""
        if self.language == "en":
            return
        for remark in result.remarks:
            if remark.name in ("level_assumed", "full_whatever"):
                continue
            self.draft.say(
                Role.REMARK,
                self.name.address(remark.sentence),
                [*self.draft.cite_all(remark.quotes), *self.said.values()],
            )

    def ask_back(self, result: Assessment) -> None:
        """The one open fact that decides most, as the answer's question, if none is asked yet."""
        if result.verdict is Verdict.NOT_ELIGIBLE or self.draft.question is not None:
            return
        held = self.case.held
        rough = [name for name in self.open_facts(result) if name in held and held[name].rough]
        open_facts = rough or [name for name in self.open_facts(result) if name not in self.telling.asked]
        if not open_facts:
            return
        form = FACT_FORMS[open_facts[0]]
        options = tuple(Option(label=choice.label, say=choice.label) for choice in form.choices)
        self.draft.question = Question(fact=open_facts[0], text=self.name.address(form.question), options=options)
        readers = [condition for condition in result.conditions if open_facts[0] in condition.facts]
        self.draft.question_proofs = [proof for condition in readers for proof in self.cited(condition)]
        self.draft.question_proofs += [] if readers else self.proof_of.values()

    def _points(self, result: Assessment) -> str:
        """The names of the facts that are still open, the deciding ones first."""
        names = self.open_facts(result)[:MOST_POINTS]
        if self.language == "en":
            return ", ".join(fact_in_english(name) for name in names)
        return "、".join(FACT_FORMS[name].label for name in names)

    def _verdict(self, kind: str, points: str = "") -> str:
        text = self.words.verdict[kind].say(self.language, who=self.name.who(), points=points)
        return text[:1].upper() + text[1:]

    def _name_the_case(self, before: int) -> None:
        """Several cases in one answer: each begins with its name."""
        first = self.draft.sentences[before]
        label = self.words.either.say(self.language, label=self.name.whole())
        if (
            not self.case.bound
            and self.name.subject() in first.text
            and (self.case.person == SELF or self.name.who() in first.text)
        ):
            return
        self.draft.sentences[before] = first.model_copy(
            update={"text": label + first.text, "proofs": tuple(dict.fromkeys([*first.proofs, *self.said.values()]))}
        )
