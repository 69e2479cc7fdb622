"""The page's endpoints: what it shows, what it does, and that no other page can use them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import telegram

from bot.sandbox import ClockMove, World, start_page
from bot.sandbox.page import CONTENT_TYPES, STATIC
from tests.sandbox.cast import BINH, GROUP, HANH, MAI, ManualClock

OWN = {"X-Sandbox-Page": "1"}
BUTTONS = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Đã xong", callback_data="d")]])


@pytest.fixture
async def browser(world: World, clock: ManualClock) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of the page whose clock moves by an hour, and breaks on "broken"."""

    async def move(code: str) -> None:
        if code == "broken":
            raise RuntimeError("secret")
        clock.now += timedelta(hours=1)

    moves = [ClockMove("+1 giờ", "hour", "one hour on"), ClockMove("Hỏng", "broken")]
    page = await start_page(world, moves=moves, move=move)
    async with aiohttp.ClientSession(page.url, trust_env=False) as session:
        yield session
    await page.stop()


async def look(browser: aiohttp.ClientSession, user: int, chat: int = 0, after: int = -1) -> dict[str, Any]:
    """Return what the page shows."""
    async with browser.get("/api/state", params={"user": user, "chat": chat, "after": after}) as response:
        return await response.json()


async def act(browser: aiohttp.ClientSession, path: str, **asked: Any) -> tuple[int, dict[str, Any]]:
    """Do something as the page would."""
    async with browser.post(path, json=asked, headers=OWN) as response:
        return response.status, await response.json()


async def test_files_are_served(browser: aiohttp.ClientSession) -> None:
    """Every file of the page is served and names no address elsewhere."""
    assert {path.name for path in STATIC.iterdir()} == set(CONTENT_TYPES)
    for path in ("/", "/static/page.js", "/static/words.js", "/static/page.css"):
        async with browser.get(path) as response:
            assert response.status == 200
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
            text = await response.text()
            assert "://" not in text.replace("http(s)://", "")
            assert "innerHTML" not in text
    async with browser.get("/static/..%2Fpage.py") as response:
        assert response.status == 404


async def test_what_is_shown(browser: aiohttp.ClientSession, bot: telegram.Bot, world: World) -> None:
    """People with notes and unread counts, the chat in the agency's time, the menu, the clock."""
    world.add_group(GROUP, "Tổ CCHC", [HANH, BINH], announce=False)
    await bot.set_my_commands([("viec", "Việc của tôi")])
    await bot.send_message(HANH, "<b>Nhắc việc</b>", parse_mode="HTML", reply_markup=BUTTONS)
    await bot.send_message(BINH, "x")
    state = await look(browser, HANH)
    assert [(p["name"], p["note"], p["unread"]) for p in state["people"]] == [
        ("Hạnh Nguyễn Thị", "Tổ trưởng Tổ CCHC", 0),
        ("Bình Trần Văn", "Vụ trưởng Vụ Pháp chế", 1),
        ("Mai Lê Thị", "Chuyên viên", 0),
    ]
    (message,) = state["chat"]["messages"]
    assert (message["time"], message["day"], message["mine"]) == ("08:30", "Thứ Sáu, 16/06/2017", False)
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 9}]
    assert message["buttons"][0][0]["callback_data"] == "d"
    assert state["menu"] == [{"command": "viec", "description": "Việc của tôi"}]
    assert state["clock"] == {"day": "Thứ Sáu, 16/06/2017", "time": "08:30"}
    assert [chat["title"] for chat in state["chats"]] == ["Đôn Đốc", "Tổ CCHC"]
    assert state["moves"][0] == {"label": "+1 giờ", "code": "hour", "hint": "one hour on"}


async def test_poll_wakes(browser: aiohttp.ClientSession, world: World) -> None:
    """A page that waits is told at once of a change."""
    before = await look(browser, HANH)
    waiting = asyncio.create_task(look(browser, HANH, after=before["revision"]))
    world.say(HANH, "chào")
    assert [m["text"] for m in (await waiting)["chat"]["messages"]] == ["chào"]


