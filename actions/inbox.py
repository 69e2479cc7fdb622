"""The inbox: storing what came in, and taking the next of a chat."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from actions.outbox import insert_or_ignore
from models import InboxState, InboxUpdate
from models.inbox import waiting_updates

KEEP_FOR = timedelta(days=30)
"""Handled updates are kept so long for questions of the administrator; the journal keeps what matters for ever."""


async def store_update(db: AsyncSession, *, update_id: int, chat_id: int, raw: str, at: datetime) -> bool:
    """Keep one raw update; False when it was handed over before."""
    values = {
        "update_id": update_id,
        "chat_id": chat_id,
        "raw": raw,
        "state": InboxState.WAITING,
        "received_at": at,
        "attempts": 0,
    }
    statement = insert_or_ignore(db, InboxUpdate).values(values).returning(InboxUpdate.update_id)
    return (await db.scalars(statement)).one_or_none() is not None


async def lock_chat(db: AsyncSession, chat_id: int) -> None:
    """Let nobody else handle this chat until the transaction ends; on SQLite the write lock does it already."""
    if db.get_bind().dialect.name == "postgresql":
        await db.execute(
            text("SELECT pg_advisory_xact_lock(:room, hashtext(:chat))"), {"room": 1, "chat": str(chat_id)}
        )


async def next_of_chat(db: AsyncSession, chat_id: int) -> InboxUpdate | None:
    """Return the oldest update of a chat that waits."""
    return (await db.scalars(waiting_updates().where(InboxUpdate.chat_id == chat_id).limit(1))).one_or_none()


def settle_update(update: InboxUpdate, *, at: datetime, error: str | None = None) -> None:
    """Mark an update as handled, or as failed with the reason."""
    update.state = InboxState.FAILED if error else InboxState.DONE
    update.attempts += 1
    update.settled_at = at
    update.error = error


async def waiting_chats(db: AsyncSession, *, received_before: datetime | None = None) -> list[tuple[int, int]]:
    """Return (chat, number of waiting updates) of every chat where something waits, the longest waiting first."""
    statement = (
        select(InboxUpdate.chat_id, func.count())
        .where(InboxUpdate.state == InboxState.WAITING)
        .group_by(InboxUpdate.chat_id)
        .order_by(func.min(InboxUpdate.update_id))
    )
    if received_before is not None:
        statement = statement.where(InboxUpdate.received_at < received_before)
    return [(chat_id, count) for chat_id, count in await db.execute(statement)]


async def forget_handled(db: AsyncSession, now: datetime) -> None:
    """Delete handled updates that are older than `KEEP_FOR`: they hold people's words."""
    old = (InboxUpdate.state == InboxState.DONE, InboxUpdate.settled_at < now - KEEP_FOR)
    await db.execute(delete(InboxUpdate).where(*old))
