"""The program is killed again and again while people write; nothing is lost and nothing is recorded twice."""

import asyncio
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import SystemClock
from bot.database import Database
from bot.program import Program
from bot.sandbox import start_api
from models import ProgressEntry, Task
from tests.crash.running import Assistant, count_states, new_world
from tests.office import IDS, furnish, settings_for

MESSAGES = 24
KILLS = 5
SEED = 20170616


async def lans_task(database: Database) -> int:
    """Return the number of a task that Lan owns."""
    async with database.reading() as db:
        tasks = (await db.scalars(select(Task))).unique()
        return min(task.number for task in tasks if task.owner is not None and task.owner.name.endswith("Lan"))


@pytest.mark.xdist_group("processes")
async def test_killed_at_any_moment(sqlite_url: str, tmp_path: Path) -> None:
    """Five kills: every report is recorded once and in order and answered; at most one answer a kill is doubled."""
    chance = random.Random(SEED)
    world = new_world()
    api = await start_api(world)
    program = Program(settings_for(sqlite_url))
    await furnish(program, date(2017, 6, 19), SystemClock().now())
    await program.database.dispose()
    database = Database(sqlite_url)
    number = await lans_task(database)
    assistant = Assistant(api.url, sqlite_url, tmp_path)
    await assistant.start()
    said = 0
    for kill in range(KILLS + 1):
        while said < MESSAGES * (kill + 1) // (KILLS + 1):
            world.say(IDS["Lan"], f"/progress {number} {said % 90}% lần {said}")
            said += 1
            await asyncio.sleep(0)
        if kill < KILLS:
            goal = len(world.said_by_bot(IDS["Lan"])) + chance.randint(0, 3)
            await world.until(lambda goal=goal: len(world.said_by_bot(IDS["Lan"])) >= goal, 30)
            await assistant.kill()
            await assistant.start()
    await world.until(lambda: answered(world) == MESSAGES, 60)
    assert await assistant.stop() == 0
    async with database.reading() as db:
        notes = [
            e.note for e in (await db.scalars(select(ProgressEntry).order_by(ProgressEntry.id))).unique() if e.note
        ]
    assert notes == [f"lần {n}" for n in range(MESSAGES)]
    inbox, outbox, _ = await count_states(database)
    assert set(inbox) == {"done"}
    assert set(outbox) <= {"sent"}
    heard = [m.text for m in world.said_by_bot(IDS["Lan"]) if "lần " in m.text]
    doubled = sum(count - 1 for count in Counter(heard).values())
    assert doubled <= KILLS
    await database.dispose()
    await api.stop()


def answered(world) -> int:
    """Return how many different reports were answered."""
    return len({m.text for m in world.said_by_bot(IDS["Lan"]) if "lần " in m.text})
