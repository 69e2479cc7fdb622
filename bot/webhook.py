"""The webhook: Telegram posts updates here; they are stored before the 200."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name (Bot API, setWebhook)
MAX_BODY = 1_000_000
STORE_WITHIN = 25.0
"""Seconds; Telegram gives up after 60 and delivers again."""

Store = Callable[[dict[str, object]], Awaitable[None]]


def webhook_app(path: str, secret: str, store: Store) -> Starlette:
    """Return the web application: POST `path` for Telegram, GET /health for those who watch the process."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("forbidden", status_code=403)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                return PlainTextResponse("too large", status_code=413)
        return await _store(body, store)

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(routes=[Route(path, receive, methods=["POST"]), Route("/health", health)])


async def _store(body: bytes, store: Store) -> Response:
    try:
        data = json.loads(body)
    except ValueError:
        return PlainTextResponse("not JSON", status_code=400)
    if not isinstance(data, dict) or not isinstance(data.get("update_id"), int):
        return PlainTextResponse("no update", status_code=400)
    try:
        async with asyncio.timeout(STORE_WITHIN):
            await store(data)
    except TimeoutError:
        return PlainTextResponse("try again", status_code=503)
    return PlainTextResponse("ok")


class _Server(uvicorn.Server):
    """A server that leaves the signals to the assistant."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class WebhookServer:
    """Runs the web application inside the assistant's own event loop."""

    def __init__(self, url: str, secret: str, host: str, port: int, store: Store) -> None:
        app = webhook_app(urlsplit(url).path or "/", secret, store)
        config = uvicorn.Config(app, host=host, port=port, log_config=None, lifespan="off", access_log=False)
        self._server = _Server(config)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listen; returns when the port is open.

        Raises:
            OSError: the port cannot be had.
        """
        self._task = asyncio.create_task(self._server.serve())
        while not self._server.started:
            if self._task.done():
                self._task.result()
                raise OSError("the webhook's port could not be opened")
            await asyncio.sleep(0.02)

    async def stop(self) -> None:
        """Finish what is being received, then close."""
        if self._task is not None:
            self._server.should_exit = True
            await self._task
