"""`python -m eval latency`: time to the first answer, p50 and p99 per answer, and what encoding takes of it."""

from __future__ import annotations

import argparse
import json
import statistics
import time
import uuid
from pathlib import Path

import yaml

from assistant.dialogue.assistant import open_assistant
from assistant.settings import get_settings

QUESTIONS = Path(__file__).with_name("questions") / "dev.yaml"


def main(argv: list[str]) -> int:
    """Ask every first turn of the development set, after one warm-up; milliseconds."""
    parser = argparse.ArgumentParser(prog="python -m eval latency")
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args(argv)
    said = [conversation["turns"][0]["say"] for conversation in yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))]
    started = time.perf_counter()
    with open_assistant(get_settings(), keep=False) as assistant:
        assistant.reply(said[0], uuid.uuid4().hex)
        first = (time.perf_counter() - started) * 1000
        totals, encodings, understandings = [], [], []
        for _ in range(options.rounds):
            for text in said:
                # A blank more makes the text new to the encoder's cache without changing what it says.
                timings = assistant.reply(f"{text} ", uuid.uuid4().hex).timings_ms
                totals.append(timings["total"])
                encodings.append(timings["encode"])
                understandings.append(timings["understand"])
    rest = [total - encoding for total, encoding in zip(totals, encodings, strict=True)]
    figures = {
        "answers": len(totals),
        "first_answer_ms": round(first, 1),
        "total_ms": _spread(totals),
        "encode_ms": _spread(encodings),
        "understand_ms": _spread(understandings),
        "pipeline_without_encoding_ms": _spread(rest),
        "share_of_encoding": round(sum(encodings) / sum(totals), 3),
    }
    print(json.dumps(figures, indent=1))
    return 0


def _spread(values: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(values, n=100)
    return {"p50": round(statistics.median(values), 2), "p99": round(cuts[98], 2)}
