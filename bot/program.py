"""The assistant put together: one object that starts and stops."""

import asyncio
import uuid
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import structlog
from pydantic import SecretStr
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackContext, ExtBot, TypeHandler
from telegram.request import BaseRequest

from actions import inbox
from actions import settings as facts
from bot.clock import Clock, SystemClock
from bot.database import Database, upgrade
from bot.leadership import leadership
from bot.scheduler import Ticker
from bot.settings import Settings
from bot.telegram.channel import TelegramChannel
from bot.telegram.gateway import Gateway
from bot.telegram.http import AiohttpRequest
from bot.telegram.inbox import InboxQueue, Waiting
from bot.telegram.limits import Limits
from bot.telegram.menus import Menus
from bot.telegram.processor import ByChat
from bot.webhook import WebhookServer
from domain.agency import Agency
from jobs.delivery import Deliverer
from jobs.kinds import KINDS
from jobs.tick import Tick

log = structlog.get_logger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL = timedelta(seconds=25)
STEP_DOWN = 8.0
"""Seconds for a leading process to stop polling; one that stands by for the lock is cancelled after them."""

LAST_WORDS = 5.0
"""Seconds for messages that are on their way when the program stops; the rest is sent after the next start."""

LEFT_BEHIND_AFTER = timedelta(minutes=1)
"""An update that waits for longer was left by another process that ended."""


def secret(value: SecretStr | None) -> str:
    """Return a secret's text, or nothing."""
    return value.get_secret_value() if value is not None else ""


