"""The words a model wants before a question or a text, by family of models."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class Prompts(BaseModel):
    """What is written before a question and before a text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: str = ""
    document: str = ""


class _Family(Prompts):
    family: str


def prompts_for(name: str) -> Prompts:
    """The prompts of the family that `name` belongs to, from `prompts.yaml`; empty ones for an unknown family."""
    known = next((family for family in _families() if family.family in name.lower()), None)
    return Prompts(query=known.query, document=known.document) if known else Prompts()


@lru_cache(maxsize=1)
def _families() -> tuple[_Family, ...]:
    entries = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return tuple(_Family.model_validate(entry) for entry in entries)
