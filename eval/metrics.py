"""Measures of a ranking against labelled relevance."""

from __future__ import annotations

import bisect
import math
from collections.abc import Mapping, Sequence

MEASURES = ("hit@1", "hit@5", "mrr@10", "ndcg@10", "recall@20")


def measures(ranked: Mapping[str, Sequence[str]], relevance: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    """Means over all labelled questions; a question without any relevant document is left out.

    Args:
        ranked: for each question the ids found, best first.
        relevance: for each question the grade of each document; 0 or less is not relevant.
    """
    labelled = {query: grades for query, grades in relevance.items() if any(grade > 0 for grade in grades.values())}
    if not labelled:
        return dict.fromkeys(MEASURES, 0.0)
    rows = [one_question(ranked.get(query, ()), grades) for query, grades in labelled.items()]
    return {name: sum(row[name] for row in rows) / len(rows) for name in MEASURES}


def one_question(found: Sequence[str], grades: Mapping[str, int]) -> dict[str, float]:
    """The measures of one question; nDCG with gain 2^grade - 1 (Järvelin and Kekäläinen 2002)."""
    relevant = {document for document, grade in grades.items() if grade > 0}
    first = next((place for place, document in enumerate(found[:10], 1) if document in relevant), None)
    ideal: float = _gain(sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:10])
    return {
        "hit@1": float(any(document in relevant for document in found[:1])),
        "hit@5": float(any(document in relevant for document in found[:5])),
        "mrr@10": 1 / first if first else 0.0,
        "ndcg@10": _gain([max(0, grades.get(document, 0)) for document in found[:10]]) / ideal,
        "recall@20": len(relevant & set(found[:20])) / len(relevant),
    }


def area_under_curve(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive scores above a negative, ties counted half; 0.5 where one side is empty."""
    if not positive or not negative:
        return 0.5
    ordered = sorted(negative)
    won = [bisect.bisect_left(ordered, score) + bisect.bisect_right(ordered, score) for score in positive]
    return sum(won) / 2 / (len(positive) * len(negative))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie, nearest rank; 0 for no values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))
