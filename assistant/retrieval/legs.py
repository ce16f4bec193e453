"""Both legs asked at once, and their candidates fused into one ranking."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from assistant.retrieval.fuse import Rows, fuse
from assistant.retrieval.vectors import Vectors

FURTHER = 10


@dataclass(frozen=True, slots=True)
class Ranking:
    """What both legs say of one question.

    Attributes:
        lexical, dense: scores of every passage.
        lexical_rows, dense_rows: the candidates of each leg, best first.
        rows: all candidates, by fused score, best first.
        fused: their scores, in the same order.
    """

    lexical: Vectors
    dense: Vectors
    lexical_rows: Rows
    dense_rows: Rows
    rows: Rows
    fused: Vectors

    def lexical_rank(self, row: int) -> int | None:
        """Rank from 1 in the lexical leg, None where it is no candidate or holds no word of the question."""
        return _rank(self.lexical_rows, row) if self.lexical[row] > 0 else None

    def dense_rank(self, row: int) -> int | None:
        """Rank from 1 in the dense leg, None where it is no candidate."""
        return _rank(self.dense_rows, row)

    def score(self, row: int) -> float:
        """The fused score, 0 for a passage that is no candidate."""
        place = _rank(self.rows, row)
        return float(self.fused[place - 1]) if place else 0.0

    def nearness(self) -> float:
        """The centred cosine of the nearest passage."""
        return float(self.dense[self.dense_rows[0]]) if len(self.dense_rows) else 0.0

    def margin(self) -> float:
        """How far the nearest passage stands above the tenth in the dense leg."""
        return self.nearness() - float(self.dense[self.dense_rows[:FURTHER][-1]]) if len(self.dense_rows) else 0.0

    def lexical_margin(self) -> float:
        """The same in the lexical leg, as a share of its best score."""
        return _stands_out(self.lexical[self.lexical_rows[:FURTHER]])

    def agreement(self) -> float:
        """How high both legs place the best fused passage: 1 where it leads both, near 0 where one hardly knows it."""
        if not len(self.rows):
            return 0.0
        lexical, dense = self.lexical_rank(int(self.rows[0])), self.dense_rank(int(self.rows[0]))
        return 2 / (lexical + dense) if lexical and dense else 0.0


def reordered(ranking: Ranking, scores: Vectors) -> Ranking:
    """The ranking with its first rows, as many as there are scores, put in the order of these scores.

    The fused scores stay in their places: they say how good the place is, the rows who holds it.
    """
    first = ranking.rows[: len(scores)][np.argsort(-scores, kind="stable")]
    return replace(ranking, rows=np.concatenate([first, ranking.rows[len(scores) :]]))


def rank(
    lexical: Vectors, lexical_rows: Rows, dense: Vectors, dense_rows: Rows, shares: tuple[float, float]
) -> Ranking:
    """Fuse the best of both legs.

    Args:
        lexical, dense: scores of every passage.
        lexical_rows, dense_rows: the candidates of each leg, best first.
        shares: share of the lexical score where its best passage does not stand out from the tenth at all, and where
            it stands alone.
    """
    union = np.union1d(lexical_rows, dense_rows)
    least, most = shares
    weight = least + (most - least) * _stands_out(lexical[lexical_rows[:FURTHER]])
    fused = fuse(lexical[union], dense[union], weight)
    order = np.lexsort((union, -fused))
    return Ranking(lexical, dense, lexical_rows, dense_rows, union[order], fused[order])


def pulled(ranking: Ranking, alike: Vectors, pull: float) -> Ranking:
    """The ranking with what is near to its first passage brought nearer to it.

    A first passage that stands well above the second is likely right, and what says nearly the same then likely
    belongs to the answer too. Where two are as good, nothing moves.

    Args:
        ranking: of at least three passages.
        alike: how near each of its rows is to the first, in the same order.
        pull: what this counts, for each point that the first stands above the second.
    """
    weight = pull * float(ranking.fused[0] - ranking.fused[1])
    low, high = float(alike[1:].min()), float(alike[1:].max())
    if weight <= 0 or high <= low:
        return ranking
    nearness = np.minimum((alike - low) / (high - low), 1)
    fused = (ranking.fused + weight * nearness) / (1 + weight)
    order = np.lexsort((ranking.rows, -fused))
    return replace(ranking, rows=ranking.rows[order], fused=fused[order])


def _stands_out(scores: Vectors) -> float:
    """How far the first of falling scores stands above the last, as a share of it."""
    return float((scores[0] - scores[-1]) / scores[0]) if len(scores) and scores[0] > 0 else 0.0


def _rank(rows: Rows, row: int) -> int | None:
    places = np.flatnonzero(rows == row)
    return int(places[0]) + 1 if len(places) else None
