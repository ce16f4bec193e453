"""What each proof id of an answer carries, as figures."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction

from assistant.dialogue.answer import Answer, Citation, FactLine, StepLine
from assistant.dialogue.verify.figure import Figure
from assistant.dialogue.verify.figures import read_figures


class Proofs:
    """The figures behind the proof ids of one answer; built once an answer."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._known: dict[str, tuple[Figure, ...] | None] = {}
        self._together: dict[tuple[str, ...], tuple[Figure, ...] | None] = {}

    def of(self, ids: Iterable[str]) -> tuple[Figure, ...] | None:
        """The figures that these proofs carry together; None where an id names nothing."""
        key = tuple(ids)
        if key not in self._together:
            self._together[key] = self._of_all(key)
        return self._together[key]

    def _of_all(self, ids: tuple[str, ...]) -> tuple[Figure, ...] | None:
        figures: list[Figure] = []
        for id_ in ids:
            if id_ not in self._known:
                self._known[id_] = self._figures(id_)
            found = self._known[id_]
            if found is None:
                return None
            figures += found
        distinct = tuple(
            {id(one): one for one in figures}.values()
        )  # readings are shared, and cheaper to tell apart so
        return (*distinct, *_windows(distinct))

    def _figures(self, id_: str) -> tuple[Figure, ...] | None:
        kind, number = id_[:1], id_[1:]
        if not number.isdecimal():
            return None
        index = int(number)
        if kind == "c" and index < len(self._answer.citations):
            return tuple(of_citation(self._answer.citations[index]))
        if kind == "s" and index < len(self._answer.steps):
            return tuple(self._of_step(self._answer.steps[index]))
        if kind == "u" and index < len(self._answer.said):
            return tuple(self._of_words(self._answer.said[index].words))
        if kind == "d" and index == 0:
            return (day(self._answer.as_of),)
        return None

    def _of_step(self, step: StepLine) -> Iterator[Figure]:
        for text in (step.formula, step.result, *(operand.shown for operand in step.operands)):
            yield from read_figures(text)
        for text in (step.label, step.note):  # which level a step is about is said in its words, not in its sum
            yield from (figure for figure in read_figures(text) if figure.kind == "level")
        for index in step.citations:
            if index < len(self._answer.citations):
                yield from of_citation(self._answer.citations[index])
        for operand in step.operands:
            if operand.proof and operand.proof[:1] != "s":
                yield from self._figures(operand.proof) or ()

    def _of_words(self, words: str) -> Iterator[Figure]:
        """What the person said, and what the facts that rest on these words were understood as."""
        yield from read_figures(words)
        for fact in self._answer.facts:
            if fact.words and (fact.words in words or words in fact.words):
                yield from of_fact(fact)


def of_citation(citation: Citation) -> Iterator[Figure]:
    """The figures of a citation: of its quote, its clause number, and the days from and to which it holds."""
    yield from read_figures(citation.quote)
    yield from read_figures(citation.clause)
    yield day(citation.in_force_from)
    if citation.in_force_to is not None:
        yield day(citation.in_force_to)


def of_fact(fact: FactLine) -> Iterator[Figure]:
    """The figures of a fact as it was understood."""
    yield from read_figures(fact.label)
    yield from read_figures(fact.value)


def day(date: dt.date) -> Figure:
    """A date as a figure."""
    return Figure("date", Fraction(0), 0, 0, parts=(date.year, date.month, date.day))


def _windows(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The last days of windows: a whole day of the proofs plus a number of months of the proofs.

    Calendar months, the day clipped to the month's end, as the rules of the subsidy count them.
    """
    known = tuple(figures)
    months = {int(one.value) for one in known if one.kind == "months" and one.value.denominator == 1}
    days = {one.parts for one in known if one.kind == "date" and min(one.parts) > 0}
    for year, month, number in days:
        for count in months:
            later = year * 12 + month - 1 + count
            at, in_month = later // 12, later % 12 + 1
            if at <= dt.MAXYEAR:
                last = min(number, calendar.monthrange(at, in_month)[1])
                yield Figure("date", Fraction(0), 0, 0, parts=(at, in_month, last))
