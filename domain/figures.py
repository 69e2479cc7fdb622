"""The picture of a unit in figures: the four cells, what is listed apart, two ratios, and the lists behind them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import IntEnum
from fractions import Fraction

from domain.calendar import WorkingCalendar
from domain.tasks import OPEN_STATES, Cell, TaskState, cell, due_soon_before


@dataclass(frozen=True, kw_only=True)
class TaskFacts:
    """What the figures need of one task; `reported_on` is the day of the last report that was not taken back."""

    state: TaskState
    deadline_on: date | None = None
    done_on: date | None = None
    reported_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the task still wants doing."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, kw_only=True)
class TaskLine(TaskFacts):
    """One task as a list shows it; a confidential task has neither content nor names nor reasons here."""

    id: int
    number: int
    unit_id: int
    content: str | None = None
    owner_name: str | None = None
    percent: int = 0
    blocked_reason: str | None = None
    waiting_on: str | None = None

    @property
    def is_hindered(self) -> bool:
        """Tell whether the task is open and blocked, or waits for somebody."""
        return self.is_open and bool(self.blocked_reason or self.waiting_on)


@dataclass(frozen=True)
class Figures:
    """Counts of tasks; the first four are the cells of national reports.

    `no_deadline` counts open tasks without a deadline, which are listed apart and never overdue; `due_soon` is a part
    of `open_in_term`; `updated_this_week` counts open tasks of any kind.
    """

    done_on_time: int = 0
    done_late: int = 0
    open_in_term: int = 0
    open_overdue: int = 0
    no_deadline: int = 0
    due_soon: int = 0
    updated_this_week: int = 0

    @property
    def done(self) -> int:
        """Return the number of tasks done, on time or late."""
        return self.done_on_time + self.done_late

    @property
    def total(self) -> int:
        """Return the sum of the four cells."""
        return self.done + self.open_in_term + self.open_overdue

    @property
    def open(self) -> int:
        """Return the number of tasks that still want doing, those without a deadline included."""
        return self.open_in_term + self.open_overdue + self.no_deadline

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing at all to count."""
        return self.total + self.no_deadline == 0

    @property
    def completion_rate(self) -> Fraction | None:
        """Return the share of the four cells that is done, None when there is nothing to divide."""
        return Fraction(self.done, self.total) if self.total else None

    @property
    def update_rate(self) -> Fraction | None:
        """Return the share of the open tasks that were reported on this week, None when none is open."""
        return Fraction(self.updated_this_week, self.open) if self.open else None

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Figures)))


NOTHING = Figures()


def figures_of(tasks: Iterable[TaskFacts], today: date, calendar: WorkingCalendar, week_start: date) -> Figures:
    """Count tasks as they stand on `today`; a report since `week_start` (a Monday) is one of this week."""
    soon_before = due_soon_before(today, calendar)
    counts: Counter[str] = Counter()
    for task in tasks:
        in_cell = cell(task.state, task.deadline_on, task.done_on, today)
        if in_cell is Cell.NOT_COUNTED or (in_cell is Cell.NO_DEADLINE and not task.is_open):
            continue
        counts[in_cell.value] += 1
        if in_cell is Cell.OPEN_IN_TERM and task.deadline_on and task.deadline_on < soon_before:
            counts["due_soon"] += 1
        if task.is_open and task.reported_on and task.reported_on >= week_start:
            counts["updated_this_week"] += 1
    return Figures(**counts)


def change(now: Figures, before: Figures) -> Figures:
    """Return how much each figure grew; counts may be negative here."""
    return Figures(*(getattr(now, each.name) - getattr(before, each.name) for each in fields(Figures)))


def percent(share: Fraction) -> int:
    """Return a share in whole per cent, rounded down: only all is 100 %."""
    return int(share * 100)


class Light(IntEnum):
    """A colour by rule, never by impression; the highest is the worst."""

    GREEN = 0
    YELLOW = 1
    RED = 2


