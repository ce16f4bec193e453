"""Which labelled example sentences a message is nearest to: by vectors, by shared bigrams, and by what sets labels apart."""

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
# The part of a linear classifier over the vectors: what all examples of a label have in common and others lack.
LEARNED_WEIGHT = 1.5
RIDGE = 2.0


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
        self._mean = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], dtype=np.float32)
        self._weights, self._label_of = self._learned()
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

    def _learned(self) -> tuple[Vector, NDArray[np.int32]]:
        """Ridge regression from the centred vectors to the labels, and the column of each sentence's label."""
        names = {label: column for column, label in enumerate(dict.fromkeys(self._labels))}
        columns = np.array([names[label] for label in self._labels], dtype=np.int32)
        centred = _centred(self._vectors - self._mean).astype(np.float64)
        targets = np.zeros((len(columns), len(names)))
        targets[np.arange(len(columns)), columns] = 1
        # Each label weighs alike, however many examples it has.
        counts = np.bincount(columns)
        weighted = centred * (counts.mean() / counts[columns])[:, None]
        gram = weighted.T @ centred + RIDGE * np.eye(centred.shape[1])
        return np.linalg.solve(gram, weighted.T @ targets).astype(np.float32), columns

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
        learned = np.maximum(_centred(vector - self._mean) @ self._weights, 0)[self._label_of]
        score = DENSE_WEIGHT * dense + (1 - DENSE_WEIGHT) * lexical + LEARNED_WEIGHT * learned
        best: dict[str, Near] = {}
        for row in np.argsort(-score)[: 8 * k]:
            label = self._labels[row]
            if label not in best:
                best[label] = Near(label, self._texts[row], float(score[row]), float(dense[row]), float(lexical[row]))
        return tuple(best.values())[:k]


def _centred(vectors: Vector) -> Vector:
    """Vectors at unit length again, the mean taken from them before."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Vector = np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)
    return unit


def _bigrams(text: str) -> frozenset[str]:
    kept = "".join(char for char in text.lower() if char.isalnum())
    return frozenset(kept[index : index + 2] for index in range(len(kept) - 1)) or frozenset({kept})
