"""Telling people what a load brought them: one message a person, however many tasks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.outbox import notify
from models import Person


@dataclass
class News:
    """The tasks of one load that are new to somebody, by the id of the person."""

    _tasks: dict[int, list[tuple[date, int]]] = field(default_factory=dict)

    def add(self, task_id: int, deadline_on: date | None, people: Iterable[Person]) -> None:
        """Remember that these people hear of a task; who has no account cannot be told."""
        for person in people:
            if person.account is not None:
                self._tasks.setdefault(person.id, []).append((deadline_on or date.max, task_id))

    async def tell(self, db: AsyncSession, at: datetime) -> None:
        """Put one message for each person into the outbox, its tasks by deadline, those without one last."""
        for person_id, tasks in self._tasks.items():
            await _tell(db, person_id, [task_id for _, task_id in sorted(tasks)], at)


async def _tell(db: AsyncSession, person_id: int, task_ids: list[int], at: datetime) -> None:
    if len(task_ids) == 1:
        task_id = task_ids[0]
        await notify(
            db,
            "task_assigned",
            at=at,
            person_id=person_id,
            payload={"task_id": task_id},
            task_ids=(task_id,),
            dedupe_key=f"task_assigned:{task_id}:{person_id}",
        )
        return
    await notify(
        db,
        "tasks_assigned",
        at=at,
        person_id=person_id,
        payload={"task_ids": task_ids},
        # The first task tells two loads of one instant apart.
        dedupe_key=f"tasks_assigned:{at.isoformat()}:{person_id}:{task_ids[0]}",
    )
