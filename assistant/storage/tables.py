"""The tables: turns as they were answered, what people said of them, shared answers, staff, and the switch."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from assistant.storage.moments import UtcMoment, now


class Base(DeclarativeBase):
    """All tables."""

    type_annotation_map: ClassVar = {dt.datetime: UtcMoment}


class TurnRow(Base):
    """One question, personal data masked, with its answer as it was shown."""

    __tablename__ = "turns"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(64), index=True)
    number: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(default=now, index=True)
    as_of: Mapped[dt.date]
    status: Mapped[str] = mapped_column(String(20), index=True)
    scheme: Mapped[str] = mapped_column(String(40), default="")
    verdict: Mapped[str | None] = mapped_column(String(20))
    unproved: Mapped[int]
    total_ms: Mapped[float]
    version: Mapped[str] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)


class ItemRow(Base):
    """Something for staff to look at: a turn that was refused, or that somebody reported; or a word of thanks."""

    __tablename__ = "items"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    turn_id: Mapped[str] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20), default="")
    comment: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[dt.datetime] = mapped_column(default=now)
    closed_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    closed_by: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    turn: Mapped[TurnRow] = relationship(lazy="joined")

    __table_args__ = (Index("items_open", "closed_at", "kind"),)


class SharedRow(Base):
    """An answer without the person's words, under a name that cannot be guessed."""

    __tablename__ = "shared"

    token: Mapped[str] = mapped_column(String(43), primary_key=True)
    answer: Mapped[str] = mapped_column(Text)
    expires: Mapped[dt.datetime]


class SwitchRow(Base):
    """The assistant was switched off or on; the last row holds."""

    __tablename__ = "switches"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    off: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(60))
    at: Mapped[dt.datetime] = mapped_column(default=now)


class StaffRow(Base):
    """A member of staff; the password only as its scrypt hash."""

    __tablename__ = "staff"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    salt: Mapped[bytes]
    password: Mapped[bytes]


class SessionRow(Base):
    """A login; the token only as its digest."""

    __tablename__ = "sessions"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    expires: Mapped[dt.datetime]
