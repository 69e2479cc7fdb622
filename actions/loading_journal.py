"""What a load changes in a task that was there before, and how the journal tells it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from actions.loading_tasks import TaskPlan
from domain.loading import Sheet, header_of
from domain.people import Role
from domain.tasks import MAX_NOTE
from domain.words import one_line, shorten
from models import Directive, Person, Task, Unit

SHOWN = 200
"""Characters of a value in the journal."""


@dataclass(frozen=True)
class Change:
    """One field of a task: its name in the workbook, what stood there, what stands there now."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{header_of(Sheet.TASKS, self.field)}: {_shown(self.before)} → {_shown(self.after)}"


def note_of(changes: list[Change]) -> str:
    """Return the changes as the journal keeps them, under the workbook's own headers: "Thời hạn: 30/6/2017 → …"."""
    return shorten("; ".join(str(change) for change in changes), MAX_NOTE)


@dataclass(frozen=True)
class Targets:
    """Everything that plans name by key."""

    units: Mapping[str, Unit]
    people: Mapping[str, Person]
    directives: Mapping[tuple[str, date | None], Directive]

    @cached_property
    def heads(self) -> dict[int, list[Person]]:
        """Return the active heads of each unit that has any, by the unit's id."""
        found: dict[int, list[Person]] = {}
        for person in self.people.values():
            if person.active and person.unit is not None and Role.UNIT_HEAD in person.roles:
                found.setdefault(person.unit.id, []).append(person)
        return found

    @cached_property
    def parent_ids(self) -> dict[int, int | None]:
        """Return the id of the unit above, by the unit's id."""
        return {unit.id: unit.parent_id for unit in self.units.values()}

    def owner(self, plan: TaskPlan) -> Person | None:
        """Return the owner that a row names."""
        return self.people[plan.owner] if plan.owner is not None else None

    def report_to(self, plan: TaskPlan) -> Unit | None:
        """Return the unit to which a row says to report."""
        return self.units[plan.report_to] if plan.report_to is not None else None

    def directive(self, plan: TaskPlan) -> Directive | None:
        """Return the document that a row comes from."""
        return self.directives[plan.row.document, plan.row.document_on] if plan.row.document else None


def apply(task: Task, plan: TaskPlan, targets: Targets) -> list[Change]:
    """Bring a task to what its row says and return what that changed; the ordered deadline stays for ever."""
    changes = list(_changes(task, plan, targets))
    if not changes:
        return []
    row = plan.row
    task.content, task.product, task.deadline_on = row.content, row.product, row.deadline_on
    task.owner, task.directive = targets.owner(plan), targets.directive(plan)
    task.report_to_unit, task.report_to_name = targets.report_to(plan), plan.report_to_name
    if {unit.id for unit in task.coordinating_units} != {targets.units[key].id for key in plan.coordinating}:
        task.coordinating_units = [targets.units[key] for key in plan.coordinating]
    return changes


def _changes(task: Task, plan: TaskPlan, targets: Targets) -> Iterator[Change]:
    row, owner = plan.row, targets.owner(plan)
    pairs = (
        ("content", task.content, row.content),
        ("coordinating", _names(task.coordinating_units), _names([targets.units[key] for key in plan.coordinating])),
        ("owner", _person(task.owner), _person(owner)),
        ("deadline_on", _day(task.deadline_on), _day(row.deadline_on)),
        ("document_on", _day(task.directive.issued_on if task.directive else None), _day(row.document_on)),
        (
            "report_to",
            _unit(task.report_to_unit) or task.report_to_name,
            _unit(targets.report_to(plan)) or row.report_to,
        ),
        ("product", task.product, row.product),
    )
    return (Change(name, before, after) for name, before, after in pairs if before != after)


def _names(units: list[Unit]) -> str:
    return "; ".join(unit.name for unit in sorted(units, key=lambda unit: (unit.position, unit.id)))


def _person(person: Person | None) -> str:
    return f"{person.name} ({person.code})" if person else ""


def _unit(unit: Unit | None) -> str:
    return unit.name if unit else ""


def _day(on: date | None) -> str:
    return f"{on.day}/{on.month}/{on.year}" if on else ""


def _shown(value: str) -> str:
    return shorten(one_line(value), SHOWN) or "–"
