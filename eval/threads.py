"""What several threads gain over one."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

THREADS = 8
ROUNDS = 3


def threads_gain(ask: Callable[[int], object], count: int) -> float:
    """Throughput of eight threads as a multiple of one thread's.

    Args:
        ask: asks the question of a number below `count`; nothing may be remembered of it.
        count: how many questions.
    """
    return throughput(ask, count)["threads_gain"]


def throughput(ask: Callable[[int], object], count: int) -> dict[str, float]:
    """Milliseconds a question by one thread and by eight, the best of several rounds each, and the processor's own.

    `cpu_ms` divided by the number of cores is what no number of threads can go below.
    """
    alone, together = (min(_round(ask, count, threads) for _ in range(ROUNDS)) for threads in (1, THREADS))
    return {
        "one_thread_ms": alone[0],
        "eight_threads_ms": together[0],
        "threads_gain": alone[0] / together[0],
        "cpu_ms": together[1],
    }


def _round(ask: Callable[[int], object], count: int, threads: int) -> tuple[float, float]:
    with ThreadPoolExecutor(threads) as pool:
        busy, started = time.process_time(), time.perf_counter()
        list(pool.map(ask, range(count)))
        wall, own = time.perf_counter() - started, time.process_time() - busy
    return wall * 1000 / count, own * 1000 / count
