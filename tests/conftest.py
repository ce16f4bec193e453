"""What tests share: one assistant over the real corpus and index, opened once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import structlog

os.environ.setdefault("HF_HUB_OFFLINE", "1")
# One day for every test and every process it starts: what is right today need not be right tomorrow.
os.environ["ASSISTANT_AS_OF"] = "2026-11-23"
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))

from assistant.dialogue.assistant import Assistant, open_assistant  # noqa: E402
from assistant.settings import Settings  # noqa: E402

# A check of a commit must say the same twice; new examples are sought with --hypothesis-profile=search. And properties
# are judged by what they find, not by how busy the machine is.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", deadline=None)
hypothesis.settings.load_profile("same")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The installation's own corpus and index; conversations go to a folder of the test run."""
    from assistant.retrieval import IndexMismatch, IndexMissing, build_index, load_embedder, load_passages, open_index

    chosen = Settings(data=tmp_path_factory.mktemp("data"))
    embedder = load_embedder(chosen.embedding_model)
    try:
        open_index(chosen.index, embedder)
    except (IndexMissing, IndexMismatch):
        build_index(load_passages(Path(chosen.corpus)), chosen.index, embedder)
    return chosen


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    """An assistant with the real rulebook, index and store."""
    with open_assistant(settings) as opened:
        yield opened
