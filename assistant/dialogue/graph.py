"""The way of a question: one straight line of steps over one state, as a LangGraph graph."""

from __future__ import annotations

import time
from typing import Protocol

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from assistant.dialogue.engine import Engine
from assistant.dialogue.state import State
from assistant.dialogue.steps import Steps


class Step(Protocol):
    """One step of the pipeline."""

    def __call__(self, state: State) -> State: ...


Pipeline = CompiledStateGraph[State, None, State, State]


def build_graph(engine: Engine, checkpointer: BaseCheckpointSaver[str] | None) -> Pipeline:
    """The pipeline over an engine's resources; conversations are kept by `checkpointer` under their thread id."""
    steps = Steps(engine)
    line: tuple[tuple[str, Step], ...] = (
        ("sanitise", steps.sanitise),
        ("understand", steps.understand),
        ("encode", steps.encode),
        ("decide", steps.decide),
        ("look_up", steps.look_up),
        ("assess", steps.assess),
        ("compose", steps.compose),
        *([("phrase", steps.phrase)] if engine.guest is not None else []),
        ("verify", steps.verify),
        ("record", steps.record),
    )
    graph = StateGraph(State)
    previous = START
    for name, step in line:
        graph.add_node(name, _timed(name, step))
        graph.add_edge(previous, name)
        previous = name
    graph.add_edge(previous, END)
    return graph.compile(checkpointer=checkpointer)


def _timed(name: str, step: Step) -> Step:
    """The step, its milliseconds added to the state."""

    def run(state: State) -> State:
        started = time.perf_counter()
        added = step(state)
        spent = (time.perf_counter() - started) * 1000
        return {**added, "timings": {**state.get("timings", {}), name: round(spent, 3)}}

    return run
