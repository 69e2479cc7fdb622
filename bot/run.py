"""`dondoc run`: the assistant for real, until Ctrl-C or SIGTERM."""

import asyncio
import signal

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.program import Program
from bot.settings import Settings

log = structlog.get_logger(__name__)

RETRY_START = 5.0
"""Seconds between tries to reach Telegram at the start: a server that boots before its network must not give up."""


async def run(settings: Settings, stop: asyncio.Event | None = None) -> None:
    """Run until `stop` is set or a signal comes.

    Raises:
        InvalidToken: Telegram does not know the token.
    """
    stop = stop or asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    program = Program(settings)
    try:
        if await _started(program, stop):
            log.info("running", bot=program.bot.username)
            await program.serve(stop)
    finally:
        await program.stop()
        log.info("stopped")


async def _started(program: Program, stop: asyncio.Event) -> bool:
    while not stop.is_set():
        try:
            await program.start()
        except InvalidToken:
            raise
        except (TelegramError, OSError) as error:
            log.warning("start_failed", error=type(error).__name__, retry_in=RETRY_START)
        else:
            return True
        try:
            async with asyncio.timeout(RETRY_START):
                await stop.wait()
        except TimeoutError:
            continue
    return False


def main(settings: Settings) -> None:
    """Run the assistant in a new event loop."""
    asyncio.run(run(settings))
