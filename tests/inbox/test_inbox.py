import asyncio
import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from telegram import Bot, Update

from bot.clock import MovableClock
from bot.database import Database
from bot.telegram.inbox import InboxQueue, Waiting
from models import InboxUpdate, ProgressEntry
from tests.office import IDS, TOKEN, Office, open_office

NOW = datetime(2017, 6, 19, 1, 0, tzinfo=UTC)


def update(update_id: int, chat_id: int = 7, words: str = "xong") -> Update:
    """Return an update as Telegram hands it over."""
    chat = {"id": chat_id, "type": "private"}
    user = {"id": chat_id, "is_bot": False, "first_name": "A"}
    message = {"message_id": update_id, "date": 1497837600, "chat": chat, "from": user, "text": words}
    return Update.de_json({"update_id": update_id, "message": message}, Bot(TOKEN))


async def rows(database: Database) -> list[InboxUpdate]:
    """Return the inbox in order."""
    async with database.reading() as db:
        return list(await db.scalars(select(InboxUpdate).order_by(InboxUpdate.update_id)))


async def test_update_is_stored_before_put_returns(database_url: str) -> None:
    """When `put` returns, the raw update is in the database, whole."""
    database = Database(database_url)
    queue = InboxQueue(database, MovableClock(NOW).now)
    await queue.put(update(5, words="70% <b>&"))
    stored = (await rows(database))[0]
    assert Update.de_json(json.loads(stored.raw), None).message.text == "70% <b>&"
    await database.dispose()


async def test_same_update_is_stored_once(database_url: str) -> None:
    """An update that Telegram hands over again is stored once."""
    database = Database(database_url)
    queue = InboxQueue(database, MovableClock(NOW).now)
    await queue.put(update(5))
    await queue.put(update(5))
    assert await queue.get() == Waiting(7)
    assert len(await rows(database)) == 1
    await database.dispose()


async def test_next_run_takes_up_what_was_left(database_url: str) -> None:
    """A new queue on the same database first yields what an earlier one stored and nobody handled."""
    database = Database(database_url)
    first = InboxQueue(database, MovableClock(NOW).now)
    for number in (5, 6):
        await first.put(update(number))
    await first.put(update(7, chat_id=8))
    second = InboxQueue(database, MovableClock(NOW).now)
    assert [await second.get() for _ in range(3)] == [Waiting(7), Waiting(7), Waiting(8)]
    await database.dispose()


async def test_put_waits_while_the_database_is_away(postgres_url: str) -> None:
    """While the database refuses connections `put` waits, and stores the update as soon as it is back."""
    database = Database(postgres_url)
    queue = InboxQueue(database, MovableClock(NOW).now)
    name = database.url.database
    other = Database(database.url.set(database="postgres").render_as_string(hide_password=False))
    async with other.engine.connect() as connection:
        admin = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await admin.execute(text(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false'))
        putting = asyncio.create_task(queue.put(update(5)))
        done, _ = await asyncio.wait({putting}, timeout=0.5)
        assert not done
        await admin.execute(text(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true'))
    await asyncio.wait_for(putting, 60)
    assert len(await rows(database)) == 1
    await other.dispose()
    await database.dispose()


async def test_message_waits_while_the_database_is_away(postgres_url: str) -> None:
    """A message that comes while the database takes no connections is handled when it does again, once."""
    async with open_office(postgres_url) as office:
        database = office.program.database
        other = Database(database.url.set(database="postgres").render_as_string(hide_password=False))
        async with other.engine.connect() as connection:
            admin = await connection.execution_options(isolation_level="AUTOCOMMIT")
            name = database.url.database
            await admin.execute(text(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false'))
            await admin.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"), {"name": name}
            )
            office.world.say(IDS["Lan"], "/progress 2 50%")
            working = asyncio.create_task(office.settle())
            done, _ = await asyncio.wait({working}, timeout=0.5)
            assert not done
            await admin.execute(text(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true'))
        await asyncio.wait_for(working, 60)
        said = [each.text.splitlines()[0] for each in office.news() if each.to == "Lan"]
        assert said == ["Đã ghi #2: 50%."]
        await other.dispose()


async def notes_of(office: Office) -> list[str]:
    """Return the notes of the journal in order."""
    async with office.program.database.reading() as db:
        entries = (await db.scalars(select(ProgressEntry).order_by(ProgressEntry.id))).unique()
        return [entry.note for entry in entries if entry.kind == "percent"]


async def test_one_chat_in_order_and_many_at_once(database_url: str) -> None:
    """Two hundred messages of two people at once: each person's are recorded in the order in which they were sent."""
    async with open_office(database_url) as office:
        for number in range(100):
            office.world.say(IDS["Lan"], f"/progress 2 {number % 100}% L{number}")
            office.world.say(IDS["Bình"], f"/progress 1 {number % 100}% B{number}")
        await office.settle()
        notes = await notes_of(office)
    assert [note for note in notes if note.startswith("L")] == [f"L{number}" for number in range(100)]
    assert [note for note in notes if note.startswith("B")] == [f"B{number}" for number in range(100)]


async def test_broken_handler_is_owned_up_to(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of ours changes nothing, is told in one sentence, marks the update failed, and the next one is heard."""
    async with open_office(sqlite_url) as office:
        # The table is taken away under the program's feet: a real failure inside a handler.
        async with office.program.database.transaction() as db:
            await db.execute(text("ALTER TABLE progress_entries RENAME TO away"))
        said = await office.say("Lan", "/progress 2 50%")
        async with office.program.database.transaction() as db:
            await db.execute(text("ALTER TABLE away RENAME TO progress_entries"))
        assert [each.text for each in said if "gặp lỗi" in each.text]
        assert "50%" in (await office.say("Lan", "/progress 2 50%"))[0].text
        assert [row.state for row in await rows(office.program.database)] == ["failed", "done"]


@pytest.mark.parametrize("raw", ["{", "[]", '{"update_id": 3, "message": {"chat": 7}}', '{"update_id": 3}'])
async def test_unreadable_update_is_put_aside(sqlite_url: str, raw: str) -> None:
    """An update that cannot even be read is marked and never stands in the way of what its chat says next."""
    async with open_office(sqlite_url) as office:
        async with office.program.database.transaction() as db:
            db.add(InboxUpdate(update_id=3, chat_id=IDS["Lan"], raw=raw, received_at=office.clock.now()))
        await office.program.queue.announce_waiting()
        said = await office.say("Lan", "/progress 2 50%")
        assert [each.text.splitlines()[0] for each in said] == ["Đã ghi #2: 50%."]
        assert all(row.state != "waiting" for row in await rows(office.program.database))
