"""The database: SQLite in a file by default, PostgreSQL by its URL; the same tables and the same code."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from assistant.storage.tables import Base

BUSY_MS = 10_000  # how long a writer of SQLite waits for another one


class DatabaseError(Exception):
    """The database cannot be opened; the text says which setting and what to do."""


def open_database(url: str | None, folder: Path) -> Engine:
    """The database with its tables.

    Args:
        url: such as `postgresql+psycopg://user@host/name`; None for a file in `folder`.
        folder: where the file of SQLite lies.

    Raises:
        DatabaseError: the URL cannot be read, its driver is not installed, or nobody answers there.
    """
    try:
        target = make_url(url) if url else _file(folder)
        engine = create_engine(target, pool_pre_ping=True)
        if target.get_backend_name() == "sqlite":
            event.listen(engine, "connect", _share_file)
        Base.metadata.create_all(engine)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseError(
            f"ASSISTANT_DATABASE_URL 不能用:{error}。写成 postgresql+psycopg://用户@主机/库名"
        ) from error
    except OperationalError as error:
        place = make_url(url).render_as_string(hide_password=True) if url else str(folder)
        raise DatabaseError(f"连不上数据库 {place}。请检查 ASSISTANT_DATABASE_URL,或去掉它改用文件。") from error
    return engine


def _file(folder: Path) -> URL:
    folder.mkdir(parents=True, exist_ok=True)
    return URL.create("sqlite", database=str(folder / "records.sqlite"))


def _share_file(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Readers beside a writer, and patience between writers."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", f"busy_timeout={BUSY_MS}", "foreign_keys=ON", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
