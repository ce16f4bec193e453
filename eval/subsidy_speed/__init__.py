"""The subsidy tool beside OpenFisca: same rules, same people, one process, one run.

`python -m eval subsidy-speed [ROWS] [--save]`; needs `pip install -r eval/subsidy_speed/requirements.txt`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import sys
from dataclasses import asdict
from pathlib import Path

RESULTS = Path(__file__).parents[1] / "results" / "subsidy-speed.json"
ROWS = 100_000


def main(argv: list[str]) -> int:
    """Measure and print the table.

    Returns:
        0 when the answers agree and every target is met, 1 when not, 2 when OpenFisca is not installed.
    """
    parser = argparse.ArgumentParser(prog="python -m eval subsidy-speed")
    parser.add_argument("rows", nargs="?", type=int, default=ROWS)
    parser.add_argument("--save", action="store_true", help="write the figures to eval/results/")
    given = parser.parse_args(argv)
    if importlib.util.find_spec("openfisca_core") is None:
        print("OpenFisca is not installed: pip install -r eval/subsidy_speed/requirements.txt", file=sys.stderr)
        return 2
    from eval.subsidy_speed.measure import compare

    load = round(os.getloadavg()[0], 2)
    lines = compare(given.rows)
    print(f"{'':<44}{'ours':>10}{'OpenFisca':>12}   target")
    for line in lines:
        mark = "met" if line.met else "MISSED"
        print(f"{line.what:<44}{line.ours:>10}{line.theirs:>12}   {line.target} ({mark})")
    if given.save:
        machine = {"cores": os.cpu_count(), "python": platform.python_version(), "load_before": load}
        figures = {"machine": machine, "lines": [asdict(line) for line in lines]}
        RESULTS.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0 if all(line.met for line in lines) else 1
