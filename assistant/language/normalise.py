"""One written form for what people type, with the way back to the characters they typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import opencc
import yaml
from pydantic import BaseModel, ConfigDict


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    invisible: str
    control: str
    punctuation: dict[str, str]
    variants: dict[str, str]


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised text; `origins[i]` is where its character `i` stood in the text that was given."""

    text: str
    origins: tuple[int, ...]
    length: int

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text from which `text[start:end]` came; an empty span maps to an empty one."""
        if start >= len(self.origins):
            return self.length, self.length
        if end <= start:
            return self.origins[start], self.origins[start]
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    raw = yaml.safe_load(Path(__file__).with_name("normalise.yaml").read_text(encoding="utf-8"))
    table = _Table.model_validate(raw)
    return re.compile(f"{table.invisible}|{table.control}"), {**table.punctuation, **table.variants}


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=8192)
def _fold(char: str) -> str:
    """One character's normal form: half-width, simplified, plain punctuation; nothing if it cannot be seen."""
    dropped, folded = _table()
    if dropped.fullmatch(char):
        return ""
    if char in folded:
        return folded[char]
    if char.isspace():
        return " " if char != "\n" else "\n"
    wide = unicodedata.normalize("NFKC", char)
    simple: str = _converter().convert(wide) if wide > "\u2fff" else wide
    return "".join(folded.get(one, one) for one in simple)


def normalise(text: str) -> Normalised:
    """Half-width, simplified, visible characters; runs of blanks become one, those at the ends go.

    Args:
        text: anything, up to whatever length the caller bounds it to.
    """
    chars: list[str] = []
    origins: list[int] = []
    for position, char in enumerate(text):
        for one in _fold(char):
            if one in " \n" and (not chars or chars[-1] in " \n"):
                continue
            chars.append(one)
            origins.append(position)
    while chars and chars[-1] in " \n":
        chars.pop()
        origins.pop()
    return Normalised("".join(chars), tuple(origins), len(text))
