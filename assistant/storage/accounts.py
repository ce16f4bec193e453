"""Staff accounts and their logins: passwords only as scrypt hashes, tokens only as digests."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from assistant.storage.moments import now
from assistant.storage.tables import SessionRow, StaffRow

SHORTEST = 10
LOGGED_IN_FOR = dt.timedelta(hours=8)
# RFC 7914; 16 MiB and some 50 ms a try on an ordinary server.
COST, BLOCK, LANES = 2**14, 8, 1


class Accounts:
    """Who may use the pages of staff."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, name: str, password: str) -> None:
        """Add a member of staff, or give one a new password; logins under the old one end.

        Raises:
            ValueError: the name is empty or the password shorter than ten characters.
        """
        if not name.strip() or len(name) > 60:
            raise ValueError("请写一个姓名或工号,不超过60个字。")
        if len(password) < SHORTEST:
            raise ValueError(f"密码至少要{SHORTEST}个字符。")
        salt = secrets.token_bytes(16)
        with Session(self._engine) as session, session.begin():
            session.execute(delete(SessionRow).where(SessionRow.name == name))
            session.merge(StaffRow(name=name, salt=salt, password=_hashed(password, salt)))

    def remove(self, name: str) -> bool:
        """Remove an account and its logins; False if there is none."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(SessionRow).where(SessionRow.name == name))
            return bool(session.scalars(delete(StaffRow).where(StaffRow.name == name).returning(StaffRow.name)).all())

    def names(self) -> tuple[str, ...]:
        """Every account."""
        with Session(self._engine) as session:
            return tuple(session.scalars(select(StaffRow.name).order_by(StaffRow.name)).all())

    def any(self) -> bool:
        """Whether there is an account at all."""
        with Session(self._engine) as session:
            return bool(session.scalar(select(func.count()).select_from(StaffRow)))

    def log_in(self, name: str, password: str) -> str | None:
        """The token of a new login, for eight hours; None where name or password are wrong, in the same time."""
        with Session(self._engine) as session, session.begin():
            row = session.get(StaffRow, name)
            salt = row.salt if row is not None else bytes(16)
            known = row.password if row is not None else bytes(64)
            if not hmac.compare_digest(_hashed(password, salt), known) or row is None:
                return None
            token = secrets.token_urlsafe(32)
            session.execute(delete(SessionRow).where(SessionRow.expires < now()))
            session.add(SessionRow(digest=_digest(token), name=name, expires=now() + LOGGED_IN_FOR))
            return token

    def who(self, token: str | None) -> str | None:
        """The member of staff whose login this is; None where it is none or over."""
        if not token:
            return None
        with Session(self._engine) as session:
            row = session.get(SessionRow, _digest(token))
            return row.name if row is not None and row.expires > now() else None

    def log_out(self, token: str | None) -> None:
        """End a login."""
        if token:
            with Session(self._engine) as session, session.begin():
                session.execute(delete(SessionRow).where(SessionRow.digest == _digest(token)))


def _hashed(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=COST, r=BLOCK, p=LANES)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
