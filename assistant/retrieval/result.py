"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.retrieval.answerable import Features
from assistant.retrieval.passage import Passage
from assistant.retrieval.reference import Naming


class Excluded(StrEnum):
    """Why a near clause is not a hit."""

    RANK = "rank"
    NOT_IN_FORCE = "not_in_force"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with how each leg saw it.

    Attributes:
        passage: the whole clause.
        score: the fused score, 0 to 1 within one question; not comparable between questions.
        lexical_score, dense_score: BM25, and the cosine with the passage's best piece.
        lexical_rank, dense_rank: from 1; None where the leg does not have it among its candidates.
        start, end: offsets into `passage.text` of the sentence that fits the question best.
        places: ids of every passage with the same text, this one first.
        excluded: for a near clause, why it is no hit.
    """

    passage: Passage
    score: float
    lexical_score: float
    lexical_rank: int | None
    dense_score: float
    dense_rank: int | None
    start: int
    end: int
    places: tuple[str, ...]
    excluded: Excluded | None = None

    @property
    def id(self) -> str:
        """Id of the passage."""
        return self.passage.id

    @property
    def policy(self) -> str:
        """Id of the policy."""
        return self.passage.policy

    @property
    def clause(self) -> str:
        """Id of the clause within its policy."""
        return self.passage.clause

    @property
    def quote(self) -> str:
        """The words of the clause that fit the question best, verbatim."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds that the steps of one search took."""

    encode: float
    lexical: float
    dense: float
    rank: float
    fetch: float

    @property
    def beyond_encoding(self) -> float:
        """Everything but the encoding of the question."""
        return self.lexical + self.dense + self.rank + self.fetch


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The clauses for a question and how far to trust them.

    Attributes:
        hits: best first; all hold on the day and in the place asked for.
        near: the nearest clauses that are not hits, each with the reason.
        answerable: calibrated probability that the hits answer the question.
        direct: the hits lead with clauses that the question names outright.
        naming: what became of a clause named in the question.
        features: what the probability rests on.
    """

    hits: tuple[Hit, ...]
    near: tuple[Hit, ...]
    answerable: float
    direct: bool
    naming: Naming
    features: Features
    timings: Timings = field(compare=False)
