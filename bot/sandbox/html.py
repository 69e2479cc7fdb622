"""Telegram's HTML: `parse_mode=HTML` to plain text and entities, refusing exactly what Telegram's servers refuse.

The judge is TDLib, which the real Bot API server is built on: a test compares the two. The grammar is described at
https://core.telegram.org/bots/api#html-style. Offsets and lengths count UTF-16 code units, byte offsets in
refusals count UTF-8 bytes of the source.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.links import checked_link, mentioned_user

Entity = dict[str, Any]
"""A MessageEntity as the Bot API writes it: type, offset, length and, for some, url, language, user_id."""

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "",
}

SPACE = " \t\r\n\v\0"
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]*)|#([0-9]*)|([A-Za-z]*))")
_TAG_NAME = re.compile(r"[^ \t\r\n\v\0>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\v\0=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_BLANK = re.compile(r"[ \t\r\n\v]*")


class HtmlError(Exception):
    """Telegram would not take this text; the message is Telegram's reason without "can't parse entities"."""


@dataclass
class Formatted:
    """Plain text and its entities, outer before inner."""

    text: str
    entities: list[Entity] = field(default_factory=list)


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    begin: int


def utf16_length(text: str) -> int:
    """Return the number of UTF-16 code units; lone surrogates count as one."""
    return len(text) + sum(character > "\uffff" for character in text)


def parse_html(source: str) -> Formatted:
    """Return the text that people see and its entities; raises HtmlError as Telegram would refuse `source`."""
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.end = len(source)
        self.at = 0
        self.out: list[str] = []
        self.size = 0
        self.open: list[_Open] = []
        self.entities: list[tuple[int, int, int, Entity]] = []

    def run(self) -> Formatted:
        while self.at < self.end:
            character = self.source[self.at]
            if character == "<":
                self._tag()
            elif character == "&":
                self._write(self._reference() or self._take())
            else:
                self._write(self._take())
        if self.open:
            raise HtmlError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return Formatted(self._checked_text(), [entity for *_, entity in sorted(self.entities, key=lambda e: e[:3])])

    def _checked_text(self) -> str:
        text = "".join(self.out)
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise HtmlError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return text

    def _peek(self) -> str:
        return self.source[self.at] if self.at < self.end else "\0"

    def _take(self) -> str:
        self.at += 1
        return self.source[self.at - 1]

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        text = found.group() if found else ""
        self.at += len(text)
        return text

    def _write(self, text: str) -> None:
        self.out.append(text)
        self.size += utf16_length(text)

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _reference(self) -> str:
        """Decode the character reference at the cursor and move past it; "" when it is only an ampersand."""
        found = _REFERENCE.match(self.source, self.at)
        if found is None:
            return ""
        character = _decode(found)
        if character:
            self.at = found.end() + self.source.startswith(";", found.end())
        return character

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._peek() == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        tag = self._match(_TAG_NAME).lower()
        if self._peek() == "\0":
            raise HtmlError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in TAGS:
            raise HtmlError(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = ""
        while self._peek() != ">":
            self._match(_BLANK)
            if self._peek() == ">":
                break
            name, value = self._attribute(tag, begin)
            argument = _argument(tag, name, value, argument)
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise HtmlError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(_Open(tag, argument, self.size, len(self.out)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str | None]:
        name = self._match(_ATTRIBUTE_NAME)
        if not name:
            raise HtmlError(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._match(_BLANK)
        assigned = self._peek() == "="
        if assigned:
            self.at += 1
            self._match(_BLANK)
        if self._peek() == "\0":
            raise HtmlError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        value = self._value() if assigned else None
        if self._peek() == "\0":
            raise HtmlError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return name, value

    def _value(self) -> str:
        if self._peek() in "\"'":
            return self._quoted()
        begin = self.at
        token = self._match(_NAME_TOKEN)
        if self._peek() not in SPACE + ">":
            raise HtmlError(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return token.lower()

    def _quoted(self) -> str:
        quote = self._take()
        value: list[str] = []
        while self._peek() not in (quote, "\0"):
            value.append((self._reference() if self._peek() == "&" else "") or self._take())
        if self._peek() == quote:
            self.at += 1
        return "".join(value)

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise HtmlError(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 1
        name = self._match(_TAG_NAME).lower()
        self._match(_BLANK)
        if self._peek() != ">":
            raise HtmlError(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        opened = self.open.pop()
        if name not in ("", opened.tag):
            raise HtmlError(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        length = self.size - opened.offset
        if length:
            self._close(opened, length)

    def _close(self, opened: _Open, length: int) -> None:
        if opened.tag in ("pre", "code") and self._merges_into_pre_code(opened, length):
            return
        entity = _entity(opened, "".join(self.out[opened.begin :]))
        if entity:
            entity |= {"offset": opened.offset, "length": length}
            self.entities.append((opened.offset, -length, len(self.open), entity))

    def _merges_into_pre_code(self, opened: _Open, length: int) -> bool:
        """`<pre><code class="language-x">` over one and the same text is a single entity with a language."""
        if not self.entities:
            return False
        *_, last = self.entities[-1]
        if (last["offset"], last["length"]) != (opened.offset, length) or {opened.tag, last["type"]} != {"pre", "code"}:
            return False
        language = opened.argument or last.get("language", "")
        if not language:
            return False
        self.entities[-1] = (opened.offset, -length, len(self.open), last | {"type": "pre", "language": language})
        return True


def _decode(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        return NAMED.get(name, "")
    code = int(hexadecimal or "0", 16) if hexadecimal is not None else int(decimal or "0")
    too_long = found.end() - found.start() >= 10
    return "" if code == 0 or code >= 0x10FFFF or too_long else chr(code)


def _argument(tag: str, name: str, value: str | None, so_far: str) -> str:
    if tag == "blockquote" and name == "expandable":
        return "1"
    if value is None:
        return so_far
    if tag == "a" and name == "href":
        return value
    if tag == "code" and name == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    if tag == "span" and name == "class" and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return value if (tag, name) == ("tg-emoji", "emoji-id") else so_far


def _entity(opened: _Open, inner: str) -> Entity | None:
    kind = TAGS[opened.tag]
    if kind == "text_link":
        target = opened.argument or inner
        if user_id := mentioned_user(target):
            return {"type": "text_mention", "user_id": user_id}
        url = checked_link(target)
        return {"type": kind, "url": url} if url else None
    if kind == "custom_emoji":
        if not re.fullmatch(r"-?[0-9]+", opened.argument) or int(opened.argument) == 0:
            raise HtmlError("Invalid custom emoji identifier specified")
        return {"type": kind, "custom_emoji_id": opened.argument}
    if kind == "blockquote" and opened.argument:
        return {"type": "expandable_blockquote"}
    if kind == "code" and opened.argument:
        return {"type": kind, "language": opened.argument}
    return {"type": kind} if kind else None
