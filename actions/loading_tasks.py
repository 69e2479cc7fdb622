"""Tasks of a workbook: who is meant by each row, and what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actions.loading_people import PeopleDirectory
from actions.loading_units import UnitDirectory, unit_problem
from domain.loading import Problem, Sheet, TaskRow, Workbook, load_key, names_in
from domain.words import fold

_ALL_UNITS = re.compile(r"(cac|tat ca|toan the|moi) .*(cuc|vu|don vi|phong|ban|bo phan)\b.*")
"""Folded: "các cục, vụ, đơn vị", "tất cả các đơn vị"."""

_BETWEEN_NAMES = re.compile(r"[;,/]|\s+và\s+|\s+&\s+", re.IGNORECASE)


@dataclass(frozen=True)
class TaskPlan:
    """One row with everybody found: keys of units and of the owner. `report_to` None: as free text, or nowhere."""

    row: TaskRow
    key: str
    lead: str
    coordinating: tuple[str, ...] = ()
    owner: str | None = None
    report_to: str | None = None

    @property
    def report_to_name(self) -> str:
        """Return whom the task is reported to when that is no unit."""
        return self.row.report_to if self.report_to is None else ""


@dataclass
class TaskPlanner:
    """Finds who is meant by each row of the tasks; what cannot be found is in `problems`."""

    book: Workbook
    units: UnitDirectory
    people: PeopleDirectory

    def __post_init__(self) -> None:
        self.plans: dict[str, TaskPlan] = {}
        self.problems: list[Problem] = []
        for row in self.book.tasks:
            self._plan(row)

    def _plan(self, row: TaskRow) -> None:
        problems = [*self._lead_problems(row), *self._coordinating_problems(row)]
        lead = self.units.find(row.lead).key
        owner, owner_problems = self._owner(row, lead)
        self.problems += [*problems, *owner_problems]
        if lead is None:
            return
        coordinating = [self.units.find(name).key for name in row.coordinating]
        joining = tuple(dict.fromkeys(key for key in coordinating if key is not None and key != lead))
        report_to = self.units.find(row.report_to).key if row.report_to else None
        key = load_key(row.content, self.units.names[lead][0], row.document)
        if key in self.plans:
            first_row = self.plans[key].row.row
            self.problems.append(
                self.book.problem(Sheet.TASKS, row.row, "content", "duplicate_task", first_row=first_row)
            )
        self.plans.setdefault(key, TaskPlan(row, key, lead, joining, owner, report_to))

    def _lead_problems(self, row: TaskRow) -> Iterator[Problem]:
        found = self.units.find(row.lead)
        if found.key is None and self._means_several(row.lead):
            yield self.book.problem(Sheet.TASKS, row.row, "lead", "one_row_per_unit", name=row.lead)
        else:
            yield from unit_problem(self.book, found, Sheet.TASKS, row.row, "lead", row.lead)

    def _means_several(self, name: str) -> bool:
        if len(names_in(name)) > 1 or _ALL_UNITS.fullmatch(fold(name)):
            return True
        parts = [part.strip() for part in _BETWEEN_NAMES.split(name) if part.strip()]
        return sum(self.units.find(part).key is not None for part in parts) > 1

    def _coordinating_problems(self, row: TaskRow) -> Iterator[Problem]:
        for name in row.coordinating:
            yield from unit_problem(self.book, self.units.find(name), Sheet.TASKS, row.row, "coordinating", name)

    def _owner(self, row: TaskRow, lead: str | None) -> tuple[str | None, list[Problem]]:
        """Return the key of the owner, who has to be of the lead unit or of one below it."""
        if not row.owner:
            return None, []
        found = self.people.find(row.owner)
        if len(found) > 1:
            codes = [self.people.people[key].code for key in found]
            return None, [self._owner_problem(row, "unclear_person", codes=codes)]
        if not found:
            nearest = self.people.nearest(row.owner)
            excused = self.people.excuses(row.owner)
            return None, [] if excused else [self._owner_problem(row, "unknown_person", nearest=nearest)]
        unit = self.people.people[found[0]].unit
        if lead is not None and not self.units.is_within(unit, lead):
            of = self.units.names[unit][1] if unit is not None else ""
            return None, [self._owner_problem(row, "owner_of_other_unit", of=of, lead=self.units.names[lead][1])]
        return found[0], []

    def _owner_problem(self, row: TaskRow, code: str, **facts: object) -> Problem:
        return self.book.problem(Sheet.TASKS, row.row, "owner", code, name=row.owner, **facts)
