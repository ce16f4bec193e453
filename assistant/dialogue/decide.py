"""Which way each ask of a turn goes: a fixed reply, a prepared answer, an assessment, a clause, or the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.about import goes_through_list, known_facts, of_clause, once_more, schemes_of
from assistant.dialogue.choose import Choice, Talk, choose
from assistant.dialogue.guarding import gate, small_talk
from assistant.dialogue.memory import Memory
from assistant.dialogue.prepared import GENERAL as GENERAL_ANSWERS
from assistant.dialogue.prepared import Entry
from assistant.dialogue.thresholds import thresholds
from assistant.dialogue.understand.asks import clause_beside
from assistant.dialogue.understand.exemplars import Near, Resemblance
from assistant.dialogue.understand.reading import Act, Ask, Intent, Reading
from assistant.dialogue.understand.vocabulary import intent_words
from assistant.dialogue.ways import GENERAL, SUMS, WITHOUT_CASE, Task, Way, ways
from assistant.subsidy import SCHEMES

NOT_RAISED = "special-ability-no-uplift"
UNREAD = 8  # characters beside an occupation from which they must have been meant to say something


@dataclass(frozen=True)
class Decider:
    """Decides on the prepared answers of the corpus and the exemplars nearest to the message."""

    entries: Sequence[Entry]

    def decide(self, reading: Reading, memory: Memory, near: Resemblance) -> tuple[Task, ...]:
        """The tasks of a turn, never empty.

        Args:
            reading: the message as understood.
            memory: the conversation with this message taken up.
            near: the exemplars nearest to the message and to its parts.
        """
        settled = gate(reading, memory, near.whole)
        if settled is not None:
            return (settled,)
        if beside := clause_beside(reading.text, memory.last_clauses):
            ask = Ask(Intent.CLAUSE, clauses=(beside,), text=reading.text)
            return (Task(Way.CLAUSE, ask, ways().clauses.get(beside)),)
        tasks: list[Task] = []
        for ask in reading.asks or self._carried_on(reading, memory):
            for task in self._tasks_of(ask, reading, memory, near.of(ask.text)):
                if not any(_same(one, task) for one in tasks):
                    tasks.append(task)
        return tuple(self._worth_saying(tasks)) or (self._without_ask(reading, memory, near.whole),)

    def _worth_saying(self, tasks: list[Task]) -> list[Task]:
        """Where one part of a message is answered, a part that nothing answers is not refused beside it."""
        answered = [task for task in tasks if task.way not in (Way.SEARCH, Way.WHICH_SCHEME)]
        return answered or tasks[:1]

    def _carried_on(self, reading: Reading, memory: Memory) -> tuple[Ask, ...]:
        """The asks of a turn that asks nothing itself but changes the case: those of the turn before."""
        if any(self._counted(scheme, reading) for scheme in ways().counted):
            return (Ask(Intent.AMOUNT, text=reading.text),)
        changed = bool(reading.stated or reading.subjects or reading.people)
        again = (Act.YES, Act.NO, Act.CORRECT, Act.RETURN, Act.UNSURE, Act.NEITHER, Act.CONTINUE)
        elsewhere = reading.own_place or reading.moment is not None  # back to this city, or to another day
        if changed or reading.act in again or (elsewhere and reading.elliptic):
            if reading.elliptic and memory.last_intents == (Intent.IN_CATALOGUE,) and not reading.stated:
                return (Ask(Intent.IN_CATALOGUE, text=reading.text),)  # 那数控呢
            graded = any(one.fact == "level" for subject in reading.subjects for one in subject.facts)
            over = {Intent.LIST_ALL} if graded else set()  # who tells of a certificate asks no longer what there is
            intents = [one for one in memory.last_intents if one in intent_words().of_case and one not in over]
            # A question without a cue is not about the sum: 养老护理员好找工作吗.
            if (
                not memory.last_intents
                and not graded
                and (ways().words.question.search(reading.text) or _unread(reading))
            ):
                told = reading.subjects and any(one.fact in ways().own - {"certified"} for one in reading.stated)
                return (Ask(Intent.MAY, text=reading.text),) if told else ()
            return tuple(Ask(intent, text=reading.text) for intent in intents) or (
                Ask(Intent.AMOUNT, text=reading.text),
            )
        if reading.schemes and memory.last_intents and reading.elliptic:
            return tuple(Ask(intent, text=reading.text) for intent in memory.last_intents)
        if reading.schemes and "?" not in reading.text:
            return (Ask(Intent.DEFINITION, text=reading.text),)
        return ()

    def _tasks_of(self, ask: Ask, reading: Reading, memory: Memory, near: Sequence[Near]) -> list[Task]:
        if ask.clauses:
            return [Task(Way.CLAUSE, ask, ways().clauses.get(ask.clauses[0]))]
        if (
            ask.intent is Intent.MAY
            and not known_facts(memory) & ways().case - ways().own
            and ways().words.any_money.search(ask.text)
        ):
            ask = replace(ask, intent=Intent.LIST_ALL)  # 我下岗了,有没有补贴
        employer = ways().words.as_employer.search(reading.text)
        if ask.intent is Intent.LIST_ALL and not employer and set(reading.schemes) & set(SCHEMES) - ways().personal:
            ask = replace(ask, intent=Intent.DEFINITION)  # 人力资源机构有什么政策
        if ask.intent is Intent.LIST_ALL:
            return [Task(Way.LIST_ALL, ask)]
        if ways().words.raised.search(ask.text) and (raise_ := self._raised(ask, reading, memory)):
            return raise_
        listed = ask.intent in {Intent.WHICH, Intent.IN_CATALOGUE} or "catalogue" in reading.schemes
        if listed and reading.trade and ways().words.of_trade.search(ask.text):
            return [Task(Way.TRADE, ask, "catalogue")]
        if goes_through_list(ask, reading, memory):
            ask = replace(ask, intent=Intent.IN_CATALOGUE)
        if ask.intent is Intent.CHANGED and len(reading.schemes) > 1:
            ask = replace(ask, intent=Intent.COMPARE)  # 定向培训和学徒制有什么不同
        if once_more(ask, reading, memory):
            ask = replace(ask, intent=Intent.FREQUENCY)
        schemes = schemes_of(ask, reading, memory)
        if not schemes and intent_words().bare.search(reading.text):
            return [Task(Way.WHICH_SCHEME, ask)]
        each = [replace(ask, scheme=scheme) for scheme in schemes] if len(schemes) > 1 else [ask]
        tasks = [self._task(one, one.scheme or next(iter(schemes), None), reading, memory, near) for one in each]
        certified = any(one.fact == "occupation" for subject in reading.subjects for one in subject.facts)
        if certified and tasks[0].way is Way.PREPARED and ways().words.counts_as.search(ask.text):
            tasks.append(Task(Way.ASSESS, replace(ask, intent=Intent.AMOUNT), "skill_upgrade"))
        return tasks

    def _task(self, ask: Ask, scheme: str | None, reading: Reading, memory: Memory, near: Sequence[Near]) -> Task:
        choice = choose(self.entries, Talk(ask, scheme, memory.last_scheme, reading), near)
        entry, strength = choice.entry, choice.strength
        occupation = any(one.fact == "occupation" for subject in reading.subjects for one in subject.facts)
        if ask.intent is Intent.IN_CATALOGUE and (occupation or "occupation" in known_facts(memory)):
            return Task(Way.CATALOGUE, ask, "skill_upgrade")
        bare = self._bare(ask, scheme, reading, memory)
        counted = scheme is not None and ask.intent in (*SUMS, Intent.MAY) and self._counted(scheme, reading)
        told = entry is not None and strength >= thresholds().entry and not counted
        required = ask.intent is Intent.MAY and ways().words.requirement.search(ask.text) is not None
        general = not known_facts(memory) & ways().case and ask.intent in GENERAL
        thin = self._thin(ask, choice, reading, memory)
        if (
            told
            and not bare
            and (required or general or thin or (entry and self._in_general(ask, entry, reading, memory)))
        ):
            return Task(Way.PREPARED, ask, scheme or (entry.scheme if entry else None), entry)
        if scheme is not None and (bare or counted or self._to_assess(ask, scheme, reading, memory)):
            return Task(Way.ASSESS, replace(ask, intent=Intent.MAY) if ask.intent is Intent.WHEN else ask, scheme)
        unnamed = scheme is None and ask.intent in (Intent.AMOUNT, Intent.STANDARD)
        limit = thresholds().entry_unnamed if unnamed else thresholds().entry
        if entry is not None and strength >= limit:
            return Task(Way.PREPARED, ask, scheme or entry.scheme, entry)
        if scheme in SCHEMES and ask.intent in intent_words().of_case:
            return Task(Way.ASSESS, ask, scheme)
        social = small_talk(near)
        if scheme is None and ask.intent in WITHOUT_CASE and social is None and ways().words.money.search(reading.text):
            return Task(Way.WHICH_SCHEME, ask)
        if social is not None:
            return Task(Way.REPLY, ask, reply=social.id, hit=social)
        return Task(Way.SEARCH, of_clause(ask, reading, memory), scheme)

    def _counted(self, scheme: str, reading: Reading) -> bool:
        """Whether a message counts all that the rules need, so that the sum answers it: 49个人39个上岗,按49个算没毛病吧."""
        wanted = ways().counted.get(scheme)
        return wanted is not None and wanted <= {one.fact for one in reading.stated}

    def _thin(self, ask: Ask, choice: Choice, reading: Reading, memory: Memory) -> bool:
        """Whether the rules could only list what a case may come to, and a sentence clearly answers what is asked."""
        known = known_facts(memory)
        if choice.entry is None or ask.intent not in ways().told_thin or not known or not known <= ways().thin:
            return False
        clear = choice.strength >= thresholds().entry_thin and choice.lead >= thresholds().thin_lead
        return clear or choice.entry.named_in(reading.text)

    def _in_general(self, ask: Ask, entry: Entry, reading: Reading, memory: Memory) -> bool:
        """Whether a prepared answer says more than the rules, which its own words in the question show.

        So on what no rule knows of (age, schooling), on who belongs to a group, and where nothing of a certificate is known.
        """
        if ask.intent is not Intent.MAY:
            return False
        thin = not known_facts(memory) & ways().case - ways().own and entry.named_in(reading.text)
        belongs = ways().words.counts_as.search(ask.text) is not None and entry.named_in(ask.text)
        return thin or belongs or (entry.scheme == GENERAL_ANSWERS and entry.named_in(ask.text))

    def _raised(self, ask: Ask, reading: Reading, memory: Memory) -> list[Task]:
        """Whether the standard of an occupation or a project is raised: by what it is, and the sum where a level is told."""
        said = {one.fact for subject in reading.subjects for one in subject.facts} or known_facts(memory)
        if "special_project" in said:
            no = next((entry for entry in self.entries if entry.id == NOT_RAISED), None)
            return [Task(Way.PREPARED, ask, "special_ability", no)] if no else []
        if "occupation" not in said:
            return []
        listed = Task(Way.CATALOGUE, ask, "skill_upgrade")
        return (
            [listed, Task(Way.ASSESS, replace(ask, intent=Intent.AMOUNT), "skill_upgrade")]
            if "level" in said
            else [listed]
        )

    def _bare(self, ask: Ask, scheme: str | None, reading: Reading, memory: Memory) -> bool:
        """Whether the question names nothing (那可以申请吗), so that it is about the case spoken of."""
        if scheme is None or scheme not in SCHEMES or ask.intent not in intent_words().of_case:
            return False
        known = known_facts(memory) & ways().case & set(SCHEMES[scheme].fields)
        whose = reading.elliptic and reading.people and not (reading.asks or reading.stated)  # 那我呢
        return bool(known) and bool(whose or intent_words().bare.search(reading.text))

    def _to_assess(self, ask: Ask, scheme: str, reading: Reading, memory: Memory) -> bool:
        """Whether the rules answer better than a prepared sentence: a sum is asked, or the case's own facts decide."""
        if scheme not in SCHEMES or (ways().words.other_money.search(ask.text) and "补" not in reading.text):
            return False
        fields = set(SCHEMES[scheme].fields)
        if ask.intent is Intent.IMPROVE or (
            ask.intent is Intent.CHANGED and ways().words.of_my_case.search(reading.text)
        ):
            return bool(known_facts(memory) & fields - ways().own)
        timed = known_facts(memory) & ways().timed & fields
        if timed and ask.intent in (Intent.WHEN, Intent.MAY) and ways().words.in_time.search(ask.text):
            return True
        if ask.intent in SUMS:
            return scheme in ways().pays_without_facts or bool(known_facts(memory) & fields)
        said = {one.fact for one in reading.stated} | {
            one.fact for subject in reading.subjects for one in subject.facts
        }
        if ask.intent is Intent.COMPARE and said <= {"certificate"}:
            return False
        decided = known_facts(memory) & fields & ways().deciding - ways().general
        if ask.intent is Intent.MAY and said and said <= ways().general and not decided:
            return False
        if ask.intent in intent_words().of_case:
            return bool(said & fields)
        return ask.intent in (Intent.WHEN, Intent.CONDITIONS) and bool(said & ways().deciding)

    def _without_ask(self, reading: Reading, memory: Memory, near: Sequence[Near]) -> Task:
        """A message without a cue: the prepared answer it resembles, else what the index holds."""
        goes_on = reading.elliptic and bool(memory.last_intents)
        ask = Ask(memory.last_intents[0] if goes_on else Intent.OTHER, text=reading.text)
        spoken_of = next(iter(reading.schemes), None) or memory.last_scheme
        choice = choose(self.entries, Talk(ask, spoken_of, spoken_of, reading), near)
        entry, strength = choice.entry, choice.strength
        aside = goes_on and entry is not None and ask.intent not in entry.intents
        if entry is not None and strength >= (thresholds().entry_over_subject if aside else thresholds().entry_alone):
            return Task(Way.PREPARED, ask, entry.scheme, entry)
        social = reading.guard if reading.guard and reading.guard.id in ways().social else small_talk(near)
        if social is not None:
            return Task(Way.REPLY, ask, reply=social.id, hit=social)
        return Task(Way.SEARCH, of_clause(ask, reading, memory))


def _same(one: Task, other: Task) -> bool:
    """Whether two tasks say the same thing; a prepared answer does, whatever scheme it is told for."""
    return one.way is other.way and one.entry == other.entry and (one.entry is not None or one.scheme == other.scheme)


def _unread(reading: Reading) -> bool:
    """Whether most of a message that names an occupation says something that nothing reads: 养老护理员的考试题目给我几道."""
    named = sum(len(one.words) for subject in reading.subjects for one in subject.facts)
    silent = not reading.stated and ways().words.money.search(reading.text) is None
    return silent and len(reading.text) - named > UNREAD
