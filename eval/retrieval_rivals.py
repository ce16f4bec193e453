"""`python -m eval.retrieval_rivals`: the same labelled set asked of LangChain's BM25Retriever over jieba words and of Chroma alone.

Needs `langchain-community`, `rank-bm25` and `jieba`, which the product does not. Chroma is asked in the collection of an
index that `python -m eval retrieval --index DIR` has built.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path

from assistant.retrieval import RetrievalError, load_embedder, load_passages
from assistant.retrieval.generation import current, index_id
from assistant.retrieval.store import Store
from eval.metrics import measures
from eval.retrieval import DEPTH, read_qrels, read_queries

NEEDED = ("langchain_community", "rank_bm25", "jieba")


def main(argv: list[str]) -> int:
    """Ask both rivals every question and print their figures."""
    parser = argparse.ArgumentParser(prog="python -m eval.retrieval_rivals", description=__doc__)
    for name in ("corpus", "queries", "qrels", "index"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args(argv)
    absent = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if absent:
        print(f"{', '.join(absent)}: not installed → pip install langchain-community rank-bm25 jieba", file=sys.stderr)
        return 2
    try:
        relevance = read_qrels(options.qrels)
        questions = {one.id: one.text for one in read_queries(options.queries) if one.id in relevance}
        found = {
            "langchain_bm25_jieba": measures(_bm25(options.corpus, questions), relevance),
            "chroma_dense": measures(_chroma(options.index, questions), relevance),
        }
    except RetrievalError as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(found, indent=2))
    return 0


def _bm25(corpus: Path, questions: dict[str, str]) -> dict[str, list[str]]:
    import jieba  # type: ignore[import-not-found]
    from langchain_community.retrievers import BM25Retriever  # type: ignore[import-not-found]
    from langchain_core.documents import Document

    documents = [
        Document(page_content=f"{one.title}\n{one.text}", metadata={"id": one.id}) for one in load_passages(corpus)
    ]
    retriever = BM25Retriever.from_documents(documents, preprocess_func=jieba.lcut, k=DEPTH)
    return {name: [one.metadata["id"] for one in retriever.invoke(text)] for name, text in questions.items()}


def _chroma(index: Path, questions: dict[str, str]) -> dict[str, list[str]]:
    embedder = load_embedder()
    chroma = Store(index, index_id(index)).langchain(current(index).name, embedder)
    found: dict[str, list[str]] = {}
    for name, text in questions.items():
        vector = [float(number) for number in embedder.encode_query(text)]
        hits = chroma.similarity_search_by_vector(vector, k=2 * DEPTH)
        found[name] = list(dict.fromkeys(str(hit.metadata["passage"]) for hit in hits))[:DEPTH]
    return found


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
