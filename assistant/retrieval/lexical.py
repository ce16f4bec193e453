"""The lexical leg: BM25 over pairs of characters and, with less weight, single ones, in files that every process of the host maps into memory."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array

from assistant.retrieval.tokens import characters, question_characters, question_tokens, tokens
from assistant.retrieval.vectors import Vectors

Codes = npt.NDArray[np.int64]
LEXICAL = "lexical"  # its folder within a generation
_VOCABULARY = "vocabulary.npy"
_ARRAYS = ("data", "indices", "indptr")


def build_lexical(texts: Sequence[str], folder: Path, *, k1: float, b: float) -> None:
    """Write the index of `texts`, one document each, into `folder`.

    Args:
        texts: title and text of each passage.
        folder: is created.
        k1, b: BM25's saturation and length normalisation (Robertson and Zaragoza 2009).
    """
    import bm25s

    # It sets itself to tell everything, in the middle of the operator's progress line.
    logging.getLogger(bm25s.__name__).setLevel(logging.WARNING)
    coded = [np.asarray(tokens(text) + characters(text), dtype=np.int64) for text in texts]
    # The one code that no text has keeps the index well-formed where every text is empty.
    vocabulary = np.unique(np.concatenate([*coded, np.zeros(1, dtype=np.int64)]))
    numbered = [np.searchsorted(vocabulary, codes).tolist() for codes in coded]
    index = bm25s.BM25(k1=k1, b=b, method="lucene", dtype="float32", int_dtype="int32")
    everything = {token: token for token in range(len(vocabulary))}
    index.index((numbered, everything), create_empty_token=False, show_progress=False)
    # The vocabulary is an array of our own: as JSON it would be read whole by each process.
    index.vocab_dict = {}
    index.save(folder, show_progress=False)
    np.save(folder / _VOCABULARY, vocabulary)


class LexicalIndex:
    """An opened index; may be asked from many threads at once.

    Args:
        folder: as `build_lexical` wrote it.
        character_weight: what a single character counts beside a pair.
        common: a character that a larger share of the documents holds is left out.
        repeats: how much a token gains by being said again in the question, 0 for nothing (BM25's k3).
    """

    def __init__(self, folder: Path, *, character_weight: float, common: float, repeats: float) -> None:
        self._character_weight = character_weight
        self._repeats = repeats
        self._common = common
        self._vocabulary: Codes = np.load(folder / _VOCABULARY, mmap_mode="r").view(np.ndarray)
        # Plain views: slicing numpy's own class for mapped files runs Python code, and a question slices dozens of times.
        self._data, self._indices, indptr = (
            np.load(folder / f"{name}.csc.index.npy", mmap_mode="r").view(np.ndarray) for name in _ARRAYS
        )
        self._indptr: npt.NDArray[np.int64] = np.asarray(indptr, dtype=np.int64)
        self.documents = int(json.loads((folder / "params.index.json").read_text(encoding="utf-8"))["num_docs"])

    def known(self, codes: Sequence[int]) -> npt.NDArray[np.int64]:
        """The vocabulary's number of each code, -1 for a code that no document holds."""
        wanted = np.asarray(codes, dtype=np.int64)
        places = np.minimum(np.searchsorted(self._vocabulary, wanted), len(self._vocabulary) - 1)
        return np.where(self._vocabulary[places] == wanted, places, -1)

    def rarity(self, numbers: npt.NDArray[np.int64]) -> Vectors:
        """How rare each token is, as BM25 weighs it; a token that no document holds is the rarest of all."""
        held = np.where(numbers >= 0, self._indptr[numbers + 1] - self._indptr[numbers], 0)
        return np.log1p((self.documents - held + 0.5) / (held + 0.5)).astype(np.float32)

    def question(self, question: str) -> Vectors:
        """The BM25 score of every document for a question; a token said again counts for less than the first time."""
        pairs, pair_weights = self._weighed(self.known(question_tokens(question)))
        single, single_weights = self._weighed(self.known(question_characters(question)))
        usual = self._indptr[single + 1] - self._indptr[single] <= self._common * self.documents
        return self._scores(
            np.concatenate([pairs, single[usual]]),
            np.concatenate([pair_weights, self._character_weight * single_weights[usual]]).astype(np.float32),
        )

    def _weighed(self, numbers: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """Each known token once, and what its occurrences in the question count (Robertson's k3)."""
        known, times = np.unique(numbers[numbers >= 0], return_counts=True)
        return known, times * (self._repeats + 1) / (self._repeats + times)

    def _scores(self, counted: npt.NDArray[np.int64], times: Vectors) -> Vectors:
        if not len(counted):
            return np.zeros(self.documents, dtype=np.float32)
        starts, ends = self._indptr[counted], self._indptr[counted + 1]
        spans = [slice(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        columns = (
            np.concatenate([self._data[span] for span in spans]),
            np.concatenate([self._indices[span] for span in spans]),
            np.concatenate([[0], np.cumsum(ends - starts)]).astype(np.int32),
        )
        # scipy adds the columns up outside the interpreter's lock, which numpy's own scatter would hold.
        matrix = csc_array(columns, shape=(self.documents, len(counted)))
        scores: Vectors = matrix @ times
        return scores
