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
from bot.sandbox import World, start_api
from models import ProgressEntry
from tests.crash.running import Assistant, count_states, new_world
from tests.office import IDS, TOKEN, furnish, settings_for

WRITERS = {"Lan": 2, "Bình": 1, "Mai": 5, "Sơn": 6}
"""Who writes about which task."""

EACH = 6
KILLS = 5
SEED = 20170616


def answers(world: World) -> list[str]:
    """Return every answer to a report that anybody heard."""
    return [m.text for who in WRITERS for m in world.said_by_bot(IDS[who]) if f"{who} lần " in m.text]


async def notes_of(database: Database) -> list[str]:
    """Return the notes of the journal in order."""
    async with database.reading() as db:
        entries = (await db.scalars(select(ProgressEntry).order_by(ProgressEntry.id))).unique()
        return [entry.note for entry in entries if entry.kind == "percent"]


@pytest.mark.xdist_group("processes")
async def test_killed_at_any_moment(sqlite_url: str, tmp_path: Path) -> None:
    """Five kills: every report is recorded once and in order and answered; a kill doubles at most one answer a chat."""
    chance = random.Random(SEED)
    world = new_world()
    api = await start_api(world)
    program = Program(settings_for(sqlite_url))
    await furnish(program, date(2017, 6, 19), SystemClock().now())
    await program.database.dispose()
    database = Database(sqlite_url)
    assistant = Assistant(api.url, sqlite_url, tmp_path)
    await assistant.start()
    for number in range(EACH):
        for who, task in WRITERS.items():
            world.say(IDS[who], f"/progress {task} {number}% {who} lần {number}")
            await asyncio.sleep(0)
        if number < KILLS:
            goal = len(answers(world)) + chance.randint(0, 3)
            await world.until(lambda goal=goal: len(answers(world)) >= goal, 30)
            await assistant.kill()
            await assistant.start()
    await world.until(lambda: len(set(answers(world))) == EACH * len(WRITERS), 60)
    assert await assistant.stop() == 0

    notes = await notes_of(database)
    for who in WRITERS:
        assert [note for note in notes if note.startswith(who)] == [f"{who} lần {n}" for n in range(EACH)]
    inbox, outbox, _ = await count_states(database)
    assert inbox == {"done": EACH * len(WRITERS)}
    assert set(outbox) == {"sent"}
    for who in WRITERS:
        heard = Counter(text for text in answers(world) if f"{who} lần " in text)
        assert sum(count - 1 for count in heard.values()) <= KILLS
    log = assistant.log.read_text(encoding="utf-8")
    assert "running" in log
    assert TOKEN not in log
    assert TOKEN.split(":")[1] not in log
    await database.dispose()
    await api.stop()
