"""A message with its misspelt terms set right, and the way back to the words as they were typed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.understand.vocabulary import level_words, place_names, read
from assistant.language.misspelt import Errors, Misspelt
from assistant.language.ordinary import ordinary_words
from assistant.language.sounds import term_settings

LONGEST = 4  # characters of a misspelt word from which it is right about a shorter term within it
FILLERS = " ,的"
RUN = re.compile(r"[\u4e00-\u9fff0-9]{2,}")
LEVEL = "级"
PLACE = 7.0  # price of a place's name


class _File(BaseModel):
    """`repairs.yaml`; the file says what each value is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    least: float
    errors: Errors
    numerals: str
    names: re.Pattern[str]
    named: float
    behind: float
    words: dict[float, list[str]]
    ordinary: dict[float, list[str]]
    lookalikes: dict[str, str]


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
def _misspelt() -> Misspelt:
    file = _file()
    ordinary = ordinary_words().with_words(place_names(), PLACE)
    for price, words in (*file.ordinary.items(), *file.words.items()):
        ordinary = ordinary.with_words(words, price)
    lookalikes = defaultdict(str, term_settings().lookalikes)
    for meant, chars in file.lookalikes.items():
        lookalikes[meant] += chars
    prices = {word: price for price, several in file.words.items() for word in several}
    return Misspelt(prices, ordinary, file.errors, lookalikes, file.numerals)


def word_changes(text: str, taken: Iterable[tuple[int, int]]) -> tuple[Change, ...]:
    """The misspelt short words of a normalised text, outside the spans that are read already."""
    taken = tuple(taken)
    candidates: list[tuple[float, Change]] = []
    for run in RUN.finditer(text):
        for one in _misspelt().find(run[0]):
            change = Change(run.start() + one.start, run.start() + one.end, one.word)
            gain = one.gain + (_file().behind if _behind(text, taken, change) else 0.0)
            if gain >= _file().least and _free(change, taken) and not _file().names.search(text[: change.start]):
                candidates.append((gain, change))
    found: list[Change] = []
    for _, change in sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1].start)):
        if all(change.end <= other.start or other.end <= change.start for other in found):
            found.append(change)
    return tuple(found)


def plausible(text: str, start: int, end: int, name: str) -> bool:
    """Whether `start:end` may be this name misspelt; what is short must make the text around it more ordinary."""
    if len(name) > LONGEST:
        return True
    if len(name) != end - start:  # a character left out or too many, unless an ordinary word is cut: 国|家补贴
        return start == 0 or not ordinary_words().holds(text[start - 1 : start + 1])
    run = next((run for run in RUN.finditer(text) if run.start() <= start and end <= run.end()), None)
    if run is None:
        return True
    return _misspelt().gain(run[0], start - run.start(), name, _file().named) >= _file().least


def without_overlaps(changes: Iterable[Change], longer: Iterable[Change]) -> tuple[Change, ...]:
    """All changes, those of `longer` instead of shorter ones that they hold."""
    longer = tuple(longer)
    return *(one for one in changes if all(one.end <= new.start or new.end <= one.start for new in longer)), *longer


def _behind(text: str, taken: Iterable[tuple[int, int]], change: Change) -> bool:
    """Whether a level is meant straight behind a term, where an ordinary word that begins like it is none."""
    written = text[change.start : change.end]
    right = any(written in words for words in _file().ordinary.values())
    if right or not change.word.endswith(LEVEL) or written[0] != change.word[0]:
        return False
    if any(regex.match(text, change.start) for regex in level_words().levels.values()):
        return False  # 高技 names a level itself
    return any(end <= change.start and not text[end : change.start].strip(FILLERS) for _, end in taken)


def _free(change: Change, taken: Iterable[tuple[int, int]]) -> bool:
    """Whether a change leaves what is read already alone, or is a longer word about it."""
    inside = [(start, end) for start, end in taken if start < change.end and change.start < end]
    long = change.end - change.start >= LONGEST
    return all(long and change.start <= start and end <= change.end for start, end in inside)
