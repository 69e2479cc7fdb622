"""Telegram's edge for tests: a `BaseRequest` that calls the sandbox's methods in the same process, without HTTP."""

import json
from typing import Any

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.sandbox import ApiError, World
from bot.sandbox.methods.table import COUNTED, METHODS
from bot.sandbox.parameters import Parameters
from bot.telegram.http import AnswerLost
from tests.sandbox.judge import tdlib_html


class SandboxEdge(BaseRequest):
    """Carries out each request in a World; faults on order happen here as they would on the wire.

    Telegram's own parser (TDLib) judges every text that is said.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.said: list[tuple[str, dict[str, Any]]] = []

    @property
    def read_timeout(self) -> float | None:
        """No time passes here."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, **_: Any
    ) -> tuple[int, bytes]:
        """Carry out one call."""
        name = url.rsplit("/", 1)[1]
        parameters = Parameters(dict(request_data.json_parameters) if request_data else {})
        fault = self.world.faults.take(name, parameters.chat_id())
        if fault is None:
            return await self._carry_out(name, parameters)
        if fault.delivered:
            await self._carry_out(name, parameters)
        if fault.kind == "hang":
            raise TimedOut
        if fault.kind == "drop":
            raise AnswerLost("dropped") if fault.delivered else NetworkError("dropped")
        error = fault.error or ApiError(500, "Internal Server Error")
        self.world.record(name, parameters.chat_id(), f"{error.code} {error.description}")
        return _refusal(error)

    async def _carry_out(self, name: str, parameters: Parameters) -> tuple[int, bytes]:
        chat_id = parameters.chat_id()
        try:
            if self.world.limits and name in COUNTED and chat_id is not None:
                self.world.limits.take(chat_id)
            result = await METHODS[name](self.world, parameters)
        except ApiError as error:
            self.world.record(name, chat_id, f"{error.code} {error.description}")
            return _refusal(error)
        self.world.record(name, chat_id, "ok")
        self._note(name, parameters, result)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _note(self, name: str, parameters: Parameters, result: Any) -> None:
        if name in ("sendMessage", "editMessageText"):
            judged = tdlib_html(parameters.text("text"))
            assert not isinstance(judged, str), f"Telegram's own parser refuses it: {judged}"
            self.said.append((name, result))
        elif name == "answerCallbackQuery" and parameters.text("text"):
            query = self.world.queries[parameters.text("callback_query_id")]
            self.said.append(("toast", {"chat": {"id": query.user.id}, "text": parameters.text("text")}))


def _refusal(error: ApiError) -> tuple[int, bytes]:
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return error.code, json.dumps(body).encode()
