"""One ranking from two: a convex sum of scores that were made comparable within the question."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from assistant.retrieval.vectors import Vectors

Rows = npt.NDArray[np.int64]


def best(scores: Vectors, count: int, mask: npt.NDArray[np.bool_] | None = None) -> Rows:
    """Rows of the highest scores, best first, equal scores in the corpus's order.

    Args:
        scores: one for each passage.
        count: most rows wanted.
        mask: which passages count; all where None.
    """
    rows = np.arange(len(scores)) if mask is None else np.flatnonzero(mask)
    held = scores if mask is None else scores[rows]
    if count < len(rows):
        # Partitioning the scores themselves, not their negatives, saves a copy of the corpus's length.
        first = np.argpartition(held, len(rows) - count)[len(rows) - count :]
        rows, held = rows[first], held[first]
    return rows[np.lexsort((rows, -held))]


def fuse(lexical: Vectors, dense: Vectors, weight: float) -> Vectors:
    """The fused scores of some candidates of one question, 0 to 1.

    Args:
        lexical: BM25 of each candidate; divided by the highest.
        dense: cosine of each candidate; spread between the lowest and the highest.
        weight: share of the lexical score.
    """
    return weight * _share(lexical) + (1 - weight) * _spread(dense)


def _share(scores: Vectors) -> Vectors:
    top = float(scores.max(initial=0.0))
    return scores / top if top > 0 else np.zeros_like(scores)


def _spread(scores: Vectors) -> Vectors:
    if not len(scores):
        return scores
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)
