"""Putting messages into the outbox. Nothing here sends, and nothing here commits."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from domain.delivery import DeliveryState
from models import Base, Notification
from models.notifications import chat_lane, person_lane


def insert_or_ignore(db: AsyncSession, table: type[Base]) -> Insert:
    """Return an INSERT that leaves an existing row with the same unique key alone, in the database's own dialect."""
    if db.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    if db.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return insert(table)


async def notify(
    db: AsyncSession,
    kind: str,
    *,
    at: datetime,
    person_id: int | None = None,
    chat_id: int | None = None,
    payload: Mapping[str, Any] | None = None,
    task_ids: tuple[int, ...] = (),
    dedupe_key: str | None = None,
) -> int | None:
    """Add one message to the outbox for a person or a chat and return its id; None when the key was there before.

    `kind` names the notice (`jobs/notices.py`) that renders it when it is sent; `payload` holds ids, not sentences.
    """
    if person_id is not None:
        lane = person_lane(person_id)
    elif chat_id is not None:
        lane = chat_lane(chat_id)
    else:
        raise ValueError("a message goes to a person or to a chat")
    values = {
        "kind": kind,
        "lane": lane,
        "recipient_id": person_id,
        "chat_id": chat_id,
        "dedupe_key": dedupe_key,
        "payload": dict(payload or {}),
        "task_ids": list(task_ids),
        "state": DeliveryState.WAITING,
        "created_at": at,
        "next_attempt_at": at,
        "attempts": 0,
        "was_unclear": False,
    }
    added = insert_or_ignore(db, Notification).values(values).returning(Notification.id)
    notification_id = (await db.scalars(added)).one_or_none()
    if notification_id is not None:
        touched_lanes(db).add(lane)
    return notification_id


def touched_lanes(db: AsyncSession) -> set[str]:
    """Return the lanes that got a message in this session: whoever commits it can send them at once."""
    lanes: set[str] = db.info.setdefault("touched_lanes", set())
    return lanes
