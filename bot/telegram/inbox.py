"""The durable update queue: what Telegram handed over is stored before Telegram is told so.

python-telegram-bot puts every update into `Application.update_queue` before it confirms it, so `put` is the place to
commit; `get` first yields what an earlier run left undone.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from telegram import Update

from actions import inbox
from bot.database import Database, is_away

log = structlog.get_logger(__name__)

PATIENCE = (0.2, 0.5, 1, 2, 5)
"""Seconds between tries while the database is away; the last one repeats."""


@dataclass(frozen=True)
class Waiting:
    """One update of a chat waits in the inbox: which one is looked up when its turn comes."""

    chat_id: int


def chat_of(update: Update) -> int:
    """Return the chat in whose order an update is handled; 0 for what belongs to none."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0


class InboxQueue(asyncio.Queue[object]):
    """An `asyncio.Queue` for python-telegram-bot whose updates live in the database."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._database = database
        self._now = now
        self._recovered = False

    async def put(self, item: object) -> None:
        """Store an update and announce it; waits as long as the database is away, for an error would lose it.

        What is no update (python-telegram-bot's stop signal) passes through.
        """
        if not isinstance(item, Update):
            await super().put(item)
            return
        chat_id = chat_of(item)
        if await self._stored(item, chat_id):
            await super().put(Waiting(chat_id))

    async def get(self) -> object:
        """Return the next item; at first, one for every update that an earlier run left undone."""
        if not self._recovered:
            self._recovered = True
            await self.announce_waiting()
        return await super().get()

    async def announce_waiting(self, received_before: datetime | None = None) -> None:
        """Announce what waits in the database: after a start, or what another process left behind."""
        tries = 0
        while True:
            try:
                async with self._database.reading() as db:
                    chats = await inbox.waiting_chats(db, received_before=received_before)
                break
            except Exception as error:
                if not is_away(error):
                    raise
                await self._wait(tries)
                tries += 1
        for chat_id, count in chats:
            for _ in range(count):
                self.put_nowait(Waiting(chat_id))

    async def _stored(self, update: Update, chat_id: int) -> bool:
        raw = update.to_json()
        tries = 0
        while True:
            try:
                async with self._database.transaction() as db:
                    return await inbox.store_update(
                        db, update_id=update.update_id, chat_id=chat_id, raw=raw, at=self._now()
                    )
            except Exception as error:
                # Whatever it is, giving up would lose the update: Telegram is not told that it arrived.
                log.warning("inbox_cannot_store", update_id=update.update_id, error=type(error).__name__)
                await self._wait(tries)
                tries += 1

    async def _wait(self, tries: int) -> None:
        await asyncio.sleep(PATIENCE[min(tries, len(PATIENCE) - 1)])
