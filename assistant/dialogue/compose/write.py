"""From tasks to the finished answer: each task writes into one draft, in the order asked."""

from __future__ import annotations

from assistant.dialogue.answer import Answer, Option, Question, Role, Sentence, Status
from assistant.dialogue.assess import Case
from assistant.dialogue.compose.assessment import tell
from assistant.dialogue.compose.branches import tell_alike
from assistant.dialogue.compose.case import Telling
from assistant.dialogue.compose.changes import tell_before_after, tell_ways
from assistant.dialogue.compose.chips import fact_lines, place_line
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.compose.english import label_in_english, question_in_english
from assistant.dialogue.compose.others import (
    NOTICE,
    ask_which,
    other_words,
    tell_catalogue,
    tell_clauses,
    tell_found,
    tell_list,
    tell_not_found,
    tell_prepared,
    tell_reply,
    tell_trade,
)
from assistant.dialogue.compose.remarks import (
    mention_doubts,
    mention_moment,
    mention_repairs,
    tell_everybody,
    tell_yearly,
)
from assistant.dialogue.compose.sums import note_amounts
from assistant.dialogue.compose.sweep import is_sweep, tell_sweep
from assistant.dialogue.compose.words import replies
from assistant.dialogue.engine import Engine
from assistant.dialogue.memory import SELF, Memory, Pending
from assistant.dialogue.state import State
from assistant.dialogue.text import render_text
from assistant.dialogue.thresholds import thresholds
from assistant.dialogue.understand.reading import Act, Intent, Reading
from assistant.dialogue.understand.schema import COMPANY
from assistant.dialogue.ways import Task, Way, ways
from assistant.policy.model import Clause
from assistant.retrieval import SearchResult
from assistant.subsidy import SCHEMES
from assistant.subsidy.assessment import Verdict

MOST_SUGGESTIONS = 3
PERSONAL = ("skill_upgrade", "special_ability")


def compose(engine: Engine, state: State, *, usable: bool) -> tuple[Answer, Memory]:
    """The answer of a turn, and the memory with the question that it asks back.

    Args:
        engine: the shared resources.
        state: the turn after look-up and assessment.
        usable: False if the message holds no word at all.
    """
    reading, memory = state["reading"], state["recall"].model_copy()
    draft = Draft(engine.policies, state["as_of"], memory.language)
    if state["oversized"]:
        tell_reply(draft, "too_long")
    if not usable:
        tell_reply(draft, "only_symbols" if state["message"].strip() else "empty")
    else:
        for index, task in enumerate(state["tasks"]):
            _tell(draft, engine, state, index, task)
        tell_yearly(draft, engine, state)
        mention_moment(draft, memory)
        mention_repairs(draft, reading, memory.turn)
    _close(draft, memory, reading)
    memory.turn += 1
    answer = _answer(draft, memory, state)
    return answer, memory


def nothing_proved(answer: Answer) -> Answer:
    """What is said where not one sentence could be proved: that the policy does not say it, and whom to ask."""
    lines = replies()["not_in_policy"].say(answer.language)
    bare = answer.model_copy(
        update={
            "status": Status.NOT_IN_POLICY,
            "sentences": tuple(Sentence(text=line, role=Role.LEAD) for line in lines),
            "amounts": (),
            "verdict": None,
            "hand_off": replies()["hand_off"].say(answer.language)[0],
        }
    )
    return bare.model_copy(update={"text": render_text(bare)})


def _tell(draft: Draft, engine: Engine, state: State, index: int, task: Task) -> None:
    reading, memory = state["reading"], state["recall"]
    if task.way is Way.REPLY:
        subject = task.hit.id if task.hit and task.reply == "out_of_scope" else ""
        tell_reply(draft, task.reply, place=task.hit.words if task.hit else "", subject=subject)
    elif task.way is Way.PREPARED and task.entry is not None:
        tell_prepared(draft, task.entry)
        for case in state["cases"].get(index, ()):
            note_amounts(draft, case)
    elif task.way is Way.CLAUSE:
        _tell_clause(draft, engine, task)
    elif task.way is Way.TRADE:
        tell_trade(draft, engine.rulebook, reading.trade)
    elif task.way is Way.CATALOGUE:
        raised = ways().words.raised.search(task.ask.text) is not None
        tell_catalogue(draft, engine.rulebook, _occupations(reading, memory), raised=raised)
    elif task.way is Way.ASSESS:
        _tell_cases(draft, engine, state, state["cases"].get(index, ()), task)
    elif task.way is Way.LIST_ALL:
        _tell_all(draft, engine, state, state["cases"].get(index, ()), task)
    elif task.way is Way.WHICH_SCHEME:
        ask_which(draft)
    elif task.way is Way.SEARCH:
        if task.ask.clauses:
            tell_not_found(draft, tuple(c for one in task.ask.clauses if (c := engine.clause(NOTICE, one)) is not None))
        else:
            _tell_search(draft, engine, state["found"][index])


