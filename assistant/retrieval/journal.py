"""Vectors on their way into an index, written as they come, so that an interrupted build goes on where it stopped."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import numpy as np

from assistant.retrieval.passage import digest
from assistant.retrieval.vectors import Vectors

_DIGEST_BYTES = 32


class Journal:
    """An append-only file of digest and vector for one model; a record cut off by a crash is dropped on opening.

    Args:
        folder: where the file stands; it is named after the model's fingerprint.
        fingerprint: of the model; vectors of another model are in another file.
        dimension: numbers in a vector.
    """

    def __init__(self, folder: Path, fingerprint: str, dimension: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / f"embedding-{digest(fingerprint, str(dimension))[:12]}.journal"
        self._record = np.dtype([("digest", f"S{_DIGEST_BYTES}"), ("vector", "<f4", (dimension,))])

    def __enter__(self) -> Journal:
        self._handle = self._file.open("ab")
        whole = self._handle.tell() // self._record.itemsize * self._record.itemsize
        self._handle.truncate(whole)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._handle.close()

    def read(self) -> dict[str, Vectors]:
        """Every vector written so far, by digest."""
        if not self._file.stat().st_size:
            return {}
        records = np.fromfile(self._file, dtype=self._record)
        return {record["digest"].decode(): record["vector"] for record in records}

    def append(self, digests: Sequence[str], vectors: Vectors) -> None:
        """Add vectors and bring them to the disk."""
        records = np.empty(len(digests), dtype=self._record)
        records["digest"] = [one.encode() for one in digests]
        records["vector"] = vectors
        self._handle.write(records.tobytes())
        self._handle.flush()
        os.fsync(self._handle.fileno())

    def done(self) -> None:
        """Take the file away: its vectors stand in a finished generation."""
        self._handle.close()
        self._file.unlink()
