"""`dondoc health`: does the assistant work? For those who watch it: Docker, systemd timers, monitoring."""

import asyncio
from datetime import datetime, timedelta

import click
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncSession

from actions.settings import LAST_TICK, recall
from bot.clock import SystemClock
from bot.command_line import speaking
from bot.command_line.running import is_unusable, settings_or_exit
from bot.database import Database
from bot.settings import Settings
from domain.agency import Agency
from models import Setting
from texts import command_line as texts

SHORTEST_PATIENCE = timedelta(seconds=60)
TICKS_MISSED = 4
ANSWER_SECONDS = 8
"""How long the database may take; the container's own limit for this command is 10 seconds."""


def patience(tick_seconds: int) -> timedelta:
    """Return how old the last tick may be: a slow one, or a handover between processes, is no illness."""
    return max(SHORTEST_PATIENCE, TICKS_MISSED * timedelta(seconds=tick_seconds))


@click.command("health", cls=speaking.SpokenCommand)
def command() -> None:
    """End with 0 when the clock ticked a moment ago, else with 1 and one sentence; changes nothing."""
    t = speaking.speaker()
    settings = settings_or_exit()
    try:
        ticked_at = asyncio.run(_last_tick(settings))
    except Exception as error:
        if not is_unusable(error):
            raise
        speaking.fail(texts.database_away(t, type(error).__name__))
    if ticked_at is None:
        speaking.fail(texts.never_ran(t))
    age = SystemClock().now() - ticked_at
    # A tick from the future says as little as an old one: the computer's clock was wrong, then or now.
    if abs(age) > patience(settings.tick_seconds):
        speaking.fail(texts.does_not_tick(t, Agency(zone=settings.timezone).local(ticked_at)))
    speaking.say(texts.works(t, max(0, round(age.total_seconds()))))


async def _last_tick(settings: Settings) -> datetime | None:
    database = Database(settings.database_url)
    if database.is_missing():
        return None
    try:
        async with asyncio.timeout(ANSWER_SECONDS), database.reading() as db:
            known = await recall(db, LAST_TICK) if await _has_tables(db) else None
    finally:
        await database.dispose()
    return datetime.fromisoformat(known) if known is not None else None


async def _has_tables(db: AsyncSession) -> bool:
    return await (await db.connection()).run_sync(_has_settings)


def _has_settings(connection: Connection) -> bool:
    return inspect(connection).has_table(Setting.__tablename__)
