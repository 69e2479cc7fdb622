"""Telegram's sending limits, kept chat by chat, so that one busy or punished chat never holds up the others.

The numbers are those of https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about 30
messages a second in all, one a second to a private chat (short bursts are tolerated), 20 a minute to a group.
"""

import math
import time
import warnings
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter
from telegram.warnings import PTBDeprecationWarning

Answer = bool | dict[str, Any] | list[dict[str, Any]]

COUNTED = ("send", "editMessage", "copyMessage", "forwardMessage", "stop")
"""Beginnings of the endpoints that send to or edit in a chat."""

NOT_COUNTED = frozenset({"sendChatAction"})
"""A "typing…" is no message: it must not take the place of the answer that follows it."""

FEW_BUCKETS = 1024
"""Up to so many chats nobody looks for idle buckets."""


@dataclass(frozen=True)
class Rate:
    """`burst` messages at once into an idle chat; a used-up burst is filled again in `seconds`, drop by drop.

    In any window of w seconds at most `burst + w * burst / seconds` messages pass.
    """

    burst: float
    seconds: float


IN_ALL = Rate(2, 2 / 28)
"""At most 2 + 28 = 30 in any second. A larger burst would only take from the steady rate."""

PRIVATE = Rate(3, 3 / 0.7)
"""An answer in up to three parts comes at once, and any 10 s carry at most 3 + 7 = 10 messages: one a second."""

GROUP = Rate(5, 20)
"""Five at once, and any minute carries at most 5 + 15 = 20."""


class Limits(BaseRateLimiter[None]):
    """Waits for a free place in front of every call that sends or edits, and stays away from a chat after its 429.

    Telegram's `RetryAfter` goes to the caller, nothing is retried here: the outbox knows what is still worth saying.
    None as a rate means no limit. `monotonic` returns seconds and measures the time of a 429 only; the waiting itself
    follows the event loop's clock.
    """

    def __init__(
        self,
        in_all: Rate | None = IN_ALL,
        private: Rate | None = PRIVATE,
        group: Rate | None = GROUP,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._in_all = _bucket(in_all) if in_all else None
        self._private = private
        self._group = group
        self._monotonic = monotonic
        self._buckets: dict[Hashable, AsyncLimiter] = {}
        self._look_for_idle_at = FEW_BUCKETS
        self._closed_until: dict[Hashable, float] = {}

    @classmethod
    def unlimited(cls, *, monotonic: Callable[[], float] = time.monotonic) -> "Limits":
        """Limits without rates, for tests and the sandbox; a 429 still closes its chat."""
        return cls(None, None, None, monotonic=monotonic)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Answer:
        """Call `callback` when there is room for it.

        Raises:
            RetryAfter: Telegram said so now, or said so earlier for this chat and the time is not over.
        """
        chat = _chat(data.get("chat_id"))
        self._refuse_if_closed(chat)
        if chat is not None and _is_counted(endpoint):
            await self._wait(chat, _weight(data))
            # Another call to this chat may have met a 429 while this one stood in line.
            self._refuse_if_closed(chat)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            if chat is not None:
                self._close(chat, seconds_of(error))
            raise

    async def _wait(self, chat: Hashable, weight: int) -> None:
        # The chat's own line comes first, so that a place in the common one is never held by somebody who waits.
        for bucket in (self._bucket_of(chat), self._in_all):
            if bucket is not None:
                await bucket.acquire(min(weight, bucket.max_rate))

    def _bucket_of(self, chat: Hashable) -> AsyncLimiter | None:
        # A name (@channel) belongs to a channel or a public group.
        rate = self._private if isinstance(chat, int) and chat > 0 else self._group
        if rate is None:
            return None
        if chat not in self._buckets:
            self._drop_idle_buckets()
            self._buckets[chat] = _bucket(rate)
        return self._buckets[chat]

    def _drop_idle_buckets(self) -> None:
        if len(self._buckets) < self._look_for_idle_at:
            return
        # An empty bucket (room for its whole burst) has no memory worth keeping and nobody waits at it.
        self._buckets = {c: bucket for c, bucket in self._buckets.items() if not bucket.has_capacity(bucket.max_rate)}
        self._look_for_idle_at = max(FEW_BUCKETS, 2 * len(self._buckets))

    def _close(self, chat: Hashable, seconds: float) -> None:
        now = self._monotonic()
        self._closed_until = {c: until for c, until in self._closed_until.items() if until > now}
        self._closed_until[chat] = max(now + seconds, self._closed_until.get(chat, now))

    def _refuse_if_closed(self, chat: Hashable) -> None:
        remaining = self._closed_until.get(chat, -math.inf) - self._monotonic()
        if remaining > 0:
            raise RetryAfter(timedelta(seconds=math.ceil(remaining)))


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram wants to be left alone, in seconds, whichever type `error.retry_after` has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PTBDeprecationWarning)
        value = error.retry_after
    return value.total_seconds() if isinstance(value, timedelta) else float(value)


def _bucket(rate: Rate) -> AsyncLimiter:
    return AsyncLimiter(rate.burst, rate.seconds)


def _chat(chat_id: object) -> Hashable:
    text = str(chat_id)
    return int(text) if text.lstrip("-").isdecimal() else (text if chat_id else None)


def _is_counted(endpoint: str) -> bool:
    return endpoint.startswith(COUNTED) and endpoint not in NOT_COUNTED


def _weight(data: dict[str, Any]) -> int:
    """Albums and several forwarded messages count as many messages as they are."""
    several = data.get("media") or data.get("message_ids")
    return max(1, len(several)) if isinstance(several, list | tuple) else 1
