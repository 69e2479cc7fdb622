"""Words of people as data: cleaning what came in, and comparing without diacritics."""

import re
import unicodedata

MAX_TEXT = 4096
"""Telegram's limit for one message, in UTF-16 code units (https://core.telegram.org/bots/api#sendmessage)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BIDI_OVERRIDE = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return `text` as NFC without control characters and direction overrides, which could disguise what a line says.

    NUL would be refused by PostgreSQL; line breaks stay.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return _BIDI_OVERRIDE.sub("", _CONTROL.sub("", text))


def one_line(text: str) -> str:
    """Return the cleaned text with every run of white space as one space."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """Return lower case without diacritics and with single spaces: "Chờ ý kiến" and "cho y kien" become equal."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def shorten(text: str, width: int) -> str:
    """Cut `text` at a word to at most `width` characters, an ellipsis included."""
    if len(text) <= width:
        return text
    head = text[: width - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > width // 2 else head).rstrip(" ,;:.-") + "…"


def utf16_length(text: str) -> int:
    """Return the length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
