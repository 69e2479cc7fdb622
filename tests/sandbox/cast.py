"""The people of the sandbox tests, a clock that stands still, and python-telegram-bot's own client."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import telegram
from telegram.request import HTTPXRequest

from bot.sandbox import RunningServer

TOKEN = "7000001:AA-sandbox"
HANH, BINH, MAI = 1001, 1002, 1003
GROUP = -500


@dataclass
class ManualClock:
    """A clock that stands still until it is moved."""

    now: datetime = field(default_factory=lambda: datetime(2017, 6, 16, 1, 30, tzinfo=UTC))

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now


def make_bot(api: RunningServer, token: str = TOKEN) -> telegram.Bot:
    """Return python-telegram-bot's client for the sandbox, deaf to proxies in the environment."""
    requests = [HTTPXRequest(httpx_kwargs={"trust_env": False}, read_timeout=5.0) for _ in range(2)]
    return telegram.Bot(
        token, f"{api.url}/bot", f"{api.url}/file/bot", request=requests[0], get_updates_request=requests[1]
    )


async def call(api: RunningServer, method: str, token: str = TOKEN, **parameters: Any) -> tuple[int, dict[str, Any]]:
    """Call a method with a JSON body and return the HTTP status and the answer."""
    async with (
        aiohttp.ClientSession(trust_env=False) as session,
        session.post(f"{api.url}/bot{token}/{method}", json=parameters) as response,
    ):
        return response.status, await response.json()
