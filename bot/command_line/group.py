"""`dondoc`: a command's module is imported when the command is called, for `dondoc read` has to start fast."""

import importlib

import click

from bot.command_line.speaking import speak_options, speaker
from texts.command_line import command_help, program_help

COMMANDS = ("demo", "run", "load", "template", "invite", "read", "db", "check", "health")
"""In the order of a newcomer's way; each is the attribute `command` of the module with its name."""


class LazyGroup(click.Group):
    """Knows its commands by name only."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in our own order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"bot.command_line.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        t = speaker()
        with formatter.section("Commands"):
            formatter.write_dl([(name, command_help(t, name)) for name in COMMANDS])

    def get_help(self, ctx: click.Context) -> str:
        """Return the help in the language of the command line."""
        t = speaker()
        self.help = program_help(t)
        speak_options(t, self.get_params(ctx))
        return super().get_help(ctx)


@click.group("dondoc", cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dondoc", message="dondoc %(version)s")
def main() -> None:
    """Hand over to a command."""
