"""Chroma, embedded or as a server: the one module that knows it.

Each generation of an index is one collection. Answers are computed from the memory-mapped copy of its vectors beside
it (see docs/decisions); Chroma is where the vectors live, where a replica without that copy fetches it, and what any
other LangChain program may search.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from assistant.retrieval.embed import Embedder
from assistant.retrieval.errors import RetrievalError
from assistant.retrieval.vectors import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings
    from langchain_chroma import Chroma

PREFIX = "clauses-"
BLOCK = 1000
FOLDER = "chroma"


class Store:
    """The collections of one index.

    Args:
        index_dir: holds the embedded database unless `url` is given.
        index_id: keeps the collections of several indexes on one server apart.
        url: address of a `chroma run` server, such as `http://127.0.0.1:8000`.

    Raises:
        RetrievalError: the server does not answer.
    """

    def __init__(self, index_dir: Path, index_id: str, url: str | None = None) -> None:
        self._client = _server(url) if url else _embedded(index_dir / FOLDER)
        self._where = url or str(index_dir / FOLDER)
        self._scope = f"{PREFIX}{index_id}-"

    def fill(
        self,
        generation: str,
        ids: Sequence[str],
        vectors: Vectors,
        places: Sequence[dict[str, str | int]],
        texts: Sequence[str],
    ) -> None:
        """Create the collection of a generation; one with the same name from an interrupted run is replaced."""
        name = self._scope + generation
        self._drop(name)
        collection = self._client.create_collection(name, metadata={"hnsw:space": "cosine"}, embedding_function=None)
        for start in range(0, len(ids), BLOCK):
            block = slice(start, start + BLOCK)
            collection.add(
                ids=list(ids[block]),
                embeddings=np.ascontiguousarray(vectors[block]),
                metadatas=list(places[block]),
                documents=list(texts[block]),
            )

    def vectors(self, generation: str, ids: Sequence[str], dimension: int) -> Vectors:
        """The vectors of `ids` in their order.

        Raises:
            RetrievalError: the collection lacks one of them.
        """
        collection = self._collection(generation)
        rows = np.empty((len(ids), dimension), dtype=np.float32)
        for start in range(0, len(ids), BLOCK):
            block = list(ids[start : start + BLOCK])
            found = collection.get(ids=block, include=["embeddings"])
            by_id = dict(zip(found["ids"], found["embeddings"] if found["embeddings"] is not None else [], strict=True))
            if len(by_id) != len(block):
                raise RetrievalError(f"collection {collection.name}: {len(block) - len(by_id)} vectors are missing")
            rows[start : start + len(block)] = [by_id[one] for one in block]
        return rows

    def keep(self, generations: Sequence[str]) -> None:
        """Drop every collection of this index but those of `generations`."""
        kept = {self._scope + generation for generation in generations}
        for collection in self._client.list_collections():
            if collection.name.startswith(self._scope) and collection.name not in kept:
                self._drop(collection.name)

    def count(self, generation: str) -> int:
        """Vectors in the collection of a generation."""
        return self._collection(generation).count()

    def langchain(self, generation: str, embedder: Embedder) -> Chroma:
        """The collection as LangChain's vector store, searched with `embedder`."""
        from langchain_chroma import Chroma

        from assistant.retrieval.adapter import LangChainEmbeddings

        return Chroma(
            collection_name=self._scope + generation,
            client=self._client,
            embedding_function=LangChainEmbeddings(embedder),
            create_collection_if_not_exists=False,
        )

    def _collection(self, generation: str) -> Collection:
        from chromadb.errors import NotFoundError

        try:
            return self._client.get_collection(self._scope + generation, embedding_function=None)
        except NotFoundError:
            raise RetrievalError(
                f"Chroma ({self._where}) holds no collection {self._scope}{generation} → name the server that the index "
                "was built with (ASSISTANT_CHROMA_URL), or build the index again"
            ) from None

    def _drop(self, name: str) -> None:
        if name in {collection.name for collection in self._client.list_collections()}:
            self._client.delete_collection(name)


def _embedded(folder: Path) -> ClientAPI:
    import chromadb

    return chromadb.PersistentClient(path=str(folder), settings=_settings())


def _server(url: str) -> ClientAPI:
    import chromadb

    parts = urlsplit(url)
    ssl = parts.scheme == "https"
    try:
        return chromadb.HttpClient(
            host=parts.hostname or "127.0.0.1", port=parts.port or (443 if ssl else 8000), ssl=ssl, settings=_settings()
        )
    except ValueError:
        raise RetrievalError(
            f"{url}: no Chroma server answers → start one with: chroma run, or unset the address"
        ) from None


def _settings() -> Settings:
    from chromadb.config import Settings as ChromaSettings

    return ChromaSettings(anonymized_telemetry=False)
