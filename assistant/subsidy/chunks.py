"""Rows of a table assessed a chunk at a time, by this process or by several, in their order either way."""

from __future__ import annotations

import csv
import gc
import io
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import NamedTuple

from assistant.subsidy.batch import Batch
from assistant.subsidy.messages import message

CHUNK_ROWS = 500
AHEAD = 4  # chunks waiting per process: enough to keep it busy, few enough to keep memory flat
GARBAGE_AFTER = 100_000  # assessing makes no cycles: looking for them as often as usual costs a tenth of the time

Row = tuple[int, list[str]]


class Part(NamedTuple):
    """What became of a chunk: the text of its good rows and of its bad ones, and how many there are of each."""

    good_text: str
    bad_text: str
    good: int
    bad: int


def assess_chunk(batch: Batch, rows: Sequence[Row]) -> Part:
    """Assess rows, each given with the line it begins on; no row is lost and none raises."""
    good_file, bad_file = io.StringIO(newline=""), io.StringIO(newline="")
    good, bad = csv.writer(good_file), csv.writer(bad_file)
    refused = 0
    width = len(batch.header)
    results = iter(batch.results([row for _, row in rows if len(row) == width]))
    for line, row in rows:
        found = next(results) if len(row) == width else message("row_width", expected=str(width), read=str(len(row)))
        if isinstance(found, str):
            bad.writerow((line, found, *row))
            refused += 1
        else:
            good.writerow((*row, *found))
    return Part(good_file.getvalue(), bad_file.getvalue(), len(rows) - refused, refused)


def assess_chunks(batch: Batch, rows: Iterable[Row], processes: int = 1) -> Iterator[Part]:
    """The parts of a table, in the order of its rows.

    Args:
        batch: what assesses a row.
        rows: read as they are needed.
        processes: how many share the work; more than one only where a process can be forked.

    Raises:
        BrokenProcessPool: one of the processes was ended from outside.
    """
    source = iter(rows)
    chunks = iter(lambda: list(islice(source, CHUNK_ROWS)), [])
    if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return (assess_chunk(batch, chunk) for chunk in chunks)
    return _shared(batch, chunks, processes)


def _shared(batch: Batch, chunks: Iterator[list[Row]], processes: int) -> Iterator[Part]:
    # A forked process has the rulebook already; any other start would read the corpus again in each.
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=fork, initializer=_begin, initargs=(batch,)) as pool:
        waiting: deque[Future[Part]] = deque()
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_work, chunk))
                if len(waiting) >= AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


_batches: list[Batch] = []  # of a worker process: the one it works with


def _begin(batch: Batch) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's to handle, which then ends this one
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER)
    _batches.append(batch)


def _work(rows: list[Row]) -> Part:
    return assess_chunk(_batches[0], rows)
