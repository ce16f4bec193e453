"""The switch: staff can stop the assistant for everybody, with a reason, and start it again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assistant.storage.tables import SwitchRow


@dataclass(frozen=True, slots=True)
class Switched:
    """One use of the switch."""

    off: bool
    reason: str
    who: str
    at: dt.datetime


class Switch:
    """Whether the assistant answers; read before every question."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def reason_off(self) -> str | None:
        """Why the assistant is switched off; None while it is on."""
        last = self.history(1)
        return last[0].reason if last and last[0].off else None

    def turn(self, *, off: bool, reason: str, who: str) -> None:
        """Switch off or on.

        Args:
            off: whether nobody is answered from now on.
            reason: Chinese; the public reads it. Needed to switch off.
            who: the member of staff.

        Raises:
            ValueError: no reason was given for switching off.
        """
        if off and not reason.strip():
            raise ValueError("停用要写明原因。")
        with Session(self._engine) as session, session.begin():
            session.add(SwitchRow(off=off, reason=reason.strip(), who=who))

    def history(self, count: int = 20) -> tuple[Switched, ...]:
        """The last uses, newest first."""
        with Session(self._engine) as session:
            rows = session.scalars(select(SwitchRow).order_by(SwitchRow.id.desc()).limit(count)).all()
            return tuple(Switched(row.off, row.reason, row.who, row.at) for row in rows)
