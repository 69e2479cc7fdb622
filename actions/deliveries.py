"""The outbox seen by the one who sends: claim, settle, and what a settled message has for consequences."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.delivery import UNSETTLED, DeliveryState, Settlement
from models import Notification
from models.notifications import chat_lane

ABANDONED_AFTER = timedelta(minutes=2)
"""A claim of another process that is older than this was left by a crash: every send ends within a minute."""


async def lanes_with_due(db: AsyncSession, now: datetime) -> list[str]:
    """Return the lanes in which a message is due, the one that waits longest first."""
    due = select(Notification.lane, Notification.id).where(
        Notification.state == DeliveryState.WAITING, Notification.next_attempt_at <= now
    )
    lanes = (await db.execute(due.order_by(Notification.id))).all()
    return list(dict.fromkeys(lane for lane, _ in lanes))


async def claim_next(db: AsyncSession, lane: str, *, by: str, now: datetime) -> Notification | None:
    """Claim the first unsettled message of a lane, if it is due and nobody sends it now.

    One conditional UPDATE: of two processes, one gets the row and the other nothing. A lane whose first message waits
    for its next attempt stands still, so that messages arrive in order.
    """
    head = (
        select(Notification.id)
        .where(Notification.lane == lane, Notification.state.in_(UNSETTLED))
        .order_by(Notification.id)
        .limit(1)
        .scalar_subquery()
    )
    claim = (
        update(Notification)
        .where(
            Notification.id == head,
            Notification.state == DeliveryState.WAITING,
            Notification.next_attempt_at <= now,
        )
        .values(state=DeliveryState.SENDING, attempts=Notification.attempts + 1, claimed_at=now, claimed_by=by)
        .returning(Notification.id)
        .execution_options(synchronize_session=False)
    )
    claimed = (await db.scalars(claim)).one_or_none()
    return None if claimed is None else await db.get(Notification, claimed, populate_existing=True)


def write_settlement(notification: Notification, settlement: Settlement, *, now: datetime) -> None:
    """Write what became of an attempt into the row."""
    notification.state = settlement.state
    notification.next_attempt_at = settlement.next_attempt_at
    notification.error = settlement.error
    notification.claimed_at = notification.claimed_by = None
    notification.settled_at = None if settlement.state in UNSETTLED else now


async def abandoned(db: AsyncSession, *, me: str, now: datetime, alone: bool) -> list[Notification]:
    """Return the messages that a crash left in `sending`; where this process is alone, that is all of others."""
    left = select(Notification).where(Notification.state == DeliveryState.SENDING)
    left = left.where(or_(Notification.claimed_by.is_(None), Notification.claimed_by != me))
    if not alone:
        left = left.where(Notification.claimed_at < now - ABANDONED_AFTER)
    return list(
        (await db.scalars(left.order_by(Notification.id).with_for_update(skip_locked=True, of=Notification))).all()
    )


async def move_chat(db: AsyncSession, old: int, new: int) -> None:
    """Follow a group that became a supergroup: what waits for the old id goes to the new one."""
    waiting = (Notification.chat_id == old, Notification.state.in_(UNSETTLED))
    await db.execute(update(Notification).where(*waiting).values(chat_id=new, lane=chat_lane(new)))
