"""`dondoc db upgrade`: the tables."""

import click

from bot.command_line import speaking
from bot.command_line.running import settings_or_exit, with_database
from bot.database import Database
from texts.command_line import database_upgraded


@click.group("db", cls=speaking.SpokenGroup)
def command() -> None:
    """Look after the database."""


@command.command("upgrade", cls=speaking.SpokenCommand)
def upgrade() -> None:
    """Bring the tables to the newest form."""
    with_database(settings_or_exit(), _nothing_more)
    speaking.say(database_upgraded(speaking.speaker()))


async def _nothing_more(_: Database) -> None:
    """Every command brings the tables up to date before its own work; this one has none."""
