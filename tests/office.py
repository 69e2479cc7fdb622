"""An agency for tests: the real program over the sandbox's edge, people who talk, and a clock that stands still."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlalchemy import select
from telegram import Update

from actions.loading import load
from bot.clock import MovableClock
from bot.database import upgrade
from bot.program import Program
from bot.sandbox import World
from bot.sandbox.agency import demo_workbook
from bot.sandbox.people import STRANGER_ID, move_in, played, tie_people
from bot.settings import Settings, explicit
from bot.telegram.limits import Limits
from domain.calendar import WorkingCalendar
from handlers.reading.workbook import read_workbook
from models import Notification
from tests.edge import SandboxEdge

TOKEN = "123456789:TEST-token-that-is-long-enough-0123456789"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2017, 6, 19, 8, 0, tzinfo=ZONE)
"""The Monday after the meeting of 16 June 2017."""

GIVEN_BEFORE = 8
"""Working days between the tasks being given and the first day."""

IDS = {person.name.rsplit(" ", 1)[1]: person.telegram_id for person in played()} | {"Lạ": STRANGER_ID}
NAMES = {telegram_id: name for name, telegram_id in IDS.items()}


@dataclass(frozen=True)
class Said:
    """Something that one person's telephone showed: a new message, an edited one, or a toast."""

    to: str
    text: str
    buttons: tuple[tuple[str, ...], ...] = ()
    how: str = "new"
    message_id: int = 0


class Office:
    """What tests do: people speak and press, the clock moves, and what was heard is looked at."""

    def __init__(self, world: World, program: Program, edge: SandboxEdge, clock: MovableClock) -> None:
        self.world, self.program, self.edge, self.clock = world, program, edge, clock
        self._heard = 0

    async def say(self, who: str, text: str, reply_to: int | None = None) -> list[Said]:
        """Let somebody write to the bot; returns everything that anybody heard because of it."""
        user_id = IDS[who]
        self.world.say(user_id, text, reply_to=reply_to)
        await self.settle()
        return self.news()

    async def press(self, who: str, label: str) -> list[Said]:
        """Let somebody press the newest button with this label."""
        user_id = IDS[who]
        for message in reversed(self.world.said_by_bot(user_id)):
            labels = [button["text"] for row in message.buttons for button in row]
            if label in labels:
                self.world.press(user_id, user_id, message.id, message.data_of(label))
                await self.settle()
                return self.news()
        raise AssertionError(f"{who} sees no button {label!r}")

    async def move_to(self, moment: datetime) -> list[Said]:
        """Set the clock and let it tick."""
        self.clock.set(moment)
        await self.program.tick()
        await self.program.deliverer.idle()
        return self.news()

    async def settle(self) -> None:
        """Hand the world's updates to the inbox and wait until each is handled and answered."""
        for update in list(self.world.updates.pending):
            await self.program.queue.put(Update.de_json(update, self.program.bot))
            self.world.updates.confirm(update["update_id"] + 1)
        await self.program.queue.join()
        await self.program.deliverer.idle()

    def news(self) -> list[Said]:
        """Return what was heard since the last look."""
        fresh = self.edge.said[self._heard :]
        self._heard = len(self.edge.said)
        return [_said(name, result) for name, result in fresh]

    def message_with(self, who: str, excerpt: str) -> int:
        """Return the id of the newest bot message in somebody's chat that has these words."""
        for message in reversed(self.world.said_by_bot(IDS[who])):
            if excerpt in message.text:
                return message.id
        raise AssertionError(f"{who} sees no message with {excerpt!r}")

    async def outbox(self) -> list[Notification]:
        """Return every outbox row."""
        async with self.program.database.reading() as db:
            return list((await db.scalars(select(Notification).order_by(Notification.id))).unique())


def _said(name: str, result: dict) -> Said:
    who = NAMES.get(result["chat"]["id"], str(result["chat"]["id"]))
    rows = result.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = tuple(tuple(button["text"] for button in row) for row in rows)
    how = {"sendMessage": "new", "editMessageText": "edited", "toast": "toast"}[name]
    return Said(who, result["text"], buttons, how, result.get("message_id", 0))


def settings_for(database_url: str, **changes: object) -> Settings:
    """Return settings for tests: nothing comes from the environment or a file."""
    return explicit(bot_token=SecretStr(TOKEN), database_url=database_url, **changes)


async def furnish(program: Program, today: date, at: datetime) -> None:
    """Load the demo's agency and tie its people."""
    async with program.database.transaction() as db:
        result = await load(db, read_workbook(demo_workbook(today, WorkingCalendar())), at)
        assert not isinstance(result, list), result
        await tie_people(db, at)


@asynccontextmanager
async def open_office(database_url: str, start: datetime = MONDAY, *, empty: bool = False) -> AsyncIterator[Office]:
    """Start the program on a database with the demo's agency; on the way out, everything is closed."""
    clock = MovableClock(start)
    world = World(TOKEN, clock.now)
    move_in(world)
    edge = SandboxEdge(world)
    await upgrade(database_url)
    program = Program(settings_for(database_url), clock=clock, requests=(edge, edge), limits=Limits.unlimited())
    if not empty:
        given_on = WorkingCalendar().add_working_days(start.date(), -GIVEN_BEFORE)
        await furnish(program, start.date(), datetime.combine(given_on, start.timetz()))
    await program.start()
    try:
        yield Office(world, program, edge, clock)
    finally:
        await program.stop()
