"""Which link targets Telegram keeps, and which entities it finds in a text by itself."""

import re
from typing import Any
from urllib.parse import urlsplit

_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32}(?![\w/<>])|(?![\w/<>@]))")
_MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")
_URL = re.compile(r"(?<![\w@.])https?://[^\s<>\"'«»“”]+[^\s<>\"'«»“”.,:;!?()\]]")
_PHONE_OR_USER = re.compile(r"tg:(?://)?user/?\?id=([0-9]{1,19})(?:&|$)")


def mentioned_user(target: str) -> int:
    """Return the user's id in a `tg://user?id=…` link, else 0."""
    found = _PHONE_OR_USER.match(target)
    return int(found.group(1)) if found else 0


def checked_link(target: str) -> str:
    """Return the link as Telegram stores it, or "" when it drops the link and leaves the text plain."""
    target = target.strip()
    if target.startswith(("tg://", "tonsite://")):
        return target
    if "://" not in target:
        target = "http://" + target
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or "." not in host.strip(".") or re.search(r"\s", host):
        return ""
    return target if parts.path or parts.query or parts.fragment else f"{target}/"


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def found_entities(text: str) -> list[dict[str, Any]]:
    """Return bot commands, mentions and http(s) links with UTF-16 offsets, as Telegram's servers mark them."""
    found = [("url", match) for match in _URL.finditer(text)]
    links = [match.span() for _, match in found]
    for kind, pattern in (("bot_command", _COMMAND), ("mention", _MENTION)):
        for match in pattern.finditer(text):
            if not any(begin <= match.start() < end for begin, end in links):
                found.append((kind, match))
    entities = [
        {"type": kind, "offset": _utf16(text[: match.start()]), "length": _utf16(match.group())}
        for kind, match in found
    ]
    return sorted(entities, key=lambda entity: entity["offset"])
