"""Telegram as a channel: sends a Message and says what became of it."""

from datetime import timedelta

import structlog
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram import Message as TelegramMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import ExtBot

from bot.telegram.http import AnswerLost, NotSent
from bot.telegram.limits import seconds_of
from domain.delivery import Later, Moved, Outcome, Refused, Sent, Unclear, Unreachable
from texts.message import Message, Rows

log = structlog.get_logger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
GONE = ("chat not found", "user not found", "peer_id_invalid", "group chat was deactivated", "not enough rights")
UNCHANGED = "message is not modified"
CANNOT_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid")
"""Beginnings and parts of Telegram's descriptions; it has no codes for them (lower case)."""


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return the buttons as Telegram wants them."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in rows]
    )


class TelegramChannel:
    """Sends through one bot; limits and HTTP belong to the bot."""

    def __init__(self, bot: ExtBot[None]) -> None:
        self._bot = bot

    async def send(self, chat_id: int, message: Message, *, edit: int | None, reply_to: int | None) -> Outcome:
        """Send, or edit message `edit`; one that cannot be edited any more is sent anew."""
        if edit is None:
            return await self._new(chat_id, message, reply_to)
        outcome = await self._edited(chat_id, message, edit)
        return await self._new(chat_id, message, reply_to) if outcome is None else outcome

    async def _new(self, chat_id: int, message: Message, reply_to: int | None) -> Outcome:
        answered = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
        try:
            sent = await self._bot.send_message(
                chat_id,
                str(message.text),
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(message.buttons),
                link_preview_options=NO_PREVIEW,
                reply_parameters=answered,
            )
        except Exception as error:
            return outcome_of(error)
        return Sent(sent.message_id)

    async def _edited(self, chat_id: int, message: Message, message_id: int) -> Outcome | None:
        try:
            edited = await self._bot.edit_message_text(
                str(message.text),
                chat_id=chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(message.buttons),
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if any(words in error.message.lower() for words in CANNOT_EDIT):
                return None
            return outcome_of(error)
        except Exception as error:
            return outcome_of(error)
        return Sent(edited.message_id if isinstance(edited, TelegramMessage) else message_id)


def outcome_of(error: Exception) -> Outcome:
    """Return what an error of a send means for the message.

    python-telegram-bot's `BadRequest` and `TimedOut` are kinds of `NetworkError`, so the order matters.
    """
    match error:
        case RetryAfter():
            return Later("too many requests", after=timedelta(seconds=seconds_of(error)))
        case ChatMigrated(new_chat_id=chat_id):
            return Moved(chat_id)
        case Forbidden():
            return Unreachable(error.message)
        case BadRequest():
            return _outcome_of_bad_request(error.message)
        case NotSent():
            return Later(error.message)
        case TimedOut() | AnswerLost():
            return Unclear(error.message)
        case NetworkError() | InvalidToken():
            # A wrong token is the administrator's to mend: nothing that waits may be lost meanwhile.
            return Later(error.message)
        case _:
            log.exception("send_failed")
            return Refused(type(error).__name__)


def _outcome_of_bad_request(description: str) -> Outcome:
    words = description.lower()
    if UNCHANGED in words:
        return Sent(None)
    if any(part in words for part in GONE):
        return Unreachable(description)
    return Refused(description)
