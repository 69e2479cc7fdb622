"""Tasks: who owes what to whom by when."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Select, String, Table, Text, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.people import Parties, Viewer
from domain.progress import Standing
from domain.tasks import OPEN_STATES, TaskState
from models.base import Base
from models.directives import Directive
from models.people import Person
from models.units import Unit

task_coordinating_units = Table(
    "task_coordinating_units",
    Base.metadata,
    Column("task_id", ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True),
    Column("unit_id", ForeignKey("units.id"), primary_key=True, index=True),
)


class Task(Base):
    """One task. `number` is what people see as #12; the ordered deadline is kept beside the current one for ever."""

    __tablename__ = "tasks"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    content: Mapped[str] = mapped_column(Text)
    lead_unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    report_to_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    report_to_name: Mapped[str] = mapped_column(String(300), default="")
    product: Mapped[str] = mapped_column(Text, default="")
    ordered_deadline_on: Mapped[date | None]
    deadline_on: Mapped[date | None] = mapped_column(index=True)
    confidential: Mapped[bool] = mapped_column(default=False)
    directive_id: Mapped[int | None] = mapped_column(ForeignKey("directives.id"), index=True)
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    given_at: Mapped[datetime]
    load_key: Mapped[str | None] = mapped_column(String(64), unique=True)

    state: Mapped[TaskState] = mapped_column(String(20), default=TaskState.ASSIGNED, index=True)
    percent: Mapped[int] = mapped_column(default=0)
    blocked_reason: Mapped[str | None] = mapped_column(Text)
    waiting_on: Mapped[str | None] = mapped_column(String(300))
    done_on: Mapped[date | None]
    updated_at: Mapped[datetime | None]

    lead_unit: Mapped[Unit] = relationship(foreign_keys=[lead_unit_id], lazy="joined")
    report_to_unit: Mapped[Unit | None] = relationship(foreign_keys=[report_to_unit_id], lazy="joined")
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id], lazy="joined")
    given_by: Mapped[Person | None] = relationship(foreign_keys=[given_by_id], lazy="selectin")
    directive: Mapped[Directive | None] = relationship(lazy="joined")
    coordinating_units: Mapped[list[Unit]] = relationship(
        secondary=task_coordinating_units, lazy="selectin", order_by=Unit.position
    )

    @property
    def standing(self) -> Standing:
        """Return the part of the task that reports change."""
        return Standing(
            TaskState(self.state), self.percent, self.blocked_reason, self.waiting_on, self.done_on, self.updated_at
        )

    @standing.setter
    def standing(self, new: Standing) -> None:
        self.state, self.percent = new.state, new.percent
        self.blocked_reason, self.waiting_on = new.blocked_reason, new.waiting_on
        self.done_on, self.updated_at = new.done_on, new.updated_at

    @property
    def parties(self) -> Parties:
        """Return who has to do with the task, for the rules of access."""
        return Parties(
            lead_unit_id=self.lead_unit_id,
            owner_id=self.owner_id,
            coordinating_unit_ids=frozenset(unit.id for unit in self.coordinating_units),
            report_to_unit_id=self.report_to_unit_id,
            given_by_id=self.given_by_id,
        )

    @property
    def is_open(self) -> bool:
        """Tell whether the task still wants doing."""
        return TaskState(self.state) in OPEN_STATES


class TaskReminder(Base):
    """The last day on which a person was reminded of a task; written when the reminder was really sent."""

    __tablename__ = "task_reminders"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    reminded_on: Mapped[date]


class Counter(Base):
    """A number that only grows, such as the last task number; its row is the lock."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


def by_deadline() -> Select[Task]:
    """Select all tasks, the earliest deadline first, those without a deadline last."""
    return select(Task).order_by(Task.deadline_on.is_(None), Task.deadline_on, Task.number)


def task_by_number(number: int) -> Select[Task]:
    """Select the task that people know as #`number`."""
    return select(Task).where(Task.number == number)


