"""A local Telegram: the Bot API on loopback, the people who talk to the bot, and a page to be them."""

from bot.sandbox.errors import ApiError, RefusedError
from bot.sandbox.limits import Limits
from bot.sandbox.page import ClockMove, start_page
from bot.sandbox.records import CallbackQuery, Chat, Message, SandboxUser
from bot.sandbox.server import start_api
from bot.sandbox.serving import RunningServer
from bot.sandbox.world import World

__all__ = [
    "ApiError",
    "CallbackQuery",
    "Chat",
    "ClockMove",
    "Limits",
    "Message",
    "RefusedError",
    "RunningServer",
    "SandboxUser",
    "World",
    "start_api",
    "start_page",
]
