"""The same people for both sides: as facts, as rows of a table, as OpenFisca's columns."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.subsidy import FACT_FORMS, Facts, Hukou, Status

LISTED, OUTSIDE = "人工智能训练师", "焊工"
FIRST_ISSUE = dt.date(2025, 6, 1)
STATUSES = (
    Status.IN_WORK,
    Status.UNEMPLOYED,
    Status.XIEBAO,
    Status.RURAL_SURPLUS,
    Status.FINAL_YEAR_HIGHER,
    Status.FINAL_YEAR_SECONDARY,
)
COLUMNS = (
    *("level", "status", "occupation", "hukou", "insured", "certificate_recognised", "claimed_this_year"),
    *("certificate_issued", "school_in_shanghai", "claimed_as_student"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """One case in which everything is known."""

    level: int
    status: int  # position in STATUSES
    listed: bool
    local: bool
    insured: bool
    recognised: bool
    claimed: bool
    issued: dt.date

    def values(self) -> Mapping[str, object]:
        """The case by field of `Facts`."""
        return {
            "level": self.level,
            "status": STATUSES[self.status],
            "occupation": LISTED if self.listed else OUTSIDE,
            "hukou": Hukou.LOCAL if self.local else Hukou.OTHER,
            "insured": self.insured,
            "certificate_recognised": self.recognised,
            "claimed_this_year": self.claimed,
            "certificate_issued": self.issued,
            "school_in_shanghai": True,
            "claimed_as_student": False,
        }

    def facts(self) -> Facts:
        """The case, validated."""
        return Facts.model_validate(self.values())


def draw(count: int, seed: int) -> list[Person]:
    """Different people, at random."""
    dice = random.Random(seed)
    found: dict[Person, None] = {}
    while len(found) < count:
        coins = [dice.random() < 0.5 for _ in range(5)]
        issued = FIRST_ISSUE + dt.timedelta(days=dice.randrange(530))
        found[Person(dice.randrange(1, 6), dice.randrange(len(STATUSES)), *coins, issued)] = None
    return list(found)


def write_rows(path: Path, people: Sequence[Person]) -> None:
    """A table for `assistant calc skill_upgrade --csv`, in the words that people use."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for person in people:
            values = person.values()
            writer.writerow([_cell(name, values[name]) for name in COLUMNS])


def _cell(name: str, value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else FACT_FORMS[name].shown(value)
