"""A message with its misspelt terms set right, and the way back to the words as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict
from pypinyin import lazy_pinyin

from assistant.dialogue.understand.vocabulary import read

LONGEST = 4  # characters of a word found by its sound; one so long is right about a shorter term within it
FILLERS = " ,的"
HAN = re.compile(r"[\u4e00-\u9fff]")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    kept: frozenset[str]
    words: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start:end` of a text to be read as `word`."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """The text set right; `origins[i]` is where its character `i` stood before."""

    text: str
    origins: tuple[tuple[int, int], ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span before the repair from which `text[start:end]` came."""
        return (self.origins[start][0], self.origins[end - 1][1]) if start < end else (0, 0)


def repair(text: str, changes: Iterable[Change]) -> Repaired:
    """The text with each change made; changes must not overlap."""
    chars: list[str] = []
    origins: list[tuple[int, int]] = []
    position = 0
    for change in sorted(changes, key=lambda change: change.start):
        for index in range(position, change.start):
            chars.append(text[index])
            origins.append((index, index + 1))
        chars += change.word
        origins += [(change.start, change.end)] * len(change.word)
        position = change.end
    for index in range(position, len(text)):
        chars.append(text[index])
        origins.append((index, index + 1))
    return Repaired("".join(chars), tuple(origins))


@lru_cache(maxsize=1)
def _file() -> _File:
    return read("repairs.yaml", _File)


@lru_cache(maxsize=1)
def _by_sound() -> dict[tuple[str, ...], tuple[str, frozenset[str]]]:
    return {tuple(lazy_pinyin(word)): (word, frozenset(keep)) for word, keep in _file().words.items()}


def _behind(text: str, taken: Iterable[tuple[int, int]], start: int) -> bool:
    return any(end <= start and not text[end:start].strip(FILLERS) for _, end in taken)


@lru_cache(maxsize=8192)
def _syllable(char: str) -> str:
    return lazy_pinyin(char)[0] if HAN.match(char) else char


def sound_changes(text: str, taken: Iterable[tuple[int, int]]) -> tuple[Change, ...]:
    """The short words that a text spells by sound, outside the spans that are read already.

    Straight behind a term an ordinary word that begins like the short word is no ordinary word: 芯片制造工 四集.
    """
    taken = tuple(taken)
    syllables = [_syllable(char) for char in text]
    blocked = list(taken)
    found: list[Change] = []
    for size in (LONGEST, 3, 2):
        for start in range(len(text) - size + 1):
            known = _by_sound().get(tuple(syllables[start : start + size]))
            written = text[start : start + size]
            if (
                known is None
                or written == known[0]
                or written in _file().kept
                or not all(HAN.match(char) for char in written)
            ):
                continue
            if written in known[1] and not (written[0] == known[0][0] and _behind(text, taken, start)):
                continue
            end = start + size
            inside = [(s, e) for s, e in blocked if not (end <= s or e <= start)]
            if all(size == LONGEST and start < s and e < end for s, e in inside):
                blocked.append((start, end))
                found.append(Change(start, end, known[0]))
    return tuple(found)
