"""The one state that flows through the pipeline; only what a later turn needs is kept by the checkpointer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

from langgraph.channels import UntrackedValue
from pydantic import BaseModel, JsonValue
from typing_extensions import TypedDict

from assistant.dialogue.answer import Answer
from assistant.dialogue.assess import Case
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.memory import Memory
from assistant.dialogue.understand.exemplars import Resemblance
from assistant.dialogue.understand.exemplars import Vector as QueryVector
from assistant.dialogue.understand.reading import Reading
from assistant.dialogue.ways import Task
from assistant.retrieval import SearchResult


class Turn(BaseModel):
    """One question (personal data masked) with its answer, as restored after a reload."""

    question: str
    answer: Answer


class State(TypedDict, total=False):
    """Kept: `memory`, `before` (the memory before the last turn) and `turns`, as plain JSON. The rest is of this turn."""

    memory: Mapping[str, JsonValue]
    before: Mapping[str, JsonValue]
    turns: list[Mapping[str, JsonValue]]
    typed: Annotated[str, UntrackedValue]
    as_of: Annotated[dt.date, UntrackedValue]
    message: Annotated[str, UntrackedValue]
    oversized: Annotated[bool, UntrackedValue]
    reading: Annotated[Reading, UntrackedValue]
    vector: Annotated[QueryVector, UntrackedValue]
    near: Annotated[Resemblance, UntrackedValue]
    recall: Annotated[Memory, UntrackedValue]
    tasks: Annotated[tuple[Task, ...], UntrackedValue]
    found: Annotated[Mapping[int, SearchResult], UntrackedValue]
    cases: Annotated[Mapping[int, tuple[Case, ...]], UntrackedValue]
    draft: Annotated[Draft, UntrackedValue]
    answer: Annotated[Answer, UntrackedValue]
    timings: Annotated[Mapping[str, float], UntrackedValue]
