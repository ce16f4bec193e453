"""`python -m eval.answerable_training`: fit the coefficients of `assistant/retrieval/answerable.yaml`.

Labelled pairs are made from the shared sets: many small corpora are drawn from each, a question whose document was
drawn is answerable there, one whose document (and, for statutes, whose law) was not is not. Corpora of many sizes are
drawn, because what a rare word is worth depends on the size. The labelled questions on this project's own corpus are
no part of it: they are the test.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from assistant.retrieval import Embedder, Passage, build_index, load_embedder, load_passages, open_index
from assistant.retrieval.answerable import Features
from eval.answerable import reliability
from eval.cached import CachedEmbedder
from eval.metrics import area_under_curve
from eval.retrieval import Query, read_qrels, read_queries

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
TARGET = Path(__file__).resolve().parents[1] / "assistant" / "retrieval" / "answerable.yaml"
SEED = 20241204
SIZES = (15, 25, 40, 80, 200, 500)
DRAWS = 4
QUESTIONS = 60
LONGEST = 400
HEADER = """# Logistic regression from what the search saw to the probability that the answer is in the corpus.
# Written by `python -m eval.answerable_training`; see docs/decisions.
"""


@dataclass(frozen=True)
class Labelled:
    """One set: its passages, its questions and what answers them; `family` is what is drawn together."""

    passages: Sequence[Passage]
    questions: Sequence[Query]
    relevance: dict[str, dict[str, int]]
    family: dict[str, str]


@dataclass(frozen=True)
class Pair:
    """A question asked of a corpus: what the search saw, whether the answer is there, and how much it counts."""

    features: Features
    answerable: bool
    weight: float
    held_out: bool


def main(argv: list[str]) -> int:
    """Draw the pairs, fit on one half of the corpora, report on the other, and write the coefficients."""
    parser = argparse.ArgumentParser(prog="python -m eval.answerable_training", description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--cache", type=Path, help="an .npz in which vectors are kept between runs")
    parser.add_argument("--write", action="store_true", help="replace the coefficients in use")
    options = parser.parse_args(argv)
    if not options.data.exists():
        print(f"{options.data}: the shared sets are not here → name their folder with --data", file=sys.stderr)
        return 2
    embedder: Embedder = load_embedder()
    if options.cache:
        embedder = CachedEmbedder(embedder, options.cache)
    pairs = list(_pairs(read_sets(options.data), embedder))
    if isinstance(embedder, CachedEmbedder):
        embedder.save()
    model = fit([pair for pair in pairs if not pair.held_out])
    _report(model, [pair for pair in pairs if pair.held_out])
    if options.write:
        kept = yaml.safe_load(TARGET.read_text(encoding="utf-8"))
        TARGET.write_text(HEADER + yaml.safe_dump(kept | model, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return 0


def read_sets(data: Path) -> tuple[Labelled, ...]:
    """Statutes, drawn law by law, and encyclopaedia paragraphs, drawn one by one."""
    statutes = [one for one in load_passages(data / "statutes" / "corpus.jsonl.gz") if len(one.text) <= LONGEST]
    paragraphs = [one for one in load_passages(data / "cmrc2018" / "corpus.jsonl.gz") if len(one.text) <= LONGEST]
    return (
        Labelled(
            statutes,
            read_queries(data / "statutes" / "queries.jsonl"),
            read_qrels(data / "statutes" / "qrels.tsv"),
            {passage.id: passage.title.rsplit(" ", 1)[0] for passage in statutes},
        ),
        Labelled(
            paragraphs,
            read_queries(data / "cmrc2018" / "queries.jsonl.gz"),
            read_qrels(data / "cmrc2018" / "qrels.tsv"),
            {passage.id: passage.id for passage in paragraphs},
        ),
    )


def fit(pairs: Sequence[Pair]) -> dict[str, object]:
    """Intercept and weights of the logistic regression on `pairs`."""
    regression = LogisticRegression(C=100.0, max_iter=2000)
    names = [field.name for field in fields(Features)]
    regression.fit(
        np.asarray([[asdict(pair.features)[name] for name in names] for pair in pairs]),
        np.asarray([pair.answerable for pair in pairs]),
        sample_weight=np.asarray([pair.weight for pair in pairs]),
    )
    weights = {name: round(float(weight), 4) for name, weight in zip(names, regression.coef_[0], strict=True)}
    return {"intercept": round(float(regression.intercept_[0]), 4), "weights": weights}


def probability(model: dict[str, object], features: Features) -> float:
    """What coefficients say of one question."""
    weights = model["weights"]
    assert isinstance(weights, dict) and isinstance(model["intercept"], float)
    total = model["intercept"] + sum(weight * asdict(features)[name] for name, weight in weights.items())
    return float(1 / (1 + np.exp(-total)))


def _pairs(sets: Sequence[Labelled], embedder: Embedder) -> Iterator[Pair]:
    chance = random.Random(SEED)
    for number, size in enumerate([size for size in SIZES for _ in range(DRAWS)]):
        for own, other in (sets, sets[::-1]):
            if size <= len(own.passages) // 2:
                drawn = _draw(own, size, chance)
                yield from _corpus_pairs(drawn, own, other, embedder, chance, held_out=number % 2 == 1)
                print(f"\r{number} {size}   ", end="", file=sys.stderr, flush=True)


def _draw(labelled: Labelled, size: int, chance: random.Random) -> list[Passage]:
    """Whole families until the size is reached, those with an answer first; within them the answers are kept."""
    wanted = {document for grades in labelled.relevance.values() for document in grades}
    families: dict[str, list[Passage]] = {}
    for passage in labelled.passages:
        families.setdefault(labelled.family[passage.id], []).append(passage)
    names = sorted(name for name, own in families.items() if any(passage.id in wanted for passage in own))
    chance.shuffle(names)
    drawn: list[Passage] = []
    for name in names:
        own = sorted(families[name], key=lambda passage: (passage.id not in wanted, chance.random()))
        drawn += own[: max(5, size // 3)]
        if len(drawn) >= size:
            break
    return drawn[:size]


def _corpus_pairs(
    drawn: Sequence[Passage],
    own: Labelled,
    other: Labelled,
    embedder: Embedder,
    chance: random.Random,
    *,
    held_out: bool,
) -> Iterator[Pair]:
    present = {passage.id for passage in drawn}
    families = {own.family[passage.id] for passage in drawn}
    here: list[Query] = []
    elsewhere: list[Query] = []
    for question in own.questions:
        answers = own.relevance.get(question.id, {})
        if present & set(answers):
            here.append(question)
        elif not families & {own.family.get(document, "") for document in answers}:
            elsewhere.append(question)
    groups = (
        (True, chance.sample(here, min(QUESTIONS, len(here))), 2.0),
        (False, chance.sample(elsewhere, min(QUESTIONS, len(elsewhere))), 1.4),
        (False, chance.sample(list(other.questions), QUESTIONS // 2), 0.6),
    )
    with tempfile.TemporaryDirectory() as folder:
        build_index(drawn, Path(folder), embedder)
        searcher = open_index(Path(folder), embedder)
        for answerable, questions, weight in groups:
            for question in questions:
                features = searcher.search(question.text, k=3).features
                yield Pair(features, answerable, weight / len(questions), held_out)


def _report(model: dict[str, object], pairs: Sequence[Pair]) -> None:
    scored = [(probability(model, pair.features), pair.answerable) for pair in pairs]
    yes = [score for score, truth in scored if truth]
    no = [score for score, truth in scored if not truth]
    print(f"\nheld-out corpora: {len(yes)} answerable, {len(no)} not, AUC {area_under_curve(yes, no):.4f}")
    for row in reliability(scored):
        print(f"  said {row.said:.2f}  was {row.was:.2f}  ({row.count})")
    print(yaml.safe_dump(model, sort_keys=False))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
