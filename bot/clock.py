"""What time it is: the only place that reads the computer's clock for the assistant's rules."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> datetime:
        """Return this instant as an aware datetime in UTC."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return this instant as an aware datetime in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that can be set forward: it stands still (tests) or keeps running from where it was set (demo).

    `start` is an aware instant (default: now). `monotonic` returns seconds and drives a running clock.
    """

    def __init__(
        self,
        start: datetime | None = None,
        *,
        running: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._monotonic = monotonic if running else _standstill
        self._set_at = _utc(start) if start else datetime.now(UTC)
        self._ticks = self._monotonic()

    def now(self) -> datetime:
        """Return the moved instant as an aware datetime in UTC."""
        return self._set_at + timedelta(seconds=self._monotonic() - self._ticks)

    def set(self, to: datetime) -> None:
        """Move to the aware instant `to`.

        Raises:
            ValueError: `to` is earlier than now (time never goes back), or has no zone.
        """
        target = _utc(to)
        now = self.now()
        if target < now:
            raise ValueError(f"the clock shows {now.isoformat()} and cannot go back to {target.isoformat()}")
        self._set_at = target
        self._ticks = self._monotonic()

    def advance(self, by: timedelta) -> None:
        """Move forward.

        Raises:
            ValueError: `by` is negative.
        """
        self.set(self.now() + by)


def _standstill() -> float:
    return 0.0


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("an instant needs a time zone")
    return moment.astimezone(UTC)
