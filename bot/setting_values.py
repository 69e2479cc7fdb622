"""Values of settings: how each kind is written, read and refused.

Every reader raises ValueError without the value, which may be a secret that stands in the wrong place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, SecretStr

BOT_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
"""What @BotFather gives."""

WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""Telegram's rule: https://core.telegram.org/bots/api#setwebhook."""

_ADDRESS = re.compile(r"(?:\[(?P<ip6>[0-9A-Fa-f:.]+)\]|(?P<host>[^:/\s\[\]]+)):(?P<port>\d{1,5})")

_DRIVERS = {
    "postgres://": "postgresql+asyncpg://",
    "postgresql://": "postgresql+asyncpg://",
    "postgresql+asyncpg://": "postgresql+asyncpg://",
    "sqlite:///": "sqlite+aiosqlite:///",
    "sqlite+aiosqlite:///": "sqlite+aiosqlite:///",
}


@dataclass(frozen=True)
class Address:
    """Where the webhook server listens."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Read "127.0.0.1:8443" or "[::1]:8443".

        Raises:
            ValueError: `text` is neither, or the port is above 65535.
        """
        found = _ADDRESS.fullmatch(text.strip())
        if found is None or not 0 < int(found["port"]) <= 65535:
            raise ValueError("not host:port")
        return cls(found["ip6"] or found["host"], int(found["port"]))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def secret_matching(pattern: re.Pattern[str]) -> BeforeValidator:
    """Take a secret whose text fits `pattern`; white space around it does not count."""

    def check(value: Any) -> Any:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        if isinstance(text, str) and not pattern.fullmatch(text.strip()):
            raise ValueError
        return SecretStr(text.strip()) if isinstance(text, str) else text

    return BeforeValidator(check)


def read_with(parse: Callable[[str], Any]) -> BeforeValidator:
    """Read a text with `parse`; leave a value that is no text as it is."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def web_address(*schemes: str) -> BeforeValidator:
    """Take an address with one of `schemes`, without query; a slash at its end is dropped."""

    def check(text: str) -> str:
        parts = urlsplit(text.strip())
        if parts.scheme not in schemes or not parts.hostname or parts.query or parts.fragment:
            raise ValueError
        return text.strip().rstrip("/")

    return read_with(check)


def database_address(text: str) -> str:
    """Return the address with the asynchronous driver that we use named in it.

    Raises:
        ValueError: the address is neither of PostgreSQL nor of an SQLite file.
    """
    text = text.strip()
    for written, driver in _DRIVERS.items():
        if text.startswith(written):
            # asyncpg calls libpq's `sslmode` `ssl`; hosting providers hand out addresses with the former.
            return re.sub(r"([?&])sslmode=", r"\1ssl=", driver + text.removeprefix(written))
    raise ValueError


def zone(text: str) -> ZoneInfo:
    """Return the time zone of that name.

    Raises:
        ValueError: there is none.
    """
    try:
        return ZoneInfo(text)
    except (OSError, LookupError) as error:
        raise ValueError from error


LOWER_CASE = BeforeValidator(lambda value: value.strip().lower() if isinstance(value, str) else value)
"""For choices: "INFO" is "info"."""
