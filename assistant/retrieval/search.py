"""The hybrid search over an opened index."""

from __future__ import annotations

import datetime as dt
import math
import os
import threading
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.retrieval import generation as generations
from assistant.retrieval.answerable import Features, answerable_model
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.embed import Embedder
from assistant.retrieval.evidence import evidence
from assistant.retrieval.fuse import Rows, best
from assistant.retrieval.generation import Generation
from assistant.retrieval.laps import Laps
from assistant.retrieval.legs import Ranking, pulled, rank, reordered
from assistant.retrieval.lexical import LEXICAL, LexicalIndex
from assistant.retrieval.reference import Named, Naming, References
from assistant.retrieval.replica import restore_vectors
from assistant.retrieval.rerank import Reranker
from assistant.retrieval.result import Excluded, Hit, SearchResult
from assistant.retrieval.settings import RetrievalSettings, default_settings
from assistant.retrieval.table import Mask, PassageTable
from assistant.retrieval.tokens import question_tokens
from assistant.retrieval.vectors import Vectors

Rarity = dict[int, float]
WITNESSES = 3


class Searcher:
    """One generation of an index, opened; may be asked from many threads at once.

    Args:
        index_dir: the index's folder.
        embedder: the model that the index was built with.
        settings: weights of the search; the product's own by default.
        reranker: a cross-encoder that orders the first hits anew; none by default.
        chroma_url: the server that the index was built with, for the generations after this one.
    """

    def __init__(
        self,
        index_dir: Path,
        embedder: Embedder,
        settings: RetrievalSettings | None = None,
        reranker: Reranker | None = None,
        chroma_url: str | None = None,
    ) -> None:
        self.chroma_url = chroma_url
        self.settings = settings or default_settings()
        self.generation: Generation = generations.current(index_dir)
        self.embedder = embedder
        self.reranker = reranker
        self.index_dir = index_dir
        generations.refuse_other_model(index_dir, self.generation, embedder)
        folder = generations.folder_of(index_dir, self.generation.name)
        self.table = PassageTable(folder, self.settings.everywhere)
        self._references = References(folder)
        self._lexical = LexicalIndex(
            folder / LEXICAL,
            character_weight=self.settings.character_weight,
            common=self.settings.character_common,
            repeats=self.settings.question_repeats,
        )
        self._dense = DenseIndex(folder, self.settings.shortlist)
        # More questions at once than cores push each other's vectors out of the cores' memory. A small corpus takes little
        # but Python, which runs one thread at a time: threads that hand it to and fro take twice as long.
        self._cores = threading.BoundedSemaphore((os.cpu_count() or 1) if self._dense.large else 1)
        self.evidence = lru_cache(maxsize=2048)(lambda row: evidence(self.table.passage(row)))

    def search(
        self,
        query: str,
        *,
        k: int = 5,
        as_of: dt.date | None = None,
        jurisdiction: str | None = None,
        vector: Vectors | None = None,
    ) -> SearchResult:
        """The clauses for a question.

        Args:
            query: the question as it was asked.
            k: most hits wanted.
            as_of: the day on which a hit must hold; None takes any.
            jurisdiction: the place in which a hit must hold; None takes any.
            vector: the question's vector, where the caller has it already.
        """
        laps = Laps()
        vector = self.embedder.encode_query(query) if vector is None else vector
        laps.end()
        with self._cores:
            return self._answer(query, vector, laps, k, as_of, jurisdiction)

    def _answer(
        self, query: str, vector: Vectors, laps: Laps, k: int, as_of: dt.date | None, jurisdiction: str | None
    ) -> SearchResult:
        codes = question_tokens(query)
        lexical = self._lexical.question(query)
        laps.end()
        valid = self.table.valid(as_of, jurisdiction)
        lexical_rows = best(lexical, self.settings.candidates, valid)
        dense = self._dense.scores(vector, lexical_rows, valid)
        laps.end()
        ranking = self._reread(query, self._rank(lexical, lexical_rows, dense, vector, valid))
        named = self._references.named(query)
        rarity = dict(zip(codes, self._lexical.rarity(self._lexical.known(codes)).tolist(), strict=True))
        laps.end()
        finder = _Finder(self, ranking, rarity, vector, named, valid)
        hits, direct = finder.hits(k)
        near = finder.near(hits, k, as_of)
        features = finder.features()
        laps.end()
        return SearchResult(
            hits, near, finder.probability(features, direct, bool(hits)), direct, named.naming, features, laps.timings()
        )

    def leg(self, query: str, leg: str, count: int, vector: Vectors | None = None) -> list[str]:
        """Ids of the best passages of one leg alone, `lexical` or `dense`; what the evaluation compares with."""
        if leg == "lexical":
            scores = self._lexical.question(query)
        else:
            vector = self.embedder.encode_query(query) if vector is None else vector
            scores = self._dense.scores(vector, np.zeros(0, dtype=np.int64))
        return [self.table.passage(int(row)).id for row in best(scores, count)]

    def rank_all(self, ranking: Ranking, vector: Vectors) -> Ranking:
        """The same question's ranking over every passage, whenever and wherever it holds."""
        return self._rank(ranking.lexical, best(ranking.lexical, self.settings.candidates), ranking.dense, vector, None)

    def similarity(self, row: int, vector: Vectors) -> float:
        """The plain cosine of a passage with a question."""
        return self._dense.cosine(row, vector)

    def fresh(self) -> Searcher:
        """This searcher, or one on the newer generation where a build has finished since it was opened.

        Raises:
            IndexMissing, IndexDamaged, IndexMismatch: as on opening.
        """
        if generations.current(self.index_dir).name == self.generation.name:
            return self
        return open_index(
            self.index_dir, self.embedder, self.settings, chroma_url=self.chroma_url, reranker=self.reranker
        )

    def hit(self, row: int, ranking: Ranking, rarity: Rarity, vector: Vectors, excluded: Excluded | None = None) -> Hit:
        """A passage with how both legs saw it and the sentence that fits the question best."""
        passage = self.table.passage(row)
        # Nobody cites a near clause: its piece will do, and its sentences need not be read.
        sentence = None if excluded else self.evidence(row).best_sentence(rarity)
        start, end = sentence or self._dense.best_span(row, vector)
        return Hit(
            passage=passage,
            score=ranking.score(row),
            lexical_score=float(ranking.lexical[row]),
            lexical_rank=ranking.lexical_rank(row),
            dense_score=float(ranking.dense[row]),
            dense_rank=ranking.dense_rank(row),
            start=start,
            end=end,
            places=(passage.id, *(self.table.passage(own).id for own in self.table.duplicates(row) if own != row)),
            excluded=excluded,
        )

    def _reread(self, query: str, ranking: Ranking) -> Ranking:
        if self.reranker is None or not len(ranking.rows):
            return ranking
        passages = [self.table.passage(row) for row in ranking.rows[: self.settings.reread].tolist()]
        return reordered(ranking, self.reranker.scores(query, [f"{one.title}\n{one.text}" for one in passages]))

    def _rank(
        self, lexical: Vectors, lexical_rows: Rows, dense: Vectors, vector: Vectors, valid: Mask | None
    ) -> Ranking:
        dense_rows = self._dense.best(dense, self.settings.candidates, valid)
        shares = (self.settings.lexical_least, self.settings.lexical_most)
        ranking = rank(lexical, lexical_rows, dense, dense_rows, shares)
        if len(ranking.rows) < WITNESSES:
            return ranking
        return pulled(ranking, self._dense.likeness(ranking.rows, vector), self.settings.leader_pull)


