"""Is the answer here at all: a calibrated probability from what both legs saw."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.yaml_file import read_data


@dataclass(frozen=True, slots=True)
class Features:
    """What both legs saw of a question; each between 0 and 1 or near it.

    Attributes:
        coverage: share of the question's tokens, weighed by rarity, that the best passage holds.
        focus: the same for the best single sentence.
        similarity: largest plain cosine of the question with one of the best passages.
        nearness: largest cosine after centring on the corpus.
        margin: how far the nearest passage stands out from the further ones in the dense leg.
        lexical_margin: the same for the lexical leg, as a share of its best score.
        agreement: how high both legs place the best passage.
        length: logarithm of the number of different tokens of the question.
    """

    coverage: float
    focus: float
    similarity: float
    nearness: float
    margin: float
    lexical_margin: float
    agreement: float
    length: float


class AnswerableModel(BaseModel):
    """Coefficients of the logistic regression, from `answerable.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intercept: float
    weights: dict[str, float]
    threshold: float
    named: float
    absent: float

    def probability(self, features: Features) -> float:
        """The probability that one of the hits answers the question."""
        values: dict[str, float] = asdict(features)
        total = self.intercept + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def answerable_model() -> AnswerableModel:
    """The model that the product ships with."""
    return AnswerableModel.model_validate(read_data(Path(__file__).with_suffix(".yaml")))
