"""Updates by long polling and by webhook."""

import asyncio
from contextlib import AsyncExitStack

import pytest
import telegram
from aiohttp import web
from telegram.error import BadRequest, Conflict

from bot.sandbox import RunningServer, World
from bot.sandbox.serving import start
from bot.sandbox.webhook import SECRET_HEADER
from tests.sandbox.cast import HANH, MAI, call


async def test_message_update(bot: telegram.Bot, world: World) -> None:
    """A message says who wrote it in which language, and quotes the message replied to in full."""
    asked = await bot.send_message(HANH, "<b>CV-12</b>: tiến độ?", parse_mode="HTML")
    world.say(HANH, " /capnhat@dondoc_demo_bot 40% ", reply_to=asked.message_id)
    (update,) = await bot.get_updates()
    message = update.message
    assert message is not None
    assert message.from_user is not None
    assert (message.text, message.from_user.language_code) == ("/capnhat@dondoc_demo_bot 40%", "vi")
    assert [(e.type, e.offset, e.length) for e in message.entities] == [("bot_command", 0, 24)]
    quoted = message.reply_to_message
    assert quoted is not None
    assert quoted.from_user is not None
    assert (quoted.text, quoted.from_user.is_bot, quoted.date) == ("CV-12: tiến độ?", True, asked.date)


async def test_offset_confirms(bot: telegram.Bot, world: World) -> None:
    """Updates come again until an offset confirms them; ids rise by one; limit and negative offset work."""
    for word in ("một", "hai", "ba"):
        world.say(HANH, word)
    first, second, third = await bot.get_updates()
    assert [second.update_id - first.update_id, third.update_id - second.update_id] == [1, 1]
    assert await bot.get_updates(limit=1) == (first,)
    assert await bot.get_updates(offset=second.update_id, limit=1) == (second,)
    assert await bot.get_updates(offset=-1) == (third,)
    assert await bot.get_updates(offset=third.update_id + 1) == ()


async def test_numbers_go_on(bot: telegram.Bot, world: World) -> None:
    """Update numbers can go on after those of an earlier run, and never go back."""
    world.updates.begin_after(500_000)
    world.updates.begin_after(3)
    world.say(HANH, "chào")
    assert [update.update_id for update in await bot.get_updates()] == [500_001]


async def test_long_poll_wakes(bot: telegram.Bot, world: World) -> None:
    """A waiting poll answers as soon as somebody writes."""
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await world.until(lambda: world.updates.poll)
    world.say(HANH, "chào")
    assert len(await poll) == 1


async def test_two_polls(bot: telegram.Bot, world: World) -> None:
    """The newer of two polls wins; the older is told 409."""
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await world.until(lambda: world.updates.poll == 1)
    newer = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older
    world.say(HANH, "chào")
    assert len(await newer) == 1


async def test_stop_ends_polls(bot: telegram.Bot, world: World, api: RunningServer) -> None:
    """Stopping the server does not wait for polls."""
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await world.until(lambda: world.updates.poll)
    await api.stop()
    with pytest.raises(telegram.error.NetworkError):
        await poll


async def test_allowed_updates(bot: telegram.Bot, world: World) -> None:
    """Kinds that were not asked for are not kept, and the choice is remembered."""
    assert await bot.get_updates(allowed_updates=["my_chat_member"]) == ()
    world.say(HANH, "chào")
    world.block(HANH)
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"


async def test_block_updates(bot: telegram.Bot, world: World) -> None:
    """Blocking and unblocking are told with old and new status."""
    world.block(HANH)
    world.unblock(HANH)
    changes = [update.my_chat_member for update in await bot.get_updates()]
    statuses = [(c.old_chat_member.status, c.new_chat_member.status) for c in changes if c]
    assert statuses == [("member", "kicked"), ("kicked", "member")]


async def test_edited_message(bot: telegram.Bot, world: World) -> None:
    """A person's edit comes as edited_message."""
    said = world.say(HANH, "xong 40%")
    world.edit(HANH, said.id, "xong 50%")
    update = (await bot.get_updates())[-1]
    assert update.edited_message is not None
    assert (update.edited_message.text, update.edited_message.message_id) == ("xong 50%", said.id)


async def test_webhook(bot: telegram.Bot, world: World) -> None:
    """Updates are posted in order with the secret, again after a refusal, and polling is a conflict meanwhile."""
    heard: list[tuple[str, str]] = []
    answers = iter([500, 200, 200])

    async def receive(request: web.Request) -> web.Response:
        heard.append((request.headers[SECRET_HEADER], (await request.json())["message"]["text"]))
        world.bell.ring()
        return web.Response(status=next(answers))

    app = web.Application()
    app.router.add_post("/hook", receive)
    async with AsyncExitStack() as resources:
        receiver = await start(app, "127.0.0.1", 0, resources)
        await bot.set_webhook(f"{receiver.url}/hook", secret_token="s3cret")
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        world.say(HANH, "một")
        world.say(HANH, "hai")
        await world.until(lambda: not world.updates.pending)
        info = await bot.get_webhook_info()
    assert heard == [("s3cret", "một"), ("s3cret", "một"), ("s3cret", "hai")]
    assert (info.pending_update_count, info.last_error_message) == (0, "Wrong response from the webhook: 500")


async def test_webhook_off(bot: telegram.Bot, world: World) -> None:
    """Without the webhook updates wait for polling, or are dropped on request; foreign hosts are refused."""
    with pytest.raises(BadRequest, match="loopback"):
        await bot.set_webhook("https://example.org/hook")
    world.say(HANH, "một")
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_wrong_token_and_method(api: RunningServer) -> None:
    """A wrong token is 401, an unknown method 404; method names know no case."""
    assert await call(api, "getMe", token="7000001:x") == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )
    assert (await call(api, "logOut"))[0] == 404
    assert (await call(api, "GETME"))[0] == 200


async def test_next_message(bot: telegram.Bot, world: World) -> None:
    """A test can wait for the bot's next message in a chat."""
    world.say(MAI, "/start")
    waiting = asyncio.create_task(world.next_message(MAI))
    await bot.send_message(MAI, "chào")
    heard = await waiting
    assert heard.text == "chào"
    with pytest.raises(TimeoutError):
        await world.next_message(MAI, after=heard.id, seconds=0.01)
