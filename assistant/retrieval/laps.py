"""A watch for the steps of one search."""

from __future__ import annotations

import time

from assistant.retrieval.result import Timings


class Laps:
    """Times the steps of one search, from the moment it is made."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._laps: list[float] = []

    def end(self) -> None:
        """End a step."""
        now = time.perf_counter()
        self._laps.append((now - self._last) * 1000)
        self._last = now

    def timings(self) -> Timings:
        """The five steps in milliseconds."""
        encode, lexical, dense, ranked, fetch = self._laps
        return Timings(encode, lexical, dense, ranked, fetch)
