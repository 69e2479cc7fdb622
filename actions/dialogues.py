"""Half-finished dialogues: opened, continued and closed as rows."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from models import Dialogue

FORGOTTEN_AFTER = timedelta(hours=12)
"""A question that nobody answered for so long is not waited for: a later "xong" must not land in it."""


async def open_dialogue(
    db: AsyncSession, *, chat_id: int, person_id: int, kind: str, data: dict[str, Any], at: datetime
) -> None:
    """Wait for an answer of one person in one chat; it takes the place of what was waited for before."""
    await db.merge(Dialogue(chat_id=chat_id, person_id=person_id, kind=kind, data=data, updated_at=at))
    await db.flush()


async def current_dialogue(db: AsyncSession, *, chat_id: int, person_id: int, at: datetime) -> Dialogue | None:
    """Return what is waited for, unless it is forgotten."""
    dialogue = await db.get(Dialogue, (chat_id, person_id))
    return dialogue if dialogue and at - dialogue.updated_at < FORGOTTEN_AFTER else None


async def close_dialogue(db: AsyncSession, *, chat_id: int, person_id: int) -> None:
    """Wait for nothing any more."""
    await db.execute(delete(Dialogue).where(Dialogue.chat_id == chat_id, Dialogue.person_id == person_id))
