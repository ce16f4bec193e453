"""The dense leg: the cosine of the question with every piece, on a matrix mapped into memory.

Embeddings of texts on one subject share a large common part, which says nothing about which of them is meant. A
share of the corpus's mean is therefore taken away before the cosine, and each piece is lent a share of the pieces
before and after it; see docs/decisions.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from assistant.retrieval.fuse import Rows, best
from assistant.retrieval.neighbours import Neighbours, write_neighbours
from assistant.retrieval.pieces import Piece
from assistant.retrieval.settings import RetrievalSettings
from assistant.retrieval.sketch import Sketch, write_sketch
from assistant.retrieval.table import Mask
from assistant.retrieval.vectors import Vectors, normalised

# A question is one small product: sharing it out over threads costs more than it saves, and would keep several
# questions at once from using the cores. Only numpy's own library is told so; torch keeps its threads.
_BLAS = ThreadpoolController().select(internal_api="openblas")

VECTORS = "vectors.npy"
# What approximate scores are lowered by: more than any two cosines differ.
LOWERED = 4
_MEAN = "mean.npy"
_SCALE = "scale.npy"


def write_dense(
    pieces: Sequence[Sequence[Piece]],
    documents: Sequence[str],
    digests: Sequence[str],
    vectors: Vectors,
    folder: Path,
    settings: RetrievalSettings,
) -> None:
    """Write the vectors, and which of them stands for which span of which passage.

    Args:
        pieces: for each passage its pieces, at least one.
        documents: for each passage what it belongs to, in the corpus's order.
        digests: of the vectors, in the order of the matrix.
        vectors: length one.
        folder: of the generation.
        settings: share of the mean and of the neighbours, and from which size on there is a sketch.
    """
    row = {digest: number for number, digest in enumerate(digests)}
    flat = [piece for own in pieces for piece in own]
    spans = [(piece.span.start, piece.span.end) for piece in flat]
    np.save(folder / "digests.npy", np.asarray([digest.encode() for digest in digests], dtype="S32"))
    vector = np.asarray([row[piece.digest] for piece in flat], dtype=np.int32)
    np.save(folder / "piece_vector.npy", vector)
    np.save(folder / "piece_span.npy", np.asarray(spans, dtype=np.int32).reshape(-1, 2))
    np.save(folder / "first_piece.npy", np.cumsum([0, *(len(own) for own in pieces)]).astype(np.int32))
    mean = (settings.mean_share * vectors.mean(axis=0)).astype(np.float32)
    # |v - m|² = 1 - 2 v·m + m·m for a vector of length one: no second matrix is needed to centre.
    squares = 1 - 2 * (vectors @ mean) + mean @ mean
    np.save(folder / VECTORS, vectors)
    np.save(folder / _MEAN, mean)
    np.save(folder / _SCALE, (1 / np.sqrt(np.maximum(squares, 1e-6))).astype(np.float32))
    belongs = [document for document, own in zip(documents, pieces, strict=True) for _ in own]
    write_neighbours(vectors, vector, mean, belongs, folder, settings.neighbour_share)
    if len(vectors) >= settings.sketch_from:
        write_sketch(vectors, mean, folder, settings.sketch_dimension)


class DenseIndex:
    """The vectors of a generation, opened for reading.

    Args:
        folder: as `write_dense` wrote it.
        shortlist: pieces that are compared in full where there is a sketch.
    """

    def __init__(self, folder: Path, shortlist: int) -> None:
        _BLAS.limit(limits=1)
        self.vectors: Vectors = np.load(folder / VECTORS, mmap_mode="r").view(np.ndarray)
        self._mean: Vectors = np.load(folder / _MEAN)
        self._scale: Vectors = np.load(folder / _SCALE)
        self._vector: npt.NDArray[np.int32] = np.load(folder / "piece_vector.npy")
        self._span: npt.NDArray[np.int32] = np.load(folder / "piece_span.npy", mmap_mode="r").view(np.ndarray)
        self._first: npt.NDArray[np.int32] = np.load(folder / "first_piece.npy")
        self._shortlist = shortlist
        self._sketch = Sketch(folder) if Sketch.there(folder) else None
        self._neighbours = Neighbours(folder)
        self._own_vector = np.array_equal(self._vector, np.arange(len(self.vectors)))
        counts = np.diff(self._first)
        self._several: Rows = np.flatnonzero(counts > 1)
        self._of_several = self._pieces_of(self._several)
        self._starts = np.cumsum(counts[self._several]) - counts[self._several]

    @property
    def large(self) -> bool:
        """Whether most of a question's time goes into products of vectors, which threads share out."""
        return self._sketch is not None

    def scores(self, query: Vectors, also: Rows, valid: Mask | None = None) -> Vectors:
        """The centred cosine of the question with each passage, which is that with its best piece.

        Args:
            query: the question's vector, length one.
            also: passages whose score must be exact. Of a large corpus, those that do not come near the question
                keep an approximate score, lowered so that none of them passes an exact one.
            valid: passages among which the nearest must be exact too, however few they are.
        """
        centred = normalised(query - self._mean)
        if self._sketch is None:
            return self._by_passage(self._neighbours.lend(self._plain(self._exact(slice(None), centred))))
        plain = self._plain(self._sketch.scores(centred))
        scores = self._neighbours.lend(plain)
        compared = np.zeros(len(scores), dtype=np.bool_)
        compared[best(scores, self._shortlist)] = True
        compared[self._pieces_of(also)] = True
        if valid is not None:
            held = np.zeros(len(scores), dtype=np.bool_)
            held[self._pieces_of(np.flatnonzero(valid))] = True
            compared[best(scores, self._shortlist, held)] = True
        wanted = np.flatnonzero(compared)
        plain[wanted] = self._exact(self._vector[wanted].astype(np.int64), centred)
        lent = self._neighbours.lend_some(plain, wanted)
        scores -= LOWERED
        scores[wanted] = lent
        return self._by_passage(scores)

    def best(self, scores: Vectors, count: int, valid: Mask | None) -> Rows:
        """Passages of the highest scores, best first; of a large corpus only those whose score is exact."""
        if self._sketch is None:
            return best(scores, count, valid)
        exact = scores > -LOWERED / 2
        return best(scores, count, exact if valid is None else exact & valid)

    def cosine(self, passage: int, query: Vectors) -> float:
        """The plain cosine of a passage's best piece with the question."""
        return float((self._own(passage) @ query).max())

    def best_span(self, passage: int, query: Vectors) -> tuple[int, int]:
        """Offsets of the passage's piece that is nearest to the question."""
        nearest = int(self._first[passage]) + int(np.argmax(self._own(passage) @ query))
        start, end = self._span[nearest].tolist()
        return start, end

    def likeness(self, passages: Rows, query: Vectors) -> Vectors:
        """The centred cosine of each passage's nearest piece with that piece of the first which is nearest to the question."""
        own = self._own(int(passages[0]))
        piece = normalised(own[np.argmax(own @ query)] - self._mean)
        rows: Rows = self._vector[self._pieces_of(passages)].astype(np.int64)
        counts = self._first[passages + 1] - self._first[passages]
        alike: Vectors = np.maximum.reduceat(self._exact(rows, piece), np.cumsum(counts) - counts)
        return alike

    def _own(self, passage: int) -> Vectors:
        return self.vectors[self._vector[self._first[passage] : self._first[passage + 1]]]

    def _exact(self, rows: Rows | slice, centred: Vectors) -> Vectors:
        # `take` copies whole rows outside the interpreter's lock.
        own = self.vectors[rows] if isinstance(rows, slice) else self.vectors.take(rows, axis=0)
        exact: Vectors = (own @ centred - self._mean @ centred) * self._scale[rows]
        return exact

    def _plain(self, scores: Vectors) -> Vectors:
        """For each piece the score of its vector."""
        return scores if self._own_vector else scores.take(self._vector)

    def _by_passage(self, scores: Vectors) -> Vectors:
        if not len(self._several):
            return scores
        by_passage: Vectors = scores.take(self._first[:-1])
        by_passage[self._several] = np.maximum.reduceat(scores.take(self._of_several), self._starts)
        return by_passage

    def _pieces_of(self, passages: Rows) -> Rows:
        firsts, counts = self._first[passages], self._first[passages + 1] - self._first[passages]
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        own: Rows = np.repeat(firsts, counts) + offsets
        return own
