"""The real rulebook, loaded once for all tests of the subsidy tool."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.subsidy import Rulebook, load_rulebook

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook(CORPUS)
