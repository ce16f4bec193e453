"""The steps of the pipeline, one method each: sanitise, understand, decide, look up, assess, compose, verify, record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from langgraph.config import get_stream_writer

from assistant.dialogue.answer import Status
from assistant.dialogue.assess import Case, cases_of
from assistant.dialogue.choose import EVERYTHING
from assistant.dialogue.compose.write import compose, nothing_proved
from assistant.dialogue.correct import corrected
from assistant.dialogue.engine import Engine
from assistant.dialogue.follow import follow
from assistant.dialogue.memory import Memory, Topic
from assistant.dialogue.pending import no_longer_asked, read_against_question
from assistant.dialogue.propose import take_in
from assistant.dialogue.put_right import put_right
from assistant.dialogue.record import recorded
from assistant.dialogue.script import in_traditional
from assistant.dialogue.state import State
from assistant.dialogue.understand.exemplars import Near, Resemblance, Vector
from assistant.dialogue.understand.read import Context, read_message
from assistant.dialogue.understand.reading import Ask
from assistant.dialogue.understand.schema import COMPANY
from assistant.dialogue.verify import verify
from assistant.dialogue.ways import SUMS, Task, Way, ways
from assistant.language.normalise import normalise
from assistant.language.privacy import mask
from assistant.retrieval import SearchResult
from assistant.subsidy import SCHEMES

LONGEST = 1000  # characters of a message that are read; people who need more are asked for less
WORDS = re.compile(r"[\w]")
JURISDICTION = "上海市"
HEAD_COUNTS = frozenset({"trainees", "employed", "retained", "apprentices", "persons"})
# The schemes that pay a person, with the facts by which a case of theirs is known.
PERSONAL = {"skill_upgrade": {"occupation", "level"}, "special_ability": {"special_project"}}


@dataclass(frozen=True)
class Steps:
    """The pipeline's steps over the shared resources; each takes the state and gives what it adds."""

    engine: Engine

    def sanitise(self, state: State) -> State:
        """Bound the length, and mask personal data before anything is stored or sent."""
        typed = state["typed"]
        masked = mask(typed[:LONGEST]).text
        return {"message": masked, "oversized": len(typed) > LONGEST}

    def understand(self, state: State) -> State:
        """What is asked and which facts are stated, each with the words that state it."""
        memory = Memory.model_validate(state.get("memory", {}))
        topic = memory.focused()[0] if memory.focus else None
        context = Context(
            state["as_of"],
            self.engine.notice_from,
            memory.person(),
            memory.last_other,
            (topic.scheme if topic else None) or memory.last_scheme,
            _head_counts(topic),
        )
        reading = read_message(put_right(state["message"]), context, self.engine.lexicon)
        reading = corrected(reading, memory, lambda text: read_message(text, context, self.engine.lexicon))
        reading = read_against_question(reading, memory, state["as_of"])
        guest = self.engine.guest
        if guest is not None and (proposal := guest.propose(state["message"], state["as_of"])) is not None:
            reading = take_in(reading, proposal)
        return {"reading": reading, "recall": memory}

    def encode(self, state: State) -> State:
        """The one encoding of the message that exemplars and index share; where several things are asked, one each more."""
        text, asks = state["reading"].text or " ", state["reading"].asks
        vector = self.engine.embedder.encode_query(text)
        parts = {
            ask.text: self._near(ask.text, self.engine.embedder.encode_query(ask.text)) for ask in asks if len(asks) > 1
        }
        return {"vector": vector, "near": Resemblance(self._near(text, vector), parts)}

    def _near(self, text: str, vector: Vector) -> tuple[Near, ...]:
        return self.engine.exemplars.nearest(text, vector, k=12)

    def decide(self, state: State) -> State:
        """Take the reading into the conversation's memory and choose a way for each ask."""
        reading, old = state["reading"], state["recall"]
        memory = follow(old, reading)
        memory.unsure = tuple(dict.fromkeys([*memory.unsure, *no_longer_asked(reading, old)]))
        tasks = self.engine.decider.decide(reading, memory, state["near"])
        policy_tasks = [task for task in tasks if task.way is not Way.REPLY]
        if policy_tasks:
            memory.last_intents = tuple(dict.fromkeys(task.ask.intent for task in policy_tasks))
            scheme = _spoken_of(policy_tasks, memory.last_scheme)
            shown = memory.last_clauses if scheme == memory.last_scheme else ()
            memory.last_clauses = next((t.ask.clauses for t in policy_tasks if t.ask.clauses), shown)
            memory.last_scheme = scheme
        elif reading.place is not None:
            memory.last_intents = tuple(ask.intent for ask in reading.asks) or memory.last_intents
        for task in policy_tasks:
            if task.scheme in SCHEMES and memory.focus and all(topic.scheme is None for topic in memory.focused()):
                for topic in memory.focused():
                    topic.scheme = task.scheme
        return {"tasks": tasks, "recall": memory, "as_of": memory.moment or state["as_of"]}

    def look_up(self, state: State) -> State:
        """Hybrid retrieval for the tasks that nothing else answers."""
        found: dict[int, SearchResult] = {}
        for index, task in enumerate(state["tasks"]):
            if task.way is Way.SEARCH:
                found[index] = self._search(task.ask, state)
        return {"found": found}

    def _search(self, ask: Ask, state: State) -> SearchResult:
        whole = state["reading"].text
        text = ask.text if len(state["tasks"]) > 1 and ask.text else whole
        vector = state["vector"] if text == whole else None
        return self.engine.searcher.search(text, k=5, as_of=state["as_of"], jurisdiction=JURISDICTION, vector=vector)

    def assess(self, state: State) -> State:
        """The schemes' rules on the facts of the whole conversation."""
        cases: dict[int, tuple[Case, ...]] = {}
        for index, task in enumerate(state["tasks"]):
            priced = task.entry is not None and task.entry.priced and task.scheme in ways().pays_without_facts
            if task.scheme is not None and (task.way is Way.ASSESS or priced):
                cases[index] = self._cases(task, task.scheme, state["recall"], state["as_of"])
            elif task.way is Way.LIST_ALL:
                memory = state["recall"]
                known = [scheme for scheme in PERSONAL if memory.person() != COMPANY and self._about(scheme, memory)]
                cases[index] = tuple(c for scheme in known for c in self._cases(task, scheme, memory, state["as_of"]))
        return {"cases": cases}

    def _cases(self, task: Task, scheme: str, memory: Memory, as_of: dt.date) -> tuple[Case, ...]:
        return cases_of(scheme, memory, as_of, self.engine.rulebook, ahead=task.ask.intent in SUMS)

    def _about(self, scheme: str, memory: Memory) -> bool:
        return any(PERSONAL[scheme] & set(topic.facts) for topic in memory.focused())

    def compose(self, state: State) -> State:
        """Sentences, each carrying its evidence; the first one answers the question."""
        usable = bool(WORDS.search(normalise(state["message"]).text))
        answer, memory = compose(self.engine, state, usable=usable)
        return {"answer": answer, "recall": memory}

    def phrase(self, state: State) -> State:
        """A language model's wording, where one is invited: each of its sentences passes the gate or is not taken."""
        answer = state["answer"]
        told = answer.status in (Status.ANSWERED, Status.CLARIFY, Status.NOT_ELIGIBLE)
        if self.engine.guest is None or not told:
            return {"answer": answer}
        proved = verify(answer, self.engine)
        show = get_stream_writer()
        show(proved.model_copy(update={"sentences": (), "text": ""}))  # the evidence stands before the words come
        return {"answer": self.engine.guest.phrased(proved, show)}

    def verify(self, state: State) -> State:
        """Promises 1 and 2 on the finished text: what has no proof is not shown."""
        answer = verify(state["answer"], self.engine)
        told = answer if answer.sentences else nothing_proved(answer)
        return {"answer": in_traditional(told) if state["recall"].traditional else told}

    def record(self, state: State) -> State:
        """Keep the turn for the ones that follow."""
        return recorded(state)


def _spoken_of(tasks: Sequence[Task], before: str | None) -> str | None:
    """The scheme that the turns to come are about; an answer on everything (where to call, who issued) changes nothing."""
    schemes = [task.scheme for task in tasks if task.scheme]
    if before in SCHEMES:
        schemes = [scheme for scheme in schemes if scheme not in EVERYTHING]
    return next(iter(schemes), before)


def _head_counts(topic: Topic | None) -> dict[str, int]:
    """The head counts known of the subject spoken of, against which shares and those left over are reckoned."""
    facts = topic.facts if topic is not None else {}
    return {
        name: held.values[0]
        for name, held in facts.items()
        if name in HEAD_COUNTS and isinstance(held.values[0], int) and not held.rough
    }
