"""The index of this project's own corpus, built once with the default model."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from assistant.retrieval import Embedder, Searcher, build_index, load_embedder, load_passages, open_index


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture(scope="session")
def own(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("own")
    build_index(load_passages(Path(__file__).resolve().parents[2] / "corpus"), folder, embedder)
    return open_index(folder, embedder)
