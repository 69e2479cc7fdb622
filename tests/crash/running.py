"""The real program as a process of its own, against the sandbox's Bot API over HTTP."""

import asyncio
import os
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import SystemClock
from bot.database import Database
from bot.sandbox import World
from bot.sandbox.people import move_in
from models import InboxUpdate, Notification, ProgressEntry
from tests.office import TOKEN


class Assistant:
    """`dondoc run` in a process that can be killed and started again."""

    def __init__(self, api_url: str, database_url: str, folder: Path) -> None:
        self._environment = {
            **os.environ,
            "DONDOC_BOT_TOKEN": TOKEN,
            "DONDOC_TELEGRAM_API_URL": api_url,
            "DONDOC_DATABASE_URL": database_url,
            "DONDOC_TICK_SECONDS": "1",
        }
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self.log = folder / "assistant.log"

    async def start(self) -> None:
        """Start a new process."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=self._environment, cwd=self._folder, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        """Kill the process where it stands (SIGKILL)."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> int:
        """Ask the process to end and return its exit code."""
        assert self._process is not None
        self._process.terminate()
        return await asyncio.wait_for(self._process.wait(), 20)


async def count_states(database: Database) -> tuple[Counter[str], Counter[str], int]:
    """Return how many inbox and outbox rows are in each state, and how many journal lines people wrote."""
    async with database.reading() as db:
        inbox = await _counted(db, InboxUpdate)
        outbox = await _counted(db, Notification)
        lines = await db.scalar(select(func.count()).select_from(ProgressEntry).where(ProgressEntry.kind != "assigned"))
    return inbox, outbox, lines or 0


async def _counted(db: AsyncSession, table: type[InboxUpdate] | type[Notification]) -> Counter[str]:
    rows = await db.execute(select(table.state, func.count()).group_by(table.state))
    return Counter({str(state): count for state, count in rows})


def new_world() -> World:
    """Return a world with the demo's people."""
    world = World(TOKEN, SystemClock().now)
    move_in(world)
    return world
