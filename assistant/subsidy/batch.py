"""Many rows at once: each row's cells read as facts, assessed and written out as cells."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from assistant.subsidy import figures
from assistant.subsidy.across import ACROSS
from assistant.subsidy.assess import assess
from assistant.subsidy.assessment import AmountKind, Assessment, Finding, Step, Verdict
from assistant.subsidy.errors import FactError
from assistant.subsidy.facts import Facts
from assistant.subsidy.forms import FACT_FORMS
from assistant.subsidy.messages import message
from assistant.subsidy.reading import read_value
from assistant.subsidy.rulebook import Rulebook
from assistant.subsidy.scheme import Scheme

KINDS = tuple(AmountKind)
RESULT_COLUMNS = ("verdict", *(kind.value for kind in KINDS), "unmet", "missing", "steps", "remarks")
REMEMBERED = 20_000  # distinct rows and values kept, so that memory stays bounded whatever the table holds


class HeaderError(ValueError):
    """A table whose columns cannot be used; the text is for people."""


class Batch:
    """Assesses rows of one table; equal rows are assessed once."""

    def __init__(self, scheme: Scheme, header: Sequence[str], rulebook: Rulebook, as_of: dt.date) -> None:
        """Find the scheme's columns.

        Args:
            scheme: the scheme to assess.
            header: the table's column names; a fact's field name or its Chinese label. Others are copied through.
            rulebook: the rules.
            as_of: the day to assess as of.

        Raises:
            HeaderError: a column that the scheme needs is missing, stands twice, or has the name of a result.
        """
        self._scheme, self._rulebook, self._as_of = scheme, rulebook, as_of
        self._columns = _columns(scheme, header)
        self._known: dict[tuple[str, ...], tuple[str, ...] | str] = {}
        self._names = tuple(self._columns.values())
        self._values = tuple(_Values(name, rulebook) for name in self._names)
        self._key = _key_of(tuple(self._columns), len(header))
        self.header = tuple(header)
        self.copied = tuple(name for place, name in enumerate(header) if place not in self._columns)

    def results(self, rows: Sequence[Sequence[str]]) -> list[tuple[str, ...] | str]:
        """For each row its result cells, in the order of `RESULT_COLUMNS`, or in words why it cannot be assessed.

        Args:
            rows: each with as many cells as the header.
        """
        # Most rows of a real table are known already: both maps run lazily, so a row just assessed is known to the next.
        known = map(self._known.get, map(self._key, rows))
        return [found or self._find(self._key(row)) for row, found in zip(rows, known, strict=True)]

    def _find(self, key: tuple[str, ...]) -> tuple[str, ...] | str:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        found: tuple[str, ...] | str
        try:
            found = self._assess(key)
        except FactError as error:
            found = str(error)
        self._known[key] = found
        return found

    def _assess(self, key: tuple[str, ...]) -> tuple[str, ...]:
        cells = zip(self._names, self._values, key, strict=True)
        facts = Facts.model_validate({name: values[text] for name, values, text in cells})
        return result_cells(assess(self._scheme.id, facts, self._as_of, self._rulebook))


class _Values(dict[str, object]):
    """The values of one column by their text, each read once; a blank cell is not known."""

    def __init__(self, name: str, rulebook: Rulebook) -> None:
        super().__init__()
        self._name, self._rulebook = name, rulebook

    def __missing__(self, text: str) -> object:
        if len(self) >= REMEMBERED:
            self.clear()
        value = self[text] = read_value(self._name, text, self._rulebook) if text.strip() else None
        return value


def _key_of(places: tuple[int, ...], width: int) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """What picks the cells of these places out of a row of this width, as fast as it goes."""
    if places == tuple(range(width)):
        return tuple
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: tuple(row[place] for place in places)


def result_cells(assessment: Assessment) -> tuple[str, ...]:
    """An assessment as the cells of a table, in the order of `RESULT_COLUMNS`."""
    sums = {amount.kind: figures.plain(amount.yuan) for amount in reversed(assessment.amounts)}
    unmet = ""
    if assessment.verdict is Verdict.NOT_ELIGIBLE:
        unmet = "".join([found.sentence for found in assessment.conditions if found.finding is Finding.UNMET])
    labels = _labels(assessment.missing)
    remarks = "".join([remark.sentence for remark in assessment.remarks])
    steps = ";".join([step_line(step) for step in assessment.steps])
    amounts = [sums.get(kind, "") for kind in KINDS]
    return (ACROSS.verdicts[assessment.verdict], *amounts, unmet, labels, steps, remarks)


@lru_cache(maxsize=1024)
def _labels(names: tuple[str, ...]) -> str:
    return "、".join(FACT_FORMS[name].label for name in names)


def step_line(step: Step) -> str:
    """A step as one line: 补贴金额 3250 × 80% = 2600; a rule that did not fire by its note."""
    if step.value is None:
        return f"{step.label}({step.note})" if step.note else step.label
    shown = figures.result(step.value)
    return f"{step.label} {step.formula} = {shown}" if step.formula else f"{step.label} {shown}"


def _columns(scheme: Scheme, header: Sequence[str]) -> Mapping[int, str]:
    names = {_folded(FACT_FORMS[name].label): name for name in scheme.fields} | {name: name for name in scheme.fields}
    columns: dict[int, str] = {}
    for place, cell in enumerate(header):
        column = _folded(cell)
        name = names.get(column)
        if name in columns.values():
            raise HeaderError(message("column_twice", column=column))
        if name is not None:
            columns[place] = name
        elif column in RESULT_COLUMNS:
            raise HeaderError(message("column_taken", column=column))
    missing = [name for name in scheme.wording.columns if name not in columns.values()]
    if missing:
        said = "、".join(f"{name}({FACT_FORMS[name].label})" for name in missing)
        raise HeaderError(message("column_missing", columns=said, read="、".join(header)))
    return columns


def _folded(column: str) -> str:
    """A column's name whatever the width of its letters and brackets."""
    return unicodedata.normalize("NFKC", column).strip()