def tasks_with_ids(ids: Collection[int]) -> Select[Task]:
    """Select the tasks with these ids."""
    return by_deadline().where(Task.id.in_(ids))


def open_tasks() -> Select[Task]:
    """Select the tasks that still want doing."""
    return by_deadline().where(Task.state.in_([state.value for state in OPEN_STATES]))


def tasks_led_by(unit_ids: Collection[int]) -> Select[Task]:
    """Select the tasks that these units lead."""
    return by_deadline().where(Task.lead_unit_id.in_(unit_ids))


def tasks_to_do(viewer: Viewer) -> Select[Task]:
    """Select the open tasks that are somebody's to do: they own them, or they head the lead unit."""
    return open_tasks().where(or_(Task.owner_id == viewer.person_id, Task.lead_unit_id.in_(viewer.headed_units)))


def counted_tasks(unit_ids: Collection[int] | None) -> Select[*tuple[Any, ...]]:
    """Select what figures and lists need of the tasks that these units lead (None: all units), cancelled ones left out.

    Plain columns, for an agency has thousands: id, number, content, confidential, lead_unit_id, owner_name, state,
    percent, deadline_on, done_on, blocked_reason, waiting_on.
    """
    columns = (
        *(Task.id, Task.number, Task.content, Task.confidential, Task.lead_unit_id, Person.name.label("owner_name")),
        *(Task.state, Task.percent, Task.deadline_on, Task.done_on, Task.blocked_reason, Task.waiting_on),
    )
    counted = select(*columns).outerjoin(Person, Task.owner_id == Person.id).where(Task.state != TaskState.CANCELLED)
    return counted if unit_ids is None else counted.where(Task.lead_unit_id.in_(unit_ids))


def tasks_to_remind_of(last_on: date, viewer: Viewer | None = None) -> Select[*tuple[Any, ...]]:
    """Select the open tasks with a deadline up to a day as plain columns; with a viewer, only what they could hear of.

    Columns: id, number, content, confidential, lead_unit_id, owner_id, state, deadline_on, given_at, blocked_reason,
    waiting_on.
    """
    columns = (
        *(Task.id, Task.number, Task.content, Task.confidential, Task.lead_unit_id, Task.owner_id, Task.state),
        *(Task.deadline_on, Task.given_at, Task.blocked_reason, Task.waiting_on),
    )
    is_open = Task.state.in_([state.value for state in OPEN_STATES])
    due = select(*columns).where(is_open, Task.deadline_on <= last_on)
    if viewer is None:
        return due
    return due.where(or_(Task.owner_id == viewer.person_id, Task.lead_unit_id.in_(viewer.headed_units)))


def last_reminders(person_id: int | None = None) -> Select[int, int, date]:
    """Select task, person and day of the last reminders of what still wants doing; of one person or of everybody."""
    is_open = Task.state.in_([state.value for state in OPEN_STATES])
    columns = (TaskReminder.task_id, TaskReminder.person_id, TaskReminder.reminded_on)
    last = select(*columns).join(Task, Task.id == TaskReminder.task_id).where(is_open)
    return last if person_id is None else last.where(TaskReminder.person_id == person_id)


def reminders_on(person_id: int, on: date) -> Select[int]:
    """Count the tasks of which a person was last reminded on a day."""
    its = (TaskReminder.person_id == person_id, TaskReminder.reminded_on == on)
    return select(func.count()).select_from(TaskReminder).where(*its)


def count_of(tasks: Select[Task]) -> Select[int]:
    """Count what another statement selects."""
    return select(func.count()).select_from(tasks.with_only_columns(Task.id).order_by(None).subquery())


def task_to_change(task_id: int) -> Select[Task]:
    """Select a task as it is now and hold its row until the end of the transaction, so that no other writer is lost."""
    return select(Task).where(Task.id == task_id).with_for_update(of=Task).execution_options(populate_existing=True)


def tasks_loaded_as(load_keys: Collection[str]) -> Select[Task]:
    """Select the tasks that a workbook brought under these keys."""
    return select(Task).where(Task.load_key.in_(load_keys))
