"""Failures on order, the outage and the log of calls."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest
import telegram
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.sandbox import RunningServer, World
from bot.sandbox.faults import ANY
from tests.sandbox.cast import BINH, HANH, TOKEN, call, make_bot


async def test_server_error_then_fine(bot: telegram.Bot, world: World) -> None:
    """A 500 on order comes so often as ordered, and nothing is delivered."""
    world.faults.reply("sendMessage", 500, times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Internal Server Error"):
            await bot.send_message(HANH, "x")
    assert world.heard(HANH) == []
    assert await bot.send_message(HANH, "x")


async def test_error_after_delivery(bot: telegram.Bot, world: World) -> None:
    """A 502 can come although the message is there."""
    world.faults.reply("sendMessage", 502, delivered=True)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(HANH, "x")
    assert len(world.heard(HANH)) == 1


async def test_answer_that_is_no_json(bot: telegram.Bot, world: World) -> None:
    """A proxy's HTML page can stand in for the answer."""
    world.faults.reply("sendMessage", 502, body="<html>Bad Gateway</html>")
    with pytest.raises(TelegramError):
        await bot.send_message(HANH, "x")


async def test_flood_of_one_chat(bot: telegram.Bot, world: World) -> None:
    """A 429 for one chat says how long to wait and leaves other chats alone."""
    world.faults.flood("sendMessage", 7, chat_id=HANH)
    await bot.send_message(BINH, "x")
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(HANH, "x")
    assert flood.value.retry_after == timedelta(seconds=7)
    await bot.send_message(HANH, "x")


@pytest.mark.parametrize("delivered", [True, False])
async def test_hang(bot: telegram.Bot, world: World, delivered: bool) -> None:
    """A hang ends in the client's timeout, with the message there or not as ordered."""
    world.faults.hang("sendMessage", delivered=delivered)
    with pytest.raises(TimedOut):
        await bot.send_message(HANH, "x", read_timeout=0.1)
    assert len(world.heard(HANH)) == delivered
    assert world.calls[-1].outcome == "hang"


@pytest.mark.parametrize("delivered", [True, False])
async def test_dropped_connection(bot: telegram.Bot, world: World, delivered: bool) -> None:
    """The connection can break before or after delivery; the next call works."""
    world.faults.drop("sendMessage", delivered=delivered)
    with pytest.raises(NetworkError):
        await bot.send_message(HANH, "x")
    assert len(world.heard(HANH)) == delivered
    await bot.send_message(HANH, "y")


async def test_outage(bot: telegram.Bot, world: World) -> None:
    """In an outage every method fails until it ends."""
    world.faults.outage = 502
    for attempt in (bot.get_me, bot.get_updates, lambda: bot.send_message(HANH, "x")):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await attempt()
    world.faults.outage = None
    await bot.send_message(HANH, "x")


async def test_any_method(bot: telegram.Bot, world: World) -> None:
    """A fault for any method hits the next call, whichever it is; clear() forgets the rest."""
    world.faults.reply(ANY, 500, times=5)
    with pytest.raises(NetworkError):
        await bot.get_me()
    world.faults.clear()
    await bot.get_me()


async def test_log(bot: telegram.Bot, world: World) -> None:
    """The log has method, chat, time and outcome, and never the token."""
    await bot.send_message(HANH, "x")
    with pytest.raises(BadRequest):
        await bot.send_message(4711, "x")
    lines = [(c.method, c.chat_id, c.outcome) for c in world.calls if c.method == "sendMessage"]
    assert lines == [("sendMessage", HANH, "ok"), ("sendMessage", 4711, "400 Bad Request: chat not found")]
    assert world.calls[-1].at == world.clock()
    assert "AA-sandbox" not in repr(world.calls)


async def test_stop_ends_hangs(world: World, api: RunningServer) -> None:
    """Stopping the server breaks off calls that hang."""
    world.faults.hang("sendMessage")
    async with make_bot(api) as bot:
        hanging = asyncio.create_task(bot.send_message(HANH, "x", read_timeout=60))
        await world.next_message(HANH)
        await api.stop()
        with pytest.raises(NetworkError):
            await hanging


async def test_browsers_are_refused(api: RunningServer) -> None:
    """A web page cannot drive the bot even if it knows the token: browsers name their origin, bots do not."""
    async with (
        aiohttp.ClientSession(trust_env=False, headers={"Origin": "http://evil.example"}) as session,
        session.get(f"{api.url}/bot{TOKEN}/getMe") as response,
    ):
        assert response.status == 401


@pytest.mark.parametrize("body", ["[1]", "{"])
async def test_broken_bodies(api: RunningServer, body: str) -> None:
    """A JSON body that is no object is 400."""
    headers = {"Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession(trust_env=False) as session,
        session.post(f"{api.url}/bot{TOKEN}/getMe", data=body, headers=headers) as response,
    ):
        assert response.status == 400


async def test_broken_nested_value(api: RunningServer) -> None:
    """A nested value that is broken JSON is 400 and names the parameter."""
    _, answer = await call(api, "sendMessage", chat_id=HANH, text="x", reply_markup="{")
    assert answer["description"] == "Bad Request: can't parse reply markup JSON object"
