"""When a task asks for a reminder, and when in the day people may be reminded."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.calendar import WorkingCalendar
from domain.tasks import OPEN_STATES, TaskState

STEPS_BEFORE = (7, 3, 1)
"""Working days before the deadline on which the doer is reminded; then on the day itself, then while overdue."""

LAST_CALL = time(17, 0)
"""The end of office hours: what could not be sent by then waits for the next working day."""


MOST_LISTED = 10
"""A reminder is read on a phone between two meetings; the rest stands in the list of tasks."""

ROOM_FOR_UPCOMING = 4
"""Of these lines, so many are kept for what can still be on time when the overdue ones would fill all."""


def step_days(deadline_on: date, calendar: WorkingCalendar) -> list[date]:
    """Return the days before and on the deadline on which a reminder is due, earliest first.

    A deadline on a day off is reminded of on the last working day before it.
    """
    last = calendar.last_working_day_to(deadline_on)
    before = {calendar.add_working_days(last, -n) for n in STEPS_BEFORE}
    return sorted(before | {last})


def needs_reminder(
    state: TaskState,
    deadline_on: date | None,
    *,
    today: date,
    since: date,
    calendar: WorkingCalendar,
    answered_on: date | None = None,
) -> bool:
    """Tell whether a task belongs into today's reminder.

    `since` is the day on which the doer last heard of the task (reminded, or given): a step that fell on a day when
    the program was down lies between `since` and `today` and is caught up once. An overdue task is listed each
    working day, but not on the day on which it was answered (`answered_on`).
    """
    if state not in OPEN_STATES or deadline_on is None or not calendar.is_working_day(today):
        return False
    if today > deadline_on:
        return today > since and answered_on != today
    return any(since < day <= today for day in step_days(deadline_on, calendar))


def is_reminder_hour(now: datetime, reminder_time: time, calendar: WorkingCalendar) -> bool:
    """Tell whether reminders may go out at `now` (agency's zone): working days, from the hour set to the last call."""
    last_call = max(LAST_CALL, reminder_time.replace(minute=59))
    return calendar.is_working_day(now.date()) and reminder_time <= now.time() <= last_call


def last_day_to_look_at(today: date, calendar: WorkingCalendar) -> date:
    """Return the latest deadline that can ask for a reminder on `today`."""
    return calendar.add_working_days(today, max(STEPS_BEFORE) + 1) - timedelta(days=1)


@dataclass(frozen=True)
class DueTask:
    """A task that needs something today, as a reminder shows it; a confidential one has no content and no reasons.

    `unreached_owner` names the owner who cannot be reached when another person hears in their stead; `unowned` tells
    that nobody is in charge yet.
    """

    id: int
    number: int
    deadline_on: date
    content: str | None = None
    unreached_owner: str | None = None
    unowned: bool = False
    blocked_reason: str | None = None
    waiting_on: str | None = None


@dataclass(frozen=True)
class Reach:
    """Who can be told: the ids of active people with a working account, the heads of units, the units above."""

    names: Mapping[int, str]
    reachable: AbstractSet[int]
    heads: Mapping[int, Sequence[int]]
    parents: Mapping[int, int | None]

    def hearers(self, owner_id: int | None, lead_unit_id: int) -> Sequence[int]:
        """Return who is reminded of a task: its owner, else the heads who can be reached, the nearest unit first.

        Somebody mute must not mean that nobody knows: where a unit has no head who can be reached, the one above hears.
        """
        if owner_id in self.reachable and owner_id is not None:
            return (owner_id,)
        unit_id: int | None = lead_unit_id
        seen: set[int] = set()
        while unit_id is not None and unit_id not in seen:
            seen.add(unit_id)
            heads = [head for head in self.heads.get(unit_id, ()) if head in self.reachable]
            if heads:
                return heads
            unit_id = self.parents.get(unit_id)
        return ()


def order(tasks: Sequence[DueTask]) -> list[DueTask]:
    """Return the tasks as a reminder lists them: the longest overdue first, then by deadline."""
    return sorted(tasks, key=lambda task: (task.deadline_on, task.number))


def listed(tasks: Sequence[DueTask], today: date) -> list[DueTask]:
    """Return the tasks that one message shows, in order: not all overdue when that hides what can still be on time."""
    ordered = order(tasks)
    overdue = [task for task in ordered if task.deadline_on < today]
    upcoming = ordered[len(overdue) :]
    kept_free = min(len(upcoming), ROOM_FOR_UPCOMING)
    shown = overdue[: MOST_LISTED - kept_free]
    return shown + upcoming[: MOST_LISTED - len(shown)]


SUMMARY_HOURS = (time(7, 30), time(18, 0))
"""When a late weekly summary may still come on a working day."""

SUMMARY_EVENING = time(20, 0)
"""On its own day a summary may come until then: it was promised for that day."""


def is_summary_hour(now: datetime, due_at: datetime, calendar: WorkingCalendar) -> bool:
    """Tell whether the summary that fell due at `due_at` may go out at `now` (both in the agency's zone)."""
    if now < due_at:
        return False
    if now.date() == due_at.date():
        return now.time() <= max(SUMMARY_EVENING, due_at.time().replace(minute=59))
    return calendar.is_working_day(now.date()) and SUMMARY_HOURS[0] <= now.time() <= SUMMARY_HOURS[1]
