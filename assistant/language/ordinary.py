"""How ordinary a stretch of Chinese is: the price of its cheapest division into words that people use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LONGEST = 4  # characters of a word in `words.txt`
COMMENT = "#"


@dataclass(frozen=True, slots=True)
class Prices:
    """The price of every beginning and of every end of a run; what is priced in between can be told from both."""

    before: tuple[float, ...]
    behind: tuple[float, ...]

    def gain(self, start: int, end: int, price: float) -> float:
        """By how much the run becomes cheaper if `start:end` has this price instead of its own."""
        return self.before[-1] - (self.before[start] + price + self.behind[end])


class Ordinary:
    """Words with their prices: the rarer a word is, the dearer (the negative logarithm of its share of all words)."""

    def __init__(self, prices: Mapping[str, float]) -> None:
        self._prices = dict(prices)
        self._strange = max(prices.values(), default=0.0)

    def with_words(self, words: Iterable[str], price: float) -> Ordinary:
        """The same, with words that cost no more than this."""
        return Ordinary(self._prices | {word: min(price, self._prices.get(word, price)) for word in words})

    def holds(self, word: str) -> bool:
        """Whether this is one of the words."""
        return word in self._prices

    def prices(self, run: str) -> Prices:
        """The prices of a run of Chinese characters."""
        size = len(run)
        before, behind = [0.0] + [float("inf")] * size, [float("inf")] * size + [0.0]
        words = [self._words(run, start) for start in range(size)]
        for start in range(size):
            for end, price in words[start]:
                before[end] = min(before[end], before[start] + price)
        for start in reversed(range(size)):
            behind[start] = min(price + behind[end] for end, price in words[start])
        return Prices(tuple(before), tuple(behind))

    def _words(self, run: str, start: int) -> list[tuple[int, float]]:
        """Where the words that begin at `start` end, and their prices; a strange character is a word of its own."""
        found = [(start + 1, self._prices.get(run[start], self._strange))]
        for end in range(start + 2, min(start + LONGEST, len(run)) + 1):
            price = self._prices.get(run[start:end])
            if price is not None:
                found.append((end, price))
        return found


@lru_cache(maxsize=1)
def ordinary_words() -> Ordinary:
    """The words of `words.txt`, of which each line begins with the price of those on it."""
    lines = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines()
    priced = (line.split() for line in lines if not line.startswith(COMMENT))
    return Ordinary({word: float(price) for price, *words in priced for word in words})
