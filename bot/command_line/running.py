"""What commands need that work with the settings and the database: one clear line instead of a traceback."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from bot import logs
from bot.command_line.speaking import fail, speaker
from bot.database import Database, is_away, upgrade
from bot.settings import Settings, SettingsProblem, load
from texts.command_line import database_away, wrong_settings

WRONG_SETTINGS = 2
"""Exit code when the settings are wrong."""

T = TypeVar("T")


def settings_or_exit() -> Settings:
    """Return the settings; wrong ones end the program with a line for each and exit code 2.

    From here on logs hide the secrets; short commands do not log what goes well.
    """
    try:
        settings = load()
    except SettingsProblem as problem:
        fail(wrong_settings(speaker(), problem.sentences), WRONG_SETTINGS)
    logs.configure("warning", settings.log_format == "json", settings.secrets())
    return settings


def is_unusable(error: BaseException) -> bool:
    """Tell whether an error is the database's way to say no: away, wrong password, no such database."""
    return is_away(error) or (isinstance(error, DBAPIError) and error.statement is None)


def with_database(settings: Settings, work: Callable[[Database], Coroutine[Any, Any, T]]) -> T:
    """Do something with a database whose tables are up to date; where it cannot be reached, end with one line."""
    try:
        return asyncio.run(_with_database(settings, work))
    except Exception as error:
        if not is_unusable(error):
            raise
        fail(database_away(speaker(), type(error).__name__))


async def _with_database(settings: Settings, work: Callable[[Database], Coroutine[Any, Any, T]]) -> T:
    await upgrade(settings.database_url)
    database = Database(settings.database_url)
    try:
        return await work(database)
    finally:
        await database.dispose()
