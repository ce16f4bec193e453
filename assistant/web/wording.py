"""Wordings in several languages: one YAML file beside each page, a block a language, read as a model."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

FIRST = "zh"  # what stands in for a language that a file lacks
Wording = TypeVar("Wording", bound="LanguageWords")


class LanguageWords(BaseModel):
    """One language of a wording file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str


@lru_cache(maxsize=64)
def wording(path: Path, model: type[Wording], language: str) -> Wording:
    """The block of a language as its model; the Chinese one where there is none."""
    blocks = yaml.safe_load(path.read_text(encoding="utf-8"))
    chosen = language if language in blocks else FIRST
    return model.model_validate({"language": chosen, **blocks[chosen]})
