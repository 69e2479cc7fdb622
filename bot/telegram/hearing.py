"""From Telegram's updates to what was said, in our own words."""

import re
from dataclasses import dataclass
from enum import Enum

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update

from domain.words import clean
from handlers.request import Account, ChatKind

COMMAND = re.compile(r"\A/([a-z0-9_]{1,32})(?:@(\w+))?(?:\s+|\Z)", re.IGNORECASE)


class Other(Enum):
    """What was sent instead of words."""

    NO_TEXT = "no_text"
    EDITED = "edited"


@dataclass(frozen=True)
class Heard:
    """One message or pressed button: who, where, and the words. `command` without slash; `rest` what follows it.

    `button` is the data of the pressed button and `pressed_message_id` where it was; `replied_id` and `replied_text`
    are the assistant's own message that was replied to.
    """

    account: Account
    chat_id: int
    chat_kind: ChatKind
    text: str = ""
    command: str | None = None
    rest: str = ""
    message_id: int | None = None
    replied_id: int | None = None
    replied_text: str = ""
    button: str | None = None
    callback_id: str | None = None
    pressed_message_id: int | None = None
    other: Other | None = None

    @property
    def is_private(self) -> bool:
        """Tell whether it was said in a private chat."""
        return self.chat_kind is ChatKind.PRIVATE


@dataclass(frozen=True)
class Membership:
    """Somebody blocked the assistant in their private chat, or let it in again."""

    account: Account
    blocked: bool


@dataclass(frozen=True)
class Migration:
    """A group became a supergroup."""

    old_chat_id: int
    new_chat_id: int


def hear(update: Update, bot_id: int, bot_username: str) -> Heard | Membership | Migration | None:
    """Return what an update says; None for what is not addressed to the assistant."""
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    if update.edited_message is not None:
        heard = _said(update.edited_message, bot_id, bot_username)
        if heard is None or not heard.is_private:
            return None
        return Heard(heard.account, heard.chat_id, heard.chat_kind, other=Other.EDITED)
    message = update.message
    if message is None:
        return None
    if message.migrate_to_chat_id:
        return Migration(message.chat.id, message.migrate_to_chat_id)
    return _said(message, bot_id, bot_username)


def _said(message: Message, bot_id: int, bot_username: str) -> Heard | None:
    user = message.from_user
    if user is None or user.is_bot:
        return None
    kind = ChatKind.PRIVATE if message.chat.type == "private" else ChatKind.GROUP
    text = clean(message.text or message.caption or "").strip()
    replied = message.reply_to_message
    to_us = replied is not None and replied.from_user is not None and replied.from_user.id == bot_id
    command = COMMAND.match(text)
    if command and command.group(2) and command.group(2).lower() != bot_username.lower():
        return None
    if kind is ChatKind.GROUP and not (to_us or command):
        return None
    if not text and kind is ChatKind.GROUP:
        return None
    return Heard(
        account=Account(user.id, user.language_code),
        chat_id=message.chat.id,
        chat_kind=kind,
        text=text,
        command=command.group(1).lower() if command else None,
        rest=text[command.end() :].strip() if command else text,
        message_id=message.message_id,
        replied_id=replied.message_id if replied is not None and to_us else None,
        replied_text=clean(replied.text or "") if replied is not None and to_us else "",
        other=None if text else Other.NO_TEXT,
    )


def _pressed(query: CallbackQuery) -> Heard | None:
    if query.message is None or query.data is None:
        return None
    kind = ChatKind.PRIVATE if query.message.chat.type == "private" else ChatKind.GROUP
    return Heard(
        account=Account(query.from_user.id, query.from_user.language_code),
        chat_id=query.message.chat.id,
        chat_kind=kind,
        button=clean(query.data),
        callback_id=query.id,
        pressed_message_id=query.message.message_id,
    )


def _membership(change: ChatMemberUpdated) -> Membership | None:
    if change.chat.type != "private":
        return None
    gone = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    return Membership(Account(change.from_user.id, change.from_user.language_code), blocked=gone)
