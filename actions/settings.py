"""Small facts that the assistant keeps about itself."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Setting

FIRST_START = "first_started_at"
LAST_TICK = "last_tick_at"
BOT_USERNAME = "bot_username"


async def remember(db: AsyncSession, key: str, value: str) -> None:
    """Keep a fact, in the place of what was known before."""
    await db.merge(Setting(key=key, value=value))


async def recall(db: AsyncSession, key: str) -> str | None:
    """Return a fact, or None."""
    setting = await db.get(Setting, key)
    return setting.value if setting is not None else None


async def remember_start(db: AsyncSession, at: datetime) -> None:
    """Keep the instant of the very first start: nothing was promised to anybody before it."""
    if await recall(db, FIRST_START) is None:
        await remember(db, FIRST_START, at.isoformat())


async def first_start(db: AsyncSession, otherwise: datetime) -> datetime:
    """Return the instant of the very first start; `otherwise` if the assistant never ran."""
    known = await recall(db, FIRST_START)
    return datetime.fromisoformat(known) if known is not None else otherwise
