"""The database session: SQLite and PostgreSQL from the same code, and migrations."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

import models

BUSY_SECONDS = 30
MIGRATIONS = Path(models.__file__).parent / "migrations"
MIGRATION_LOCK = 7_305_001
"""Key of the advisory lock that lets one of several starting processes migrate."""


SQLITE_AWAY = frozenset(
    {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN}
)
"""Primary result codes that pass by themselves or when the administrator acts (https://sqlite.org/rescode.html)."""


POSTGRES_AWAY = ("08", "40", "53", "57P", "55000")
"""Beginnings of SQLSTATEs that pass: no connection, a conflict with another transaction, no resources, a server that
stops or starts, a database that takes no connections (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


def is_away(error: BaseException) -> bool:
    """Tell whether an error means that the database cannot be reached now, so that waiting helps.

    SQLite calls a missing table an operational error too; waiting for that would be for ever.
    """
    if isinstance(error, DBAPIError):
        code = getattr(error.orig, "sqlite_errorcode", None)
        if code is not None:
            return code & 0xFF in SQLITE_AWAY
        state = getattr(error.orig, "sqlstate", None)
        if state is not None and str(state).startswith(POSTGRES_AWAY):
            return True
        return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return isinstance(error, OSError | PoolTimeoutError)


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Set what SQLite forgets at each connection; transactions are begun by `_begin`, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Begin a writing transaction with the write lock, or read-then-write would lose updates or fail half-way."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class Database:
    """One database: `transaction()` for what changes it, `reading()` for what only looks."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine: AsyncEngine = create_async_engine(self.url, pool_size=pool_size, pool_pre_ping=not self.is_sqlite)
        self._writer = asyncio.Lock()
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Open a writing transaction: commits at the end, rolls back all of it on a raise.

        On SQLite, writers of this process stand in a fair queue instead of polling for the file's lock.
        """
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._writer)
            session = await stack.enter_async_context(AsyncSession(self._bound(writing=True), expire_on_commit=False))
            async with session.begin():
                yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Open a session that sees one state of the database and changes nothing."""
        async with AsyncSession(self._bound(writing=False), expire_on_commit=False) as session:
            yield session

    def _bound(self, *, writing: bool) -> AsyncEngine:
        return self.engine.execution_options(writing=writing) if self.is_sqlite else self.engine

    def is_missing(self) -> bool:
        """Tell whether this is a SQLite file that does not exist: connecting would make an empty one."""
        path = self.url.database
        return self.is_sqlite and bool(path) and path != ":memory:" and not Path(str(path)).exists()

    async def dispose(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def migration_config() -> Config:
    """Return the Alembic configuration; no ini file is needed."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
    config = migration_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def upgrade(url: str) -> None:
    """Bring the tables to the newest form; does nothing when they have it already."""
    database = Database(url)
    try:
        async with database.transaction() as db:
            await (await db.connection()).run_sync(_upgrade)
    finally:
        await database.dispose()
