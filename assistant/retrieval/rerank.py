"""An optional second look: a cross-encoder reads question and clause together and orders the first few anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.retrieval.errors import ModelError
from assistant.retrieval.vectors import Vectors


class Reranker:
    """A cross-encoder of this machine, through sentence-transformers.

    Args:
        name: path of the model, or a name that is already in the local cache.

    Raises:
        ModelError: no such model on this machine.
    """

    def __init__(self, name: str) -> None:
        from sentence_transformers import CrossEncoder

        self.name = name
        try:
            self._model = CrossEncoder(name, device="cpu", local_files_only=True)
        except (OSError, ValueError, ImportError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise ModelError(name, f"cannot be loaded ({reason})", "name a folder that holds the model") from None

    def scores(self, question: str, texts: Sequence[str]) -> Vectors:
        """How well each text answers the question, higher is better."""
        pairs = [(question, text) for text in texts]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float32).reshape(len(texts))
