"""What of a turn is kept: the memory, the memory before it, and the turn itself, all as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from pydantic import JsonValue

from assistant.dialogue.state import State, Turn

LOG = structlog.get_logger("assistant.turn")


def recorded(state: State) -> State:
    """The kept part of the state after this turn, and one audit line without any of the person's own words."""
    answer, memory = state["answer"], state["recall"]
    turn = Turn(question=state["message"], answer=answer)
    kept: Mapping[str, JsonValue] = memory.model_dump(mode="json")
    LOG.info(
        "turn",
        status=answer.status,
        schemes=answer.schemes,
        clauses=[f"{citation.policy}{citation.clause}" for citation in answer.citations],
        facts=[fact.name for fact in answer.facts],
        verdict=answer.verdict,
        amounts=len(answer.amounts),
        unproved=answer.unproved,
    )
    return {
        "before": state.get("memory", {}),
        "memory": kept,
        "turns": [*state.get("turns", []), turn.model_dump(mode="json")],
    }
