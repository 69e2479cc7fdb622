"""A world with a few people, its API server, and a client that talks to it."""

from collections.abc import AsyncIterator

import pytest
import telegram

from bot.sandbox import RunningServer, World, start_api
from tests.sandbox.cast import BINH, HANH, MAI, TOKEN, ManualClock, make_bot


@pytest.fixture
def clock() -> ManualClock:
    """Friday, 16 June 2017, 08:30 in Hà Nội."""
    return ManualClock()


@pytest.fixture
def world(clock: ManualClock) -> World:
    """Hạnh and Bình have pressed Start, Mai has not."""
    world = World(TOKEN, clock)
    world.add_user(HANH, "Hạnh", "Nguyễn Thị", "vi", "Tổ trưởng Tổ CCHC", started=True)
    world.add_user(BINH, "Bình", "Trần Văn", "vi", "Vụ trưởng Vụ Pháp chế", started=True)
    world.add_user(MAI, "Mai", "Lê Thị", "en", "Chuyên viên")
    return world


@pytest.fixture
async def api(world: World) -> AsyncIterator[RunningServer]:
    """The Bot API of the world."""
    server = await start_api(world, webhook_retry_seconds=0.01)
    yield server
    await server.stop()


@pytest.fixture
async def bot(api: RunningServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[telegram.Bot]:
    """A client that has called getMe and gives waits as timedelta."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with make_bot(api) as bot:
        yield bot
