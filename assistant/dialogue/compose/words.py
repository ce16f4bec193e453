"""The wording of answers, loaded once; a template is taken by language and filled with values that carry proofs."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.yaml_file import read_data

HERE = Path(__file__).parent


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Strict):
    """One sentence in both languages."""

    zh: str
    en: str

    def say(self, language: str, **values: str) -> str:
        """The sentence of a language with its blanks filled."""
        return (self.en if language == "en" else self.zh).format(**values)


class Whole(Text):
    """The sentence on what several people get together: where it is asked for, and how the sum is called."""

    asked: re.Pattern[str]
    label: str


class Lines(_Strict):
    """Several sentences in both languages."""

    zh: tuple[str, ...]
    en: tuple[str, ...]

    def say(self, language: str, **values: str) -> tuple[str, ...]:
        """The sentences of a language with their blanks filled."""
        return tuple(line.format(**values) for line in (self.en if language == "en" else self.zh))


class Lead(_Strict):
    """The first sentence of an assessment where these amounts are known and, if `asked` is there, asked about so."""

    needs: frozenset[str]
    asked: re.Pattern[str] | None = None
    verdicts: tuple[str, ...] = ()
    zh: str
    en: str


class _Who(_Strict):
    self_: str = Field(alias="self")
    company: str
    staff: str
    other: str


class AssessWords(_Strict):
    """`assess.yaml`."""

    leads: dict[str, tuple[Lead, ...]]
    verdict: dict[str, Text]
    sum: Text
    ahead: Text
    still: Text
    uncertain: Text
    rough: Text
    fault: Text
    separator: Text
    branch: Text
    either: Text
    barred: Text
    sweep: dict[str, Text]
    bound: dict[str, Text]
    vague_day: Text
    same: Text
    before: str
    assumed: str
    subject: dict[str, Text]
    levels: dict[str, dict[int, str]]
    who: dict[str, _Who]
    people_en: dict[str, str]
    alike: Text
    everybody: Whole
    pronouns: dict[str, dict[str, str]]


@lru_cache(maxsize=1)
def assess_words() -> AssessWords:
    """`assess.yaml`."""
    return AssessWords.model_validate(read_data(HERE / "assess.yaml"))


@lru_cache(maxsize=1)
def replies() -> dict[str, Lines]:
    """`replies.yaml`, by name."""
    raw = yaml.safe_load((HERE / "replies.yaml").read_text(encoding="utf-8"))
    return {name: Lines.model_validate(block) for name, block in raw.items()}
