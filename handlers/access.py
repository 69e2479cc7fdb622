"""Fetching for somebody: what a person may not see sounds exactly like what does not exist."""

from domain.errors import NotAllowedError, RefusalError
from domain.people import may_ask_status, may_see, may_update
from domain.units import match_unit
from handlers.request import Request
from models import Task, Unit
from models.tasks import task_by_number, tasks_with_ids
from models.units import all_units


async def task_to_see(request: Request, number: int) -> Task:
    """Return task #`number` for reading.

    Raises:
        NotAllowedError: `no_such_task`, whether it does not exist or is not theirs to see.
    """
    task = (await request.db.scalars(task_by_number(number))).unique().one_or_none()
    if task is None or not may_see(request.viewer, task.parties):
        raise NotAllowedError("no_such_task", number=number)
    return task


async def task_to_update(request: Request, number: int) -> Task:
    """Return task #`number` for logging progress.

    Raises:
        NotAllowedError: `no_such_task`, or `not_yours_to_update` when they may only read it.
    """
    task = await task_to_see(request, number)
    if not may_update(request.viewer, task.parties):
        raise NotAllowedError("not_yours_to_update", number=number)
    return task


async def tasks_to_update(request: Request, ids: tuple[int, ...]) -> list[Task]:
    """Return those of the tasks that the person may update, in the order of `ids`; the others are left out."""
    found = {task.id: task for task in (await request.db.scalars(tasks_with_ids(ids))).unique()}
    return [found[key] for key in ids if key in found and may_update(request.viewer, found[key].parties)]


async def unit_named(request: Request, name: str) -> Unit:
    """Return the unit that a person calls by code, name or alias.

    Raises:
        RefusalError: `no_such_unit` with the nearest names, or `unit_unclear` with those that could be meant.
    """
    units = list((await request.db.scalars(all_units())).all())
    match = match_unit(name, {unit.id: unit.names for unit in units})
    by_id = {unit.id: unit for unit in units}
    if match.unit_id is not None:
        return by_id[match.unit_id]
    nearest = [by_id[key].name for key in match.nearest]
    raise RefusalError("unit_unclear" if match.unclear else "no_such_unit", name=name, nearest=nearest)


async def unit_to_ask(request: Request, name: str) -> Unit:
    """Return the unit whose picture a person asks for.

    Raises:
        RefusalError: as `unit_named`.
        NotAllowedError: `not_your_unit`.
    """
    unit = await unit_named(request, name)
    if not may_ask_status(request.viewer, unit.id):
        raise NotAllowedError("not_your_unit")
    return unit
