"""The gateway: one update in, one transaction, answers out; the one place where errors become sentences."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ExtBot

from actions import inbox
from actions.deliveries import move_chat
from actions.outbox import notify, touched_lanes
from actions.people import mark_reachable, mark_unreachable, viewer_of
from bot.database import Database, is_away
from bot.telegram.dispatch import dispatch
from bot.telegram.hearing import Heard, Membership, Migration, hear
from bot.telegram.inbox import PATIENCE, Waiting
from bot.telegram.menus import Menus
from domain.agency import Agency
from domain.errors import RefusalError
from handlers.answer import Say, as_list
from handlers.people import greet_stranger
from handlers.request import Greeting, Replied, Request
from jobs.delivery import Deliverer
from models import InboxState, InboxUpdate, Notification, Person
from models.notifications import notification_of_message
from models.people import person_by_account
from texts.conversation import something_failed
from texts.refusals import refusal_message
from texts.translator import translator

log = structlog.get_logger(__name__)


class UnreadableUpdateError(Exception):
    """An update that failed outside of any handler: before it was known who speaks, or while they were greeted."""

    def __init__(self, update_id: int) -> None:
        super().__init__(update_id)
        self.update_id = update_id


@dataclass
class After:
    """What is left to do when the transaction is committed."""

    lanes: set[str]
    callback_id: str | None = None
    toast: str | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Gateway:
    """Handles what waits in the inbox."""

    database: Database
    bot: ExtBot[None]
    deliverer: Deliverer
    menus: Menus
    agency: Callable[[], Agency]
    now: Callable[[], datetime]

    async def receive(self, waiting: Waiting) -> None:
        """Handle the next update of a chat; waits as long as the database is away."""
        tries = 0
        while True:
            try:
                after = await self._handle_next(waiting.chat_id)
                break
            except UnreadableUpdateError as error:
                await self._put_aside(error.update_id)
                return
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("database_away", error=type(error).__name__)
                await asyncio.sleep(PATIENCE[min(tries, len(PATIENCE) - 1)])
                tries += 1
        if after is not None:
            await self._afterwards(after)

    async def _handle_next(self, chat_id: int) -> After | None:
        async with self.database.transaction() as db:
            await inbox.lock_chat(db, chat_id)
            row = await inbox.next_of_chat(db, chat_id)
            if row is None:
                return None
            after = After(touched_lanes(db))
            inbox.settle_update(row, at=self.now())
            try:
                update = Update.de_json(json.loads(row.raw), self.bot)
                await self._act(db, row, hear(update, self.bot.id, self.bot.username), after)
            except Exception as error:
                if is_away(error):
                    raise
                log.exception("update_unreadable", update_id=row.update_id)
                raise UnreadableUpdateError(row.update_id) from error
            return after

    async def _put_aside(self, update_id: int) -> None:
        """Mark an update as failed, or it would stand in the way of everything that its chat says later."""
        async with self.database.transaction() as db:
            row = await db.get(InboxUpdate, update_id)
            if row is not None and row.state == InboxState.WAITING:
                inbox.settle_update(row, at=self.now(), error="unreadable")

    async def _act(
        self, db: AsyncSession, row: InboxUpdate, heard: Heard | Membership | Migration | None, after: After
    ) -> None:
        match heard:
            case Migration(old_chat_id=old, new_chat_id=new):
                await move_chat(db, old, new)
            case Membership():
                await self._note_membership(db, heard)
            case Heard():
                after.callback_id = heard.callback_id
                await self._answer(db, row, heard, after)
            case None:
                pass

    async def _note_membership(self, db: AsyncSession, membership: Membership) -> None:
        person = await _speaker(db, membership.account.external_id)
        if person is None:
            return
        if membership.blocked:
            await mark_unreachable(db, person.id, "blocked", self.now())
        else:
            await mark_reachable(db, person.id)

    async def _answer(self, db: AsyncSession, row: InboxUpdate, heard: Heard, after: After) -> None:
        person = await _speaker(db, heard.account.external_id)
        if person is None:
            await self._meet_stranger(db, heard)
            tied = await _speaker(db, heard.account.external_id)
            after.person_id = tied.id if tied is not None else None
            return
        after.person_id = person.id
        request = await self._request(db, person, heard, row.update_id)
        says, error = await self._handled(request, heard)
        if heard.command == "start":
            # With a code for somebody else, the account is theirs from here on.
            person = await _speaker(db, heard.account.external_id) or person
            after.person_id = person.id
        if error is not None:
            inbox.settle_update(row, at=self.now(), error=error)
        for say in says:
            after.toast = after.toast or say.toast
            await self._put_out(db, say, heard, person.id)

    async def _meet_stranger(self, db: AsyncSession, heard: Heard) -> None:
        """Answer somebody unknown in a private chat only: a code ties the account, all else gets the same sentence."""
        if not heard.is_private or heard.button is not None:
            return
        agency = self.agency()
        language = heard.account.language if heard.account.language in ("vi", "en") else agency.language
        code = heard.rest if heard.command == "start" else ""
        greeting = Greeting(
            db, agency, agency.local(self.now()), heard.account, heard.chat_id, translator(language), code
        )
        for say in as_list(await greet_stranger(greeting)):
            await self._put_out(db, say, heard, None)

    async def _handled(self, request: Request, heard: Heard) -> tuple[list[Say], str | None]:
        """Let the handler act; what it changed is rolled back when it refuses or fails."""
        try:
            async with request.db.begin_nested():
                return as_list(await dispatch(request, heard)), None
        except RefusalError as refusal:
            return [Say(refusal_message(request.t, refusal))], None
        except Exception as error:
            if is_away(error):
                raise
            log.exception("handler_failed", update_id=request.source)
            return [Say(something_failed(request.t))], type(error).__name__

    async def _request(self, db: AsyncSession, person: Person, heard: Heard, source: int) -> Request:
        agency = self.agency()
        request = Request(
            db=db,
            person=person,
            viewer=await viewer_of(db, person),
            t=translator(person.language, agency.language),
            agency=agency,
            now=agency.local(self.now()),
            account=heard.account,
            chat_id=heard.chat_id,
            chat_kind=heard.chat_kind,
            source=source,
            text=heard.text,
            rest=heard.rest,
            pressed_message_id=heard.pressed_message_id,
        )
        if heard.replied_id is not None:
            about = await _tasks_of_message(db, heard.chat_id, heard.replied_id)
            return replace(request, replied=Replied(heard.replied_id, heard.replied_text, about))
        if heard.pressed_message_id is not None:
            about = await _tasks_of_message(db, heard.chat_id, heard.pressed_message_id)
            return replace(request, pressed_task_ids=about)
        return request

    async def _put_out(self, db: AsyncSession, say: Say, heard: Heard, person_id: int | None) -> None:
        """Put an answer into the outbox: in a private chat to the person, in a group as a reply."""
        if say.message is None:
            return
        payload: dict[str, object] = {"message": say.message.to_json()}
        if say.edit and heard.pressed_message_id is not None:
            payload["edit"] = heard.pressed_message_id
        elif not heard.is_private and heard.message_id is not None:
            payload["reply_to"] = heard.message_id
        to_person = heard.is_private and person_id is not None
        await notify(
            db,
            "answer",
            at=self.now(),
            person_id=person_id if to_person else None,
            chat_id=None if to_person else heard.chat_id,
            payload=payload,
            task_ids=say.message.about,
        )

    async def _afterwards(self, after: After) -> None:
        """Send at once what was committed; the outbox goes on with whatever fails here."""
        if after.callback_id is not None:
            try:
                await self.bot.answer_callback_query(after.callback_id, text=after.toast)
            except TelegramError as error:
                log.info("callback_not_answered", error=type(error).__name__)
        self.deliverer.start(after.lanes)
        if after.person_id is not None:
            await self.menus.refresh(after.person_id)


async def _speaker(db: AsyncSession, external_id: int) -> Person | None:
    return (await db.scalars(person_by_account(external_id))).unique().one_or_none()


async def _tasks_of_message(db: AsyncSession, chat_id: int, message_id: int) -> tuple[int, ...]:
    notification: Notification | None = (
        (await db.scalars(notification_of_message(chat_id, message_id))).unique().one_or_none()
    )
    return tuple(notification.task_ids) if notification is not None else ()
