"""The measurements: both sides on the same people, the best of a few runs each."""

from __future__ import annotations

import datetime as dt
import gc
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import get_settings
from assistant.subsidy import FACT_FORMS, SCHEMES, AmountKind, Assessment, Rulebook, Verdict, assess, load_rulebook
from assistant.subsidy.batch import Batch
from assistant.subsidy.table import assess_table
from eval.subsidy_speed import openfisca_rules as openfisca
from eval.subsidy_speed.people import COLUMNS, Person, draw, write_rows

TODAY = dt.date(2026, 11, 23)
SCHEME = SCHEMES["skill_upgrade"]
DISTINCT, SINGLES, COMPARED = 500, 200, 2000
ONE_PERSON_TIMES, ALL_ROWS_SECONDS, REPEATED_TIMES = 5.0, 5.0, 3.0


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison: what was measured on both sides, and whether the target is met."""

    what: str
    ours: str
    theirs: str
    target: str
    met: bool


def compare(rows: int) -> list[Line]:
    """Every comparison, on `rows` different people."""
    rulebook = load_rulebook(get_settings().corpus)
    system = openfisca.build_system(rulebook)
    people = draw(rows, seed=1)
    arrays = openfisca.columns(people)
    vectorised = best(lambda: openfisca.run(system, arrays, TODAY.isoformat()))
    return [
        _agreement(rulebook, system, people[:COMPARED]),
        _one_person(rulebook, system, people[:SINGLES]),
        _table(rulebook, people),
        _repeated(rulebook, people, vectorised),
    ]


def _agreement(rulebook: Rulebook, system: openfisca.TaxBenefitSystem, people: Sequence[Person]) -> Line:
    answers = openfisca.run(system, openfisca.columns(people), TODAY.isoformat())
    agree = 0
    for place, person in enumerate(people):
        result = assess(SCHEME.id, person.facts(), TODAY, rulebook)
        agree += _same(result, bool(answers["eligible"][place]), float(answers["amount"][place]))
    return Line("answers that agree", str(agree), str(len(people)), "all", agree == len(people))


def _same(result: Assessment, eligible: bool, amount: float) -> bool:
    """Whether both say yes to the same person, and then pay the same."""
    paid = result.amount(AmountKind.AMOUNT)
    if eligible != (result.verdict is Verdict.ELIGIBLE):
        return False
    return not eligible or (paid is not None and abs(float(paid.yuan) - amount) < 0.01)


def _one_person(rulebook: Rulebook, system: openfisca.TaxBenefitSystem, people: Sequence[Person]) -> Line:
    """One person from loose values to conditions, steps and sums; a fresh simulation on the other side."""
    singles = [openfisca.columns([person]) for person in people]
    ours = best(lambda: [assess(SCHEME.id, person.facts(), TODAY, rulebook) for person in people]) / len(people)
    theirs = best(lambda: [openfisca.run(system, single, TODAY.isoformat()) for single in singles]) / len(people)
    target = f"{ONE_PERSON_TIMES:g} times as fast"
    met = theirs >= ONE_PERSON_TIMES * ours
    return Line("one person", f"{ours * 1e6:.0f} µs", f"{theirs * 1e6:.0f} µs", target, met)


def _table(rulebook: Rulebook, people: Sequence[Person]) -> Line:
    """Different rows: read, assessed with their steps, written."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.csv", Path(folder) / "out.csv"
        write_rows(source, people)
        processes = os.cpu_count() or 1
        seconds = best(lambda: assess_table(source, target, SCHEME, rulebook, TODAY, processes=processes), times=2)
    what = f"{len(people)} different rows, CSV to CSV"
    return Line(what, f"{seconds:.2f} s", "", f"under {ALL_ROWS_SECONDS:g} s", seconds < ALL_ROWS_SECONDS)


def _repeated(rulebook: Rulebook, people: Sequence[Person], vectorised: float) -> Line:
    """Many rows of few distinct cases: the assessing alone, against all of them vectorised."""
    distinct = [[FACT_FORMS[name].shown(person.values()[name]) for name in COLUMNS] for person in people[:DISTINCT]]
    dice = random.Random(2)
    rows = [distinct[dice.randrange(len(distinct))] for _ in people]

    def run() -> None:
        Batch(SCHEME, COLUMNS, rulebook, TODAY).results(rows)

    ours = best(run)
    met = ours <= REPEATED_TIMES * vectorised
    what = f"{len(rows)} rows of {len(distinct)} cases, assessed"
    return Line(what, f"{ours * 1e3:.0f} ms", f"{vectorised * 1e3:.0f} ms", f"at most {REPEATED_TIMES:g} times", met)


def best(work: Callable[[], object], times: int = 5) -> float:
    """Seconds of the best of a few runs."""
    found: list[float] = []
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)