def light(figures: Figures) -> Light:
    """Red: something is overdue. Yellow: something is due soon, or nothing open was updated this week. Else green."""
    if figures.open_overdue:
        return Light.RED
    if figures.due_soon or (figures.open and not figures.updated_this_week):
        return Light.YELLOW
    return Light.GREEN


@dataclass(frozen=True)
class Scope:
    """Whose picture it is: one unit with those below it, or the whole agency (`unit_id` None)."""

    unit_id: int | None = None
    name: str = ""


@dataclass(frozen=True)
class UnitFigures:
    """The figures of one unit: the tasks that it leads itself."""

    unit_id: int
    code: str
    name: str
    figures: Figures

    @property
    def badness(self) -> tuple[int, int, int, int]:
        """Return what the worst unit has most of: overdue, then the light, due soon, and not updated."""
        figures = self.figures
        return (figures.open_overdue, light(figures), figures.due_soon, figures.open - figures.updated_this_week)


@dataclass(frozen=True)
class Picture:
    """What is true at `at` (agency's zone): figures by unit in the agency's order, and every task that counts.

    `week_on` is the Monday since which reports count as this week's.
    """

    at: datetime
    week_on: date
    units: tuple[UnitFigures, ...]
    tasks: tuple[TaskLine, ...]

    @property
    def today(self) -> date:
        """Return the agency's calendar day."""
        return self.at.date()

    @property
    def total(self) -> Figures:
        """Return the sum over the units."""
        return sum((unit.figures for unit in self.units), NOTHING)

    @property
    def worst_units(self) -> list[UnitFigures]:
        """Return the units that have tasks, the worst first; equals keep the agency's order."""
        with_tasks = [unit for unit in self.units if not unit.figures.is_empty]
        return sorted(with_tasks, key=lambda unit: unit.badness, reverse=True)

    @property
    def open_tasks(self) -> list[TaskLine]:
        """Return what still wants doing, the earliest deadline first, without a deadline last."""
        return sorted((task for task in self.tasks if task.is_open), key=_by_deadline)

    @property
    def overdue(self) -> list[TaskLine]:
        """Return the overdue tasks, the worst first."""
        return self.due_between(date.min, self.today - timedelta(days=1))

    @property
    def due_this_week(self) -> list[TaskLine]:
        """Return the open tasks whose deadline lies between today and Sunday."""
        return self.due_between(self.today, self.today + timedelta(days=6 - self.today.weekday()))

    @property
    def hindered(self) -> list[TaskLine]:
        """Return the open tasks that are blocked or wait for somebody."""
        return [task for task in self.open_tasks if task.is_hindered]

    def due_between(self, first_on: date, last_on: date) -> list[TaskLine]:
        """Return the open tasks with a deadline between two days, both included."""
        return [task for task in self.open_tasks if task.deadline_on and first_on <= task.deadline_on <= last_on]

    def due_soon(self, calendar: WorkingCalendar) -> list[TaskLine]:
        """Return the open tasks that are due soon, the earliest first."""
        return self.due_between(self.today, due_soon_before(self.today, calendar) - timedelta(days=1))

    def not_updated(self) -> list[TaskLine]:
        """Return the open tasks without a report this week."""
        return [task for task in self.open_tasks if not task.reported_on or task.reported_on < self.week_on]


def _by_deadline(task: TaskLine) -> tuple[date, int]:
    return (task.deadline_on or date.max, task.number)


@dataclass(frozen=True)
class Digest:
    """A picture beside the last week that was told: `before` by unit id, None when there is nothing to compare with."""

    picture: Picture
    before_week_on: date | None = None
    before: dict[int, Figures] | None = None

    @property
    def total_before(self) -> Figures | None:
        """Return the sum of the earlier figures."""
        return None if self.before is None else sum(self.before.values(), NOTHING)


def monday_of(day: date) -> date:
    """Return the Monday of the week (Monday to Sunday) of a day."""
    return day - timedelta(days=day.weekday())
