import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from bot.database import Database, upgrade
from models import Base, Counter


async def test_writers_lose_no_update(database_url: str) -> None:
    """Fifty tasks that each read a number and write it back plus one end at fifty."""
    database = Database(database_url)
    async with database.transaction() as db:
        db.add(Counter(name="n", value=0))

    async def count() -> None:
        async with database.transaction() as db:
            counter = await db.get(Counter, "n", with_for_update=True)
            assert counter is not None
            counter.value += 1

    await asyncio.gather(*(count() for _ in range(50)))
    async with database.reading() as db:
        assert (await db.get_one(Counter, "n")).value == 50
    await database.dispose()


async def test_raise_rolls_back_everything(database_url: str) -> None:
    """A transaction that raises leaves nothing behind."""
    database = Database(database_url)
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as db:
            db.add(Counter(name="n", value=1))
            await db.flush()
            _ = 1 / 0
    async with database.reading() as db:
        assert await db.get(Counter, "n") is None
    await database.dispose()


@pytest.mark.parametrize("empty_url", ["sqlite", "postgresql"], indirect=True)
async def test_migrations_make_the_tables_of_the_models(empty_url: str) -> None:
    """Migrated tables differ from the models in nothing, and migrating twice is migrating once."""
    await upgrade(empty_url)
    await upgrade(empty_url)
    database = Database(empty_url)

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    async with database.reading() as db:
        assert await (await db.connection()).run_sync(differences) == []
    await database.dispose()


async def test_foreign_keys_hold_on_sqlite(sqlite_url: str) -> None:
    """SQLite is told to check foreign keys, to keep a write-ahead log, and to wait when it is busy."""
    database = Database(sqlite_url)
    async with database.reading() as db:
        connection = await db.connection()
        values = [
            (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("foreign_keys", "journal_mode", "busy_timeout")
        ]
    assert values == [1, "wal", 30_000]
    await database.dispose()
