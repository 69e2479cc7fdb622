"""The notice of a new task."""

from actions.people import viewer_of
from actions.tasks import parts
from domain.people import may_see, may_update
from jobs.notices import Due
from models import Task
from models.tasks import tasks_with_ids
from texts.assignments import assigned
from texts.message import Message


async def task_assigned(due: Due) -> Message | None:
    """Tell somebody of a task that is new to them; None when it is closed or theirs no more."""
    found = await due.db.scalars(tasks_with_ids([due.notification.payload["task_id"]]))
    task: Task | None = found.unique().one_or_none()
    if task is None or not task.is_open or due.recipient is None:
        return None
    part = (await parts(due.db, task)).get(due.recipient.id)
    viewer = await viewer_of(due.db, due.recipient)
    if part is None or not may_see(viewer, task.parties):
        return None
    may = may_update(viewer, task.parties)
    return assigned(due.t, task, part, due.agency, due.today, may_update=may)
