"""The progress journal: logging what people report, and taking it back."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import RefusalError
from domain.progress import UNDO_WITHIN, EntryKind, Report, Standing, after, check_report, may_undo
from domain.words import shorten
from models import Person, ProgressEntry, Task
from models.progress import REPORTS, last_of_person, newest_change, undo_of
from models.tasks import task_to_change

MAX_WAITING_ON = 300


async def log(
    db: AsyncSession,
    task: Task,
    report: Report,
    *,
    by: Person,
    at: datetime,
    today: date,
    source: int | None = None,
) -> ProgressEntry:
    """Write one report into the journal and change the task by it; `source` is the id of the update it came from.

    The task's row is read anew and held, so that of two reports at once none is lost.

    Raises:
        RefusalError: as `check_report`, or `task_already_done` or `task_cancelled`.
    """
    report = _storable(check_report(report))
    task = (await db.scalars(task_to_change(task.id))).unique().one()
    before = task.standing
    task.standing = _after(task, report, at, today)
    entry = ProgressEntry(
        task=task,
        kind=report.kind,
        percent=100 if report.kind is EntryKind.DONE else report.percent,
        note=report.note,
        blocked_reason=report.blocked_reason,
        waiting_on=report.waiting_on,
        by=by,
        at=at,
        source=source,
        before=before.to_json(),
    )
    db.add(entry)
    await db.flush()
    return entry


async def undo(db: AsyncSession, entry_id: int, *, by: Person, at: datetime) -> ProgressEntry:
    """Take a report back: the task stands exactly as before it, and the journal says so in a new line.

    Raises:
        RefusalError: `undo_nothing`, `undo_not_yours`, `undo_already`, `undo_too_late` or `undo_not_last`.
    """
    entry = await db.get(ProgressEntry, entry_id)
    if entry is None or entry.kind not in REPORTS:
        raise RefusalError("undo_nothing")
    task = (await db.scalars(task_to_change(entry.task_id))).unique().one()
    await _check_undo(db, entry, task, by, at)
    taken_back = ProgressEntry(
        task=task, kind=EntryKind.UNDONE, by=by, at=at, before=task.standing.to_json(), undoes_id=entry.id
    )
    task.standing = Standing.from_json(entry.before)
    db.add(taken_back)
    await db.flush()
    return taken_back


async def last_undoable(db: AsyncSession, person_id: int, at: datetime) -> ProgressEntry | None:
    """Return what a person logged last and can still take back, if nobody reported after them."""
    return (await db.scalars(last_of_person(person_id, at - UNDO_WITHIN).limit(1))).unique().first()


async def newest(db: AsyncSession, task: Task) -> ProgressEntry | None:
    """Return the newest line of a task's journal that still holds."""
    return (await db.scalars(newest_change(task.id))).unique().first()


async def _check_undo(db: AsyncSession, entry: ProgressEntry, task: Task, by: Person, at: datetime) -> None:
    if not may_undo(by.id, by.roles, entry.by_id):
        raise RefusalError("undo_not_yours", number=task.number)
    if await db.scalar(undo_of(entry.id)) is not None:
        raise RefusalError("undo_already", number=task.number)
    if at - entry.at > UNDO_WITHIN:
        raise RefusalError("undo_too_late", number=task.number)
    last = await newest(db, task)
    if last is None or last.id != entry.id:
        raise RefusalError("undo_not_last", number=task.number)


def _after(task: Task, report: Report, at: datetime, today: date) -> Standing:
    """Name the task in the refusal: a person may report on several at once."""
    try:
        return after(task.standing, report, at=at, today=today)
    except RefusalError as refusal:
        raise RefusalError(refusal.code, number=task.number, **refusal.facts) from refusal


def _storable(report: Report) -> Report:
    return replace(report, waiting_on=shorten(report.waiting_on, MAX_WAITING_ON) if report.waiting_on else None)
