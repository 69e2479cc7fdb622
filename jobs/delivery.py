"""Sending what is in the outbox: claim, commit, send, settle, commit; in order for each person and chat."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from actions import deliveries
from actions.people import mark_reachable, mark_unreachable
from domain.agency import Agency
from domain.delivery import (
    UNSETTLED,
    DeliveryState,
    Moved,
    Outcome,
    Refused,
    Sent,
    Settlement,
    Unclear,
    Unreachable,
    settle,
)
from jobs.notices import Due, Notice
from models import Notification
from texts.message import Message
from texts.translator import translator

log = structlog.get_logger(__name__)

LANES_AT_ONCE = 64

SETTLE_PATIENCE = (0.2, 1, 2, 5)
"""Seconds between tries to write down what became of a message; the last one repeats."""

MOST_CRASHES = 5
"""A message that was being sent at so many crashes in a row may be what causes them."""


class Channel(Protocol):
    """The way to people's chats; it never raises for what the channel answers."""

    async def send(self, chat_id: int, message: Message, *, edit: int | None, reply_to: int | None) -> Outcome:
        """Send a message, or put it in the place of message `edit`."""
        ...


class Transactions(Protocol):
    """The database, as jobs need it."""

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """Open a writing transaction."""
        ...

    def reading(self) -> AbstractAsyncContextManager[AsyncSession]:
        """Open a session that only looks."""
        ...


AfterSent = Callable[[AsyncSession, Notification, date], Awaitable[None]]
"""Gets the agency's day on which the message was said."""


@dataclass(frozen=True)
class Kind:
    """How one kind of message is rendered, whether a double does no harm, and what to note when it was sent.

    With `forget`, the payload is emptied when the row is settled: answers hold words, even invitation codes.
    """

    notice: Notice
    may_repeat: bool = True
    forget: bool = False
    after_sent: AfterSent | None = None


@dataclass(frozen=True)
class Parcel:
    """A claimed and rendered message on its way."""

    notification: Notification
    chat_id: int
    message: Message

    @property
    def edit(self) -> int | None:
        """Return the message whose place it takes."""
        return self.notification.payload.get("edit")

    @property
    def reply_to(self) -> int | None:
        """Return the message that it answers."""
        return self.notification.payload.get("reply_to")


