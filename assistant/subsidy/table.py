"""A CSV file in, a CSV file out: good rows assessed, bad rows in a file of their own, nothing half-written.

Rows are streamed, so memory does not grow with the file.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assistant.subsidy.batch import RESULT_COLUMNS, Batch, HeaderError
from assistant.subsidy.errors import FactError
from assistant.subsidy.messages import message
from assistant.subsidy.rulebook import Rulebook
from assistant.subsidy.scheme import Scheme

ENCODINGS = ("utf-8-sig", "gb18030")
BLOCK = 1 << 20
REPORT_EVERY = 1000


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
) -> TableReport:
    """Assess every row of `source` and write them to `target`, in their order, with the result columns.

    Args:
        source: a CSV file with a header, UTF-8 or GB18030.
        target: replaced only when all rows are done.
        scheme: the scheme to assess.
        rulebook: the rules.
        as_of: the day to assess as of.
        progress: told the bytes read so far.

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
    with (
        _replacing(target, encoding) as good_file,
        _replacing(errors_path(target), encoding) as bad_file,
        source.open(encoding=encoding, newline="") as stream,
    ):
        report = _run(stream, good_file, bad_file, scheme, rulebook, as_of, progress, encoding)
    bad = errors_path(target)
    if not report.bad:
        bad.unlink()
    return TableReport(report.good, report.bad, encoding, bad if report.bad else None, report.copied)


def _run(
    stream: IO[str],
    good_file: IO[str],
    bad_file: IO[str],
    scheme: Scheme,
    rulebook: Rulebook,
    as_of: dt.date,
    progress: Callable[[int], None],
    encoding: str,
) -> TableReport:
    rows = _rows(stream)
    _, header = next(rows, (0, []))
    if not header:
        raise TableError(message("table_empty"))
    try:
        batch = Batch(scheme, header, rulebook, as_of)
    except HeaderError as error:
        raise TableError(str(error)) from None
    good, bad = csv.writer(good_file), csv.writer(bad_file)
    good.writerow((*header, *RESULT_COLUMNS))
    bad.writerow((message("column_line"), message("column_reason"), *header))
    counts = [0, 0]
    for line, row in rows:
        reason = _assess_row(batch, row, len(header), good.writerow)
        if reason:
            bad.writerow((line, reason, *row))
        counts[bool(reason)] += 1
        if sum(counts) % REPORT_EVERY == 0:
            progress(stream.buffer.tell() if hasattr(stream, "buffer") else 0)
    return TableReport(counts[0], counts[1], encoding, None, batch.copied)


def _assess_row(batch: Batch, row: list[str], width: int, write: Callable[[list[str]], object]) -> str:
    """Write the row with its results; the reason where it cannot be assessed."""
    if len(row) != width:
        return message("row_width", expected=str(width), read=str(len(row)))
    try:
        write([*row, *batch.run(row)])
    except FactError as error:
        return str(error)
    return ""


def _rows(stream: IO[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line it begins on."""
    reader = csv.reader(stream, strict=True)
    line = 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableError(message("table_broken", line=str(line), why=str(error))) from None


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
