"""The dense leg: the cosine of the question with every piece, on a matrix mapped into memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.retrieval.pieces import Piece
from assistant.retrieval.vectors import Vectors

VECTORS = "vectors.npy"


def write_dense(pieces: Sequence[Sequence[Piece]], digests: Sequence[str], folder: Path) -> None:
    """Write which vector stands for which span of which passage.

    Args:
        pieces: for each passage its pieces, at least one.
        digests: of the vectors, in the order of the matrix.
        folder: of the generation.
    """
    row = {digest: number for number, digest in enumerate(digests)}
    flat = [piece for own in pieces for piece in own]
    np.save(folder / "digests.npy", np.asarray([digest.encode() for digest in digests], dtype="S32"))
    np.save(folder / "piece_vector.npy", np.asarray([row[piece.digest] for piece in flat], dtype=np.int32))
    np.save(folder / "piece_span.npy", np.asarray([(p.span.start, p.span.end) for p in flat], dtype=np.int32).reshape(-1, 2))
    np.save(folder / "first_piece.npy", np.cumsum([0, *(len(own) for own in pieces)]).astype(np.int32))


class DenseIndex:
    """The vectors of a generation, opened for reading.

    Args:
        folder: as `write_dense` wrote it, with the matrix beside.
    """

    def __init__(self, folder: Path) -> None:
        self.vectors: Vectors = np.load(folder / VECTORS, mmap_mode="r")
        self._vector: npt.NDArray[np.int32] = np.load(folder / "piece_vector.npy", mmap_mode="r")
        self._span: npt.NDArray[np.int32] = np.load(folder / "piece_span.npy", mmap_mode="r")
        self._first: npt.NDArray[np.int32] = np.load(folder / "first_piece.npy", mmap_mode="r")
        self._plain = len(self._vector) == len(self.vectors) == len(self._first) - 1

    def scores(self, query: Vectors) -> Vectors:
        """The cosine of the question with each passage, which is that with its best piece."""
        scores: Vectors = self.vectors @ query
        if len(self._first) <= 1:
            return scores[:0]
        best: Vectors = np.maximum.reduceat(scores[self._vector], self._first[:-1])
        return best

    def best_span(self, passage: int, query: Vectors) -> tuple[int, int]:
        """Offsets of the passage's piece that is nearest to the question."""
        first, last = int(self._first[passage]), int(self._first[passage + 1])
        nearest = first + int(np.argmax(self.vectors[self._vector[first:last]] @ query))
        start, end = self._span[nearest].tolist()
        return start, end
