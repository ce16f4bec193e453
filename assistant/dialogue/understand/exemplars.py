"""Which labelled example sentences a message is nearest to, by the retrieval's vectors and by shared bigrams."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

# E5 cosines of unrelated Chinese questions lie around 0.80, of paraphrases above 0.90: measured on the exemplars.
COSINE_FLOOR = 0.80
DENSE_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Near:
    """An exemplar's label with how near it is, 0 to 1: `score` combines both measures."""

    label: str
    text: str
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What a message is near to as a whole, and what each of its asks is near to where there are several."""

    whole: tuple[Near, ...]
    parts: Mapping[str, tuple[Near, ...]] = field(default_factory=dict)

    def of(self, part: str) -> tuple[Near, ...]:
        """The exemplars of one ask's words."""
        return self.parts.get(part, self.whole)


class Exemplars:
    """A set of labelled sentences with their vectors; immutable."""

    def __init__(self, labelled: Sequence[tuple[str, str]], vectors: Vector) -> None:
        """`vectors` are unit vectors, one a sentence, encoded as queries."""
        self._labels = [label for label, _ in labelled]
        self._texts = [text for _, text in labelled]
        self._vectors = vectors
        grams = [_bigrams(text) for text in self._texts]
        frequency = Counter(gram for bag in grams for gram in bag)
        count = max(len(grams), 1)
        self._idf = {gram: math.log(1 + count / seen) for gram, seen in frequency.items()}
        self._unseen = math.log(1 + count)
        rows: dict[str, list[int]] = {}
        for row, bag in enumerate(grams):
            for gram in bag:
                rows.setdefault(gram, []).append(row)
        self._rows = {gram: np.array(found, dtype=np.int32) for gram, found in rows.items()}
        self._mass = np.array([sum(self._idf[gram] for gram in bag) for bag in grams], dtype=np.float32)

    def nearest(self, text: str, vector: Vector, k: int = 5) -> tuple[Near, ...]:
        """The nearest exemplar of each of the `k` nearest labels, best first."""
        if not self._labels:
            return ()
        dense = np.clip((self._vectors @ vector - COSINE_FLOOR) / (1 - COSINE_FLOOR), 0, 1)
        overlap = np.zeros(len(self._labels), dtype=np.float32)
        bag = _bigrams(text)
        mass = 0.0
        for gram in bag:
            weight = self._idf.get(gram, self._unseen)
            mass += weight
            if gram in self._rows:
                overlap[self._rows[gram]] += weight
        lexical = 2 * overlap / (self._mass + mass + 1e-6)
        score = DENSE_WEIGHT * dense + (1 - DENSE_WEIGHT) * lexical
        best: dict[str, Near] = {}
        for row in np.argsort(-score)[: 8 * k]:
            label = self._labels[row]
            if label not in best:
                best[label] = Near(label, self._texts[row], float(score[row]), float(dense[row]), float(lexical[row]))
        return tuple(best.values())[:k]


def _bigrams(text: str) -> frozenset[str]:
    kept = "".join(char for char in text.lower() if char.isalnum())
    return frozenset(kept[index : index + 2] for index in range(len(kept) - 1)) or frozenset({kept})
