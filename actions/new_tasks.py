"""Which of the tasks that somebody was to hear of are still theirs to do."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from actions.people import people_with_role
from domain.people import Role
from domain.tasks import Part
from models import Person, Task
from models.tasks import open_tasks
from models.units import all_units


async def still_to_do(db: AsyncSession, person: Person, task_ids: Collection[int]) -> dict[int, Part]:
    """Return what somebody is to those of the tasks that are open and theirs, by task id, the earliest deadline first.

    Only the owner and the heads of the lead unit do a task. Plain columns, for a load may bring one person thousands.
    """
    led = await _units_led_by(db, person)
    wanted = open_tasks().where(Task.id.in_(task_ids)).with_only_columns(Task.id, Task.owner_id, Task.lead_unit_id)
    found: dict[int, Part] = {}
    for task_id, owner_id, lead_unit_id in await db.execute(wanted):
        if owner_id == person.id:
            found[task_id] = Part.OWNER
        elif lead_unit_id in led:
            found[task_id] = Part.LEAD
    return found


async def _units_led_by(db: AsyncSession, person: Person) -> set[int]:
    """Return the ids of the units whose nearest head somebody is: their own, and those below without a head."""
    heads = await people_with_role(db, Role.UNIT_HEAD)
    if person.unit_id is None or person.id not in {head.id for head in heads}:
        return set()
    below: dict[int | None, list[int]] = {}
    for unit in await db.scalars(all_units()):
        below.setdefault(unit.parent_id, []).append(unit.id)
    seen = {head.unit_id for head in heads if head.unit_id is not None} - {person.unit_id}
    led: set[int] = set()
    todo = [person.unit_id]
    while todo:
        current = todo.pop()
        if current not in seen:
            seen.add(current)
            led.add(current)
            todo.extend(below.get(current, []))
    return led
