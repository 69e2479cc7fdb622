"""Messages as values: text that cannot forget its escaping, and buttons."""

import html
import re
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from domain.words import MAX_TEXT, utf16_length

_TAG = re.compile(r"<[^<>]*>")

MAX_BUTTON_DATA = 64
"""Bytes of callback data (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""


@dataclass(frozen=True)
class Button:
    """A button under a message: `data` is a short readable code such as "done:12"."""

    label: str
    data: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.data.encode()) <= MAX_BUTTON_DATA:
            raise ValueError(f"button data must have 1 to {MAX_BUTTON_DATA} bytes: {self.data!r}")


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Message:
    """What is said: Telegram HTML as Markup, and rows of buttons. `about` are ids of the tasks, in the order shown."""

    text: Markup
    buttons: Rows = ()
    about: tuple[int, ...] = ()

    def with_buttons(self, *rows: tuple[Button, ...]) -> "Message":
        """Return the same message with these rows of buttons added; empty rows are left out."""
        return replace(self, buttons=(*self.buttons, *(row for row in rows if row)))

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values, for the outbox."""
        return {
            "text": str(self.text),
            "buttons": [[[button.label, button.data] for button in row] for row in self.buttons],
            "about": list(self.about),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Message":
        """Read what `to_json` wrote."""
        rows = tuple(tuple(Button(label, code) for label, code in row) for row in data["buttons"])
        return cls(Markup(data["text"]), rows, tuple(data["about"]))  # noqa: S704 - it was Markup when it was written


def plain_text(markup: Markup) -> str:
    """Return what a person reads: without tags and entities, line breaks kept."""
    return html.unescape(_TAG.sub("", str(markup)))


def fits(markup: Markup) -> bool:
    """Tell whether a text is within Telegram's limit for one message, counted after the tags are parsed."""
    return utf16_length(plain_text(markup)) <= MAX_TEXT


def lines(*parts: str | Markup | None) -> Markup:
    """Join lines; None is left out, plain strings are escaped."""
    return Markup("\n").join(part for part in parts if part is not None)


def bold(text: str | Markup) -> Markup:
    """Return the text in bold."""
    return Markup("<b>{}</b>").format(text)


def italic(text: str | Markup) -> Markup:
    """Return the text in italics."""
    return Markup("<i>{}</i>").format(text)
