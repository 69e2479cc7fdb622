"""Posting updates to the bot's webhook, in order, each again until the bot says 2xx."""

import asyncio

import aiohttp

from bot.sandbox.state import State
from bot.sandbox.updates import Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
FOREVER = 365 * 86_400.0


class WebhookPoster:
    """Runs beside the server; `retry_seconds` is the pause after a refusal, `timeout` the wait for an answer."""

    def __init__(self, state: State, retry_seconds: float = 1.0, timeout: float = 30.0) -> None:
        self._state = state
        self._retry_seconds = retry_seconds
        self._timeout = aiohttp.ClientTimeout(total=timeout)

    async def run(self) -> None:
        """Post until cancelled."""
        updates = self._state.updates
        async with aiohttp.ClientSession(timeout=self._timeout, trust_env=False) as session:
            while True:
                await self._state.bell.until(lambda: bool(updates.webhook.url and updates.pending), FOREVER)
                error = await self._post(session, updates.webhook)
                if error:
                    self._note(updates.webhook, error)
                    await asyncio.sleep(self._retry_seconds)

    async def _post(self, session: aiohttp.ClientSession, webhook: Webhook) -> str:
        update = self._state.updates.pending[0]
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}
        try:
            async with session.post(webhook.url, json=update, headers=headers) as response:
                status = response.status
        except (aiohttp.ClientError, TimeoutError):
            return "Connection failed"
        if not 200 <= status < 300:
            return f"Wrong response from the webhook: {status}"
        self._state.updates.confirm(update["update_id"] + 1)
        self._state.bell.ring()
        return ""

    def _note(self, webhook: Webhook, error: str) -> None:
        webhook.last_error, webhook.last_error_at = error, int(self._state.clock().timestamp())
        self._state.bell.ring()
