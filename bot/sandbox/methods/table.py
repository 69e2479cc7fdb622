"""The methods that the local Bot API knows, by name."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.methods import changing, chats, command_menus, receiving, sending
from bot.sandbox.parameters import Parameters
from bot.sandbox.state import State

Method = Callable[[State, Parameters], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": chats.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": changing.edit_message_text,
    "editMessageCaption": changing.edit_message_caption,
    "editMessageReplyMarkup": changing.edit_message_reply_markup,
    "deleteMessage": changing.delete_message,
    "answerCallbackQuery": changing.answer_callback_query,
    "setMyCommands": command_menus.set_my_commands,
    "getMyCommands": command_menus.get_my_commands,
    "deleteMyCommands": command_menus.delete_my_commands,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "leaveChat": chats.leave_chat,
    "getFile": chats.get_file,
    "setMyName": chats.accept,
    "setMyDescription": chats.set_my_description,
    "getMyDescription": chats.get_my_description,
    "setMyShortDescription": chats.accept,
    "setMyDefaultAdministratorRights": chats.accept,
    "setChatMenuButton": chats.accept,
    "setMessageReaction": chats.accept,
}
"""Close and logOut are left out on purpose: a local server has nothing to log out of."""

COUNTED = frozenset({"sendMessage", "sendDocument", "sendPhoto"}) | {
    name for name in METHODS if name.startswith("editMessage")
}
"""The methods that Telegram's limits for messages apply to."""

BY_LOWER_NAME = {name.lower(): name for name in METHODS}
"""Method names are not case-sensitive."""
