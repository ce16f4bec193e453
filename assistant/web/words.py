"""The pages' wording, loaded once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class PageWords(BaseModel):
    """`wording.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    lead: str
    empty: str
    placeholder: str
    send: str
    stop: str
    again: str
    retry: str
    facts: str
    evidence: str
    evidence_empty: str
    steps: str
    conditions: str
    in_force: str
    not_in_force: str
    since: str
    reference: str
    whole: str
    near: str
    note: str
    hand_off: str
    standard: str
    ratio: str
    amount: str
    sum_item: str
    sum_yuan: str
    sum_formula: str
    verdicts: dict[str, str]
    findings: dict[str, str]
    kinds: dict[str, str]
    busy: str
    failed: str
    too_many: str


@lru_cache(maxsize=1)
def page_words() -> PageWords:
    """The Chinese wording of the pages."""
    path = Path(__file__).with_name("wording.yaml")
    return PageWords.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
