"""Choosing and fusing scores: exact at any size, and the lexical leg weighs more where it knows its answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from helpers import plain_corpus
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.fuse import best
from assistant.retrieval.legs import rank
from assistant.retrieval.lexical import LexicalIndex, build_lexical


@given(
    st.integers(0, 2**32 - 1), st.integers(1, 400), st.integers(1, 6000), st.sampled_from((1, 7, 10**6)), st.booleans()
)
def test_the_best_of_many_are_those_of_a_full_sort(seed: int, count: int, size: int, levels: int, masked: bool) -> None:
    chance = np.random.default_rng(seed)
    # Few levels make many equal scores, as a lexical leg has that knows one word of the question.
    scores = chance.integers(0, levels, size).astype(np.float32)
    mask = chance.random(size) < 0.3 if masked else None
    rows = np.arange(size) if mask is None else np.flatnonzero(mask)
    found = best(scores, count, mask)
    assert len(found) == min(count, len(rows)) and set(found) <= set(rows)
    assert scores[found].tolist() == sorted(scores[rows].tolist(), reverse=True)[:count]


def test_a_lexical_leg_that_stands_out_weighs_more() -> None:
    rows = np.arange(12)
    dense = np.linspace(0.2, 0.8, 12, dtype=np.float32)
    alone = np.asarray([9.0] + [1.0] * 11, dtype=np.float32)
    crowd = np.asarray([9.0] + [8.9] * 11, dtype=np.float32)
    scores = [rank(own, rows, dense, rows[::-1], (0.1, 0.9)).score(0) for own in (alone, crowd)]
    assert scores[0] > 0.8 and scores[1] < 0.2


def test_a_word_said_again_counts_for_less_than_the_first_time(tmp_path: Path) -> None:
    folder = tmp_path / "lexical"
    build_lexical([passage.text for passage in plain_corpus(20)], folder, k1=0.9, b=0.75)
    index = LexicalIndex(folder, character_weight=0.45, common=0.25, repeats=1.0)
    once, twice = (index.question(words).max() for words in ("窗口", "窗口 窗口"))
    assert once < twice < 2 * once
    assert twice / once == pytest.approx(4 / 3)
