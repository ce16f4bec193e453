"""Faults that the person at the terminal can mend: one line each, exit code 2, never a traceback."""

from __future__ import annotations

import sys
from typing import NoReturn


def fail(*lines: str) -> NoReturn:
    """Print what is wrong and end with exit code 2."""
    for line in lines:
        print(line, file=sys.stderr)
    raise SystemExit(2)
