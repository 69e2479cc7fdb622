"""Updates of one chat in order, different chats at once."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram.ext import BaseUpdateProcessor

from bot.telegram.inbox import Waiting

CHATS_AT_ONCE = 64


class ByChat(BaseUpdateProcessor):
    """Lets one update of a chat run at a time; the order within a chat is the inbox's.

    The waiting of one chat takes no room from others: python-telegram-bot's own bound is wide, the narrow one is taken
    only by those whose turn it is.
    """

    def __init__(self) -> None:
        super().__init__(max_concurrent_updates=100_000)
        self._room = asyncio.Semaphore(CHATS_AT_ONCE)
        self._turns: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run one update when its chat's turn comes."""
        if not isinstance(update, Waiting):
            await coroutine
            return
        lock, users = self._turns.get(update.chat_id, (asyncio.Lock(), 0))
        self._turns[update.chat_id] = (lock, users + 1)
        try:
            async with lock, self._room:
                await coroutine
        finally:
            lock, users = self._turns.pop(update.chat_id)
            if users > 1:
                self._turns[update.chat_id] = (lock, users - 1)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""
