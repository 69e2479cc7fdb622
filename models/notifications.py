"""The outbox: what has to be said to whom, and what became of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Select, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.delivery import DeliveryState
from models.base import Base
from models.people import Person


class Notification(Base):
    """One message to one person (`recipient_id`) or one chat (`chat_id`).

    `lane` orders what goes to the same place ("person:7", "chat:-100…"): a row is sent only when all earlier rows of
    its lane are settled. `task_ids` are the tasks that the sent message is about, in the order shown, so that a reply
    finds them; `message_id` is the channel's.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        Index("ix_notifications_state_next_attempt_at", "state", "next_attempt_at"),
        Index("ix_notifications_lane_state_id", "lane", "state", "id"),
        Index("ix_notifications_sent_chat_id_message_id", "sent_chat_id", "message_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    lane: Mapped[str] = mapped_column(String(60))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    dedupe_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    task_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    state: Mapped[DeliveryState] = mapped_column(String(20), default=DeliveryState.WAITING)
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None] = mapped_column(String(40))
    was_unclear: Mapped[bool] = mapped_column(default=False)
    settled_at: Mapped[datetime | None]
    sent_chat_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str | None] = mapped_column(Text)

    recipient: Mapped[Person | None] = relationship(lazy="joined")


def person_lane(person_id: int) -> str:
    """Return the lane of one person."""
    return f"person:{person_id}"


def chat_lane(chat_id: int) -> str:
    """Return the lane of one chat: a group, or a private chat of somebody unknown."""
    return f"chat:{chat_id}"


def notification_of_message(chat_id: int, message_id: int) -> Select[Notification]:
    """Select what a message in a chat was about; an edited message has several rows, the newest counts."""
    return (
        select(Notification)
        .where(Notification.sent_chat_id == chat_id, Notification.message_id == message_id)
        .order_by(Notification.id.desc())
        .limit(1)
    )
