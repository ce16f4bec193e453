"""An embedder that keeps what it has embedded in a file, so that a report can be repeated without waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.retrieval import Embedder
from assistant.retrieval.passage import digest
from assistant.retrieval.vectors import Vectors


class CachedEmbedder(Embedder):
    """Another embedder with a memory on disk.

    Args:
        inner: asked for what the file does not hold.
        file: an `.npz` that `save` writes.
    """

    def __init__(self, inner: Embedder, file: Path) -> None:
        super().__init__(inner.name, inner.fingerprint)
        self._inner = inner
        self._file = file
        self._known: dict[str, Vectors] = {}
        if file.exists():
            with np.load(file) as kept:
                self._known = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    @property
    def dimension(self) -> int:
        return self._inner.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._look_up("query", texts, self._inner.encode_queries)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        return self._look_up("document", texts, self._inner.encode_documents)

    def save(self) -> None:
        """Write everything known to the file."""
        np.savez(self._file, keys=np.asarray(list(self._known)), vectors=np.stack(list(self._known.values())))

    def _look_up(self, kind: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> Vectors:
        keys = [digest(kind, text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            self._known.update(zip(missing, encode(list(missing.values())), strict=True))
        return np.stack([self._known[key] for key in keys])
