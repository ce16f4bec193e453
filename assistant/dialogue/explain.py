"""The trace of a turn for people: facts with their words, the ways chosen with their reasons, the nearest exemplars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.dialogue.engine import Engine
from assistant.dialogue.state import State
from assistant.dialogue.steps import Steps
from assistant.dialogue.understand.exemplars import Near
from assistant.dialogue.understand.reading import Stated
from assistant.dialogue.ways import Task, Way


@dataclass(frozen=True, slots=True)
class TaskTrace:
    """One task in words."""

    intent: str
    scheme: str | None
    way: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One turn, as it was understood and decided."""

    text: str
    facts: tuple[Stated, ...]
    tasks: tuple[TaskTrace, ...]
    near: tuple[Near, ...]


def explain_turns(engine: Engine, turns: tuple[str, ...], as_of: dt.date) -> Iterator[Explanation]:
    """The trace of each turn of one conversation; answers are composed but not shown."""
    steps = Steps(engine)
    kept: State = {}
    for turn in turns:
        state: State = {**kept, "typed": turn, "as_of": as_of}
        for step in (
            steps.sanitise,
            steps.understand,
            steps.encode,
            steps.decide,
            steps.look_up,
            steps.assess,
            steps.compose,
        ):
            state = {**state, **step(state)}
        reading = state["reading"]
        facts = (*reading.stated, *(one for subject in reading.subjects for one in subject.facts))
        yield Explanation(reading.text, facts, tuple(_trace(task) for task in state["tasks"]), state["near"].whole[:5])
        kept = {"memory": state["recall"].model_dump(mode="json")}


def _trace(task: Task) -> TaskTrace:
    if task.hit is not None:
        reason = f"“{task.hit.words}” → {task.hit.id}"
    elif task.entry is not None:
        reason = f"准备好的答案 {task.entry.id}"
    elif task.way is Way.ASSESS:
        reason = "按规则计算"
    else:
        reason = task.reply or f"“{task.ask.text}”"
    return TaskTrace(task.ask.intent, task.scheme, task.way, reason)
