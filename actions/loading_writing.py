"""Writing the tasks of a workbook: thousands of rows in a few statements."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.loading_journal import Targets, apply, note_of
from actions.loading_news import News
from actions.loading_tasks import TaskPlan
from actions.tasks import NUMBERS, next_number
from domain.loading import Counts, Workbook
from domain.progress import EntryKind, Standing
from domain.tasks import TaskState
from models import Counter, Directive, Person, ProgressEntry, Task
from models.directives import directives_with_numbers
from models.tasks import task_coordinating_units, tasks_loaded_as

AT_ONCE = 500
"""Keys in one statement; SQLite takes about 32,000 parameters, PostgreSQL as many."""

T = TypeVar("T")


async def directives_for(db: AsyncSession, book: Workbook, at: datetime) -> dict[tuple[str, date | None], Directive]:
    """Return the documents that the rows come from, by number and day; those that are not known yet are added."""
    wanted = {(row.document, row.document_on): None for row in book.tasks if row.document}
    found: dict[tuple[str, date | None], Directive] = {}
    for numbers in _batches(dict.fromkeys(number for number, _ in wanted)):
        for known in await db.scalars(directives_with_numbers(numbers)):
            found.setdefault((known.number, known.issued_on), known)
    for number, issued_on in wanted:
        if (number, issued_on) not in found:
            found[number, issued_on] = Directive(number=number, issued_on=issued_on, created_at=at)
            db.add(found[number, issued_on])
    await db.flush()
    return found


async def write_tasks(db: AsyncSession, plans: Sequence[TaskPlan], targets: Targets, at: datetime) -> Counts:
    """Add and change tasks, with their lines in the journal and one message for each who has new ones to do."""
    known: dict[str, Task] = {}
    for keys in _batches(plan.key for plan in plans):
        for task in (await db.scalars(tasks_loaded_as(keys))).unique():
            known[str(task.load_key)] = task
    new = [plan for plan in plans if plan.key not in known]
    news = News()
    changed = await _change(db, [(known[plan.key], plan) for plan in plans if plan.key in known], targets, news, at)
    await _add(db, new, targets, news, at)
    await news.tell(db, at)
    return Counts(len(new), changed, len(plans) - len(new) - changed)


async def _change(
    db: AsyncSession, pairs: Iterable[tuple[Task, TaskPlan]], targets: Targets, news: News, at: datetime
) -> int:
    changed: list[tuple[Task, TaskPlan]] = []
    for task, plan in pairs:
        owner_id, standing = task.owner_id, task.standing.to_json()
        changes = apply(task, plan, targets)
        if not changes:
            continue
        db.add(ProgressEntry(task=task, kind=EntryKind.CHANGED, note=note_of(changes), at=at, before=standing))
        changed.append((task, plan))
        owner = targets.owner(plan)
        if owner is not None and owner.id != owner_id and task.is_open:
            news.add(task.id, task.deadline_on, [owner])
    await db.flush()
    return len(changed)


async def _add(db: AsyncSession, plans: Sequence[TaskPlan], targets: Targets, news: News, at: datetime) -> None:
    if not plans:
        return
    numbers = await _numbers(db, len(plans))
    rows = [_values(plan, number, targets, at) for plan, number in zip(plans, numbers, strict=True)]
    added = await db.execute(insert(Task).returning(Task.number, Task.id), rows)
    ids = {row.number: row.id for row in added}
    task_ids = [ids[number] for number in numbers]
    before = Standing(TaskState.ASSIGNED, 0).to_json()
    await db.execute(
        insert(ProgressEntry),
        [{"task_id": each, "kind": EntryKind.ASSIGNED, "note": "", "at": at, "before": before} for each in task_ids],
    )
    joining = [
        {"task_id": task_id, "unit_id": targets.units[key].id}
        for task_id, plan in zip(task_ids, plans, strict=True)
        for key in plan.coordinating
    ]
    if joining:
        await db.execute(insert(task_coordinating_units), joining)
    for task_id, plan in zip(task_ids, plans, strict=True):
        news.add(task_id, plan.row.deadline_on, _doers(plan, targets))


async def _numbers(db: AsyncSession, count: int) -> range:
    """Return the next `count` numbers of tasks, taken from the counter at once."""
    first = await next_number(db)
    await db.execute(
        update(Counter).where(Counter.name == NUMBERS).values(value=Counter.value + count - 1),
        execution_options={"synchronize_session": False},
    )
    return range(first, first + count)


def _values(plan: TaskPlan, number: int, targets: Targets, at: datetime) -> dict[str, object]:
    owner, report_to, directive = targets.owner(plan), targets.report_to(plan), targets.directive(plan)
    return {
        "number": number,
        "content": plan.row.content,
        "lead_unit_id": targets.units[plan.lead].id,
        "owner_id": owner.id if owner else None,
        "report_to_unit_id": report_to.id if report_to else None,
        "report_to_name": plan.report_to_name,
        "product": plan.row.product,
        "ordered_deadline_on": plan.row.deadline_on,
        "deadline_on": plan.row.deadline_on,
        "confidential": False,
        "directive_id": directive.id if directive else None,
        "given_at": at,
        "load_key": plan.key,
        "state": TaskState.ASSIGNED,
        "percent": 0,
    }


def _doers(plan: TaskPlan, targets: Targets) -> list[Person]:
    """Return who does a task: its owner, else the heads of the lead unit or of the nearest one above that has any."""
    owner = targets.owner(plan)
    if owner is not None:
        return [owner]
    unit_id: int | None = targets.units[plan.lead].id
    heads = targets.heads
    while unit_id is not None and unit_id not in heads:
        unit_id = targets.parent_ids.get(unit_id)
    return heads.get(unit_id, []) if unit_id is not None else []


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, AT_ONCE)):
        yield batch
