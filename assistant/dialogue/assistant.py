"""Conversations: a message in, a verified answer out; what was said can be read back, taken back and forgotten."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.types import StreamMode
from pydantic import JsonValue

from assistant.dialogue.answer import Answer
from assistant.dialogue.engine import Engine, open_engine
from assistant.dialogue.graph import build_graph
from assistant.dialogue.memory import Memory
from assistant.dialogue.state import State, Turn
from assistant.dialogue.talk import Traffic
from assistant.settings import Settings

OUTPUT = ["answer", "timings"]  # what is read of the state after each step
AGAIN = {"zh": "按现在的情况再算一下", "en": "work it out again"}


class Assistant:
    """Answers messages of any number of conversations; safe to share between threads."""

    def __init__(self, engine: Engine, checkpointer: BaseCheckpointSaver[str], settings: Settings) -> None:
        self.engine = engine
        self._settings = settings
        self._checkpointer = checkpointer
        self._graph = build_graph(engine, checkpointer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store of conversations."""
        if isinstance(self._checkpointer, SqliteSaver):
            self._checkpointer.conn.close()

    def warm(self) -> None:
        """Load what the first question would otherwise wait for."""
        self.engine.embedder.warm()

    def reply(self, message: str, conversation: str, *, as_of: dt.date | None = None) -> Answer:
        """The answer to one message of a conversation.

        Args:
            message: what the person typed, as it came.
            conversation: any opaque id; the same id continues the same conversation.
            as_of: the day as of which to answer; by default today, or the day of the settings.
        """
        *_, answer = self.stream(message, conversation, as_of=as_of)
        return answer

    def stream(self, message: str, conversation: str, *, as_of: dt.date | None = None) -> Iterator[Answer]:
        """The answer as it grows: with a language model first its evidence, then a sentence more each time; last the whole.

        Args:
            message, conversation, as_of: as for `reply`.
        """
        started = time.perf_counter()
        given: State = {"typed": message, "as_of": as_of or self._settings.today()}
        config = self._config(conversation)
        state: State = {}
        if self.engine.guest is None:  # nothing comes before the whole, and streaming costs some milliseconds
            state = cast(State, self._graph.invoke(given, config, durability="exit", output_keys=OUTPUT))
        else:
            modes: list[StreamMode] = ["custom", "values"]
            for kind, chunk in self._graph.stream(
                given, config, stream_mode=modes, output_keys=OUTPUT, durability="exit"
            ):
                if kind == "custom":
                    yield cast(Answer, chunk)
                else:
                    state = cast(State, chunk)
        spent = round((time.perf_counter() - started) * 1000, 3)
        answer = state["answer"]
        yield answer.model_copy(update={"timings_ms": {**answer.timings_ms, "total": spent, **state["timings"]}})

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """Every turn of a conversation, oldest first, as it was shown."""
        kept = self._kept(conversation).get("turns", [])
        return tuple(Turn.model_validate(turn) for turn in kept)

    def take_back(self, conversation: str, fact_id: str, *, as_of: dt.date | None = None) -> Answer | None:
        """Remove one understood fact (`FactLine.id`) and answer the last question again; None if it is not held."""
        memory = Memory.model_validate(self._kept(conversation).get("memory", {}))
        kind, owner, name = (*fact_id.split(":"), "", "")[:3]
        home = memory.people.get(owner, {}) if kind == "p" else self._topic_facts(memory, owner)
        if name not in home:
            return None
        del home[name]
        memory.asked = tuple(fact for fact in memory.asked if fact != name)
        self._update(conversation, {"memory": memory.model_dump(mode="json")})
        return self.reply(AGAIN[memory.language], conversation, as_of=as_of)

    def withdraw_last(self, conversation: str) -> str:
        """Make the last message unsaid; gives its text, personal data masked, or nothing where none was said."""
        kept = self._kept(conversation)
        turns = kept.get("turns", [])
        if not turns:
            return ""
        left: list[JsonValue] = [dict(turn) for turn in turns[:-1]]
        self._update(conversation, {"memory": dict(kept.get("before", {})), "turns": left})
        return str(turns[-1]["question"])

    def forget(self, conversation: str) -> None:
        """Remove a conversation and everything kept of it."""
        self._checkpointer.delete_thread(conversation)

    def _topic_facts(self, memory: Memory, index: str) -> dict[str, object]:
        known = index.isdigit() and int(index) < len(memory.topics)
        return memory.topics[int(index)].facts if known else {}  # type: ignore[return-value]

    def _config(self, conversation: str) -> RunnableConfig:
        return {"configurable": {"thread_id": conversation}}

    def _kept(self, conversation: str) -> State:
        values: State = self._graph.get_state(self._config(conversation)).values  # type: ignore[assignment]
        return values

    def _update(self, conversation: str, values: Mapping[str, JsonValue]) -> None:
        self._graph.update_state(self._config(conversation), dict(values), as_node="record")


def open_assistant(settings: Settings, *, keep: bool = True, traffic: Traffic | None = None) -> Assistant:
    """An assistant over the corpus and index that the settings name.

    Args:
        settings: where everything is.
        keep: whether conversations are kept on disk (`settings.data`), so that they outlive the process.
        traffic: is given every request to a language model as it leaves.

    Raises:
        CorpusError, IndexMissing, IndexMismatch: with the file or the command that mends it.
    """
    engine = open_engine(settings, traffic)
    return Assistant(engine, _checkpointer(settings.data) if keep else InMemorySaver(), settings)


def _checkpointer(folder: Path) -> SqliteSaver:
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / "conversations.sqlite", check_same_thread=False, timeout=10)
    saver = SqliteSaver(connection)
    saver.setup()
    return saver