@dataclass
class Deliverer:
    """Sends what is due. `name` tells this process from others; `alone` when no other can work on the database."""

    database: Transactions
    channel: Channel
    kinds: Mapping[str, Kind]
    agency: Callable[[], Agency]
    now: Callable[[], datetime]
    name: str
    alone: bool
    _draining: set[str] = field(default_factory=set)
    _look_again: set[str] = field(default_factory=set)
    _running: set[asyncio.Task[None]] = field(default_factory=set)
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LANES_AT_ONCE))

    async def deliver_due(self) -> None:
        """Begin to send everything that is due now; `idle` waits for the end."""
        async with self.database.reading() as db:
            self.start(await deliveries.lanes_with_due(db, self.now()))

    def start(self, lanes: Iterable[str]) -> None:
        """Begin to drain lanes in the background: a slow one holds up neither the others nor whoever asked."""
        for lane in lanes:
            task = asyncio.create_task(self._drain_safely(lane))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def idle(self) -> None:
        """Wait until nothing is being sent."""
        while self._running:
            await asyncio.gather(*self._running)

    async def _drain_safely(self, lane: str) -> None:
        async with self._room:
            try:
                await self.drain(lane)
            except Exception:
                log.exception("delivery_broke_off", lane=lane)

    async def drain(self, lane: str) -> None:
        """Send the messages of one lane in order until none is due.

        Where the lane is being drained already, that drain takes one more look instead: nobody waits for it.
        """
        if lane in self._draining:
            self._look_again.add(lane)
            return
        self._draining.add(lane)
        try:
            while await self._send_next(lane) or lane in self._look_again:
                self._look_again.discard(lane)
        finally:
            self._draining.discard(lane)
            self._look_again.discard(lane)

    async def _send_next(self, lane: str) -> bool:
        async with self.database.transaction() as db:
            notification = await deliveries.claim_next(db, lane, by=self.name, now=self.now())
            if notification is None:
                return False
            parcel = await self._pack(db, notification)
        if parcel is not None:
            await self._send(parcel)
        return True

    async def _pack(self, db: AsyncSession, notification: Notification) -> Parcel | None:
        """Render a claimed message as it is true now; a row that cannot be rendered never stops the batch."""
        now = self.now()
        person = notification.recipient
        account = person.account if person else None
        chat_id = account.chat_id if account else notification.chat_id
        if chat_id is None or (person is not None and not person.active):
            deliveries.write_settlement(notification, Settlement(DeliveryState.UNREACHABLE, now, "no account"), now=now)
            return None
        agency = self.agency()
        t = translator(person.language if person else notification.payload.get("language"), agency.language)
        due = Due(db, notification, person, t, agency, agency.local(now))
        try:
            async with db.begin_nested():
                message = await self.kinds[notification.kind].notice(due)
        except Exception as error:
            log.exception("message_not_rendered", kind=notification.kind, notification=notification.id)
            failed = Settlement(DeliveryState.FAILED, now, type(error).__name__)
            deliveries.write_settlement(notification, failed, now=now)
            return None
        if message is None:
            dropped = Settlement(DeliveryState.DROPPED, now, "not true or not allowed any more")
            deliveries.write_settlement(notification, dropped, now=now)
            return None
        notification.task_ids = list(message.about)
        return Parcel(notification, chat_id, message)

    async def _send(self, parcel: Parcel) -> None:
        outcome = await self.channel.send(parcel.chat_id, parcel.message, edit=parcel.edit, reply_to=parcel.reply_to)
        tries = 0
        while not await self._is_settled(parcel, outcome):
            # What was said must not be forgotten: the lane stands still until the database takes it.
            await asyncio.sleep(SETTLE_PATIENCE[min(tries, len(SETTLE_PATIENCE) - 1)])
            tries += 1

    async def _is_settled(self, parcel: Parcel, outcome: Outcome) -> bool:
        try:
            async with self.database.transaction() as db:
                notification = await db.get_one(Notification, parcel.notification.id)
                await self._settle(db, notification, parcel, outcome)
        except Exception:
            log.exception("delivery_not_settled", notification=parcel.notification.id)
            return False
        return True

    async def _settle(self, db: AsyncSession, notification: Notification, parcel: Parcel, outcome: Outcome) -> None:
        await self._write(db, notification, outcome)
        if isinstance(outcome, Sent):
            notification.sent_chat_id = parcel.chat_id
            notification.message_id = outcome.message_id or parcel.edit
        await self._consequences(db, notification, parcel, outcome)

    async def _write(self, db: AsyncSession, notification: Notification, outcome: Outcome) -> None:
        settlement = settle(
            outcome,
            attempts=notification.attempts,
            created_at=notification.created_at,
            now=self.now(),
            may_repeat=self.kinds[notification.kind].may_repeat,
            unclear_before=notification.was_unclear,
        )
        notification.was_unclear = notification.was_unclear or isinstance(outcome, Unclear)
        await self._finish(db, notification, settlement)

    async def _finish(self, db: AsyncSession, notification: Notification, settlement: Settlement) -> None:
        """Write the state; what perhaps arrived counts as said."""
        now = self.now()
        kind = self.kinds[notification.kind]
        deliveries.write_settlement(notification, settlement, now=now)
        if kind.forget and settlement.state not in UNSETTLED:
            notification.payload = {}
        if kind.after_sent and settlement.state in (DeliveryState.SENT, DeliveryState.UNCERTAIN):
            await kind.after_sent(db, notification, self.agency().day(now))

    async def _consequences(
        self, db: AsyncSession, notification: Notification, parcel: Parcel, outcome: Outcome
    ) -> None:
        match outcome:
            case Moved(chat_id):
                await deliveries.move_chat(db, parcel.chat_id, chat_id)
            case Unreachable(why) if notification.recipient_id is not None:
                await mark_unreachable(db, notification.recipient_id, why, self.now())
            case Sent() if _was_unreachable(notification):
                await mark_reachable(db, notification.recipient_id or 0)
            case Refused(why):
                log.error("message_refused", kind=notification.kind, notification=notification.id, why=why)
            case _:
                pass

    async def release_abandoned(self) -> None:
        """Turn what a crash left in `sending` into a known state: perhaps it arrived, perhaps it did not.

        A crash is no answer of Telegram's, so it does not use up the one repetition of an unclear send.
        """
        now = self.now()
        async with self.database.transaction() as db:
            for notification in await deliveries.abandoned(db, me=self.name, now=now, alone=self.alone):
                again = self.kinds[notification.kind].may_repeat and notification.attempts < MOST_CRASHES
                state = DeliveryState.WAITING if again else DeliveryState.UNCERTAIN
                settlement = Settlement(state, now, "the process ended while it was being sent")
                await self._finish(db, notification, settlement)


def _was_unreachable(notification: Notification) -> bool:
    account = notification.recipient.account if notification.recipient is not None else None
    return account is not None and account.unreachable_at is not None
