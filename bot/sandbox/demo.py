"""`dondoc demo`: the real assistant against the local Telegram, with an agency, a page, and a movable clock."""

import asyncio
import signal
import tempfile
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import func, select

from actions.loading import load
from actions.settings import LAST_TICK, recall
from bot.clock import MovableClock, SystemClock
from bot.database import upgrade
from bot.program import Program
from bot.sandbox import ClockMove, Limits, World, start_api, start_page
from bot.sandbox.agency import demo_workbook
from bot.sandbox.people import move_in, tie_people
from bot.settings import explicit
from domain.agency import Agency
from domain.schedule import this_weeks_moment
from handlers.reading.workbook import read_workbook
from models import InboxUpdate, Task

TOKEN = "100200300:DEMO-token-of-the-local-sandbox-only"  # noqa: S105 - opens nothing but the sandbox
KEPT = Path("dondoc-demo")
GIVEN_BEFORE = 8
"""Working days between the meeting's tasks being given and the demo's first day."""

MOVES = (
    ClockMove("Đến 08:30 kế tiếp", "reminders", "to the next working 08:30: reminders"),
    ClockMove("Đến kỳ bản tin tuần", "summary", "to Friday 16:00: weekly summary"),
    ClockMove("+1 giờ", "hour", "one hour"),
    ClockMove("+1 ngày làm việc", "day", "one working day"),
)


def moment_of(code: str, now: datetime, agency: Agency) -> datetime:
    """Return the instant to which a button of the page moves the clock."""
    local = agency.local(now)
    if code == "hour":
        return now + timedelta(hours=1)
    if code == "day":
        day = agency.calendar.add_working_days(local.date(), 1)
        return datetime.combine(day, local.time(), agency.zone)
    if code == "summary":
        return _next_summary(local, agency)
    day = agency.calendar.first_working_day_from(local.date())
    reminders = datetime.combine(day, agency.reminder_time, agency.zone)
    if reminders > local:
        return reminders
    return datetime.combine(agency.calendar.add_working_days(day, 1), agency.reminder_time, agency.zone)


def _next_summary(local: datetime, agency: Agency) -> datetime:
    day = local.date()
    while True:
        moment = this_weeks_moment(agency.summary_at, day, agency.calendar, agency.zone)
        if moment is not None and moment > local:
            return moment
        day += timedelta(days=7)


class Demo:
    """The sandbox and the assistant, started and stopped together. `folder` holds the database."""

    def __init__(self, folder: Path, language: str = "vi") -> None:
        self.clock = MovableClock(SystemClock().now(), running=True)
        self.world = World(TOKEN, self.clock.now, limits=Limits())
        move_in(self.world)
        self._url = f"sqlite+aiosqlite:///{folder / 'dondoc.db'}"
        self._language = language
        self._resources = AsyncExitStack()
        self.program: Program

    async def start(self, port: int) -> str:
        """Start everything and return the page's address."""
        api = await start_api(self.world)
        self._resources.push_async_callback(api.stop)
        settings = explicit(
            bot_token=SecretStr(TOKEN),
            telegram_api_url=api.url,
            database_url=self._url,
            language=self._language,
            tick_seconds=5,
        )
        self.program = Program(settings, clock=self.clock)
        self._resources.push_async_callback(self.program.stop)
        await upgrade(self._url)
        await self._furnish()
        await self.program.start()
        page = await start_page(self.world, port=port, moves=MOVES, move=self.move)
        self._resources.push_async_callback(page.stop)
        return page.url

    async def move(self, code: str) -> None:
        """Move the clock and do what is due then."""
        self.clock.set(moment_of(code, self.clock.now(), self.program.agency()))
        await self.program.tick()

    async def stop(self) -> None:
        """Stop everything."""
        await self._resources.aclose()

    async def _furnish(self) -> None:
        """Load the agency, or go on with a kept one: then neither the clock nor the update numbers go back."""
        agency = self.program.agency()
        now = self.clock.now()
        async with self.program.database.transaction() as db:
            if await db.scalar(select(func.count()).select_from(Task)):
                last = await db.scalar(select(func.max(InboxUpdate.update_id)))
                self.world.updates.begin_after(last or 0)
                ticked = await recall(db, LAST_TICK)
                if ticked is not None and datetime.fromisoformat(ticked) > now:
                    self.clock.set(datetime.fromisoformat(ticked))
                return
            today = agency.day(now)
            given_on = agency.calendar.add_working_days(today, -GIVEN_BEFORE)
            given_at = datetime.combine(given_on, agency.reminder_time, agency.zone)
            result = await load(db, read_workbook(demo_workbook(today, agency.calendar)), given_at)
            if isinstance(result, list):
                raise RuntimeError(f"the demo's own workbook has problems: {result}")
            await tie_people(db, given_at)


async def run(port: int, folder: Path, language: str = "vi") -> None:
    """Run the demo until Ctrl-C."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    demo = Demo(folder, language)
    try:
        address = await demo.start(port)
        print(  # noqa: T201 - the address is what the newcomer waits for
            f"\n  Đôn Đốc: {address}\n\n"
            "  Chọn một người, gõ /viec, rồi bấm “Đến 08:30 kế tiếp” để tin nhắc đến. Ctrl-C để dừng.\n"
            "  Choose a person, type /tasks, then move the clock to 08:30 so that reminders come. Ctrl-C stops.\n",
            flush=True,
        )
        await demo.program.serve(stop)
    finally:
        await demo.stop()


def main(port: int, keep: bool, language: str = "vi") -> None:
    """Run the demo in a new event loop; without `keep` nothing is left behind."""
    if keep:
        KEPT.mkdir(exist_ok=True)
        asyncio.run(run(port, KEPT, language))
        return
    with tempfile.TemporaryDirectory(prefix="dondoc-demo-") as folder:
        asyncio.run(run(port, Path(folder), language))
