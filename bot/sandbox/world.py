"""The sandbox as its people see it: what a person at a telephone can do."""

from collections.abc import Iterable

from bot.sandbox.errors import RefusedError
from bot.sandbox.html import Formatted, utf16_length
from bot.sandbox.links import found_entities
from bot.sandbox.membership import member, status_of
from bot.sandbox.records import JSON, CallbackQuery, Chat, Draft, Message, SandboxUser
from bot.sandbox.state import State

MAX_TEXT = 4096
NOBODY = Formatted("")


class World(State):
    """A Telegram with one bot in it. The methods here act for people and cause updates, as a real client would."""

    def add_user(
        self,
        id: int,
        first_name: str,
        last_name: str = "",
        language_code: str = "vi",
        note: str = "",
        *,
        username: str = "",
        started: bool = False,
    ) -> SandboxUser:
        """Add a person; `started` means that Start was pressed before our time (no update)."""
        user = SandboxUser(id, first_name, last_name, language_code, note, username)
        self.users[id] = user
        self.chats[id] = Chat(id, "private", person=user, member_ids={id}, bot_status="member" if started else "")
        self.bell.ring()
        return user

    def add_group(
        self,
        id: int,
        title: str,
        member_ids: Iterable[int],
        *,
        admin_ids: Iterable[int] = (),
        announce: bool = True,
    ) -> Chat:
        """Add a basic group with the bot in it; `announce` tells the bot, added by the first admin or member."""
        members, admins = list(member_ids), list(admin_ids)
        chat = Chat(id, "group", title, member_ids={*members, *admins}, admin_ids=set(admins))
        self.chats[id] = chat
        if announce:
            adder = self.users[[*admins, *members][0]]
            self._bot_status(chat, adder, "member", before="left")
            self._say_service(chat, adder, {"new_chat_members": [self.bot.as_json()]})
        self.bell.ring()
        return chat

    def say(self, user_id: int, text: str, chat_id: int | None = None, reply_to: int | None = None) -> Message:
        """Write a text in the private chat or in `chat_id`; raises RefusedError where a real client would not send."""
        user, chat = self._may_write(user_id, chat_id)
        text = text.strip()
        if not text or utf16_length(text) > MAX_TEXT:
            raise RefusedError(f"a message has 1 to {MAX_TEXT} characters")
        draft = Draft(Formatted(text, found_entities(text)), reply_to=self._quoted(chat, reply_to))
        return self._deliver(user, chat, draft)

    def send_file(
        self, user_id: int, name: str, content: bytes, caption: str = "", chat_id: int | None = None
    ) -> Message:
        """Send a document."""
        user, chat = self._may_write(user_id, chat_id)
        stored = self.store_file(name, content)
        document = stored.as_json() | {"file_name": name, "mime_type": stored.mime_type}
        del document["file_path"]
        return self._deliver(
            user, chat, Draft(Formatted(caption, found_entities(caption)), media={"document": document})
        )

    def edit(self, user_id: int, message_id: int, text: str, chat_id: int | None = None) -> Message:
        """Change the text of one's own message."""
        user, chat = self._may_write(user_id, chat_id)
        message = chat.messages.get(message_id)
        if message is None or message.sender.id != user.id:
            raise RefusedError("only one's own message can be edited")
        message.text, message.entities, message.edited_at = text, found_entities(text), self.clock()
        if self._is_shown_to_bot(message):
            self.notify("edited_message", message.as_json())
        return message

    def press(self, user_id: int, chat_id: int, message_id: int, data: str) -> CallbackQuery:
        """Press the button with this callback data; raises RefusedError if it is not on the message now."""
        user, chat = self._may_write(user_id, chat_id)
        message = chat.messages.get(message_id)
        if message is None or not message.holds(data):
            raise RefusedError("that button is not on the message now")
        query = CallbackQuery(str(next(self.query_ids)), user, message, data, self.clock())
        self.queries[query.id] = query
        self.notify("callback_query", query.as_json())
        return query

    def block(self, user_id: int) -> None:
        """Block the bot: it is told, and its messages are refused with 403."""
        self._bot_status(self.chat(user_id), self.users[user_id], "kicked")

    def unblock(self, user_id: int) -> None:
        """Unblock the bot: it is told and may write again."""
        self._bot_status(self.chat(user_id), self.users[user_id], "member")

    def deactivate(self, user_id: int) -> None:
        """Delete the person's account: the bot is not told, its messages are refused with 403."""
        self.chat(user_id).bot_status = "deactivated"

    def kick_bot(self, chat_id: int, by: int) -> None:
        """Throw the bot out of a group."""
        self._bot_status(self.chat(chat_id), self.users[by], "kicked")

    def join(self, user_id: int, chat_id: int) -> None:
        """Let a person join a group."""
        chat = self.chat(chat_id)
        chat.member_ids.add(user_id)
        self._say_service(chat, self.users[user_id], {"new_chat_members": [self.users[user_id].as_json()]})

    def leave(self, user_id: int, chat_id: int) -> None:
        """Let a person leave a group."""
        chat = self.chat(chat_id)
        chat.member_ids.discard(user_id)
        self._say_service(chat, self.users[user_id], {"left_chat_member": self.users[user_id].as_json()})

    def migrate(self, group_id: int) -> Chat:
        """Turn a group into a supergroup with a new id, with the two service messages; returns the new chat."""
        old = self.chat(group_id)
        new_id = -1_000_000_000_000 - abs(group_id)
        new = Chat(new_id, "supergroup", old.title, None, set(old.member_ids), set(old.admin_ids), old.bot_status)
        self.chats[new_id] = new
        mover = self.users[min(old.admin_ids or old.member_ids)]
        self._say_service(old, mover, {"migrate_to_chat_id": new_id})
        self._say_service(new, mover, {"migrate_from_chat_id": group_id})
        old.migrated_to = new_id
        return new

    def _may_write(self, user_id: int, chat_id: int | None) -> tuple[SandboxUser, Chat]:
        chat = self.chat(user_id if chat_id is None else chat_id)
        user = self.users[user_id]
        if user_id not in chat.member_ids:
            raise RefusedError(f"{user.name} is not in this chat")
        if chat.migrated_to:
            raise RefusedError("the group has become a supergroup")
        if chat.kind == "private" and chat.bot_status in ("kicked", "deactivated"):
            raise RefusedError(f"{user.name} has blocked the bot")
        return user, chat

    def _quoted(self, chat: Chat, message_id: int | None) -> Message | None:
        if message_id is None:
            return None
        if message_id not in chat.messages:
            raise RefusedError("the message to reply to is gone")
        return chat.messages[message_id]

    def _deliver(self, user: SandboxUser, chat: Chat, draft: Draft) -> Message:
        if chat.kind == "private":
            chat.bot_status = "member"
        message = self.post(chat, user, draft)
        if self._is_shown_to_bot(message):
            self.notify("message", message.as_json())
        return message

    def _is_shown_to_bot(self, message: Message) -> bool:
        """Apply the privacy mode of groups: https://core.telegram.org/bots/features#privacy-mode."""
        chat = message.chat
        if chat.bot_status not in ("member", "administrator"):
            return False
        if chat.kind == "private" or not self.privacy or message.service or chat.bot_status == "administrator":
            return True
        if message.reply_to and message.reply_to.from_bot:
            return True
        return self._addresses_bot(message.text)

    def _addresses_bot(self, text: str) -> bool:
        own = f"@{self.bot.username}".lower()
        first = text.split(maxsplit=1)[0].lower() if text else ""
        if first.startswith("/"):
            return "@" not in first or first.endswith(own)
        return own in text.lower()

    def _say_service(self, chat: Chat, user: SandboxUser, service: JSON) -> None:
        message = self.post(chat, user, Draft(NOBODY, service=service))
        if chat.bot_status in ("member", "administrator"):
            self.notify("message", message.as_json())

    def _bot_status(self, chat: Chat, by: SandboxUser, status: str, before: str | None = None) -> None:
        old = member(self.bot, before or status_of(chat, self.bot))
        chat.bot_status = status
        change = {
            "chat": chat.as_json(),
            "from": by.as_json(),
            "date": int(self.clock().timestamp()),
            "old_chat_member": old,
            "new_chat_member": member(self.bot, status),
        }
        self.notify("my_chat_member", change)
