"""What a handler gives back: messages to say, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from texts.message import Message


@dataclass(frozen=True)
class Say:
    """One message to the person who spoke.

    With `edit`, it takes the place of the message whose button was pressed; `toast` is a short plain text shown over
    the chat after a button was pressed.
    """

    message: Message | None = None
    edit: bool = False
    toast: str | None = None


Answer = Say | Sequence[Say] | None


def as_list(answer: Answer) -> list[Say]:
    """Return the answers as a list."""
    if answer is None:
        return []
    return [answer] if isinstance(answer, Say) else list(answer)
