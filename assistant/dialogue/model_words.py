"""The prompts and limits of the language model (`model.yaml`)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.talk import Failure
from assistant.yaml_file import read_data


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(_Strict):
    """The limits within which the model is kept."""

    breaker_failures: int
    breaker_seconds: float
    longest_reply: int
    longest_span: int
    most_sentences: int


class ModelWords(_Strict):
    """`model.yaml`."""

    limits: Limits
    temperature: float
    propose: str
    phrase: str
    intents: dict[str, str]
    failures: dict[Failure, str]
    doctor: dict[str, str]


@lru_cache(maxsize=1)
def model_words() -> ModelWords:
    """`model.yaml`, read once."""
    path = Path(__file__).with_name("model.yaml")
    return ModelWords.model_validate(read_data(path))