class _Finder:
    """From the ranking of one question to its hits."""

    def __init__(
        self, searcher: Searcher, ranking: Ranking, rarity: Rarity, vector: Vectors, named: Named, valid: Mask | None
    ) -> None:
        self._searcher = searcher
        self._ranking = ranking
        self._rarity = rarity
        self._vector = vector
        self._named = named
        self._valid = valid

    def hits(self, k: int) -> tuple[tuple[Hit, ...], bool]:
        """The named clauses first, then the ranking; each text once. And whether a named clause leads."""
        named = sorted((row for row in self._named.rows if self._holds(row)), key=self._ranking.score, reverse=True)
        groups: set[int] = set()
        rows: list[int] = []
        for row in [*named, *self._ranking.rows.tolist()]:
            group = int(self._searcher.table.group[row])
            if len(rows) < k and group not in groups:
                groups.add(group)
                rows.append(row)
        return tuple(self._hit(row) for row in rows), bool(named)

    def near(self, hits: tuple[Hit, ...], k: int, as_of: dt.date | None) -> tuple[Hit, ...]:
        """The nearest clauses beyond the hits, those that do not hold there and then included."""
        settings = self._searcher.settings
        shown = {place for hit in hits for place in hit.places}
        ranking = self._ranking
        if self._valid is not None:
            ranking = self._searcher.rank_all(ranking, self._vector)
        found: list[Hit] = []
        for row in ranking.rows[: k + settings.near + len(shown)].tolist():
            if len(found) == settings.near:
                break
            if self._searcher.table.passage(row).id not in shown:
                found.append(self._searcher.hit(row, ranking, self._rarity, self._vector, self._reason(row, as_of)))
                shown.update(found[-1].places)
        return tuple(found)

    def features(self) -> Features:
        """What the answerability rests on."""
        witnesses = self._ranking.rows[:WITNESSES].tolist()
        return Features(
            coverage=max((self._searcher.evidence(row).coverage(self._rarity) for row in witnesses), default=0.0),
            focus=max((self._searcher.evidence(row).focus(self._rarity) for row in witnesses), default=0.0),
            similarity=max((self._searcher.similarity(row, self._vector) for row in witnesses), default=0.0),
            nearness=self._ranking.nearness(),
            margin=self._ranking.margin(),
            lexical_margin=self._ranking.lexical_margin(),
            agreement=self._ranking.agreement(),
            length=math.log1p(len(self._rarity)),
        )

    def probability(self, features: Features, direct: bool, found: bool) -> float:
        """The calibrated probability; a clause named outright is there or it is not."""
        model = answerable_model()
        if not found:
            return 0.0
        if self._named.naming is Naming.ABSENT:
            return model.absent
        return model.named if direct else model.probability(features)

    def _hit(self, row: int) -> Hit:
        return self._searcher.hit(row, self._ranking, self._rarity, self._vector)

    def _holds(self, row: int) -> bool:
        return self._valid is None or bool(self._valid[row])

    def _reason(self, row: int, as_of: dt.date | None) -> Excluded:
        if self._holds(row):
            return Excluded.RANK
        in_time = as_of is None or self._searcher.table.in_force(row, as_of)
        return Excluded.ELSEWHERE if in_time else Excluded.NOT_IN_FORCE


def open_index(
    index_dir: Path,
    embedder: Embedder,
    settings: RetrievalSettings | None = None,
    *,
    chroma_url: str | None = None,
    reranker: Reranker | None = None,
) -> Searcher:
    """Open the generation in use.

    Args:
        index_dir: the index's folder.
        embedder: must be the model that the index was built with.
        settings: weights of the search; the product's own by default.
        chroma_url: the `chroma run` server that the index was built with; asked only where the matrix of vectors is
            not beside the index.
        reranker: a cross-encoder that orders the first hits anew; none by default.

    Raises:
        IndexMissing: no index was finished here.
        IndexDamaged: a file of it is missing.
        IndexMismatch: it was built with another model or dimension.
    """
    for _ in range(2):
        name = generations.current(index_dir).name
        restore_vectors(index_dir, chroma_url)
        try:
            return Searcher(index_dir, embedder, settings, reranker, chroma_url)
        except FileNotFoundError:
            # Two builds may have finished between reading the name and opening the files; then the name has changed.
            if generations.current(index_dir).name == name:
                break
    return Searcher(index_dir, embedder, settings, reranker, chroma_url)
