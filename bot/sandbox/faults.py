"""Failures on order: what the local Bot API shall do wrong, and how often."""

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Literal

from bot.sandbox.errors import ApiError, too_many_requests

ANY = "*"
"""Stands for every method."""

REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}


@dataclass(frozen=True)
class Fault:
    """One failure. `delivered` tells whether the method is carried out all the same."""

    kind: Literal["reply", "hang", "drop"]
    delivered: bool = False
    error: ApiError | None = None
    chat_id: int | None = None
    body: str | None = None


def server_error(code: int) -> ApiError:
    """Return the error of a Telegram server in trouble, such as 500 or 502."""
    return ApiError(code, REASONS.get(code, "Internal Server Error"))


class Faults:
    """Queues of failures by method (`ANY` for all); each fault is used once and in order."""

    def __init__(self) -> None:
        self.outage: int | None = None
        """A status (500, 502) that answers everything until it is set to None."""
        self._queues: dict[str, deque[Fault]] = defaultdict(deque)

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` fitting calls of `method` fail so."""
        self._queues[method].extend([fault] * times)

    def reply(
        self, method: str, code: int = 500, times: int = 1, *, delivered: bool = False, body: str | None = None
    ) -> None:
        """Answer with a server error; `body` replaces the JSON (a proxy's HTML page, say)."""
        self.add(method, Fault("reply", delivered, server_error(code), body=body), times)

    def refuse(self, method: str, error: ApiError, times: int = 1, *, chat_id: int | None = None) -> None:
        """Answer with any error of the Bot API, for one chat or for all."""
        self.add(method, Fault("reply", error=error, chat_id=chat_id), times)

    def flood(self, method: str, retry_after: int, times: int = 1, *, chat_id: int | None = None) -> None:
        """Answer 429 with `retry_after` seconds, for one chat or for all."""
        self.refuse(method, too_many_requests(retry_after), times, chat_id=chat_id)

    def hang(self, method: str, times: int = 1, *, delivered: bool = True) -> None:
        """Accept, deliver (unless told otherwise) and never answer: the client runs into its timeout."""
        self.add(method, Fault("hang", delivered), times)

    def drop(self, method: str, times: int = 1, *, delivered: bool = False) -> None:
        """Close the connection without an answer, before or after delivery."""
        self.add(method, Fault("drop", delivered), times)

    def clear(self) -> None:
        """Forget all failures on order and end the outage."""
        self.outage = None
        self._queues.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return and use up the next fault for this call, or None."""
        if self.outage is not None:
            return Fault("reply", error=server_error(self.outage))
        for name in (method, ANY):
            queue = self._queues[name]
            fitting = next((fault for fault in queue if fault.chat_id in (None, chat_id)), None)
            if fitting is not None:
                queue.remove(fitting)
                return fitting
        return None
