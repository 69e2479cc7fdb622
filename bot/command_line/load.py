"""`dondoc load FILE.xlsx`: units, people and tasks from a workbook."""

from pathlib import Path

import click

from actions.loading import load
from bot.clock import SystemClock
from bot.command_line import speaking
from bot.command_line.running import settings_or_exit, with_database
from bot.database import Database
from domain.errors import RefusalError
from domain.loading import MAX_UNCOMPRESSED, LoadResult, Problem, Workbook
from handlers.reading.workbook import read_workbook
from texts import command_line as texts
from texts.loading import REFUSALS, loaded, not_loaded


@click.command("load", cls=speaking.SpokenCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
def command(file: Path) -> None:
    """Load all of it, or print every problem and change nothing."""
    t = speaking.speaker()
    settings = settings_or_exit()
    book = _read(file)

    async def work(database: Database) -> LoadResult | list[Problem]:
        async with database.transaction() as db:
            return await load(db, book, SystemClock().now())

    result = with_database(settings, work)
    if isinstance(result, list):
        speaking.fail(not_loaded(t, result))
    speaking.say(loaded(t, result))


def _read(file: Path) -> Workbook:
    t = speaking.speaker()
    try:
        if file.stat().st_size > MAX_UNCOMPRESSED:
            raise RefusalError("workbook_too_large", limit=MAX_UNCOMPRESSED // 1024 // 1024)
        return read_workbook(file.read_bytes())
    except OSError:
        speaking.fail(texts.file_not_read(t, str(file)))
    except RefusalError as refusal:
        speaking.fail(REFUSALS[refusal.code](t, refusal.facts))
