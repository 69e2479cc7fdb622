"""The command `dondoc`."""

from bot.command_line.group import main

__all__ = ["main"]
