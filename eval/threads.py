"""What several threads gain over one."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

THREADS = 8


def threads_gain(ask: Callable[[int], object], count: int) -> float:
    """Throughput of eight threads as a multiple of one thread's.

    Args:
        ask: asks the question of a number below `count`; nothing may be remembered of it.
        count: how many questions.
    """
    started = time.perf_counter()
    for number in range(count):
        ask(number)
    alone = time.perf_counter() - started
    with ThreadPoolExecutor(THREADS) as pool:
        started = time.perf_counter()
        list(pool.map(ask, range(count)))
        return alone / (time.perf_counter() - started)
