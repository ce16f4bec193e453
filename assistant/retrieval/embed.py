"""Text to vectors, whichever model stands behind it: one interface, a small memory of recent questions."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Sequence

from assistant.retrieval.vectors import Vectors


class Embedder(ABC):
    """An embedding model. Vectors have length one, so that their product is the cosine.

    Attributes:
        name: what the model is called in settings; an index remembers it.
        fingerprint: name and everything else that changes a vector (prompts, for one).
    """

    name: str
    fingerprint: str

    def __init__(self, name: str, fingerprint: str, cache: int = 256) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._cache_size = cache
        self._cache: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    @property
    @abstractmethod
    def dimension(self) -> int:
        """Numbers in a vector."""

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question; a question asked a moment ago is not encoded again."""
        with self._lock:
            if text in self._cache:
                self._cache.move_to_end(text)
                return self._cache[text]
        vector: Vectors = self.encode_queries([text])[0]
        vector.flags.writeable = False
        with self._lock:
            self._cache[text] = vector
            while len(self._cache) > self._cache_size:
                self._cache.popitem(last=False)
        return vector

    @abstractmethod
    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row for each question, without the memory of `encode_query`."""

    @abstractmethod
    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """One row for each text that is to be found."""

    def warm(self) -> None:
        """Load everything now, so that the first question does not wait for it."""
        self.encode_queries(["。"])
