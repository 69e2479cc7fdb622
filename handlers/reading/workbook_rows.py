"""The rows of one sheet: each becomes a value, or is told with everything that is wrong in it."""

from dataclasses import dataclass, field
from typing import Any

from domain.loading import COLUMNS, Column, PersonRow, Problem, Sheet, TaskRow, UnitRow, names_in
from domain.units import simplify
from handlers.reading.workbook_cells import BadCellError, read_day, read_roles, read_text
from handlers.reading.workbook_file import Area, RawRow
from handlers.reading.workbook_header import Header

Row = UnitRow | PersonRow | TaskRow


@dataclass
class RowReader:
    """Reads the rows of one sheet below its header; `merged` are the merged areas that touch them."""

    sheet: Sheet
    header: Header
    merged: list[Area]
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    spoilt: set[str] = field(default_factory=set)

    def read_all(self, rows: list[RawRow]) -> None:
        """Read every row; merged cells are told once for each area, not once for each cell."""
        self.problems += [self._merged_problem(area) for area in self.merged]
        for row in rows:
            self._read(row)

    def _read(self, row: RawRow) -> None:
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        covered = 0
        for column in COLUMNS[self.sheet]:
            if self._is_merged(row.number, column):
                covered += 1
                continue
            try:
                values[column.field] = self._value(row, column)
            except BadCellError as bad:
                problems.append(self._problem(row.number, column, bad.code, **bad.facts))
        if not problems and not covered and not any(values.values()):
            return
        problems += self._missing(row.number, values, problems)
        self.problems += problems
        if problems or covered:
            self.spoilt |= _names(values)
        else:
            self.rows.append(self._row(row.number, values))

    def _value(self, row: RawRow, column: Column) -> object:
        index = self.header.columns[column.field]
        if index in row.formulas:
            raise BadCellError("formula_without_value")
        if column.is_date:
            return read_day(row.cells[index])
        return read_text(row.cells[index], column)

    def _missing(self, row: int, values: dict[str, Any], problems: list[Problem]) -> list[Problem]:
        """Return a problem for each empty cell that has to be filled, and for roles that do not exist."""
        found = [
            self._problem(row, column, "required")
            for column in COLUMNS[self.sheet]
            if column.required and values.get(column.field) == ""
        ]
        if self.sheet is Sheet.PEOPLE:
            try:
                values["roles"] = read_roles(values.get("roles", ""))
            except BadCellError as bad:
                found.append(self._problem(row, _column(Sheet.PEOPLE, "roles"), bad.code, **bad.facts))
        if self.sheet is Sheet.TASKS and values.get("document_on") and values.get("document") == "":
            found.append(self._problem(row, _column(Sheet.TASKS, "document"), "document_without_number"))
        return found

    def _row(self, number: int, values: dict[str, Any]) -> Row:
        match self.sheet:
            case Sheet.UNITS:
                return UnitRow(number, **(values | {"aliases": names_in(values["aliases"])}))
            case Sheet.PEOPLE:
                return PersonRow(number, **values)
            case Sheet.TASKS:
                return TaskRow(number, **(values | {"coordinating": names_in(values["coordinating"])}))

    def _is_merged(self, row: int, column: Column) -> bool:
        index = self.header.columns[column.field] + 1
        return any(left <= index <= right and top <= row <= bottom for left, top, right, bottom in self.merged)

    def _merged_problem(self, area: Area) -> Problem:
        left, top, right, bottom = area
        column = next(each for each in COLUMNS[self.sheet] if left <= self.header.columns[each.field] + 1 <= right)
        return self._problem(max(top, self.header.row + 1), column, "merged_cells", last_row=bottom)

    def _problem(self, row: int, column: Column, code: str, /, **facts: object) -> Problem:
        return Problem(self.sheet, code, row, self.header.letter(column.field), column.header, facts)


def touches(area: Area, header: Header) -> bool:
    """Tell whether a merged area covers cells that are read."""
    left, _, right, bottom = area
    return bottom > header.row and any(left <= index + 1 <= right for index in header.columns.values())


def _column(sheet: Sheet, name: str) -> Column:
    return next(column for column in COLUMNS[sheet] if column.field == name)


def _names(values: dict[str, Any]) -> set[str]:
    """Return what a row that is not taken would have been called by other rows."""
    names = (values.get("code", ""), values.get("name", ""), *names_in(values.get("aliases", "")))
    return {simplify(name) for name in names if name}