class Program:
    """The assistant: inbox, gateway, outbox, clock. `requests` and `limits` stand in for Telegram's edge in tests."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        requests: tuple[BaseRequest, BaseRequest] | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        self.database = Database(settings.database_url)
        self.queue = InboxQueue(self.database, self.clock.now)
        self._agency = Agency(
            zone=settings.timezone,
            reminder_time=settings.reminder_time,
            summary_at=settings.summary_at,
            language=settings.language,
        )
        self.application = self._application(requests or _requests(), limits or Limits())
        self.bot: ExtBot[None] = self.application.bot
        self.deliverer = Deliverer(
            database=self.database,
            channel=TelegramChannel(self.bot),
            kinds=KINDS,
            agency=self.agency,
            now=self.clock.now,
            name=uuid.uuid4().hex,
            alone=self.database.is_sqlite,
        )
        self._swept_on: date | None = None
        self.menus = Menus(self.database, self.bot, settings.language)
        self.tick = Tick(self.database, self.deliverer, self.agency, self.clock.now)
        self.gateway = Gateway(self.database, self.bot, self.deliverer, self.menus, self.agency, self.clock.now)
        self.application.add_handler(TypeHandler(Waiting, self._receive))
        self.application.add_error_handler(_log_error)

    def agency(self) -> Agency:
        """Return the agency's choices as they are now."""
        return self._agency

    async def start(self) -> None:
        """Migrate the database, meet Telegram, and begin to handle what the inbox holds.

        Raises:
            telegram.error.TelegramError: Telegram cannot be reached or does not know the token.
        """
        await upgrade(self.settings.database_url)
        await self.application.initialize()
        self._agency = replace(self._agency, bot_username=self.bot.username)
        async with self.database.transaction() as db:
            await facts.remember(db, facts.BOT_USERNAME, self.bot.username)
            await facts.remember_start(db, self.clock.now())
        await self.application.start()

    async def lead(self, stop: asyncio.Event) -> None:
        """Poll and tick until `stop` is set; of several processes on one database, one does it at a time."""
        async with leadership(self.database) as lost:
            await self.deliverer.release_abandoned()
            await self.menus.set_defaults()
            ticker = Ticker(self._tick, self.settings.tick_seconds)
            ticker.start()
            try:
                if self.settings.webhook_url is None:
                    await self._poll()
                await _first_of(stop, lost)
            finally:
                ticker.stop()
                if self.application.updater is not None and self.application.updater.running:
                    await self.application.updater.stop()

    async def serve(self, stop: asyncio.Event) -> None:
        """Run until `stop` is set: with a webhook, every process receives; else the leading one polls."""
        async with AsyncExitStack() as stack:
            if self.settings.webhook_url is not None:
                stack.push_async_callback((await self._listen()).stop)
            while not stop.is_set():
                leading = asyncio.create_task(self.lead(stop))
                stopping = asyncio.create_task(stop.wait())
                await asyncio.wait({leading, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not leading.done():
                    await asyncio.wait({leading}, timeout=STEP_DOWN)
                    leading.cancel()
                stopping.cancel()
                await asyncio.gather(stopping, leading, return_exceptions=True)
                if not leading.cancelled():
                    leading.result()

    async def stop(self) -> None:
        """Finish what is being handled, and close everything."""
        if self.application.running:
            await self.application.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORDS):
                await self.deliverer.idle()
        await self.application.shutdown()
        await self.database.dispose()

    async def _tick(self) -> None:
        await self.tick()
        now = self.clock.now()
        async with self.database.transaction() as db:
            await facts.remember(db, facts.LAST_TICK, now.isoformat())
            if self._swept_on != self._agency.day(now):
                await inbox.forget_handled(db, now)
                self._swept_on = self._agency.day(now)
        if not self.database.is_sqlite:
            await self.queue.announce_waiting(received_before=now - LEFT_BEHIND_AFTER)

    async def _receive(self, waiting: Waiting, _: CallbackContext[Any, Any, Any, Any]) -> None:
        await self.gateway.receive(waiting)

    async def _poll(self) -> None:
        assert self.application.updater is not None  # noqa: S101 - the builder made one
        await self.application.updater.start_polling(
            timeout=LONG_POLL,
            bootstrap_retries=-1,
            allowed_updates=list(ALLOWED_UPDATES),
            error_callback=_log_polling_error,
        )

    async def _listen(self) -> WebhookServer:
        url = self.settings.webhook_url or ""
        listen = self.settings.listen
        key = secret(self.settings.webhook_secret)
        server = WebhookServer(url, key, listen.host, listen.port, self._store)
        await server.start()
        await self.bot.set_webhook(url, secret_token=key, allowed_updates=list(ALLOWED_UPDATES))
        return server

    async def _store(self, data: dict[str, Any]) -> None:
        try:
            update = Update.de_json(data, self.bot)
        except Exception:
            # Telegram would deliver it again and again: what cannot be read now cannot be read later.
            log.exception("webhook_update_unreadable", update_id=data.get("update_id"))
            return
        await self.queue.put(update)

    def _application(
        self, requests: tuple[BaseRequest, BaseRequest], limits: Limits
    ) -> Application[Any, Any, Any, Any, Any, Any]:
        url = self.settings.telegram_api_url
        return (
            ApplicationBuilder()
            .token(secret(self.settings.bot_token))
            .base_url(f"{url}/bot")
            .base_file_url(f"{url}/file/bot")
            .request(requests[0])
            .get_updates_request(requests[1])
            .rate_limiter(limits)
            .update_queue(self.queue)
            .concurrent_updates(ByChat())
            .job_queue(None)
            .build()
        )


def _requests() -> tuple[BaseRequest, BaseRequest]:
    """Return the request for everything, and one of its own for the long poll, which must not stand in line."""
    return AiohttpRequest(read_timeout=20), AiohttpRequest(connection_pool_size=1, read_timeout=10)


async def _first_of(*events: asyncio.Event) -> None:
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    await asyncio.gather(*waits, return_exceptions=True)


def _log_polling_error(error: TelegramError) -> None:
    log.warning("polling_failed", error=type(error).__name__, why=error.message)


async def _log_error(_: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    log.error("update_not_handled", exc_info=context.error)
