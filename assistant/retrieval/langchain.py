"""The search as LangChain knows it: a retriever."""

from __future__ import annotations

import datetime as dt

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.retrieval.result import Hit
from assistant.retrieval.search import Searcher


class ClauseRetriever(BaseRetriever):
    """The hybrid search as a LangChain retriever; each document is a whole clause, its metadata what a citation needs.

    Below `least_answerable` nothing is returned: no source, no answer.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    k: int = 5
    as_of: dt.date | None = None
    jurisdiction: str | None = None
    least_answerable: float = 0.0

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        result = self.searcher.search(query, k=self.k, as_of=self.as_of, jurisdiction=self.jurisdiction)
        if result.answerable < self.least_answerable:
            return []
        return [_document(hit, result.answerable) for hit in result.hits]


def _document(hit: Hit, answerable: float) -> Document:
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "policy": passage.policy,
            "clause": passage.clause,
            "title": passage.title,
            "start": hit.start,
            "end": hit.end,
            "score": hit.score,
            "answerable": answerable,
            "places": list(hit.places),
            "jurisdiction": passage.jurisdiction,
            "in_force_from": passage.in_force_from.isoformat() if passage.in_force_from else None,
            "in_force_to": passage.in_force_to.isoformat() if passage.in_force_to else None,
        },
    )
