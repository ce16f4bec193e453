"""The wording of exports, loaded once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class ExportWords(BaseModel):
    """`wording.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str
    answer: str
    sum: str
    basis: str
    item: str
    amount: str
    formula: str
    as_of: str
    number: str
    quote: str
    note: str
    not_in_force: str
    reference: str
    hand_off: str
    title: str
    shared: str
    print: str
    save_pdf: str
    ask: str
    gone_title: str
    gone: str
    kinds: dict[str, str]


@lru_cache(maxsize=1)
def export_words() -> ExportWords:
    """`wording.yaml`."""
    path = Path(__file__).with_name("wording.yaml")
    return ExportWords.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
