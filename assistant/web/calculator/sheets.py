"""A table of cases by upload: computed in a folder of its own, which goes after an hour."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import shutil
import tempfile
import time
from collections.abc import Sequence
from html import escape
from pathlib import Path

from assistant.subsidy import FACT_FORMS, SCHEMES, Rulebook
from assistant.subsidy.table import TableError, assess_table
from assistant.web.calculator.words import CalculatorWords, calculator_words

LARGEST = 5_000_000  # bytes
FOLDERS, KEPT_SECONDS, SHOWN_ROWS = "policy-assistant-tables", 3600, 10


def assess_upload(
    source: Path, scheme: str, rulebook: Rulebook, as_of: dt.date, language: str = "zh"
) -> tuple[list[str], str]:
    """The files of results and of bad rows, and what became of the table, as HTML.

    Args:
        source: the uploaded file.
        scheme: id of the scheme.
        rulebook, as_of: as for `assess`.
        language: of what is said; the results in the file are Chinese.
    """
    words = calculator_words(language)
    if source.stat().st_size > LARGEST:
        return [], f'<p role="alert">{words.too_large}</p>'
    target = _folder() / f"{words.csv_result}.csv"
    try:
        report = assess_table(source, target, SCHEMES[scheme], rulebook, as_of)
    except TableError as error:
        return [], f'<p role="alert">{words.say(str(error))}</p>'
    bad = [report.errors.rename(target.with_name(f"{words.csv_bad}.csv"))] if report.errors else []
    told = words.csv_done.format(good=report.good, bad=report.bad)
    return [
        str(file) for file in (target, *bad)
    ], f'<p role="status">{told}</p>{_bad_rows(bad, report.encoding, words)}'


def _folder() -> Path:
    """A new folder; those of more than an hour ago go, with whatever people uploaded."""
    home = Path(tempfile.gettempdir()) / FOLDERS
    home.mkdir(mode=0o700, exist_ok=True)
    for old in home.iterdir():
        if time.time() - old.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(dir=home))


def _bad_rows(files: Sequence[Path], encoding: str, words: CalculatorWords) -> str:
    """The first rows that could not be read, each with its line and reason."""
    if not files:
        return ""
    with files[0].open(encoding=encoding, newline="") as file:
        rows = list(itertools.islice(csv.reader(file), 1, 1 + SHOWN_ROWS))
    return "<ul>" + "".join(f"<li>{escape(row[0])}: {words.say(row[1])}</li>" for row in rows) + "</ul>"


def template(scheme: str) -> str:
    """A CSV file with the column names of a scheme and nothing else."""
    target = _folder() / f"{scheme}-template.csv"
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerow(FACT_FORMS[name].label for name in SCHEMES[scheme].fields)
    return str(target)
