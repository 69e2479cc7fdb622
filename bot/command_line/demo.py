"""`dondoc demo`: everything on this computer."""

import click

from bot.command_line import speaking
from bot.sandbox import demo


@click.command("demo", cls=speaking.SpokenCommand)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@click.option("--keep", is_flag=True)
@click.option("--language", default="vi", show_default=True, envvar=speaking.LANGUAGE, type=click.Choice(["vi", "en"]))
def command(port: int, keep: bool, language: str) -> None:
    """Run the demo until Ctrl-C."""
    demo.main(port, keep, language)
