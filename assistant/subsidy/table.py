"""A CSV file in, a CSV file out: good rows assessed, bad rows in a file of their own, nothing half-written.

Rows are streamed, so memory does not grow with the file; the rows of a large file are shared between processes.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assistant.subsidy.batch import RESULT_COLUMNS, Batch, HeaderError
from assistant.subsidy.chunks import Part, Row, assess_chunks
from assistant.subsidy.messages import message
from assistant.subsidy.rulebook import Rulebook
from assistant.subsidy.scheme import Scheme

ENCODINGS = ("utf-8-sig", "gb18030")
BLOCK = 1 << 20
SHARED_FROM = 2_000_000  # bytes, some 20,000 rows: below that, starting processes takes longer than it saves


class TableError(ValueError):
    """A table that cannot be used at all; the text is for people."""


@dataclass(frozen=True, slots=True)
class TableReport:
    """What became of a table.

    Attributes:
        good: rows assessed and written.
        bad: rows that could not be read, each in `errors` with its line and reason.
        encoding: how the file was read, and how the results are written.
        errors: the file of bad rows, where there are any.
        copied: columns that are no facts of the scheme and were copied through.
    """

    good: int
    bad: int
    encoding: str
    errors: Path | None
    copied: tuple[str, ...]


def errors_path(target: Path) -> Path:
    """Where the bad rows of a table go."""
    return target.with_name(f"{target.name}.errors.csv")


def assess_table(
    source: Path,
    target: Path,
    scheme: Scheme,
    rulebook: Rulebook,
    as_of: dt.date,
    progress: Callable[[int], None] = lambda read: None,
    processes: int = 1,
) -> TableReport:
    """Assess every row of `source` and write them to `target`, in their order, with the result columns.

    Args:
        source: a CSV file with a header, UTF-8 or GB18030.
        target: replaced only when all rows are done.
        scheme: the scheme to assess.
        rulebook: the rules.
        as_of: the day to assess as of.
        progress: told the bytes read so far.
        processes: how many may share the rows of a large file.

    Raises:
        TableError: a file cannot be read or written, is no such table, or lacks a column.
    """
    if not source.is_file():
        raise TableError(message("table_absent", path=str(source)))
    if not target.parent.is_dir():
        raise TableError(message("folder_absent", path=str(target.parent)))
    if target.exists() and target.samefile(source):
        raise TableError(message("table_same", path=str(target)))
    encoding = _encoding(source)
    processes = processes if source.stat().st_size >= SHARED_FROM else 1
    with (
        _replacing(target, encoding) as good_file,
        _replacing(errors_path(target), encoding) as bad_file,
        source.open("rb") as raw,
        io.TextIOWrapper(raw, encoding, newline="") as stream,
    ):
        rows = _rows(stream)
        batch = _batch(rows, scheme, rulebook, as_of)
        good_file.write(_line(*batch.header, *RESULT_COLUMNS))
        bad_file.write(_line(message("column_line"), message("column_reason"), *batch.header))
        good = bad = 0
        for part in _parts(batch, rows, processes):
            good_file.write(part.good_text)
            bad_file.write(part.bad_text)
            good, bad = good + part.good, bad + part.bad
            progress(raw.tell())
    errors = errors_path(target)
    if not bad:
        errors.unlink()
    return TableReport(good, bad, encoding, errors if bad else None, batch.copied)


def _batch(rows: Iterator[Row], scheme: Scheme, rulebook: Rulebook, as_of: dt.date) -> Batch:
    """What assesses the rows below the header, which is the first of `rows`."""
    _, header = next(rows, (0, []))
    if not header:
        raise TableError(message("table_empty"))
    try:
        return Batch(scheme, header, rulebook, as_of)
    except HeaderError as error:
        raise TableError(str(error)) from None


def _parts(batch: Batch, rows: Iterator[Row], processes: int) -> Iterator[Part]:
    try:
        yield from assess_chunks(batch, rows, processes)
    except BrokenProcessPool:
        raise TableError(message("table_process")) from None


def _line(*cells: str) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _rows(stream: IO[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line it begins on."""
    reader = csv.reader(stream, strict=True)
    line = 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error:
        raise TableError(message("table_broken", line=str(line), most=str(csv.field_size_limit()))) from None


def _encoding(path: Path) -> str:
    """The first of the known encodings in which the whole file reads cleanly."""
    places: list[int] = []
    for encoding in ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        done = 0
        try:
            with path.open("rb") as stream:
                while block := stream.read(BLOCK):
                    decoder.decode(block)
                    done += len(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            places.append(done + error.start)
            continue
        with path.open("rb") as stream:
            marked = stream.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
        return "utf-8" if encoding == "utf-8-sig" and not marked else encoding
    raise TableError(message("table_encoding", place=str(places[0])))


@contextmanager
def _replacing(target: Path, encoding: str) -> Iterator[IO[str]]:
    """A file that takes the place of `target` when all went well, and leaves no trace otherwise."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise TableError(message("table_unwritable", path=str(target), why=error.strerror or "")) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding=encoding, newline="") as stream:
            yield stream
        temporary.chmod(0o644)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
