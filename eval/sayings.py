"""`python -m eval sayings`: single sentences, each labelled with the facts that it states and those that it only seems to."""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.dialogue.understand.lexicon import PolicyLexicon
from assistant.dialogue.understand.read import Context, read_message
from assistant.dialogue.understand.reading import Reading
from assistant.policy.load import load_corpus
from assistant.settings import get_settings

SAYINGS = Path(__file__).with_name("questions") / "sayings.yaml"
AS_OF, NOTICE = dt.date(2026, 11, 23), dt.date(2024, 12, 4)
Scalar = bool | int | float | dt.date | str


class Saying(BaseModel):
    """A sentence; `facts` are stated in it, those of `not` are not, though their words are there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    say: str
    facts: dict[str, Scalar | list[Scalar]] = {}
    unstated: tuple[str, ...] = Field((), alias="not")


def main(argv: list[str]) -> int:
    """Print how many facts were read as labelled, how many were read where none is stated, and every failure."""
    parser = argparse.ArgumentParser(prog="python -m eval sayings", description=__doc__)
    parser.add_argument("--failures", type=int, default=20, help="how many failures to print")
    options = parser.parse_args(argv)
    settings = get_settings()
    lexicon = PolicyLexicon(load_corpus(settings.corpus), settings.corpus)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    failures: list[str] = []
    misread = clean = 0
    sayings = [Saying.model_validate(one) for one in yaml.safe_load(SAYINGS.read_text(encoding="utf-8"))]
    for saying in sayings:
        held = stated(read_message(saying.say, Context(AS_OF, NOTICE), lexicon))
        wrong = []
        for fact, value in saying.facts.items():
            wanted = {str(one) for one in (value if isinstance(value, list) else [value])}
            total[fact] += 1
            right[fact] += wanted in held.get(fact, ())
            wrong += [] if wanted in held.get(fact, ()) else [f"{fact} is {sorted(wanted)}"]
        seeming = [fact for fact in saying.unstated if fact in held]
        misread += len(seeming)
        clean += not (wrong or seeming)
        if wrong or seeming:
            failures.append(f"{saying.say} | {'; '.join([*wrong, *(f'{fact} is not stated' for fact in seeming)])}")
    print(f"sentences read as labelled {clean} of {len(sayings)}")
    print(f"facts {sum(right.values())} of {sum(total.values())}; read where none is stated {misread}")
    for fact, count in total.most_common():
        print(f"  {fact:<24} {right[fact]} of {count}")
    print("\n".join(failures[: options.failures]))
    return 0


def stated(reading: Reading) -> dict[str, list[set[str]]]:
    """Each fact with the values it was last stated with, and with all of them together."""
    statements = [*reading.stated, *(one for subject in reading.subjects for one in subject.facts)]
    held: dict[str, list[set[str]]] = {}
    for one in statements:
        if not one.denied:
            values = {value.isoformat() if isinstance(value, dt.date) else str(value) for value in one.values}
            together = held.get(one.fact, [set()])[-1] | values
            held[one.fact] = [values, together]
    return held


if __name__ == "__main__":
    raise SystemExit(main([]))
