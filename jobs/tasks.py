"""The notices of new tasks: one at a time, and many that came at once."""

from actions.new_tasks import still_to_do
from actions.people import viewer_of
from actions.tasks import parts
from domain.people import may_see, may_update
from jobs.notices import Due
from models import Task
from models.tasks import tasks_with_ids
from texts.assignments import assigned
from texts.message import Message
from texts.new_tasks import SHOWN, NewTasks, several_assigned


async def task_assigned(due: Due) -> Message | None:
    """Tell somebody of a task that is new to them; None when it is closed or theirs no more."""
    return await _one(due, due.notification.payload["task_id"])


async def tasks_assigned(due: Due) -> Message | None:
    """Tell somebody of the tasks that came at once, as far as they are open and still theirs; None when none is."""
    if due.recipient is None:
        return None
    parts_by_id = await still_to_do(due.db, due.recipient, due.notification.payload["task_ids"])
    task_ids = list(parts_by_id)
    if not task_ids:
        return None
    if len(task_ids) == 1:
        return await _one(due, task_ids[0])
    shown = (await due.db.scalars(tasks_with_ids(task_ids[:SHOWN]))).unique().all()
    new = NewTasks(shown, parts_by_id, due.recipient.unit_id)
    return several_assigned(due.t, new, due.agency, due.today)


async def _one(due: Due, task_id: int) -> Message | None:
    task: Task | None = (await due.db.scalars(tasks_with_ids([task_id]))).unique().one_or_none()
    if task is None or not task.is_open or due.recipient is None:
        return None
    part = (await parts(due.db, task)).get(due.recipient.id)
    viewer = await viewer_of(due.db, due.recipient)
    if part is None or not may_see(viewer, task.parties):
        return None
    may = may_update(viewer, task.parties)
    return assigned(due.t, task, part, due.agency, due.today, may_update=may)
