"""Command menus by scope and language: https://core.telegram.org/bots/api#determining-list-of-commands."""

import re

from bot.sandbox.errors import bad_request
from bot.sandbox.records import JSON, Chat

Key = tuple[str, int, int, str]
"""Scope type, chat id, user id, language."""

WHOLE = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
OF_A_CHAT = ("chat", "chat_administrators", "chat_member")


class CommandMenus:
    """What setMyCommands stored, and which list a person sees in a chat."""

    def __init__(self) -> None:
        self._lists: dict[Key, list[JSON]] = {}

    def put(self, key: Key, commands: list[JSON]) -> None:
        """Store a list; raises ApiError for names or descriptions that Telegram refuses."""
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            _check(command)
        self._lists[key] = commands

    def get(self, key: Key) -> list[JSON]:
        """Return exactly the list stored under `key`, or an empty one."""
        return self._lists.get(key, [])

    def delete(self, key: Key) -> None:
        """Forget the list under `key`."""
        self._lists.pop(key, None)

    def seen_by(self, chat: Chat, user_id: int, language: str) -> list[JSON]:
        """Return the menu that this person sees in this chat: the first stored list on Telegram's ladder."""
        rungs = _private(chat) if chat.kind == "private" else _group(chat, user_id)
        keys = [(*rung, spoken) for rung in rungs for spoken in (language, "")]
        return next((self._lists[key] for key in keys if self._lists.get(key)), [])


def _private(chat: Chat) -> list[tuple[str, int, int]]:
    return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]


def _group(chat: Chat, user_id: int) -> list[tuple[str, int, int]]:
    is_admin = user_id in chat.admin_ids
    ladder = [
        (True, ("chat_member", chat.id, user_id)),
        (is_admin, ("chat_administrators", chat.id, 0)),
        (True, ("chat", chat.id, 0)),
        (is_admin, ("all_chat_administrators", 0, 0)),
        (True, ("all_group_chats", 0, 0)),
        (True, ("default", 0, 0)),
    ]
    return [rung for applies, rung in ladder if applies]


def _check(command: JSON) -> None:
    if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", "")).removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(str(command.get("description", "")).strip()) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
