"""`dondoc run`: the assistant for real."""

import click
from telegram.error import InvalidToken

from bot import logs
from bot import run as assistant
from bot.command_line import speaking
from bot.command_line.running import WRONG_SETTINGS, settings_or_exit
from texts.command_line import no_token, token_refused


@click.command("run", cls=speaking.SpokenCommand)
def command() -> None:
    """Run until a signal comes."""
    settings = settings_or_exit()
    if settings.bot_token is None:
        speaking.fail(no_token(speaking.speaker()), WRONG_SETTINGS)
    logs.configure(settings.log_level, settings.log_format == "json", settings.secrets())
    try:
        assistant.main(settings)
    except InvalidToken:
        speaking.fail(token_refused(speaking.speaker()), WRONG_SETTINGS)
