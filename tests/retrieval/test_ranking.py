"""Choosing and fusing scores: exact at any size, and the lexical leg weighs more where it knows its answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from helpers import plain_corpus
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.fuse import best
from assistant.retrieval.legs import Ranking, pulled, rank
from assistant.retrieval.lexical import LexicalIndex, build_lexical
from assistant.retrieval.neighbours import Neighbours, write_neighbours
from assistant.retrieval.vectors import normalised


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


def _ranked(*fused: float) -> Ranking:
    rows = np.arange(len(fused))
    scores = np.asarray(fused, dtype=np.float32)
    return Ranking(scores, scores, rows, rows, rows, scores)


def test_what_is_near_a_first_that_stands_out_rises_and_the_first_stays() -> None:
    alike = np.asarray([1.0, 0.1, 0.2, 0.9], dtype=np.float32)
    found = pulled(_ranked(0.9, 0.5, 0.45, 0.4), alike, 1.5)
    assert found.rows.tolist() == [0, 3, 2, 1]
    assert 1 >= found.fused[0] > found.fused[1] and (np.diff(found.fused) <= 0).all()
    assert pulled(_ranked(0.9, 0.9, 0.45, 0.4), alike, 1.5).rows.tolist() == [0, 1, 2, 3]


def test_neighbours_are_lent_without_a_second_matrix(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    vectors = normalised(chance.standard_normal((9000, 8)).astype(np.float32))
    order = np.append(np.arange(9000), 17).astype(np.int32)
    mean = 0.1 * vectors.mean(axis=0)
    documents = [str(place // 7) for place in range(len(order))]
    write_neighbours(vectors, order, mean, documents, tmp_path, 0.1)
    plain = normalised(vectors - mean)[order]
    question = vectors[5]
    whole = plain.copy()
    for place, document in enumerate(documents):
        for beside in (place - 1, place + 1):
            if 0 <= beside < len(documents) and documents[beside] == document:
                whole[place] += 0.1 * plain[beside]
    wanted = normalised(whole) @ question
    some = np.asarray([0, 6, 7, 8191, 8192, 9000])
    assert Neighbours(tmp_path).lend(plain @ question) == pytest.approx(wanted, abs=1e-5)
    assert Neighbours(tmp_path).lend_some(plain @ question, some) == pytest.approx(wanted[some], abs=1e-5)
