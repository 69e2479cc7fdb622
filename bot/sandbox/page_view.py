"""What the page shows, as JSON: people, the chosen chat, its messages, the menu and the clock."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.sandbox.records import JSON, Chat, Message, SandboxUser
from bot.sandbox.world import World

SHOWN_MESSAGES = 200
SHOWN_IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
QUOTE_LENGTH = 90


@dataclass
class PageView:
    """Turns the world into what one looks at, and remembers which messages each person has seen."""

    world: World
    zone: ZoneInfo
    seen: dict[tuple[int, int], int] = field(default_factory=dict)
    """(person, chat) to the last message id that was on the screen."""

    def everything(self, user_id: int, chat_id: int) -> JSON:
        """Return the whole page for a person who looks at a chat; unknown ids mean the first person, the bot's chat."""
        state: JSON = {
            "revision": self.world.bell.rung,
            "bot": {"name": self.world.bot.name, "username": self.world.bot.username},
            "clock": self.clock(),
            "people": [],
        }
        user = self.world.users.get(user_id) or next(iter(self.world.users.values()), None)
        if user is not None:
            chat = self._chosen(user, chat_id)
            self.seen[user.id, chat.id] = chat.last_message_id
            state |= {
                "people": [self._person(person) for person in self.world.users.values()],
                "user": user.id,
                "chats": [self._tab(user, other) for other in self._chats(user)],
                "chat": self._chat(user, chat),
                "description": self.world.description(user.language_code) if chat.kind == "private" else "",
                "menu": self.world.menus.seen_by(chat, user.id, user.language_code),
            }
        return state

    def clock(self) -> JSON:
        """Return day and time at the agency."""
        now = self.world.clock().astimezone(self.zone)
        return {"day": _day(now), "time": f"{now:%H:%M}"}

    def _chats(self, user: SandboxUser) -> list[Chat]:
        private = self.world.chats[user.id]
        groups = [chat for chat in self.world.chats.values() if chat.person is None and user.id in chat.member_ids]
        return [private, *(group for group in groups if not group.migrated_to)]

    def _chosen(self, user: SandboxUser, chat_id: int) -> Chat:
        chats = self._chats(user)
        return next((chat for chat in chats if chat.id == chat_id), chats[0])

    def _unread(self, user: SandboxUser, chat: Chat) -> int:
        seen = self.seen.get((user.id, chat.id), 0)
        return sum(message.id > seen and message.sender.id != user.id for message in chat.messages.values())

    def _person(self, user: SandboxUser) -> JSON:
        return {
            "id": user.id,
            "name": user.name,
            "note": user.note,
            "language": user.language_code,
            "unread": sum(self._unread(user, chat) for chat in self._chats(user)),
            "status": self.world.chats[user.id].bot_status,
        }

    def _tab(self, user: SandboxUser, chat: Chat) -> JSON:
        title = self.world.bot.name if chat.kind == "private" else chat.title
        return {"id": chat.id, "title": title, "kind": chat.kind, "unread": self._unread(user, chat)}

    def _chat(self, user: SandboxUser, chat: Chat) -> JSON:
        messages = list(chat.messages.values())[-SHOWN_MESSAGES:]
        return self._tab(user, chat) | {
            "status": chat.bot_status,
            "members": len(chat.member_ids) + 1,
            "messages": [self._message(user, message) for message in messages],
        }

    def _message(self, user: SandboxUser, message: Message) -> JSON:
        sent = message.sent_at.astimezone(self.zone)
        return {
            "id": message.id,
            "mine": message.sender.id == user.id,
            "author": message.sender.name,
            "day": _day(sent),
            "time": f"{sent:%H:%M}",
            "edited": message.edited_at is not None,
            "text": message.text,
            "entities": message.entities,
            "buttons": message.buttons,
            "reply": _quote(message.reply_to),
            "file": self._file(message),
            "service": _service(message),
        }

    def _file(self, message: Message) -> JSON | None:
        attached = message.media.get("document") or next(iter(message.media.get("photo", [])), None)
        if attached is None:
            return None
        stored = self.world.files[attached["file_id"]]
        is_image = stored.mime_type in SHOWN_IMAGES
        return {"id": stored.id, "name": stored.name, "size": len(stored.content), "image": is_image}


def _day(moment: datetime) -> str:
    return f"{format_date(moment, 'EEEE', locale='vi')}, {moment:%d/%m/%Y}"


def _quote(message: Message | None) -> JSON | None:
    if message is None:
        return None
    text = " ".join(message.text.split()) or "📎"
    return {"id": message.id, "author": message.sender.name, "text": text[:QUOTE_LENGTH]}


def _service(message: Message) -> str:
    if "new_chat_members" in message.service:
        names = ", ".join(member["first_name"] for member in message.service["new_chat_members"])
        return f"{names} đã vào nhóm"
    if "left_chat_member" in message.service:
        return f"{message.service['left_chat_member']['first_name']} đã rời nhóm"
    return "Nhóm đã được chuyển thành siêu nhóm" if message.service else ""
