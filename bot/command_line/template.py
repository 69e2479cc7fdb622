"""`dondoc template [FILE]`: an empty workbook to fill in."""

from pathlib import Path

import click

from bot.command_line import speaking
from texts import command_line as texts
from texts.documents.template import template_workbook

DEFAULT = Path("dondoc-mau.xlsx")


@click.command("template", cls=speaking.SpokenCommand)
@click.argument("file", type=click.Path(path_type=Path), default=DEFAULT, metavar="[FILE]")
@click.option("--force", is_flag=True)
def command(file: Path, force: bool) -> None:
    """Write the file; what exists is only overwritten with --force."""
    t = speaking.speaker()
    try:
        with file.open("wb" if force else "xb") as output:
            output.write(template_workbook())
    except FileExistsError:
        speaking.fail(texts.file_exists(t, str(file)))
    except OSError:
        speaking.fail(texts.file_not_written(t, str(file)))
    speaking.say(texts.template_written(t, str(file)))