async def test_say_and_reply(browser: aiohttp.ClientSession, bot: telegram.Bot, world: World) -> None:
    """The page writes and replies as the person."""
    sent = await bot.send_message(HANH, "tiến độ?")
    assert (await act(browser, "/api/say", user=HANH, chat=HANH, text="40%", reply_to=sent.message_id))[0] == 200
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert (update.message.text, update.message.reply_to_message.text) == ("40%", "tiến độ?")
    assert (await look(browser, HANH))["chat"]["messages"][-1]["reply"]["text"] == "tiến độ?"


async def test_press_shows_answer(browser: aiohttp.ClientSession, bot: telegram.Bot) -> None:
    """A pressed button brings the bot's answer back to the page."""
    sent = await bot.send_message(HANH, "x", reply_markup=BUTTONS)
    pressing = asyncio.create_task(act(browser, "/api/press", user=HANH, chat=HANH, message=sent.message_id, data="d"))
    (update,) = await bot.get_updates(timeout=10)
    assert update.callback_query is not None
    await update.callback_query.answer("Đã ghi")
    assert await pressing == (200, {"text": "Đã ghi", "show_alert": False})
    assert (await act(browser, "/api/press", user=HANH, chat=HANH, message=sent.message_id, data="z"))[0] == 409


async def test_clock_moves(browser: aiohttp.ClientSession) -> None:
    """A move moves the clock; unknown and broken moves are told without details."""
    assert await act(browser, "/api/clock", code="hour") == (200, {"day": "Thứ Sáu, 16/06/2017", "time": "09:30"})
    assert (await act(browser, "/api/clock", code="year"))[0] == 409
    status, answer = await act(browser, "/api/clock", code="broken")
    assert (status, "secret" in answer["error"]) == (500, False)


async def test_block(browser: aiohttp.ClientSession, world: World) -> None:
    """A person can block and unblock the bot; while blocked nothing can be written."""
    await act(browser, "/api/block", user=HANH, blocked=True)
    assert (await look(browser, HANH))["chat"]["status"] == "kicked"
    assert (await act(browser, "/api/say", user=HANH, chat=HANH, text="x"))[0] == 409
    await act(browser, "/api/block", user=HANH, blocked=False)
    assert (await act(browser, "/api/say", user=HANH, chat=HANH, text="x"))[0] == 200


async def test_files(browser: aiohttp.ClientSession, world: World) -> None:
    """A file can be attached and downloaded again under its name, never run in the page."""
    query = {"user": HANH, "chat": HANH, "name": "báo cáo.html"}
    async with browser.post("/api/attach", params=query, data=b"<script>", headers=OWN) as response:
        assert response.status == 200
    shown = (await look(browser, HANH))["chat"]["messages"][0]["file"]
    assert (shown["name"], shown["size"], shown["image"]) == ("báo cáo.html", 8, False)
    async with browser.get(f"/api/file/{shown['id']}") as response:
        assert await response.read() == b"<script>"
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {**OWN, "Host": "evil.example"},
        {**OWN, "Host": "evil.example:80"},
        {**OWN, "Host": "127.0.0.1.evil.example"},
        {**OWN, "Origin": "http://evil.example"},
        {**OWN, "Origin": "null"},
    ],
)
async def test_foreign_pages_are_refused(browser: aiohttp.ClientSession, world: World, headers: dict[str, str]) -> None:
    """Without the page's own header, from another origin or under another name nothing happens."""
    asked = {"user": HANH, "chat": HANH, "text": "x"}
    async with browser.post("/api/say", json=asked, headers=headers) as response:
        assert response.status == 403
    assert world.heard(HANH) == []


async def test_foreign_names_see_nothing(browser: aiohttp.ClientSession) -> None:
    """A name that was rebound to loopback cannot read either."""
    async with browser.get("/api/state", headers={"Host": "evil.example:80"}) as response:
        assert response.status == 403


@pytest.mark.parametrize("asked", [{}, {"user": "x", "chat": 1, "text": "x"}, {"user": MAI, "chat": HANH, "text": "x"}])
async def test_nonsense_is_refused(browser: aiohttp.ClientSession, asked: dict[str, Any]) -> None:
    """A request that makes no sense is refused, not a crash."""
    assert (await act(browser, "/api/say", **asked))[0] in (400, 409)


async def test_only_loopback(world: World) -> None:
    """The page does not listen to the network."""
    with pytest.raises(ValueError, match="loopback"):
        await start_page(world, "0.0.0.0")  # noqa: S104 - refused, that is the point
