"""The local Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`.

What a call goes through: token, method, faults on order, limits, the method itself, the log.
"""

import asyncio
import json
from contextlib import AsyncExitStack, suppress
from hmac import compare_digest
from typing import Any

from aiohttp import web

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault
from bot.sandbox.methods.table import BY_LOWER_NAME, COUNTED, METHODS
from bot.sandbox.parameters import Parameters, read_parameters
from bot.sandbox.serving import RunningServer, start
from bot.sandbox.state import State
from bot.sandbox.webhook import WebhookPoster

MAX_BODY_BYTES = 50 * 1024 * 1024
STATE: web.AppKey[State] = web.AppKey("state", State)


async def start_api(
    world: State, host: str = "127.0.0.1", port: int = 0, *, webhook_retry_seconds: float = 1.0
) -> RunningServer:
    """Serve the Bot API of `world`: base_url is `f"{server.url}/bot"`, base_file_url `f"{server.url}/file/bot"`."""
    app = web.Application(client_max_size=MAX_BODY_BYTES)
    app[STATE] = world
    app.router.add_route("*", "/bot{token}/{method}", _call)
    app.router.add_get("/file/bot{token}/{path:.+}", _file)
    resources = AsyncExitStack()
    server = await start(app, host, port, resources)
    poster = asyncio.create_task(WebhookPoster(world, webhook_retry_seconds).run())
    resources.push_async_callback(_end, poster)
    return server


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _ok(result: Any) -> web.Response:
    return _json(200, {"ok": True, "result": result})


def _refusal(error: ApiError) -> web.Response:
    answer: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        answer["parameters"] = error.parameters
    return _json(error.code, answer)


def _json(status: int, answer: Any) -> web.Response:
    return web.json_response(answer, status=status, dumps=lambda value: json.dumps(value, ensure_ascii=False))


def _is_known(state: State, request: web.Request) -> bool:
    """Check the token. Browsers send Origin with cross-site requests, bots never do: no web page may drive the bot."""
    token = request.match_info["token"]
    return compare_digest(token.encode(), state.token.encode()) and "Origin" not in request.headers


async def _call(request: web.Request) -> web.StreamResponse:
    state = request.app[STATE]
    if not _is_known(state, request):
        return _refusal(ApiError(401, "Unauthorized"))
    name = BY_LOWER_NAME.get(request.match_info["method"].lower())
    if name is None:
        return _refusal(ApiError(404, "Not Found: method not found"))
    try:
        parameters = await read_parameters(request)
    except ApiError as error:
        return _refusal(error)
    except web.HTTPRequestEntityTooLarge:
        return _refusal(ApiError(413, "Request Entity Too Large"))
    fault = state.faults.take(name, parameters.chat_id())
    if fault is None:
        return await _carry_out(state, name, parameters)
    return await _fail(state, name, parameters, fault, request)


async def _carry_out(state: State, name: str, parameters: Parameters) -> web.Response:
    chat_id = parameters.chat_id()
    try:
        if state.limits and name in COUNTED and chat_id is not None:
            state.limits.take(chat_id)
        result = await METHODS[name](state, parameters)
    except ApiError as error:
        state.record(name, chat_id, f"{error.code} {error.description}")
        return _refusal(error)
    state.record(name, chat_id, "ok")
    return _ok(result)


async def _fail(
    state: State, name: str, parameters: Parameters, fault: Fault, request: web.Request
) -> web.StreamResponse:
    if fault.delivered:
        await _carry_out(state, name, parameters)
    error = fault.error or ApiError(500, "Internal Server Error")
    outcome = f"{error.code} {error.description}" if fault.kind == "reply" else fault.kind
    state.record(name, parameters.chat_id(), outcome)
    if fault.kind == "hang":
        await asyncio.Event().wait()
    if fault.kind == "drop":
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    if fault.body is not None:
        return web.Response(status=error.code, text=fault.body, content_type="text/html")
    return _refusal(error)


async def _file(request: web.Request) -> web.Response:
    state = request.app[STATE]
    if not _is_known(state, request):
        return _refusal(ApiError(401, "Unauthorized"))
    path = request.match_info["path"]
    stored = next((stored for stored in state.files.values() if stored.path == path), None)
    if stored is None:
        return _refusal(ApiError(404, "Not Found"))
    return web.Response(body=stored.content, content_type="application/octet-stream")
