"""Lies that leave the figures alone, over every sentence that they fit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml
from gate_answers import sentences
from pydantic import BaseModel

from assistant.dialogue.answer import Answer, Sentence


class Lies(BaseModel):
    """One language of `lies.yaml`."""

    swaps: list[tuple[str, str]]
    frames: list[str]


@lru_cache(maxsize=1)
def lies() -> dict[str, Lies]:
    raw = yaml.safe_load(Path(__file__).with_name("lies.yaml").read_text(encoding="utf-8"))
    return {language: Lies.model_validate(block) for language, block in raw.items()}


def lied(text: str, language: str) -> Iterator[str]:
    """Every lie that fits a sentence."""
    for old, new in lies()[language].swaps:
        if old in text:
            yield text.replace(old, new, 1)
    yield from (frame.format(text) for frame in lies()[language].frames)


def all_lies(language: str) -> Iterator[tuple[str, Sentence, Answer]]:
    """Every lie over every sentence."""
    for sentence, answer in sentences(language):
        for text in lied(sentence.text, language):
            yield text, sentence, answer
