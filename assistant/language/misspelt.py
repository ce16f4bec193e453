"""Short words that are misspelt by sound or by shape, told from right ones by how ordinary the text is as it stands.

Two characters too few share enough to be compared like a long name (`near.py`). What gives a misspelt one away is that
its characters make no words where they stand: 申凌 is dear as it is and cheap as 申领, 司机 is cheap as it is.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict
from pypinyin import lazy_pinyin

from assistant.language.ordinary import Ordinary, Prices
from assistant.language.sounds import sounds

MOST_READINGS = 32  # of a window whose characters look like others


class Errors(BaseModel):
    """What one wrong character costs, by what it has in common with the right one."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    same: float
    confused: float
    alike: float
    numeral: float


@dataclass(frozen=True, slots=True)
class Misspelling:
    """Characters `start:end` of a run that may mean `word`; `gain` is how much more ordinary the run would be."""

    start: int
    end: int
    word: str
    gain: float


class Misspelt:
    """Words that are looked for misspelt, each with its price in this subject."""

    def __init__(
        self,
        words: Mapping[str, float],
        ordinary: Ordinary,
        errors: Errors,
        lookalikes: Mapping[str, str],
        numerals: str = "",
    ) -> None:
        """`lookalikes` gives for a character those that are typed for it because they look like it."""
        self._numerals = frozenset(numerals)
        self._words = dict(words)
        self._ordinary = ordinary
        self._errors = errors
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word in words:
            self._by_sound[sounds(word)].append(word)
        self._sizes = sorted({len(word) for word in words}, reverse=True)
        self._meant: dict[str, str] = defaultdict(str)
        for meant, chars in lookalikes.items():
            for char in chars:
                self._meant[char] += meant

    def find(self, run: str) -> Iterator[Misspelling]:
        """Every window of a run of Chinese characters that may be a misspelt word, with its gain."""
        readings = [(sounds(char), *map(sounds, self._meant.get(char, ""))) for char in run]
        prices: Prices | None = None
        for size in self._sizes:
            for start in range(len(run) - size + 1):
                end = start + size
                for word in self._candidates(readings[start:end]):
                    error = self._error(run[start:end], word)
                    if error is not None:
                        prices = prices or self._ordinary.prices(run)
                        yield Misspelling(start, end, word, prices.gain(start, end, self._words[word] + error))

    def gain(self, run: str, start: int, name: str, price: float) -> float:
        """How much more ordinary a run would be with this name from `start` on, at this price."""
        end = start + len(name)
        wrong = [(char, meant) for char, meant in zip(run[start:end], name, strict=True) if char != meant]
        errors = sum(self._cost(char, meant) or self._errors.confused for char, meant in wrong)
        return self._ordinary.prices(run).gain(start, end, price + errors)

    def _candidates(self, readings: list[tuple[str, ...]]) -> Iterator[str]:
        for sound in itertools.islice(itertools.product(*readings), MOST_READINGS):
            yield from self._by_sound.get("".join(sound), ())

    def _error(self, written: str, word: str) -> float | None:
        """What it costs that a word is written so; None where it is written right or is another word altogether."""
        costs = [self._cost(char, meant) for char, meant in zip(written, word, strict=True) if char != meant]
        return sum(cost for cost in costs if cost is not None) if costs and None not in costs else None

    def _cost(self, char: str, meant: str) -> float | None:
        if char in self._numerals and meant in self._numerals:
            return None
        more = self._errors.numeral if char in self._numerals else 0.0
        if _spoken(char) == _spoken(meant):
            return self._errors.same + more
        if meant in self._meant.get(char, ""):
            return self._errors.alike + more
        return self._errors.confused + more if sounds(char) == sounds(meant) else None


@lru_cache(maxsize=8192)
def _spoken(char: str) -> str:
    return str(lazy_pinyin(char)[0])
