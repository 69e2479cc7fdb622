"""The inbox: every update that the channel handed over, before it was told so."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, Select, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class InboxState(StrEnum):
    """`failed` was tried and raised an error that is no refusal; people were told, and the raw update is kept."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class InboxUpdate(Base):
    """One raw update; `chat_id` is what is handled in order (0 for what belongs to no chat)."""

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_state_chat_id_update_id", "state", "chat_id", "update_id"),)

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    raw: Mapped[str] = mapped_column(Text)
    state: Mapped[InboxState] = mapped_column(String(10), default=InboxState.WAITING)
    received_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)


def waiting_updates() -> Select[InboxUpdate]:
    """Select what was received and not handled, oldest first."""
    return select(InboxUpdate).where(InboxUpdate.state == InboxState.WAITING).order_by(InboxUpdate.update_id)
