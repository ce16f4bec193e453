"""`python -m eval retrieval-speed`: time and memory of everything but encoding, over an index of any size, and what
several threads gain, with the encoding and without.

Vectors are drawn at random around a few hundred centres instead of being embedded: what is timed does not depend on
what they mean, and a hundred thousand clauses would take hours to embed. The texts are real ones, varied.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.retrieval import (
    Embedder,
    Passage,
    RetrievalError,
    Searcher,
    build_index,
    load_embedder,
    load_passages,
    open_index,
)
from assistant.retrieval.passage import digest
from assistant.retrieval.vectors import Vectors, normalised
from eval.metrics import percentile
from eval.retrieval import read_queries
from eval.threads import throughput

DIMENSION = 384
CENTRES = 300
ENCODED = 100


class DrawnEmbedder(Embedder):
    """A vector for each text, the same for the same text, shaped like those of a language model: few directions."""

    def __init__(self) -> None:
        super().__init__("drawn", "drawn", cache=100_000)
        self._centres = np.random.default_rng(1).standard_normal((CENTRES, DIMENSION)).astype(np.float32)

    @property
    def dimension(self) -> int:
        return DIMENSION

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._draw(texts)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        return self._draw(texts)

    def _draw(self, texts: Sequence[str]) -> Vectors:
        rows = np.empty((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            chance = np.random.default_rng(int(digest(text)[:15], 16))
            row[:] = 3 + self._centres[chance.integers(CENTRES)] + 0.8 * chance.standard_normal(DIMENSION)
        return normalised(rows)


def main(argv: list[str]) -> int:
    """Build, open, ask; print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval retrieval-speed", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="texts to repeat and vary to the size")
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--size", type=int, default=3000)
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--index", type=Path, help="kept between runs; a passing folder where not given")
    options = parser.parse_args(argv)
    try:
        with tempfile.TemporaryDirectory() as passing:
            index = options.index or Path(passing) / "index"
            if not (index / "CURRENT").exists():
                _build(options.corpus, options.size, index)
            questions = [question.text for question in read_queries(options.queries)[: options.questions]]
            print(json.dumps(measure(index, questions), indent=2))
    except RetrievalError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def measure(index: Path, questions: Sequence[str]) -> dict[str, object]:
    """The figures of one index: opening, each step of a question at the median and the 99th percentile, threads."""
    started = time.perf_counter()
    searcher = open_index(index, DrawnEmbedder())
    opened = time.perf_counter() - started
    vectors = [searcher.embedder.encode_query(question) for question in questions]
    for question, vector in zip(questions[:50], vectors[:50], strict=True):
        searcher.search(question, vector=vector)
    laps = [searcher.search(one, vector=vector).timings for one, vector in zip(questions, vectors, strict=True)]
    whole = [lap.beyond_encoding for lap in laps]
    return {
        "passages": searcher.generation.passages,
        "open_s": opened,
        **{
            step: percentile([getattr(lap, step) for lap in laps], 0.5)
            for step in ("lexical", "dense", "rank", "fetch")
        },
        "median_ms": percentile(whole, 0.5),
        "p99_ms": percentile(whole, 0.99),
        "beyond_encoding": throughput(
            lambda place: searcher.search(questions[place], vector=vectors[place]), len(questions)
        ),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "with_encoding": _with_encoding(searcher, questions[:ENCODED]),
        "disk_mb": sum(file.stat().st_size for file in index.rglob("*") if file.is_file()) / 2**20,
    }


def _with_encoding(searcher: Searcher, questions: Sequence[str]) -> dict[str, float]:
    """Whole questions, encoded by the default model each time; its vectors are as long as the drawn ones."""
    model = load_embedder(cache=0)
    model.warm()
    return throughput(
        lambda place: searcher.search(questions[place], vector=model.encode_query(questions[place])), len(questions)
    )


def _build(corpus: Path, size: int, index: Path) -> None:
    """Build in another process, so that its memory is not counted."""
    script = (
        "import sys; from pathlib import Path; from eval.retrieval_speed import build_varied; "
        "build_varied(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))"
    )
    subprocess.run([sys.executable, "-c", script, str(corpus), str(size), str(index)], check=True)


def build_varied(corpus: Path, size: int, index: Path) -> None:
    """Build an index of `size` passages: the corpus again and again, each time under other numbers."""
    given = load_passages(corpus)
    varied = [_varied(given[place % len(given)], place // len(given), place) for place in range(size)]
    build_index(varied, index, DrawnEmbedder())


def _varied(passage: Passage, round_: int, place: int) -> Passage:
    text = f"{passage.text}\n本条适用于第{round_}号地区。" if round_ else passage.text
    return Passage(id=str(place), policy="", clause=str(place), title=passage.title, text=text)
