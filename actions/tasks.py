"""Giving tasks: the number, the first line of the journal, and telling those who have to do with it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.outbox import insert_or_ignore, notify
from actions.people import heads_of
from domain.progress import EntryKind
from domain.tasks import Part, TaskState, check_content
from models import Counter, Directive, Person, ProgressEntry, Task, Unit

NUMBERS = "task_number"


async def next_number(db: AsyncSession) -> int:
    """Return the number of the next task; the counter's row keeps a second writer waiting until this one commits."""
    number = await _count_up(db)
    if number is None:
        highest = await db.scalar(select(func.coalesce(func.max(Task.number), 0)))
        await db.execute(insert_or_ignore(db, Counter).values(name=NUMBERS, value=highest))
        number = await _count_up(db)
    if number is None:
        raise RuntimeError("the counter of task numbers is gone")
    return number


async def _count_up(db: AsyncSession) -> int | None:
    counted = update(Counter).where(Counter.name == NUMBERS).values(value=Counter.value + 1).returning(Counter.value)
    return (await db.execute(counted, execution_options={"synchronize_session": False})).scalar_one_or_none()


async def give(
    db: AsyncSession,
    *,
    content: str,
    lead_unit: Unit,
    by: Person | None,
    at: datetime,
    owner: Person | None = None,
    coordinating: Sequence[Unit] = (),
    deadline_on: date | None = None,
    product: str = "",
    report_to: Unit | None = None,
    report_to_name: str = "",
    directive: Directive | None = None,
    confidential: bool = False,
) -> Task:
    """Add a task and tell its owner and the heads of the units; whoever gave it is not told.

    The deadline is kept twice: as ordered, and as it stands. Whether `by` may give to this unit is the caller's to ask.

    Raises:
        RefusalError: `content_empty` or `content_too_long`.
    """
    task = Task(
        number=await next_number(db),
        content=check_content(content),
        lead_unit=lead_unit,
        owner=owner,
        coordinating_units=[unit for unit in dict.fromkeys(coordinating) if unit is not lead_unit],
        report_to_unit=report_to,
        report_to_name=report_to_name,
        product=product,
        ordered_deadline_on=deadline_on,
        deadline_on=deadline_on,
        confidential=confidential,
        directive=directive,
        given_by=by,
        given_at=at,
        state=TaskState.ASSIGNED,
        percent=0,
    )
    db.add(task)
    await db.flush()
    db.add(ProgressEntry(task=task, kind=EntryKind.ASSIGNED, by=by, at=at, before=task.standing.to_json()))
    await db.flush()
    await _tell(db, task, at)
    return task


async def parts(db: AsyncSession, task: Task) -> dict[int, Part]:
    """Return what each person who hears of a new task is to it, by person id; the nearest part counts."""
    found: dict[int, Part] = {}
    if task.owner_id is not None:
        found[task.owner_id] = Part.OWNER
    for head in await heads_of(db, task.lead_unit_id):
        found.setdefault(head.id, Part.LEAD)
    for unit in task.coordinating_units:
        for head in await heads_of(db, unit.id):
            found.setdefault(head.id, Part.COORDINATING)
    return found


async def _tell(db: AsyncSession, task: Task, at: datetime) -> None:
    for person_id in await parts(db, task):
        if person_id != task.given_by_id:
            await notify(
                db,
                "task_assigned",
                at=at,
                person_id=person_id,
                payload={"task_id": task.id},
                task_ids=(task.id,),
                dedupe_key=f"task_assigned:{task.id}:{person_id}",
            )
