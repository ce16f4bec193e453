"""What the pieces before and after lend to a piece: in a document the subject of one clause is often named in the next.

A vector to which a share of its neighbours' was added need not be stored: its product with a question is the sum of
theirs, so the plain products are enough, with the length that the sum would have had.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.retrieval.fuse import Rows
from assistant.retrieval.vectors import Vectors, normalised

Numbers = npt.NDArray[np.int32]
_SHARE = "neighbour_share.npy"
_SCALE = "neighbour_scale.npy"
_BLOCK = 8192


def write_neighbours(
    vectors: Vectors, order: Numbers, mean: Vectors, documents: Sequence[str], folder: Path, share: float
) -> None:
    """Write what each piece takes of the piece before it, and by what the sum is divided.

    Args:
        vectors: length one.
        order: which of them is each piece's, in the corpus's order.
        mean: what is taken from each vector first.
        documents: what each piece belongs to; only pieces of one document are neighbours.
        folder: of the generation.
        share: of a neighbour's vector.
    """
    names = np.asarray([*documents, ""], dtype=object)  # and the end, which has no neighbour
    shares = np.zeros(len(names), dtype=np.float32)
    shares[1:-1] = share * (names[1:-1] == names[:-2])
    scale = np.empty(len(order), dtype=np.float32)
    for start in range(0, len(order), _BLOCK):
        first, end = max(start - 1, 0), min(start + _BLOCK, len(order))
        own = normalised(vectors[order[first : end + 1]] - mean)
        sums = own.copy()
        sums[1:] += shares[first + 1 : first + len(own), None] * own[:-1]
        sums[:-1] += shares[first + 1 : first + len(own), None] * own[1:]
        lengths = np.linalg.norm(sums[start - first : end - first], axis=1)
        scale[start:end] = 1 / np.maximum(lengths, 1e-6)
    np.save(folder / _SHARE, shares)
    np.save(folder / _SCALE, scale)


class Neighbours:
    """The shares of a generation, opened.

    Args:
        folder: as `write_neighbours` wrote it.
    """

    def __init__(self, folder: Path) -> None:
        # What each piece takes of the one before it, and one more for the end: 0 at both edges.
        self._share: Vectors = np.load(folder / _SHARE)
        self._scale: Vectors = np.load(folder / _SCALE)
        self._any = bool(self._share.any())

    def lend(self, scores: Vectors) -> Vectors:
        """The cosine of each piece with its neighbours' share in it, from the plain cosines of all pieces."""
        if not self._any:
            return scores
        sums = scores.copy()
        inner = self._share[1:-1]
        sums[1:] += inner * scores[:-1]
        sums[:-1] += inner * scores[1:]
        sums *= self._scale
        return sums

    def lend_some(self, scores: Vectors, pieces: Rows) -> Vectors:
        """The same for some pieces only."""
        own: Vectors = scores.take(pieces)
        if not self._any:
            return own
        before, after = np.maximum(pieces - 1, 0), np.minimum(pieces + 1, len(scores) - 1)
        own += self._share.take(pieces) * scores.take(before) + self._share.take(pieces + 1) * scores.take(after)
        own *= self._scale.take(pieces)
        return own
