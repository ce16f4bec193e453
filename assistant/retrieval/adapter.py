"""An embedder as LangChain, and so its Chroma store, knows it."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from assistant.retrieval.embed import Embedder


class LangChainEmbeddings(Embeddings):
    """An embedder behind LangChain's interface."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector for each text."""
        return [vector.tolist() for vector in self._embedder.encode_documents(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return [float(number) for number in self._embedder.encode_query(text)]
