"""How the command line speaks: in one language, in plain lines, errors on the error stream."""

import os
from typing import NoReturn

import click
from markupsafe import Markup

from texts.command_line import command_help, option_help
from texts.message import plain_text
from texts.translator import Translator, translator

LANGUAGE = "DONDOC_LANGUAGE"


def speaker() -> Translator:
    """Return the translator of the command line: Vietnamese, unless DONDOC_LANGUAGE says otherwise."""
    return translator(os.environ.get(LANGUAGE, "").strip().lower())


def say(text: Markup) -> None:
    """Print a text."""
    click.echo(plain_text(text))


def fail(text: Markup, code: int = 1) -> NoReturn:
    """Print a text as an error and end the program with an exit code."""
    click.echo(plain_text(text), err=True)
    raise SystemExit(code)


class SpokenCommand(click.Command):
    """A command whose help is looked up when somebody asks for it, not when the command starts."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help in the language of the command line."""
        t = speaker()
        self.help = command_help(t, str(self.name))
        speak_options(t, self.get_params(ctx))
        return super().get_help(ctx)


class SpokenGroup(click.Group):
    """A group of such commands."""

    command_class = SpokenCommand

    def get_help(self, ctx: click.Context) -> str:
        """Return the help in the language of the command line."""
        t = speaker()
        self.help = command_help(t, str(self.name))
        speak_options(t, self.get_params(ctx))
        return super().get_help(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command with the one line that lists show."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            command.short_help = command_help(speaker(), cmd_name)
        return command


def speak_options(t: Translator, parameters: list[click.Parameter]) -> None:
    """Give every option its help in one language."""
    for option in parameters:
        if isinstance(option, click.Option):
            name = "help" if "--help" in option.opts else str(option.name)
            option.help = option_help(t, name) or option.help
