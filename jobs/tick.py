"""What happens at every tick of the clock: plan what is due, send what is planned."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from domain.agency import Agency
from jobs.delivery import Deliverer, Transactions
from jobs.planning import plan_reminders, plan_summaries

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Tick:
    """One tick. What is due is always a question to the database, so a missed tick loses nothing."""

    database: Transactions
    deliverer: Deliverer
    agency: Callable[[], Agency]
    now: Callable[[], datetime]

    async def __call__(self) -> None:
        """Do every step; one that fails never stops the others, for each keeps a promise of its own."""
        await _step("release_abandoned", self.deliverer.release_abandoned)
        await _step("plan_reminders", self._plan_reminders)
        await _step("plan_summaries", self._plan_summaries)
        await _step("deliver_due", self.deliverer.deliver_due)

    async def _plan_reminders(self) -> None:
        async with self.database.transaction() as db:
            await plan_reminders(db, self.agency(), self.now())

    async def _plan_summaries(self) -> None:
        async with self.database.transaction() as db:
            await plan_summaries(db, self.agency(), self.now())


async def _step(name: str, step: Callable[[], Awaitable[None]]) -> None:
    try:
        await step()
    except Exception:
        log.exception("tick_step_failed", step=name)
