"""The model's tests reword the same real answers as the gate's."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).parents[1] / "gate"))

structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
