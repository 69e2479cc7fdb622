"""`dondoc check`: are the settings right, and does the database answer?"""

import asyncio

import click
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.command_line import speaking
from bot.command_line.running import WRONG_SETTINGS, is_unusable, settings_or_exit
from bot.database import Database, migration_config
from bot.settings import Settings
from texts import command_line as texts

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@click.command("check", cls=speaking.SpokenCommand)
def command() -> None:
    """Say in one line each what is right and what is not; ends with 1 or 2 when something is not."""
    t = speaking.speaker()
    settings = settings_or_exit()
    speaking.say(texts.settings_right(t) if settings.bot_token else texts.no_token(t))
    try:
        kind, current = asyncio.run(_look(settings))
    except Exception as error:
        if not is_unusable(error):
            raise
        speaking.fail(texts.database_away(t, type(error).__name__))
    if not current:
        speaking.fail(texts.database_not_upgraded(t, kind))
    speaking.say(texts.database_reached(t, kind))
    if settings.bot_token is None:
        raise SystemExit(WRONG_SETTINGS)


async def _look(settings: Settings) -> tuple[str, bool]:
    """Return the kind of database, and whether its tables have the newest form; changes nothing."""
    database = Database(settings.database_url)
    try:
        async with database.reading() as db:
            revision = await (await db.connection()).run_sync(_revision)
    finally:
        await database.dispose()
    newest = ScriptDirectory.from_config(migration_config()).get_current_head()
    return KINDS[database.url.get_backend_name()], revision == newest


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
