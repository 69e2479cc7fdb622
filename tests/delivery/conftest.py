from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from markupsafe import Markup

from actions.outbox import notify
from bot.clock import MovableClock
from bot.database import Database
from domain.agency import Agency
from domain.delivery import Outcome, Sent
from domain.people import Role
from jobs.delivery import Deliverer, Kind
from jobs.notices import answer
from models import ChannelAccount, Person
from texts.message import Message

START = datetime.fromisoformat("2017-06-19T08:00:00+07:00")


class Telephone:
    """The far end of the channel: takes messages, or says what it is told to say."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, str]] = []
        self.next: list[Outcome | BaseException] = []
        self.by_chat: dict[int, list[Outcome]] = {}
        self.crash_after_hearing = False

    async def send(self, chat_id: int, message: Message, *, edit: int | None, reply_to: int | None) -> Outcome:
        """Take the message unless another outcome is next."""
        planned = self.by_chat.get(chat_id) or self.next
        outcome = planned.pop(0) if planned else Sent(len(self.heard) + 1)
        if isinstance(outcome, BaseException):
            if self.crash_after_hearing:
                self.heard.append((chat_id, str(message.text)))
            raise outcome
        if isinstance(outcome, Sent):
            self.heard.append((chat_id, str(message.text)))
        return outcome


class PostOffice:
    """A database, a clock, a telephone, and deliverers that come and go."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = MovableClock(START)
        self.telephone = Telephone()
        self.deliverer = self.another("first")

    def another(self, name: str, *, alone: bool = True) -> Deliverer:
        """Return a deliverer as a new process would have it."""
        kinds = {"answer": Kind(answer), "weekly_summary": Kind(answer, may_repeat=False)}
        return Deliverer(self.database, self.telephone, kinds, Agency, self.clock.now, name, alone)

    async def write(self, words: str, person_id: int = 1, kind: str = "answer", key: str | None = None) -> int | None:
        """Put a message into the outbox."""
        payload = {"message": Message(Markup(words)).to_json()}
        async with self.database.transaction() as db:
            return await notify(db, kind, at=self.clock.now(), person_id=person_id, payload=payload, dedupe_key=key)

    async def deliver(self, deliverer: Deliverer | None = None) -> None:
        """Send what is due and wait until it is done."""
        deliverer = deliverer or self.deliverer
        await deliverer.deliver_due()
        await deliverer.idle()

    def later(self, **by: int) -> None:
        """Let time pass."""
        self.clock.advance(timedelta(**by))

    @property
    def words(self) -> list[str]:
        """Return what was heard, in order."""
        return [words for _, words in self.telephone.heard]


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    """Return a post office with three people whose chats are 101, 102 and 103."""
    database = Database(database_url)
    async with database.transaction() as db:
        for number in (1, 2, 3):
            db.add(Person(code=f"p{number}", name=f"P {number}", roles=frozenset({Role.OFFICIAL})))
            await db.flush()
            account = ChannelAccount(person_id=number, external_id=number, chat_id=100 + number, linked_at=START)
            db.add(account)
    yield PostOffice(database)
    await database.dispose()
