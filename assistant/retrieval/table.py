"""The passages of a generation on disk: whole records read one at a time, and what is filtered by as plain arrays."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.retrieval.passage import Passage, Span, digest

Days = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
_RECORDS = "passages.jsonl"
_PLACES = "places.json"
_FOREVER = int(np.iinfo(np.int32).max)
_RECENT = 4096


def write_table(passages: Sequence[Passage], folder: Path) -> None:
    """Write the passages of a generation into its folder."""
    starts = [0]
    with (folder / _RECORDS).open("wb") as records:
        for passage in passages:
            starts.append(starts[-1] + records.write(_record(passage)))
    places = sorted({passage.jurisdiction for passage in passages})
    (folder / _PLACES).write_text(json.dumps(places, ensure_ascii=False), encoding="utf-8")
    number = {place: index for index, place in enumerate(places)}
    first: dict[str, int] = {}
    groups = [first.setdefault(digest("".join(passage.text.split())), row) for row, passage in enumerate(passages)]
    np.save(folder / "starts.npy", np.asarray(starts, dtype=np.int64))
    np.save(folder / "from.npy", np.asarray([_day(passage.in_force_from, 0) for passage in passages], dtype=np.int32))
    np.save(
        folder / "to.npy", np.asarray([_day(passage.in_force_to, _FOREVER) for passage in passages], dtype=np.int32)
    )
    np.save(folder / "place.npy", np.asarray([number[passage.jurisdiction] for passage in passages], dtype=np.int32))
    np.save(folder / "group.npy", np.asarray(groups, dtype=np.int32))


class PassageTable:
    """The passages of a generation, opened for reading by any number of threads and processes.

    Args:
        folder: as `write_table` wrote it.
        everywhere: places whose rules hold in every place.
    """

    def __init__(self, folder: Path, everywhere: Sequence[str]) -> None:
        filled = (folder / _RECORDS).stat().st_size > 0
        self._records = np.memmap(folder / _RECORDS, dtype=np.uint8, mode="r").view(np.ndarray) if filled else None
        self._starts: npt.NDArray[np.int64] = np.load(folder / "starts.npy", mmap_mode="r").view(np.ndarray)
        self._from: Days = np.load(folder / "from.npy", mmap_mode="r").view(np.ndarray)
        self._to: Days = np.load(folder / "to.npy", mmap_mode="r").view(np.ndarray)
        self._place: Days = np.load(folder / "place.npy", mmap_mode="r").view(np.ndarray)
        self.group: Days = np.load(folder / "group.npy", mmap_mode="r").view(np.ndarray)
        self._places: list[str] = json.loads((folder / _PLACES).read_text(encoding="utf-8"))
        self._everywhere = frozenset(everywhere) | {""}
        self.passage = lru_cache(maxsize=_RECENT)(self._read)
        self._masks = lru_cache(maxsize=64)(self._mask)
        duplicated = np.unique(self.group, return_counts=True)
        self._duplicated = frozenset(duplicated[0][duplicated[1] > 1].tolist())

    def __len__(self) -> int:
        return len(self._starts) - 1

    def valid(self, as_of: dt.date | None, jurisdiction: str | None) -> Mask | None:
        """Which passages hold on a day and in a place; None where neither is asked.

        A rule of a city holds in its districts, one of the whole country everywhere; a district's does not hold in
        the whole city.
        """
        return self._masks(as_of, jurisdiction) if as_of or jurisdiction else None

    def in_force(self, row: int, as_of: dt.date) -> bool:
        """Whether one passage holds on a day."""
        return bool(self._from[row] <= as_of.toordinal() <= self._to[row])

    def duplicates(self, row: int) -> tuple[int, ...]:
        """Every passage with the same text, itself included, in the order of the corpus."""
        group = int(self.group[row])
        return tuple(np.flatnonzero(self.group == group).tolist()) if group in self._duplicated else (row,)

    def _mask(self, as_of: dt.date | None, jurisdiction: str | None) -> Mask:
        mask = np.ones(len(self), dtype=np.bool_)
        if as_of:
            mask &= (self._from <= as_of.toordinal()) & (self._to >= as_of.toordinal())
        if jurisdiction:
            mask &= np.asarray([self._covers(place, jurisdiction) for place in self._places])[self._place]
        return mask

    def _covers(self, place: str, asked: str) -> bool:
        return place in self._everywhere or asked.startswith(place.removesuffix("市").removesuffix("省"))

    def _read(self, row: int) -> Passage:
        if self._records is None:
            raise IndexError(row)
        record = json.loads(self._records[self._starts[row] : self._starts[row + 1]].tobytes())
        record["parts"] = tuple(Span(start, end) for start, end in record["parts"])
        record["also_known_as"] = tuple(record["also_known_as"])
        for day in ("in_force_from", "in_force_to"):
            record[day] = dt.date.fromisoformat(record[day]) if record[day] else None
        return Passage(**record)


def _record(passage: Passage) -> bytes:
    fields: dict[str, object] = asdict(passage)
    fields["parts"] = [(span.start, span.end) for span in passage.parts]
    for day in ("in_force_from", "in_force_to"):
        value = fields[day]
        fields[day] = value.isoformat() if isinstance(value, dt.date) else None
    return (json.dumps(fields, ensure_ascii=False) + "\n").encode()


def _day(day: dt.date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise
