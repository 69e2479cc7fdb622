"""What the sandbox keeps: people, chats, messages, pressed buttons and files, each with its Bot API form."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.sandbox.html import Formatted

JSON = dict[str, Any]
Keyboard = list[list[JSON]]
"""Rows of inline buttons as the Bot API writes them."""

ChatKind = Literal["private", "group", "supergroup"]


@dataclass(frozen=True)
class SandboxUser:
    """A person with a Telegram account; `note` says who it is and is shown on the page only."""

    id: int
    first_name: str
    last_name: str = ""
    language_code: str = "vi"
    note: str = ""
    username: str = ""
    is_bot: bool = False

    @property
    def name(self) -> str:
        """Return the full name."""
        return f"{self.first_name} {self.last_name}".strip()

    def as_json(self) -> JSON:
        """Return the Bot API's User."""
        user: JSON = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if not self.is_bot and self.language_code:
            user["language_code"] = self.language_code
        return user


@dataclass(eq=False)
class Message:
    """One message in one chat. `media` holds the Bot API's document or photo field; then the text is its caption."""

    id: int
    chat: "Chat"
    sender: SandboxUser
    sent_at: datetime
    text: str = ""
    entities: list[JSON] = field(default_factory=list)
    buttons: Keyboard = field(default_factory=list)
    reply_to: "Message | None" = None
    media: JSON = field(default_factory=dict)
    service: JSON = field(default_factory=dict)
    edited_at: datetime | None = None

    @property
    def from_bot(self) -> bool:
        """Tell whether the bot wrote it."""
        return self.sender.is_bot

    def data_of(self, label: str) -> str:
        """Return the callback data of the button labelled `label`; KeyError if the message has none such now."""
        return {b["text"]: str(b["callback_data"]) for row in self.buttons for b in row if "callback_data" in b}[label]

    def holds(self, data: str) -> bool:
        """Tell whether a button with this callback data is on the message now."""
        return any(button.get("callback_data") == data for row in self.buttons for button in row)

    def as_json(self, *, quoted: bool = False) -> JSON:
        """Return the Bot API's Message; a quoted one comes without the message that it replies to."""
        message: JSON = {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": int(self.sent_at.timestamp()),
        }
        text, entities = ("caption", "caption_entities") if self.media else ("text", "entities")
        optional = {
            text: self.text,
            entities: self.entities,
            "edit_date": int(self.edited_at.timestamp()) if self.edited_at else 0,
            "reply_markup": {"inline_keyboard": self.buttons} if self.buttons else None,
            "reply_to_message": self.reply_to.as_json(quoted=True) if self.reply_to and not quoted else None,
        }
        return message | {name: value for name, value in optional.items() if value} | self.media | self.service


@dataclass(eq=False)
class Chat:
    """A private chat (its id is the person's) or a group (negative id)."""

    id: int
    kind: ChatKind
    title: str = ""
    person: SandboxUser | None = None
    member_ids: set[int] = field(default_factory=set)
    admin_ids: set[int] = field(default_factory=set)
    bot_status: str = "member"
    """member, administrator, left or kicked; in a private chat also "" while the person never pressed Start."""
    migrated_to: int = 0
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int = 0

    @property
    def instance(self) -> str:
        """Return the identifier that callback queries carry for this chat."""
        return str(7_000_000_000_000_000_000 + self.id)

    def as_json(self) -> JSON:
        """Return the Bot API's Chat."""
        if self.person is None:
            return {"id": self.id, "type": self.kind, "title": self.title}
        user = self.person.as_json()
        names = {name: user[name] for name in ("first_name", "last_name", "username") if name in user}
        return {"id": self.id, "type": self.kind} | names


@dataclass(eq=False)
class CallbackQuery:
    """A pressed button and the bot's answer to it; `answer` is None until the bot answers."""

    id: str
    user: SandboxUser
    message: Message
    data: str
    pressed_at: datetime
    answer: JSON | None = None

    def as_json(self) -> JSON:
        """Return the Bot API's CallbackQuery."""
        return {
            "id": self.id,
            "from": self.user.as_json(),
            "message": self.message.as_json(),
            "chat_instance": self.message.chat.instance,
            "data": self.data,
        }


@dataclass(frozen=True)
class StoredFile:
    """A file that somebody sent."""

    id: str
    name: str
    content: bytes
    mime_type: str
    path: str

    def as_json(self) -> JSON:
        """Return the Bot API's File."""
        return {
            "file_id": self.id,
            "file_unique_id": f"U{self.id}",
            "file_size": len(self.content),
            "file_path": self.path,
        }


@dataclass(frozen=True)
class ApiCall:
    """One line of the log: what the bot asked for and how it went ("ok", "403 Forbidden: …", "hang", "drop")."""

    method: str
    chat_id: int | None
    at: datetime
    outcome: str


@dataclass(frozen=True)
class Draft:
    """What a new message will hold besides chat, sender and time."""

    body: Formatted
    buttons: Keyboard = field(default_factory=list)
    reply_to: Message | None = None
    media: JSON = field(default_factory=dict)
    service: JSON = field(default_factory=dict)
