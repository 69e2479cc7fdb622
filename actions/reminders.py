"""Who needs to hear of which task today, and remembering that they did."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.status import last_report_days
from domain.agency import Agency
from domain.people import Role, Viewer
from domain.reminders import DueTask, Reach, last_day_to_look_at, needs_reminder
from domain.tasks import TaskState
from models import ChannelAccount, Notification, Person, TaskReminder
from models.tasks import last_reminders, reminders_on, tasks_to_remind_of
from models.units import all_units

LOOK_BACK = timedelta(days=30)
"""Whoever reported on a task has it in mind: steps up to that day are not caught up. Older reports lie before every
step of a deadline that is still ahead, the longest holidays included."""


async def due_for(db: AsyncSession, viewer: Viewer, agency: Agency, today: date) -> list[DueTask]:
    """Return the tasks of which one person needs to hear on `today`."""
    return (await _due(db, agency, today, viewer)).get(viewer.person_id, [])


async def due_by_person(db: AsyncSession, agency: Agency, today: date) -> dict[int, list[DueTask]]:
    """Return, by person id, the tasks of which everybody who can be reached needs to hear on `today`."""
    return await _due(db, agency, today, None)


async def was_reminded(db: AsyncSession, person_id: int, on: date) -> bool:
    """Tell whether a person got a reminder on a day already."""
    return bool(await db.scalar(reminders_on(person_id, on)))


async def keys_planned(db: AsyncSession, keys: Collection[str]) -> set[str]:
    """Return those of the dedupe keys that stand in the outbox already: most ticks of a day find all of them there."""
    known = await db.scalars(select(Notification.dedupe_key).where(Notification.dedupe_key.in_(keys)))
    return {key for key in known if key is not None}


async def after_sent(db: AsyncSession, notification: Notification, on: date) -> None:
    """Remember that the recipient was reminded of the tasks in the message on the agency's day `on`.

    Called when the message was sent or may have been: only then does the next step wait for its own day.
    """
    if notification.recipient_id is None:
        return
    for task_id in dict.fromkeys(notification.task_ids):
        await db.merge(TaskReminder(task_id=task_id, person_id=notification.recipient_id, reminded_on=on))
    await db.flush()


async def reach(db: AsyncSession) -> Reach:
    """Return who of the agency can be told, and through whom."""
    names: dict[int, str] = {}
    reachable: set[int] = set()
    heads: dict[int, list[int]] = defaultdict(list)
    for person_id, name, unit_id, roles, has_account in await db.execute(_people_and_accounts()):
        names[person_id] = name
        if has_account:
            reachable.add(person_id)
        if unit_id is not None and Role.UNIT_HEAD in roles:
            heads[unit_id].append(person_id)
    parents = {unit.id: unit.parent_id for unit in await db.scalars(all_units())}
    return Reach(names, reachable, heads, parents)


async def _due(db: AsyncSession, agency: Agency, today: date, viewer: Viewer | None) -> dict[int, list[DueTask]]:
    found: dict[int, list[DueTask]] = defaultdict(list)
    if not agency.calendar.is_working_day(today):
        return found
    last_on = last_day_to_look_at(today, agency.calendar)
    tasks = (await db.execute(tasks_to_remind_of(last_on, viewer))).all()
    if not tasks:
        return found
    who = await reach(db)
    last = await db.execute(last_reminders(viewer.person_id if viewer else None))
    reminded_on = {(task_id, person_id): day for task_id, person_id, day in last}
    reported_on = await last_report_days(db, agency, today - LOOK_BACK)
    for task in tasks:
        reported = reported_on.get(task.id)
        for person_id in who.hearers(task.owner_id, task.lead_unit_id):
            heard = reminded_on.get((task.id, person_id), agency.day(task.given_at))
            since = max(heard, reported or heard)
            if _needs_reminder(task, today, since, agency, reported):
                found[person_id].append(_due_task(task, person_id, who))
    return found


def _needs_reminder(task: Any, today: date, since: date, agency: Agency, answered_on: date | None) -> bool:
    return needs_reminder(
        TaskState(task.state),
        task.deadline_on,
        today=today,
        since=since,
        calendar=agency.calendar,
        answered_on=answered_on,
    )


def _due_task(task: Any, person_id: int, who: Reach) -> DueTask:
    owner_name = who.names.get(task.owner_id)
    return DueTask(
        id=task.id,
        number=task.number,
        deadline_on=task.deadline_on,
        content=None if task.confidential else task.content,
        unreached_owner=owner_name if task.owner_id != person_id else None,
        unowned=owner_name is None,
        blocked_reason=None if task.confidential else task.blocked_reason,
        waiting_on=None if task.confidential else task.waiting_on,
    )


def _people_and_accounts() -> Select[int, str, int | None, frozenset[Role], bool]:
    has_account = ChannelAccount.id.is_not(None) & ChannelAccount.unreachable_at.is_(None)
    return (
        select(Person.id, Person.name, Person.unit_id, Person.roles, has_account)
        .outerjoin(ChannelAccount, ChannelAccount.person_id == Person.id)
        .where(Person.active)
        .order_by(Person.id)
    )
