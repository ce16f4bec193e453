"""Counts for the page of statistics; every query is one statement over an indexed column."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assistant.storage.moments import now
from assistant.storage.tables import ItemRow, TurnRow


@dataclass(frozen=True, slots=True)
class Statistics:
    """What happened in a number of days.

    Attributes:
        days: the count of questions by day, oldest first, days without one included.
        statuses, schemes, reasons: counts by id, most frequent first.
        unproved: sentences that verification held back.
        median_ms, slow_ms: half and 95% of the answers took no longer than this, in milliseconds.
    """

    days: dict[dt.date, int]
    statuses: dict[str, int]
    schemes: dict[str, int]
    reasons: dict[str, int]
    unproved: int
    median_ms: float
    slow_ms: float

    @property
    def questions(self) -> int:
        """All questions."""
        return sum(self.days.values())


def statistics(engine: Engine, days: int = 30) -> Statistics:
    """The statistics of the last days, today included.

    Args:
        engine: the database.
        days: how many.
    """
    start = now().date() - dt.timedelta(days=days - 1)
    since = dt.datetime.combine(start, dt.time(), dt.UTC)
    with Session(engine) as session:
        turns = session.execute(
            select(TurnRow.at, TurnRow.status, TurnRow.scheme, TurnRow.unproved, TurnRow.total_ms).where(
                TurnRow.at >= since
            )
        ).all()
        items = session.execute(select(ItemRow.kind, ItemRow.reason).where(ItemRow.at >= since)).all()
    by_day = Counter(row.at.date() for row in turns)
    times = sorted(row.total_ms for row in turns)
    return Statistics(
        days={day: by_day[day] for day in (start + dt.timedelta(days=index) for index in range(days))},
        statuses=dict(Counter(row.status for row in turns).most_common()),
        schemes=dict(Counter(row.scheme for row in turns if row.scheme).most_common()),
        reasons=dict(Counter(row.reason or row.kind for row in items).most_common()),
        unproved=sum(row.unproved for row in turns),
        median_ms=_at(times, 0.5),
        slow_ms=_at(times, 0.95),
    )


def _at(values: list[float], share: float) -> float:
    """The value below which a share of the sorted values lies, nearest rank; 0 for none."""
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0.0
