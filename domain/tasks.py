"""The life of a task and the four cells in which national reports count it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import WorkingCalendar
from domain.errors import RefusalError

DUE_SOON_WORKING_DAYS = 3
"""A tool's warning, not a legal status: open tasks with at most this many working days left."""

MAX_CONTENT = 4096
MAX_NOTE = 2000


class TaskState(StrEnum):
    """Where a task stands. Blocked and waiting are no states: a task in progress may be either."""

    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


OPEN_STATES = frozenset({TaskState.ASSIGNED, TaskState.IN_PROGRESS})


class Part(StrEnum):
    """What somebody is to a new task: in charge of it, head of the unit that leads it, or of one that joins in."""

    OWNER = "owner"
    LEAD = "lead"
    COORDINATING = "coordinating"


def check_content(content: str) -> str:
    """Return the content of a task without white space around it.

    Raises:
        RefusalError: `content_empty` or `content_too_long`.
    """
    content = content.strip()
    if not content:
        raise RefusalError("content_empty")
    if len(content) > MAX_CONTENT:
        raise RefusalError("content_too_long", length=len(content), limit=MAX_CONTENT)
    return content


class Cell(StrEnum):
    """How national reports count a task; tasks without a deadline are listed apart, never as overdue."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_IN_TERM = "open_in_term"
    OPEN_OVERDUE = "open_overdue"
    NO_DEADLINE = "no_deadline"
    NOT_COUNTED = "not_counted"


def cell(state: TaskState, deadline_on: date | None, done_on: date | None, today: date) -> Cell:
    """Return the cell of one task on `today`; the deadline's own day is still within term."""
    if state is TaskState.CANCELLED:
        return Cell.NOT_COUNTED
    if deadline_on is None:
        return Cell.NO_DEADLINE
    if state is TaskState.DONE:
        return Cell.DONE_LATE if (done_on or today) > deadline_on else Cell.DONE_ON_TIME
    return Cell.OPEN_OVERDUE if today > deadline_on else Cell.OPEN_IN_TERM


def is_due_soon(deadline_on: date | None, today: date, calendar: WorkingCalendar) -> bool:
    """Tell whether a deadline that has not passed is at most `DUE_SOON_WORKING_DAYS` working days away."""
    return deadline_on is not None and today <= deadline_on < due_soon_before(today, calendar)


def due_soon_before(today: date, calendar: WorkingCalendar) -> date:
    """Return the first day that is no longer due soon: more than `DUE_SOON_WORKING_DAYS` working days away.

    Whoever looks at many tasks counts the working days once.
    """
    return calendar.add_working_days(today, DUE_SOON_WORKING_DAYS + 1)


@dataclass(frozen=True)
class Countdown:
    """How far a deadline is: working days left, or calendar days late when it has passed."""

    working_days_left: int
    days_late: int = 0


def countdown(deadline_on: date, today: date, calendar: WorkingCalendar) -> Countdown:
    """Measure from `today` to `deadline_on`; lateness is in calendar days, as offices count it."""
    if deadline_on < today:
        return Countdown(0, (today - deadline_on).days)
    return Countdown(calendar.working_days_between(today, deadline_on))
