"""The weights and limits of the search, from `settings.yaml` beside this module."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.yaml_file import read_data

HERE = Path(__file__).parent


class RetrievalSettings(BaseModel):
    """Figures of the hybrid search; each is explained in `settings.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    window: int = Field(ge=50)
    bm25_k1: float = Field(ge=0)
    bm25_b: float = Field(ge=0, le=1)
    character_weight: float = Field(ge=0)
    character_common: float = Field(ge=0, le=1)
    question_repeats: float = Field(gt=0)
    candidates: int = Field(ge=10)
    lexical_least: float = Field(ge=0, le=1)
    lexical_most: float = Field(ge=0, le=1)
    mean_share: float = Field(ge=0, le=1)
    neighbour_share: float = Field(ge=0, le=1)
    leader_pull: float = Field(ge=0)
    sketch_from: int = Field(ge=1)
    sketch_dimension: int = Field(ge=8)
    shortlist: int = Field(ge=100)
    reread: int = Field(ge=1)
    near: int = Field(ge=0)
    query_cache: int = Field(ge=0)
    batch: int = Field(ge=1)
    everywhere: tuple[str, ...]


@lru_cache(maxsize=1)
def default_settings() -> RetrievalSettings:
    """The settings that the product ships with."""
    return RetrievalSettings.model_validate(read_data(HERE / "settings.yaml"))