def _tell_clause(draft: Draft, engine: Engine, task: Task) -> None:
    clauses = [engine.clause(NOTICE, clause) for clause in task.ask.clauses]
    known = tuple(clause for clause in clauses if clause is not None)
    if known:
        tell_clauses(draft, known)
    else:
        tell_reply(draft, "no_such_clause")


def _occupations(reading: Reading, memory: Memory) -> tuple[str, ...]:
    named = [v for s in reading.subjects for one in s.facts if one.fact == "occupation" for v in one.values]
    if not named:
        named = [
            v for topic in memory.focused() if "occupation" in topic.facts for v in topic.facts["occupation"].parsed()
        ]
    return tuple(dict.fromkeys(str(name) for name in named))


def _tell_cases(draft: Draft, engine: Engine, state: State, cases: tuple[Case, ...], task: Task) -> None:
    reading, memory = state["reading"], state["recall"]
    several = len(cases) > 1 or sum(one.way is Way.ASSESS for one in state["tasks"]) > 1
    timed = ways().timed if ways().words.in_time.search(task.ask.text) else frozenset()
    telling = Telling(
        intent=task.ask.intent,
        words=task.ask.text,
        focus=frozenset(one.fact for one in reading.stated if one.turn >= 0) | timed,
        several=several,
        asked=frozenset(memory.asked) | frozenset(memory.unsure),
        unsure=frozenset(memory.unsure),
    )
    if is_sweep(cases):
        tell_sweep(draft, cases, telling)
    else:
        if telling.intent is Intent.COMPARE:
            tell_alike(draft, cases)
        for case in cases:
            if not _tell_otherwise(draft, case, telling, engine):
                tell(draft, case, telling)
        tell_everybody(draft, cases, telling.words)
    mention_doubts(draft, cases)
    words = other_words().suggestions.get(task.scheme or "")
    if words:
        draft.suggestions += words.en if draft.language == "en" else words.zh


def _tell_otherwise(draft: Draft, case: Case, telling: Telling, engine: Engine) -> bool:
    """The case beside what it was or could be, where that was asked and there is something to tell."""
    if telling.intent is Intent.CHANGED:
        return tell_before_after(draft, case, telling, engine.rulebook)
    return telling.intent is Intent.IMPROVE and tell_ways(draft, case, telling, engine.rulebook)


def _tell_all(draft: Draft, engine: Engine, state: State, cases: tuple[Case, ...], task: Task) -> None:
    """Everything that may concern the person: the sums where the case is known, else the schemes in a line each."""
    if cases:
        _tell_cases(draft, engine, state, cases, task)
        return
    words, memory = other_words(), state["recall"]
    told = memory.people.get(memory.person(), {})
    if memory.person() == COMPANY or ways().words.as_employer.search(state["reading"].text):
        tell_list(draft, words.list_intro, tuple(scheme for scheme in SCHEMES if scheme not in PERSONAL))
    elif memory.person() != SELF or told:
        groups = {str(value) for value in told["status"].parsed()} if "status" in told else set()
        joined = tuple(scheme for scheme, who in words.joins.items() if who & groups)
        tell_list(draft, words.list_intro, PERSONAL)
        if joined:
            tell_list(draft, words.list_joined, joined)
    else:
        tell_list(draft, words.list_all, tuple(SCHEMES))
    draft.say(Role.NEXT, other_words().list_ask.say(draft.language))


