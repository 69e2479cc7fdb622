"""What every kind of outbox row says: rendered when it is sent, in the language of the one who gets it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.agency import Agency
from models import Notification, Person
from texts.message import Message
from texts.translator import Translator


@dataclass(frozen=True)
class Due:
    """One outbox row at the moment of sending. `now` is in the agency's zone; `recipient` None: a chat, no person."""

    db: AsyncSession
    notification: Notification
    recipient: Person | None
    t: Translator
    agency: Agency
    now: datetime

    @property
    def today(self) -> date:
        """Return the agency's calendar day."""
        return self.now.date()


Notice = Callable[[Due], Awaitable[Message | None]]
"""Returns the message, or None when it is not true or not allowed any more: then the row is dropped."""


async def answer(due: Due) -> Message | None:
    """Return what a handler said: an answer to what a person just did is not rendered anew."""
    return Message.from_json(due.notification.payload["message"])
