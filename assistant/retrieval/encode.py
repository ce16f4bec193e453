"""Embedding what has no vector yet, in batches, with a word on how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.retrieval.embed import Embedder
from assistant.retrieval.vectors import Vectors

Encoder = Callable[[Sequence[str]], Iterable[tuple[Sequence[str], Vectors]]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an embedding run is; `seconds_left` is None until the first batch is done."""

    done: int
    total: int
    reused: int
    seconds_left: float | None


Report = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Report nothing."""


def local_encoder(embedder: Embedder, batch: int) -> Encoder:
    """Embed in this process; the model itself spreads a batch over all cores.

    Args:
        embedder: the model.
        batch: texts between two reports.
    """

    def encode(texts: Sequence[str]) -> Iterator[tuple[Sequence[str], Vectors]]:
        for start in range(0, len(texts), batch):
            block = texts[start : start + batch]
            yield block, embedder.encode_documents(block)

    return encode


class Clock:
    """Turns finished batches into `Progress`, with the time left at the speed of the run so far."""

    def __init__(self, total: int, reused: int, report: Report) -> None:
        self._started = time.monotonic()
        self._total = total
        self._reused = reused
        self._report = report
        report(Progress(0, total, reused, None))

    def finished(self, done: int) -> None:
        """Report that `done` texts have their vector."""
        left = (time.monotonic() - self._started) / done * (self._total - done) if done else None
        self._report(Progress(done, self._total, self._reused, left))
