import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from actions import progress, tasks
from bot.database import Database
from domain.people import Role
from domain.progress import EntryKind, Report, Standing
from models import Person, ProgressEntry, Task, Unit
from models.tasks import task_by_number
from tests.tasks.office import NOW


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Open a database of each kind with one person and one unit."""
    database = Database(database_url)
    async with database.transaction() as db:
        unit = Unit(code="VPC", name="Vụ Pháp chế", aliases=[], position=0)
        db.add(Person(code="APC", name="An", unit=unit, roles=frozenset({Role.OFFICIAL}), account=None))
    yield database
    await database.dispose()


async def test_two_givers_get_two_numbers(database: Database) -> None:
    """Tasks that are given at the same moment, the counter's row still missing, get numbers of their own."""

    async def number() -> int:
        async with database.transaction() as db:
            return await tasks.next_number(db)

    numbers = await asyncio.gather(*(number() for _ in range(8)))
    assert sorted(numbers) == list(range(1, 9))


async def test_of_two_reports_at_once_none_is_lost(database: Database) -> None:
    """Each report of several at the same moment starts from what the one before it left."""
    async with database.transaction() as db:
        person = (await db.scalars(select(Person))).unique().one()
        unit = await db.get_one(Unit, person.unit_id)
        await tasks.give(db, content="x", lead_unit=unit, by=None, owner=person, at=NOW)

    async def report(percent: int) -> None:
        async with database.transaction() as db:
            task = (await db.scalars(task_by_number(1))).unique().one()
            by = (await db.scalars(select(Person))).unique().one()
            said = Report(EntryKind.PERCENT, percent=percent, waiting_on=f"Vụ {percent}")
            await progress.log(db, task, said, by=by, at=NOW, today=NOW.date())

    await asyncio.gather(*(report(percent) for percent in range(10, 70, 10)))
    async with database.reading() as db:
        entries = (await db.scalars(select(ProgressEntry).order_by(ProgressEntry.id))).unique().all()
        task: Task = (await db.scalars(task_by_number(1))).unique().one()
    befores = [Standing.from_json(entry.before).percent for entry in entries[1:]]
    assert [0, *(entry.percent for entry in entries[1:])] == [*befores, task.percent]