def _tell_search(draft: Draft, engine: Engine, result: SearchResult) -> None:
    limits = thresholds()
    hits = [(clause, hit) for hit in result.hits if (clause := engine.clause(hit.policy, hit.clause)) is not None]
    if hits and (result.direct or result.answerable >= limits.answerable):
        clause, hit = hits[0]
        tell_found(draft, ((clause, *_sentence_bounds(clause, hit.start, hit.end)),))
        return
    near = [clause for clause, _ in hits if result.answerable >= limits.answerable / 2]
    tell_not_found(draft, tuple(dict.fromkeys(near))[:2])


def _sentence_bounds(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """The whole sentences that a span of a clause touches."""
    touched = [quote for quote in clause.sentences() if quote.start < end and start < quote.end]
    return (touched[0].start, touched[-1].end) if touched else (0, len(clause.text))


def _close(draft: Draft, memory: Memory, reading: Reading) -> None:
    """The question back, as the last sentence and in the memory; the verdict of the turn decides its status."""
    question = draft.question
    if question is not None and draft.language == "en" and question.fact != "scheme":
        options = tuple(Option(label=label_in_english(o.label), say=o.say) for o in question.options)
        question = Question(
            fact=question.fact, text=question_in_english(question.fact) or question.text, options=options
        )
        draft.question = question
    memory.offered = tuple(option.say for option in question.options) if question is not None else ()
    if question is not None:
        draft.say(Role.QUESTION, question.text, draft.question_proofs)
        if question.fact != "scheme":
            memory.pending = Pending(fact=question.fact, person=memory.person(), topics=memory.focus)
            memory.asked = (*memory.asked, question.fact)
    else:
        memory.pending = None
    if reading.act is Act.RESTART:
        memory.asked, memory.pending = (), None


def _status(draft: Draft) -> Status:
    """One status for the turn: a refusal or small talk as decided, else by what could be said."""
    if draft.verdicts and not draft.statuses and set(draft.verdicts) == {Verdict.NOT_ELIGIBLE}:
        return Status.NOT_ELIGIBLE
    if draft.silent and not draft.statuses and set(draft.verdicts) == {Verdict.UNKNOWN}:
        return Status.NOT_IN_POLICY
    if draft.statuses and not draft.verdicts:
        return draft.statuses[0]
    if draft.statuses:
        if set(draft.verdicts) == {Verdict.NOT_ELIGIBLE} and set(draft.statuses) <= {Status.NOT_IN_POLICY}:
            return Status.NOT_ELIGIBLE
        beside = [status for status in draft.statuses if status is not Status.NOT_IN_POLICY]
        return Status.CLARIFY if Status.CLARIFY in beside else next(iter(beside), Status.ANSWERED)
    if draft.rough and draft.question is not None:
        return Status.CLARIFY
    if draft.nothing_yet and draft.question is not None and not draft.steps:
        return Status.CLARIFY
    told = any(s.role in (Role.LEAD, Role.SUM) for s in draft.sentences)
    return Status.ANSWERED if told and (draft.amounts or draft.citations) else Status.CLARIFY


def _answer(draft: Draft, memory: Memory, state: State) -> Answer:
    answer = Answer(
        status=_status(draft),
        as_of=draft.as_of,
        text="",
        sentences=tuple(sorted(draft.sentences, key=lambda s: s.role is Role.QUESTION)),
        citations=tuple(draft.citations),
        amounts=tuple(draft.amounts),
        verdict=_verdict(draft),
        schemes=tuple(dict.fromkeys(draft.schemes)),
        conditions=tuple(draft.conditions),
        steps=tuple(draft.steps),
        said=tuple(draft.said),
        missing=tuple(draft.missing),
        question=draft.question,
        suggestions=tuple(dict.fromkeys(draft.suggestions))[:MOST_SUGGESTIONS],
        facts=fact_lines(memory) + place_line(state, memory),
        near=tuple(draft.near),
        hand_off=replies()["hand_off"].say(draft.language)[0] if draft.hand_off else None,
        answerable=max((found.answerable for found in state["found"].values()), default=None),
        language=draft.language,
    )
    return answer.model_copy(update={"text": render_text(answer)})


def _verdict(draft: Draft) -> str | None:
    """One verdict for the turn: of several cases the one that is open, else no, else yes."""
    for verdict in (Verdict.UNKNOWN, Verdict.NOT_ELIGIBLE, Verdict.ELIGIBLE):
        if verdict in draft.verdicts:
            return verdict.value
    return None
