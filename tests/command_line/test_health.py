"""`dondoc health`: whether the assistant works, for those who watch it."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from actions.settings import LAST_TICK, recall, remember
from bot.command_line.health import patience
from bot.database import Database
from tests.office import open_office

Dondoc = Callable[..., Result]
CLOSED = "postgresql://dondoc:hunter2hunter2@127.0.0.1:1/dondoc"


async def last_tick(database: Database) -> str | None:
    """Return the instant of the last tick as it is kept."""
    async with database.reading() as db:
        return await recall(db, LAST_TICK)


def ticked(url: str, ago: timedelta) -> None:
    """Write down that the clock ticked some time ago."""

    async def write() -> None:
        database = Database(url)
        async with database.transaction() as db:
            await remember(db, LAST_TICK, (datetime.now(UTC) - ago).isoformat())
        await database.dispose()

    asyncio.run(write())


def test_a_fresh_tick_is_health(dondoc: Dondoc, sqlite_url: str) -> None:
    """After a tick a moment ago the command ends with 0 and says so."""
    ticked(sqlite_url, timedelta(seconds=20))
    result = dondoc("health")
    assert result.exit_code == 0
    assert "cách đây 2" in result.output


@pytest.mark.parametrize("ago", [timedelta(seconds=90), timedelta(days=2), timedelta(hours=-3)])
def test_an_old_tick_is_not(dondoc: Dondoc, sqlite_url: str, ago: timedelta) -> None:
    """A tick that is too old, or in the future, gives 1 and one sentence."""
    ticked(sqlite_url, ago)
    result = dondoc("health", env={"DONDOC_LANGUAGE": "en"})
    assert result.exit_code == 1
    assert result.output.startswith("The assistant does not work: it last looked at what is due at ")
    assert len(result.output.splitlines()) == 1


def test_slow_ticks_are_waited_for(dondoc: Dondoc, sqlite_url: str) -> None:
    """With 60 seconds between ticks, one of three minutes ago is still good."""
    ticked(sqlite_url, timedelta(minutes=3))
    assert dondoc("health", env={"DONDOC_TICK_SECONDS": "60"}).exit_code == 0
    assert dondoc("health").exit_code == 1


def test_patience() -> None:
    """A minute, or four ticks when that is longer."""
    assert [patience(seconds).total_seconds() for seconds in (1, 15, 16, 60)] == [60, 60, 64, 240]


def test_nothing_ever_ran(dondoc: Dondoc, tmp_path: Path) -> None:
    """A database without tables, and one without a tick, are told in the same words; no table is made."""
    empty = f"sqlite:///{tmp_path / 'empty.db'}"
    for env in ({}, {"DONDOC_DATABASE_URL": empty}):
        result = dondoc("health", env=env)
        assert result.exit_code == 1
        assert result.output.startswith("Trợ lý chưa chạy lần nào")
    assert "chưa mới nhất" in dondoc("check", env={"DONDOC_DATABASE_URL": empty}).output


def test_no_database(dondoc: Dondoc) -> None:
    """A database that is away gives 1 and one sentence without its address."""
    result = dondoc("health", env={"DONDOC_DATABASE_URL": CLOSED})
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1
    assert "hunter2" not in result.output


def test_wrong_settings(dondoc: Dondoc) -> None:
    """Wrong settings are told as by every other command."""
    result = dondoc("health", env={"DONDOC_TICK_SECONDS": "0"})
    assert result.exit_code == 2
    assert "DONDOC_TICK_SECONDS" in result.output


def test_postgresql(dondoc: Dondoc, postgres_url: str) -> None:
    """The same holds on PostgreSQL: never, then a moment ago."""
    env = {"DONDOC_DATABASE_URL": postgres_url}
    assert dondoc("health", env=env).output.startswith("Trợ lý chưa chạy lần nào")
    ticked(postgres_url, timedelta(0))
    assert dondoc("health", env=env).exit_code == 0


def test_the_program_writes_what_is_read(dondoc: Dondoc, sqlite_url: str) -> None:
    """The tick of the real program, whose clock stands in June 2017 here, is the one that is told."""

    async def tick_once() -> None:
        async with open_office(sqlite_url) as office:
            stop = asyncio.Event()
            leading = asyncio.create_task(office.program.lead(stop))
            async with asyncio.timeout(20):
                while await last_tick(office.program.database) is None:
                    pass
            stop.set()
            await leading

    asyncio.run(tick_once())
    assert "19/6/2017" in dondoc("health").output
