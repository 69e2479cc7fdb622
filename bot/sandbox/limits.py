"""Telegram's limits for bots: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.errors import too_many_requests


def loop_seconds() -> float:
    """Return the running event loop's monotonic seconds."""
    return asyncio.get_running_loop().time()


@dataclass
class Window:
    """At most `count` within any `seconds`."""

    count: int
    seconds: float
    taken: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Return the seconds until one more is allowed; 0 means now."""
        while self.taken and self.taken[0] <= now - self.seconds:
            self.taken.popleft()
        return 0.0 if len(self.taken) < self.count else self.taken[0] + self.seconds - now


@dataclass
class Bucket:
    """One a second on average, and `burst` at once after a pause."""

    burst: int
    full_at: float = 0.0

    def wait(self, now: float) -> float:
        """Return the seconds until one more is allowed; 0 means now."""
        return max(0.0, self.full_at - now - (self.burst - 1))


class Limits:
    """Counts messages; `seconds` is the clock of the limits (monotonic seconds, the event loop's unless told)."""

    def __init__(
        self,
        *,
        per_second: int = 30,
        burst: int = 3,
        per_group_minute: int = 20,
        seconds: Callable[[], float] = loop_seconds,
    ) -> None:
        self._seconds = seconds
        self._all = Window(per_second, 1.0)
        self._burst = burst
        self._per_group_minute = per_group_minute
        self._private: dict[int, Bucket] = {}
        self._groups: dict[int, Window] = {}

    def take(self, chat_id: int) -> None:
        """Count one message to `chat_id` (groups are negative); raises the 429 when there were too many."""
        now = self._seconds()
        chat = self._private.setdefault(chat_id, Bucket(self._burst))
        group = self._groups.setdefault(chat_id, Window(self._per_group_minute, 60.0)) if chat_id < 0 else None
        wait = max(self._all.wait(now), chat.wait(now), group.wait(now) if group else 0.0)
        if wait > 0:
            raise too_many_requests(wait)
        self._all.taken.append(now)
        chat.full_at = max(chat.full_at, now) + 1.0
        if group:
            group.taken.append(now)
