"""One of several processes polls and ticks: PostgreSQL's advisory lock says which."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Database, is_away

log = structlog.get_logger(__name__)

LEADER_LOCK = 7_305_002
TRY_EVERY = 2.0
"""Seconds between two tries of a process that stands by, and between two looks whether the lock is still held."""


@asynccontextmanager
async def leadership(database: Database) -> AsyncIterator[asyncio.Event]:
    """Wait until this process is the one that polls and ticks; the event is set when that is lost.

    On SQLite there is no other process. The lock lives as long as its connection, so a crash hands it on by itself.
    """
    lost = asyncio.Event()
    if database.is_sqlite:
        yield lost
        return
    connection = await _wait_for_lock(database)
    watcher = asyncio.create_task(_watch(connection, lost))
    try:
        yield lost
    finally:
        watcher.cancel()
        await asyncio.gather(watcher, return_exceptions=True)
        # Closed for good, not returned to the pool: the lock must not outlive this.
        await connection.invalidate()
        await connection.close()


async def _wait_for_lock(database: Database) -> AsyncConnection:
    while True:
        try:
            connection = await database.engine.connect()
            connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
            if (await connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": LEADER_LOCK})).scalar():
                return connection
            await connection.close()
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("database_away", error=type(error).__name__)
        await asyncio.sleep(TRY_EVERY)


async def _watch(connection: AsyncConnection, lost: asyncio.Event) -> None:
    while True:
        await asyncio.sleep(TRY_EVERY)
        try:
            await connection.execute(text("SELECT 1"))
        except Exception as error:
            log.error("leadership_lost", error=type(error).__name__)
            lost.set()
            return
