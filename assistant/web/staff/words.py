"""The wording of the pages of staff, loaded once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.yaml_file import read_data


class StaffWords(BaseModel):
    """`wording.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    lead: str
    login: str
    name: str
    password: str
    wrong: str
    slow_down: str
    no_account: str
    logout: str
    logged_in: str
    not_logged_in: str
    back: str
    ask: str
    question: str
    as_of: str
    bad_date: str
    run: str
    answer: str
    trace: str
    facts: str
    facts_columns: tuple[str, ...]
    decisions: str
    decisions_columns: tuple[str, ...]
    conditions: str
    conditions_columns: tuple[str, ...]
    steps: str
    steps_columns: tuple[str, ...]
    verified: str
    timings: str
    self_: str = Field(alias="self")
    intents: dict[str, str]
    ways: dict[str, str]
    spent: dict[str, str]
    search: str
    search_for: str
    search_count: str
    hits_columns: tuple[str, ...]
    near: str
    near_columns: tuple[str, ...]
    excluded: dict[str, str]
    answerable: str
    copy_text: str
    copy_markdown: str
    docx: str
    docx_name: str
    queue: str
    queue_empty: str
    queue_pick: str
    queue_closed: str
    queue_refresh: str
    kinds: dict[str, str]
    reasons: dict[str, str]
    snapshot: str
    forgotten: str
    comment: str
    to_case: str
    case: str
    case_keep: str
    case_kept: str
    note: str
    close: str
    closed: str
    pick_first: str
    statistics: str
    days: str
    questions: str
    by_day: str
    by_status: str
    by_scheme: str
    by_reason: str
    totals: str
    nothing: str
    statuses: dict[str, str]
    switch: str
    switch_now_on: str
    switch_now_off: str
    switch_reason: str
    switch_off: str
    switch_on: str
    switch_history: str
    switch_columns: tuple[str, ...]
    switched_off: str
    switched_on: str


@lru_cache(maxsize=1)
def staff_words() -> StaffWords:
    """`wording.yaml`."""
    path = Path(__file__).with_name("wording.yaml")
    return StaffWords.model_validate(read_data(path))
