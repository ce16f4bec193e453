"""The subsidy tool beside OpenFisca: same rules, same people, one process, one run.

`python -m eval subsidy-speed [ROWS]`; needs `pip install -r eval/subsidy_speed/requirements.txt`.
"""

from __future__ import annotations

import importlib.util
import sys

ROWS = 100_000


def main(argv: list[str]) -> int:
    """Measure and print the table.

    Returns:
        0 when the answers agree and every target is met, 1 when not, 2 when OpenFisca is not installed.
    """
    if importlib.util.find_spec("openfisca_core") is None:
        print("OpenFisca is not installed: pip install -r eval/subsidy_speed/requirements.txt", file=sys.stderr)
        return 2
    from eval.subsidy_speed.measure import compare

    lines = compare(int(argv[0]) if argv else ROWS)
    print(f"{'':<44}{'ours':>10}{'OpenFisca':>12}   target")
    for line in lines:
        mark = "met" if line.met else "MISSED"
        print(f"{line.what:<44}{line.ours:>10}{line.theirs:>12}   {line.target} ({mark})")
    return 0 if all(line.met for line in lines) else 1
