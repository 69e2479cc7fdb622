"""The page: a telephone for each person in the sandbox, and the agency's clock with buttons that move it.

Only pages of this server may drive it: the Host header must be loopback (against DNS rebinding) and each POST must
carry a header that no foreign web page can send without being asked first.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.sandbox.errors import RefusedError
from bot.sandbox.page_view import SHOWN_IMAGES, PageView
from bot.sandbox.records import JSON
from bot.sandbox.serving import RunningServer, start
from bot.sandbox.world import World

STATIC = Path(__file__).parent / "static"
CONTENT_TYPES = {
    "index.html": "text/html",
    "page.css": "text/css",
    "page.js": "text/javascript",
    "words.js": "text/javascript",
}
OWN_HEADER, OWN_VALUE = "X-Sandbox-Page", "1"
LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
POLL_SECONDS = 5.0
ANSWER_SECONDS = 10.0
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ClockMove:
    """A button that moves the clock: Vietnamese label, the code that `move` gets, small English subtitle."""

    label: str
    code: str
    hint: str = ""


Move = Callable[[str], Awaitable[None]]


async def start_page(
    world: World,
    host: str = "127.0.0.1",
    port: int = 0,
    moves: Sequence[ClockMove] = (),
    move: Move | None = None,
    *,
    zone: str = "Asia/Ho_Chi_Minh",
) -> RunningServer:
    """Serve the page; `move(code)` is awaited when a button of `moves` is pressed. Times are shown in `zone`."""
    page = _Page(world, PageView(world, ZoneInfo(zone)), tuple(moves), move)
    app = web.Application(middlewares=[_guard], client_max_size=MAX_UPLOAD_BYTES)
    app.router.add_get("/", _static)
    app.router.add_get("/static/{name}", _static)
    app.router.add_get("/api/state", page.state)
    app.router.add_get("/api/file/{id}", page.file)
    app.router.add_post("/api/say", page.say)
    app.router.add_post("/api/press", page.press)
    app.router.add_post("/api/block", page.block)
    app.router.add_post("/api/attach", page.attach)
    app.router.add_post("/api/clock", page.move_clock)
    return await start(app, host, port, AsyncExitStack())


def _is_own(request: web.Request) -> bool:
    host = request.headers.get("Host", "").rpartition(":")[0] or request.headers.get("Host", "")
    if host not in LOOPBACK_NAMES:
        return False
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.headers['Host']}":
        return False
    return request.method == "GET" or request.headers.get(OWN_HEADER) == OWN_VALUE


@web.middleware
async def _guard(request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> Any:
    if not _is_own(request):
        return web.json_response({"error": "only the sandbox's own page may do this"}, status=403, headers=HEADERS)
    try:
        response = await handler(request)
    except RefusedError as refusal:
        response = web.json_response({"error": str(refusal)}, status=409)
    except (KeyError, ValueError, TypeError):
        response = web.json_response({"error": "the request makes no sense"}, status=400)
    response.headers.update(HEADERS)
    return response


async def _static(request: web.Request) -> web.Response:
    name = request.match_info.get("name", "index.html")
    if name not in CONTENT_TYPES:
        raise web.HTTPNotFound
    return web.Response(text=(STATIC / name).read_text("utf-8"), content_type=CONTENT_TYPES[name], charset="utf-8")


class _Page:
    def __init__(self, world: World, view: PageView, moves: tuple[ClockMove, ...], move: Move | None) -> None:
        self._world = world
        self._view = view
        self._moves = moves
        self._move = move
        self._moving = asyncio.Lock()

    async def state(self, request: web.Request) -> web.Response:
        """Answer at once when something changed since revision `after`, else after a few seconds."""
        after = int(request.query.get("after", -1))
        with suppress(TimeoutError):
            await self._world.until(lambda: self._world.bell.rung != after, POLL_SECONDS)
        user, chat = int(request.query.get("user", 0)), int(request.query.get("chat", 0))
        moves = [asdict(move) for move in self._moves]
        return web.json_response(self._view.everything(user, chat) | {"moves": moves})

    async def say(self, request: web.Request) -> web.Response:
        """Write as a person."""
        asked = await request.json()
        self._world.say(asked["user"], str(asked["text"]), asked["chat"], asked.get("reply_to"))
        return web.json_response({})

    async def press(self, request: web.Request) -> web.Response:
        """Press a button and wait for the bot's answer."""
        asked = await request.json()
        query = self._world.press(asked["user"], asked["chat"], asked["message"], str(asked["data"]))
        answer: JSON = {"text": "", "show_alert": False}
        with suppress(TimeoutError):
            answer = await self._world.answered(query, ANSWER_SECONDS)
        return web.json_response(answer)

    async def block(self, request: web.Request) -> web.Response:
        """Block or unblock the bot as a person."""
        asked = await request.json()
        (self._world.block if asked["blocked"] else self._world.unblock)(asked["user"])
        return web.json_response({})

    async def attach(self, request: web.Request) -> web.Response:
        """Send the body as a document."""
        user, chat, name = int(request.query["user"]), int(request.query["chat"]), request.query["name"]
        self._world.send_file(user, Path(name).name or "file", await request.read(), chat_id=chat)
        return web.json_response({})

    async def file(self, request: web.Request) -> web.Response:
        """Return a file that somebody sent; only plain pictures are shown, the rest is downloaded."""
        stored = self._world.files.get(request.match_info["id"])
        if stored is None:
            raise web.HTTPNotFound
        if stored.mime_type in SHOWN_IMAGES:
            return web.Response(body=stored.content, content_type=stored.mime_type)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(stored.name)}"}
        return web.Response(body=stored.content, content_type="application/octet-stream", headers=headers)

    async def move_clock(self, request: web.Request) -> web.Response:
        """Move the clock; one move at a time."""
        code = (await request.json())["code"]
        if self._move is None or code not in {move.code for move in self._moves}:
            raise RefusedError("the clock knows no such move")
        async with self._moving:
            try:
                await self._move(code)
            except Exception as failure:
                logger.warning("the clock move %s failed: %s", code, type(failure).__name__)
                return web.json_response({"error": f"the move failed: {type(failure).__name__}"}, status=500)
        self._world.bell.ring()
        return web.json_response(self._view.clock())
