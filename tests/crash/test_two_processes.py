"""Two programs on one PostgreSQL: each message is handled once, each reminder is sent once."""

import asyncio
from collections import Counter
from datetime import datetime

from sqlalchemy import select
from telegram import Update

from bot.clock import MovableClock
from bot.leadership import leadership
from bot.program import Program
from bot.sandbox import World
from bot.sandbox.people import move_in
from bot.telegram.limits import Limits
from domain.calendar import WorkingCalendar
from models import ProgressEntry
from tests.edge import SandboxEdge
from tests.office import GIVEN_BEFORE, IDS, MONDAY, TOKEN, furnish, settings_for

MESSAGES = 40


async def test_two_processes_share_the_work(postgres_url: str) -> None:
    """Both get every update and both tick: forty reports make forty lines in order, and nobody is reminded twice."""
    clock = MovableClock(MONDAY)
    world = World(TOKEN, clock.now)
    move_in(world)
    edge = SandboxEdge(world)
    programs = [
        Program(settings_for(postgres_url), clock=clock, requests=(edge, edge), limits=Limits.unlimited())
        for _ in range(2)
    ]
    given_on = WorkingCalendar().add_working_days(MONDAY.date(), -GIVEN_BEFORE)
    await furnish(programs[0], MONDAY.date(), datetime.combine(given_on, MONDAY.timetz()))
    for program in programs:
        await program.start()
    for number in range(MESSAGES):
        world.say(IDS["Lan"], f"/progress 2 {number}% lần {number}")
        world.say(IDS["Bình"], f"/progress 1 {number}% lần {number}")
    updates = list(world.updates.pending)
    await asyncio.gather(*(hand_over(program, updates) for program in programs))
    async with programs[0].database.reading() as db:
        entries = list((await db.scalars(select(ProgressEntry).order_by(ProgressEntry.id))).unique())
    for task_id in {entry.task_id for entry in entries if entry.kind == "percent"}:
        notes = [entry.note for entry in entries if entry.task_id == task_id and entry.kind == "percent"]
        assert notes == [f"lần {number}" for number in range(MESSAGES)]
    heard = Counter(message.text for message in world.said_by_bot(IDS["Lan"]) if "lần " in message.text)
    assert len(heard) == MESSAGES
    assert set(heard.values()) == {1}

    clock.set(datetime(2017, 6, 20, 8, 30, tzinfo=MONDAY.tzinfo))
    for _ in range(3):
        await asyncio.gather(*(program.tick() for program in programs))
        await asyncio.gather(*(program.deliverer.idle() for program in programs))
    reminded = Counter(
        (chat_id, message.text.splitlines()[0])
        for chat_id in world.users
        for message in world.said_by_bot(chat_id)
        if message.text.startswith("🔔")
    )
    assert len(reminded) >= 3
    assert set(reminded.values()) == {1}
    for program in programs:
        await program.stop()


async def hand_over(program: Program, updates: list[dict]) -> None:
    """Give all updates to one program, and wait until it has nothing to do."""
    for update in updates:
        await program.queue.put(Update.de_json(update, program.bot))
    await program.queue.join()
    await program.deliverer.idle()


async def test_one_leads_and_the_other_takes_over(postgres_url: str) -> None:
    """Of two processes one polls and ticks; when it ends, the other does."""
    first, second = (Program(settings_for(postgres_url)).database for _ in range(2))
    async with leadership(first):
        waiting = asyncio.create_task(leadership(second).__aenter__())
        done, _ = await asyncio.wait({waiting}, timeout=0.3)
        assert not done
    await asyncio.wait_for(waiting, 10)
    await first.dispose()
    await second.dispose()
