"""The state of the sandbox, and the rules about who may write to whom."""

import mimetypes
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import PurePath

from bot.sandbox.bell import Bell
from bot.sandbox.errors import ApiError, RefusedError, bad_request, forbidden
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits
from bot.sandbox.menus import CommandMenus
from bot.sandbox.records import JSON, ApiCall, CallbackQuery, Chat, Draft, Message, SandboxUser, StoredFile
from bot.sandbox.updates import Updates

DISPLAY_SECONDS = 10.0
"""How long the waiting methods wait unless told otherwise (real seconds)."""


class State:
    """Everything that Telegram would remember about one bot. All methods belong to one event loop's thread."""

    def __init__(
        self,
        token: str,
        clock: Callable[[], datetime],
        bot_username: str = "dondoc_demo_bot",
        *,
        limits: Limits | None = None,
        privacy: bool = True,
    ) -> None:
        """`clock` returns aware datetimes; `limits` are off unless given; `privacy` is the setting for groups."""
        bot_id = int(token.partition(":")[0])
        self.bot = SandboxUser(bot_id, "Đôn Đốc", username=bot_username, is_bot=True)
        self.token = token
        self.clock = clock
        self.limits = limits
        self.privacy = privacy
        self.bell = Bell()
        self.faults = Faults()
        self.updates = Updates()
        self.menus = CommandMenus()
        self.users: dict[int, SandboxUser] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, CallbackQuery] = {}
        self.descriptions: dict[str, str] = {}
        self.files: dict[str, StoredFile] = {}
        self.calls: list[ApiCall] = []
        self.query_ids = count(4_200_000_000_000_000_001)

    def chat(self, chat_id: int) -> Chat:
        """Return a chat for a person in the sandbox; raises RefusedError when there is none."""
        if chat_id not in self.chats:
            raise RefusedError(f"there is no chat {chat_id}")
        return self.chats[chat_id]

    def chat_known_to_bot(self, chat_id: int) -> Chat:
        """Return the chat for the bot; raises 400 "chat not found" or the supergroup's new id."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to:
            reason = "group chat was upgraded to a supergroup chat"
            raise bad_request(reason, migrate_to_chat_id=chat.migrated_to)
        return chat

    def chat_to_write(self, chat_id: int) -> Chat:
        """Return the chat if the bot may write there now, else raise Telegram's refusal."""
        chat = self.chat_known_to_bot(chat_id)
        if refusal := _refusal(chat):
            raise refusal
        return chat

    def post(self, chat: Chat, sender: SandboxUser, draft: Draft) -> Message:
        """Put a message into the chat with the chat's next id."""
        chat.last_message_id += 1
        message = Message(
            chat.last_message_id,
            chat,
            sender,
            self.clock(),
            draft.body.text,
            draft.body.entities,
            draft.buttons,
            draft.reply_to,
            draft.media,
            draft.service,
        )
        chat.messages[message.id] = message
        self.bell.ring()
        return message

    def notify(self, kind: str, payload: JSON) -> int | None:
        """Queue an update for the bot and wake who waits for it."""
        update_id = self.updates.add(kind, payload)
        self.bell.ring()
        return update_id

    def description(self, language: str) -> str:
        """Return what an empty chat with the bot shows to somebody with this language."""
        return self.descriptions.get(language) or self.descriptions.get("", "")

    def store_file(self, name: str, content: bytes, folder: str = "documents") -> StoredFile:
        """Keep a file and give it an id and a path below /file/bot<token>/."""
        number = len(self.files) + 1
        mime_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        path = f"{folder}/file_{number}{PurePath(name).suffix}"
        stored = StoredFile(f"SANDBOX-{folder}-{number:06d}", name, content, mime_type, path)
        self.files[stored.id] = stored
        return stored

    def record(self, method: str, chat_id: int | None, outcome: str) -> None:
        """Add a line to the log of API calls."""
        self.calls.append(ApiCall(method, chat_id, self.clock(), outcome))
        self.bell.ring()

    def heard(self, chat_id: int) -> list[Message]:
        """Return the messages that the chat shows now, oldest first."""
        return list(self.chat(chat_id).messages.values())

    def said_by_bot(self, chat_id: int, after: int = 0) -> list[Message]:
        """Return the bot's messages in the chat with an id above `after`, oldest first."""
        return [message for message in self.heard(chat_id) if message.from_bot and message.id > after]

    async def next_message(self, chat_id: int, after: int = 0, seconds: float = DISPLAY_SECONDS) -> Message:
        """Wait for the bot's first message in the chat with an id above `after`; TimeoutError after real `seconds`."""
        said = await self.bell.until(lambda: self.said_by_bot(chat_id, after), seconds)
        return said[0]

    async def until(self, condition: Callable[[], object], seconds: float = DISPLAY_SECONDS) -> None:
        """Wait until `condition()` holds, looked at after every change; TimeoutError after real `seconds`."""
        await self.bell.until(lambda: condition() or None, seconds)

    async def answered(self, query: CallbackQuery, seconds: float = DISPLAY_SECONDS) -> JSON:
        """Wait for answerCallbackQuery and return {"text": …, "show_alert": …}; TimeoutError after real `seconds`."""
        return await self.bell.until(lambda: query.answer, seconds)


def _refusal(chat: Chat) -> ApiError | None:
    if chat.kind == "private":
        reasons = {
            "": "bot can't initiate conversation with a user",
            "kicked": "bot was blocked by the user",
            "deactivated": "user is deactivated",
        }
    else:
        name = "group chat" if chat.kind == "group" else "supergroup chat"
        reasons = {"kicked": f"bot was kicked from the {name}", "left": f"bot is not a member of the {name}"}
    reason = reasons.get(chat.bot_status)
    return forbidden(reason) if reason else None
