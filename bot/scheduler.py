"""APScheduler only ticks: no job store, no job per reminder."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger


class Ticker:
    """Calls `tick` now and then every `seconds`; a tick that takes longer is not overtaken by the next."""

    def __init__(self, tick: Callable[[], Awaitable[None]], seconds: int) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(
            tick,
            IntervalTrigger(seconds=seconds, timezone=UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )

    def start(self) -> None:
        """Begin to tick on the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more; a running tick is left to end."""
        self._scheduler.shutdown(wait=False)
