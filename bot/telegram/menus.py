"""Command menus: for strangers by language, for each person by language and role."""

import structlog
from telegram import BotCommand, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.database import Database
from handlers.table import COMMANDS, Command, commands_for
from models import Person
from texts.translator import LANGUAGES, Translator, translator

log = structlog.get_logger(__name__)

FOR_STRANGERS = ("start",)


def menu(commands: list[Command], t: Translator) -> list[BotCommand]:
    """Return the menu in one language: Vietnamese speakers see the Vietnamese names; typed, both always work."""
    return [
        BotCommand((command.alias if t.language == "vi" else None) or command.name, t.label(command.help))
        for command in commands
    ]


class Menus:
    """Keeps the menus of a bot as the table says."""

    def __init__(self, database: Database, bot: ExtBot[None], language: str) -> None:
        self._database = database
        self._bot = bot
        self._language = language

    async def set_defaults(self) -> None:
        """Set the menu of those whom the assistant does not know; a failure is no reason not to start."""
        commands = [command for command in COMMANDS if command.name in FOR_STRANGERS]
        try:
            for language in LANGUAGES:
                await self._bot.set_my_commands(
                    menu(commands, translator(language)), scope=BotCommandScopeDefault(), language_code=language
                )
            await self._bot.set_my_commands(menu(commands, translator(self._language)), scope=BotCommandScopeDefault())
        except TelegramError as error:
            log.warning("menus_not_set", error=type(error).__name__)

    async def refresh(self, person_id: int) -> None:
        """Set a person's menu if their language or role changed; what it shows is kept, so mostly nothing is sent."""
        async with self._database.reading() as db:
            person = await db.get(Person, person_id)
        if person is None or person.account is None:
            return
        wanted = menu(commands_for(person.roles), translator(person.language, self._language))
        signature = " ".join(command.command for command in wanted)
        if person.account.menu == signature:
            return
        try:
            await self._bot.set_my_commands(wanted, scope=BotCommandScopeChat(person.account.chat_id))
        except TelegramError as error:
            log.info("menu_not_set", error=type(error).__name__)
            return
        async with self._database.transaction() as db:
            fresh = await db.get(Person, person_id)
            if fresh is not None and fresh.account is not None:
                fresh.account.menu = signature
