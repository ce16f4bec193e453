"""A table of cases by upload: computed in a folder of its own, which goes when the next one comes."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from html import escape
from pathlib import Path

from assistant.subsidy import FACT_FORMS, SCHEMES, Rulebook
from assistant.subsidy.table import TableError, assess_table
from assistant.web.calculator.words import calculator_words

LARGEST = 5_000_000  # bytes


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
    target = Path(tempfile.mkdtemp(prefix="table-")) / f"{scheme}.csv"
    try:
        report = assess_table(source, target, SCHEMES[scheme], rulebook, as_of)
    except TableError as error:
        return [], f'<p role="alert">{escape(str(error))}</p>'
    files = [target, *([report.errors] if report.errors else [])]
    told = words.csv_done.format(good=report.good, bad=report.bad)
    return [str(file) for file in files], f'<p role="status">{told}</p>'


def template(scheme: str) -> str:
    """A CSV file with the column names of a scheme and nothing else."""
    target = Path(tempfile.mkdtemp(prefix="table-")) / f"{scheme}-template.csv"
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerow(FACT_FORMS[name].label for name in SCHEMES[scheme].fields)
    return str(target)
