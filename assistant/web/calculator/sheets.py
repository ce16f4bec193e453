"""A table of cases by upload: computed in a folder of its own, which goes after an hour."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import shutil
import tempfile
import time
from html import escape
from pathlib import Path

from assistant.subsidy import FACT_FORMS, SCHEMES, Rulebook
from assistant.subsidy.table import TableError, TableReport, assess_table
from assistant.web.calculator.words import calculator_words

LARGEST = 5_000_000  # bytes
FOLDERS, KEPT_SECONDS, SHOWN_ROWS = "policy-assistant-tables", 3600, 10


def assess_upload(source: Path, scheme: str, rulebook: Rulebook, as_of: dt.date) -> tuple[list[str], str]:
    """The files of results and of bad rows, and what became of the table, as HTML.

    Args:
        source: the uploaded file.
        scheme: id of the scheme.
        rulebook, as_of: as for `assess`.
    """
    words = calculator_words()
    if source.stat().st_size > LARGEST:
        return [], f'<p role="alert">{words.too_large}</p>'
    target = _folder() / f"{scheme}.csv"
    try:
        report = assess_table(source, target, SCHEMES[scheme], rulebook, as_of)
    except TableError as error:
        return [], f'<p role="alert">{escape(str(error))}</p>'
    files = [target, *([report.errors] if report.errors else [])]
    told = words.csv_done.format(good=report.good, bad=report.bad)
    return [str(file) for file in files], f'<p role="status">{told}</p>{_bad_rows(report)}'


def _folder() -> Path:
    """A new folder; those of more than an hour ago go, with whatever people uploaded."""
    home = Path(tempfile.gettempdir()) / FOLDERS
    home.mkdir(mode=0o700, exist_ok=True)
    for old in home.iterdir():
        if time.time() - old.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(dir=home))


def _bad_rows(report: TableReport) -> str:
    """The first rows that could not be read, each with its line and reason."""
    if report.errors is None:
        return ""
    with report.errors.open(encoding=report.encoding, newline="") as file:
        rows = list(itertools.islice(csv.reader(file), 1, 1 + SHOWN_ROWS))
    return "<ul>" + "".join(f"<li>{escape(row[0])}: {escape(row[1])}</li>" for row in rows) + "</ul>"


def template(scheme: str) -> str:
    """A CSV file with the column names of a scheme and nothing else."""
    target = _folder() / f"{scheme}-template.csv"
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerow(FACT_FORMS[name].label for name in SCHEMES[scheme].fields)
    return str(target)
