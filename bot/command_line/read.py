"""`dondoc read date|reply|directive`: how words are understood, for measuring and for trying out."""

import json
import sys

import click

from bot.command_line import speaking
from handlers.reading.lines import answer_line
from texts.command_line import line_not_read


@click.command("read", cls=speaking.SpokenCommand)
@click.argument("kind", type=click.Choice(["date", "reply", "directive"]))
def command(kind: str) -> None:
    """Answer each line {"text", "at"} of the input (UTF-8) with one line."""
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if line.strip():
            click.echo(json.dumps(_answer(kind, line, number), ensure_ascii=False))


def _answer(kind: str, line: bytes, number: int) -> dict[str, object]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
        if not isinstance(record, dict):
            raise TypeError("not an object")
        return answer_line(kind, record)
    except (ValueError, KeyError, TypeError):
        speaking.fail(line_not_read(speaking.speaker(), number))
