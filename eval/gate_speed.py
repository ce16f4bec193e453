"""`python -m eval gate-speed`: what the gate and the stream add to a sentence of a language model.

A model that answers at once with the given sentences stands in for the endpoint, so that nothing but our own work is measured.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel

from assistant.dialogue.answer import Answer
from assistant.dialogue.assistant import open_assistant
from assistant.dialogue.guest import Guest, known_names
from assistant.dialogue.talk import Call
from assistant.policy.load import load_corpus
from assistant.settings import get_settings

QUESTIONS = Path(__file__).with_name("questions") / "dev.yaml"
TOKEN = 3  # characters that come at once


class Echo:
    """Says back each sentence that it is given, in pieces as small as tokens."""

    def stream(self, system: str, user: str, shape: type[BaseModel], call: Call) -> Iterator[str]:
        """The sentences of `user` as the JSON that is asked for."""
        lines = [line.partition(". ") for line in user.split("\n\n[", maxsplit=1)[0].splitlines()]
        told = [{"ids": [int(number)], "text": text} for number, point, text in lines if point and number.isdigit()]
        reply = json.dumps({"sentences": told}, ensure_ascii=False)
        for start in range(0, len(reply), TOKEN):
            yield reply[start : start + TOKEN]


def main(argv: list[str]) -> int:
    """Print the milliseconds a sentence: median, 95th percentile, and the worst."""
    parser = argparse.ArgumentParser(prog="python -m eval gate-speed", description=__doc__)
    parser.add_argument("--questions", type=int, default=80, help="how many conversations of dev.yaml")
    options = parser.parse_args(argv)
    settings = get_settings().model_copy(update={"model": None})
    guest = Guest(Echo(), known_names(load_corpus(settings.corpus)))
    answers = list(_answers(options.questions))
    for answer in answers:  # the first reading of each text is not the gate's but the process's warming up
        list(guest.phrase(answer))
    costs = []
    for answer in answers:
        started = time.perf_counter()
        shown = list(guest.phrase(answer))
        costs += [(time.perf_counter() - started) * 1000 / len(shown)] * len(shown)
    costs.sort()
    print(f"sentences {len(costs)}")
    print(f"ms a sentence: median {statistics.median(costs):.3f}, p95 {costs[int(len(costs) * 0.95)]:.3f}")
    print(f"               worst {costs[-1]:.3f}, limit of the median 1")
    return 0 if statistics.median(costs) < 1 else 1


def _answers(most: int) -> Iterator[Answer]:
    with open_assistant(get_settings().model_copy(update={"model": None}), keep=False) as assistant:
        for conversation in yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))[:most]:
            for turn in conversation["turns"]:
                answer = assistant.reply(turn["say"], conversation["id"])
                if answer.sentences:
                    yield answer
