"""Finding the clauses that answer a question, and saying how far they do.

Everything public is named here and loaded at its first use, so that a command which searches nothing does not wait.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.retrieval.build import build_index
    from assistant.retrieval.embed import Embedder
    from assistant.retrieval.errors import (
        IndexBusy,
        IndexDamaged,
        IndexMismatch,
        IndexMissing,
        ModelError,
        RetrievalError,
        SourceError,
    )
    from assistant.retrieval.generation import Generation
    from assistant.retrieval.langchain import ClauseRetriever
    from assistant.retrieval.models import load_embedder
    from assistant.retrieval.passage import Passage, passages_of
    from assistant.retrieval.rerank import Reranker
    from assistant.retrieval.result import Hit, SearchResult
    from assistant.retrieval.search import Searcher, open_index
    from assistant.retrieval.settings import RetrievalSettings, default_settings
    from assistant.retrieval.source import load_passages

_HOMES = {
    "build_index": "build",
    "Embedder": "embed",
    "IndexBusy": "errors",
    "IndexDamaged": "errors",
    "IndexMismatch": "errors",
    "IndexMissing": "errors",
    "ModelError": "errors",
    "RetrievalError": "errors",
    "SourceError": "errors",
    "Generation": "generation",
    "ClauseRetriever": "langchain",
    "load_embedder": "models",
    "Passage": "passage",
    "passages_of": "passage",
    "Reranker": "rerank",
    "Hit": "result",
    "SearchResult": "result",
    "Searcher": "search",
    "open_index": "search",
    "RetrievalSettings": "settings",
    "default_settings": "settings",
    "load_passages": "source",
}

__all__ = [
    "ClauseRetriever",
    "Embedder",
    "Generation",
    "Hit",
    "IndexBusy",
    "IndexDamaged",
    "IndexMismatch",
    "IndexMissing",
    "ModelError",
    "Passage",
    "Reranker",
    "RetrievalError",
    "RetrievalSettings",
    "SearchResult",
    "Searcher",
    "SourceError",
    "build_index",
    "default_settings",
    "load_embedder",
    "load_passages",
    "open_index",
    "passages_of",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
