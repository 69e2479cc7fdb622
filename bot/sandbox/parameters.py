"""The parameters of a Bot API call, however they were sent: query string, JSON, form or multipart."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.errors import ApiError, bad_request


@dataclass(frozen=True)
class Upload:
    """A file part of a multipart body."""

    name: str
    content: bytes


@dataclass
class Parameters:
    """Values by name; in forms nested values come as JSON text."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the value as text, "" when missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return the value as a number, `default` when missing or not a number (as the real server does)."""
        try:
            return int(str(self.values[name]))
        except (KeyError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """Return the value as yes or no."""
        return str(self.values.get(name, "")).lower() in ("true", "1", "yes", "y", "t")

    def structure(self, name: str) -> Any:
        """Return a nested value, None when missing; raises 400 for broken JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value.strip() else None
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def chat_id(self) -> int | None:
        """Return the number in `chat_id`, None when it is missing or no number."""
        return self.integer("chat_id") or None

    def needed_chat_id(self) -> int:
        """Return `chat_id`; raises 400 when it is missing or names no chat."""
        if not self.text("chat_id"):
            raise bad_request("chat_id is empty")
        chat_id = self.chat_id()
        if chat_id is None:
            raise bad_request("chat not found")
        return chat_id


async def read_parameters(request: web.Request) -> Parameters:
    """Read all parameters of a request; raises 400 for a JSON body that is no object."""
    parameters = Parameters(dict(request.query))
    if request.content_type == "application/json":
        parameters.values |= await _json_object(request)
        return parameters
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            parameters.uploads[name] = Upload(value.filename, value.file.read())
        else:
            parameters.values[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return parameters


async def _json_object(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError:
        raise ApiError(400, "Bad Request: can't parse JSON object") from None
    if not isinstance(body, dict):
        raise ApiError(400, "Bad Request: expected an object")
    return body
