"""What a handler gets: one thing that one person said, with all that is needed to answer it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from domain.agency import Agency
from domain.people import Viewer
from handlers.answer import Answer
from models import Person
from texts.translator import Translator


class ChatKind(StrEnum):
    """Where something was said."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True)
class Account:
    """The chat account that speaks, whether or not it is tied to a person."""

    external_id: int
    language: str | None = None


@dataclass(frozen=True)
class Replied:
    """The assistant's message that was replied to: its id, its text, and the tasks that it was about."""

    message_id: int
    text: str = ""
    task_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Request:
    """One command, text or pressed button of a known person.

    `now` is aware, in the agency's zone. `rest` is the text after the command, or what follows the code of a button
    ("12:70" of "percent:12:70"). `pressed_message_id` is the message whose button was pressed. `source` is the id of
    the update, for the journal.
    """

    db: AsyncSession
    person: Person
    viewer: Viewer
    t: Translator
    agency: Agency
    now: datetime
    account: Account
    chat_id: int
    chat_kind: ChatKind = ChatKind.PRIVATE
    source: int | None = None
    text: str = ""
    rest: str = ""
    replied: Replied | None = None
    pressed_message_id: int | None = None
    pressed_task_ids: tuple[int, ...] = field(default=())

    @property
    def today(self) -> date:
        """Return the agency's calendar day."""
        return self.now.date()

    @property
    def words(self) -> list[str]:
        """Return `rest` split at white space."""
        return self.rest.split()

    @property
    def fields(self) -> list[str]:
        """Return the fields of a pressed button's code after its name."""
        return self.rest.split(":") if self.rest else []


Handler = Callable[[Request], Awaitable[Answer]]


@dataclass(frozen=True)
class Greeting:
    """What an account that is tied to nobody sent with /start: the only thing of a stranger that is read."""

    db: AsyncSession
    agency: Agency
    now: datetime
    account: Account
    chat_id: int
    t: Translator
    code: str = ""
