"""`python -m eval NAME …`: one report a name."""

from __future__ import annotations

import importlib
import os
import sys

from assistant.cli.main import quiet

REPORTS = {
    "dialogue": "accuracy of answers on the labelled conversations",
    "latency": "time to an answer, and the share of encoding the query",
    "retrieval": "hit@k, MRR, nDCG and recall of both legs and the hybrid",
    "answerable": "whether the index knows what it does not hold",
    "retrieval-speed": "speed and memory of the index at size",
    "subsidy-speed": "the subsidy tool beside OpenFisca",
    "page-speed": "from Enter to the painted answer, and ten people at once",
    "pictures": "the screenshots of the pages that the README shows",
    "sayings": "facts read from single labelled sentences",
    "gate-speed": "what the gate adds to each sentence of a language model",
    "model-guest": "the question set with a real, weak language model as guest",
}


def main() -> int:
    """Run one report; its exit code is the process's."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    quiet()
    if len(sys.argv) < 2 or sys.argv[1] not in REPORTS:
        print("python -m eval NAME, where NAME is one of:", file=sys.stderr)
        for name, what in REPORTS.items():
            print(f"  {name:<16} {what}", file=sys.stderr)
        return 2
    module = importlib.import_module(f"eval.{sys.argv[1].replace('-', '_')}")
    code: int = module.main(sys.argv[2:])
    return code


if __name__ == "__main__":
    raise SystemExit(main())
