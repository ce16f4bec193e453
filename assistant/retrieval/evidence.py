"""The words of a passage that carry an answer: which sentence holds most of what the question is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.retrieval.passage import Passage
from assistant.retrieval.pieces import sentences
from assistant.retrieval.tokens import tokens


@dataclass(frozen=True, slots=True)
class Evidence:
    """The tokens of a passage, of its title, and of each of its sentences with its offsets."""

    tokens: frozenset[int]
    title: frozenset[int]
    sentences: tuple[tuple[int, int, frozenset[int]], ...]

    def coverage(self, rarity: Mapping[int, float]) -> float:
        """Share of a question's tokens, weighed by rarity, that the passage holds; 0 for a question without any."""
        whole = sum(rarity.values())
        return self._weight(rarity, self.tokens) / whole if whole else 0.0

    def focus(self, rarity: Mapping[int, float]) -> float:
        """The same for the one sentence that holds most of the question, the title helping it."""
        whole = sum(rarity.values())
        best = max((self._weight(rarity, own | self.title) for _, _, own in self.sentences), default=0.0)
        return best / whole if whole else 0.0

    def best_sentence(self, rarity: Mapping[int, float]) -> tuple[int, int] | None:
        """Offsets of the sentence that holds most of the question, the earliest of equals; None if none holds any."""
        weighed = [(self._weight(rarity, own), -start, end) for start, end, own in self.sentences]
        weight, start, end = max(weighed, default=(0.0, 0, 0))
        return (-start, end) if weight > 0 else None

    @staticmethod
    def _weight(rarity: Mapping[int, float], held: frozenset[int]) -> float:
        return sum(weight for token, weight in rarity.items() if token in held)


def evidence(passage: Passage) -> Evidence:
    """The tokens of a passage's title and text, and of its sentences."""
    own = tuple(
        (span.start, span.end, frozenset(tokens(passage.text[span.start : span.end])))
        for span in sentences(passage.text)
    )
    title = frozenset(tokens(passage.title))
    # Pairs never cross what sentences end with, so the sentences together hold every token of the text.
    return Evidence(title.union(*(held for _, _, held in own)), title, own)
