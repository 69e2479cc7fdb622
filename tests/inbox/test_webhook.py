"""The webhook over real HTTP: what Telegram posts is stored before the 200."""

import io
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import func, select

from bot.program import Program
from bot.sandbox import World
from bot.sandbox.people import move_in
from bot.telegram.limits import Limits
from bot.webhook import SECRET_HEADER, WebhookServer
from models import InboxUpdate
from tests.edge import SandboxEdge
from tests.office import MONDAY, TOKEN, MovableClock, settings_for

SECRET = "a-secret_for-tests"
BODY = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}}


@pytest.fixture
async def hook(sqlite_url: str) -> AsyncIterator[tuple[str, Program]]:
    """Return the address of a listening webhook and the program behind it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    world = World(TOKEN, MovableClock(MONDAY).now)
    move_in(world)
    edge = SandboxEdge(world)
    changes = {"webhook_url": f"http://127.0.0.1:{port}/hook", "webhook_secret": SecretStr(SECRET)}
    program = Program(settings_for(sqlite_url, **changes), requests=(edge, edge), limits=Limits.unlimited())
    await program.start()
    server = WebhookServer(f"http://127.0.0.1:{port}/hook", SECRET, "127.0.0.1", port, program._store)
    await server.start()
    yield f"http://127.0.0.1:{port}/hook", program
    await server.stop()
    await program.stop()


async def stored(program: Program) -> int:
    """Return how many updates the inbox holds."""
    async with program.database.reading() as db:
        return await db.scalar(select(func.count()).select_from(InboxUpdate)) or 0


async def test_update_with_the_secret_is_stored(hook: tuple[str, Program]) -> None:
    """A post with the secret gets 200 and is in the inbox; the same again is stored once."""
    url, program = hook
    async with aiohttp.ClientSession() as session:
        for _ in range(2):
            async with session.post(url, json=BODY, headers={SECRET_HEADER: SECRET}) as answer:
                assert answer.status == 200
    assert await stored(program) == 1


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "x", "é"])
async def test_post_without_the_secret_is_refused(hook: tuple[str, Program], secret: str) -> None:
    """A post with another secret, or none, gets 403 and stores nothing."""
    url, program = hook
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, json=BODY, headers={SECRET_HEADER: secret}) as answer,
    ):
        assert answer.status == 403
    assert await stored(program) == 0


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"update_id": "x"}', b"\xff\xfe"])
async def test_post_that_is_no_update_is_refused(hook: tuple[str, Program], body: bytes) -> None:
    """What is no update gets a 4xx and stores nothing."""
    url, program = hook
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers={SECRET_HEADER: SECRET}) as answer,
    ):
        assert 400 <= answer.status < 500
    assert await stored(program) == 0


async def test_huge_post_is_cut_off(hook: tuple[str, Program]) -> None:
    """A post far larger than any update is refused, or its connection closed, and nothing is stored."""
    url, program = hook
    async with aiohttp.ClientSession(headers={SECRET_HEADER: SECRET}) as session:
        try:
            answer = await session.post(url, data=io.BytesIO(b"x" * 1_100_000))
        except aiohttp.ClientError:
            pass
        else:
            assert answer.status == 413
    assert await stored(program) == 0


async def test_health_is_open(hook: tuple[str, Program]) -> None:
    """Whoever watches the process may ask /health without a secret."""
    url, _ = hook
    async with aiohttp.ClientSession() as session, session.get(url.replace("/hook", "/health")) as answer:
        assert answer.status == 200
