"""Finding the row of headers: in any order, with or without diacritics, below a title, among other columns."""

import re
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from domain.loading import COLUMNS, Column, Problem, Sheet
from domain.words import fold
from handlers.reading.workbook_file import RawRow, RawSheet

ROWS_TO_LOOK_AT = 30
ENOUGH = 2
"""Headers in one row that make it the header row."""


@dataclass(frozen=True)
class Header:
    """Where the columns are: the header's row number, and the index (from 0) of the column of each field."""

    row: int
    columns: dict[str, int]

    def letter(self, name: str) -> str:
        """Return the letter of the column that fills a field."""
        return get_column_letter(self.columns[name] + 1)


def simple_header(text: object) -> str:
    """Return a header as it is compared: "THỜI HẠN (*)" is "thoi han"."""
    return " ".join(re.findall(r"\w+", fold(str(text or ""))))


def find_header(sheet: Sheet, raw: RawSheet) -> tuple[Header | None, list[Problem]]:
    """Return the header, or what is wrong with it; a column that is missing could erase what was loaded before."""
    headers = [column.header for column in COLUMNS[sheet]]
    known = {simple_header(column.header): column.field for column in COLUMNS[sheet]}
    row = max(raw.rows[:ROWS_TO_LOOK_AT], key=lambda each: len(_known_in(each, known)), default=None)
    if row is None or len(_known_in(row, known)) < ENOUGH:
        return None, [Problem(sheet, "no_header", facts={"headers": headers})]
    columns: dict[str, int] = {}
    doubled: set[str] = set()
    for index, name in _known_in(row, known).items():
        if columns.setdefault(name, index) != index:
            doubled.add(name)
    missing = [_problem(sheet, "missing_column", row, each) for each in COLUMNS[sheet] if each.field not in columns]
    twice = [_problem(sheet, "double_column", row, each) for each in COLUMNS[sheet] if each.field in doubled]
    problems = missing + twice
    return (None if problems else Header(row.number, columns)), problems


def _problem(sheet: Sheet, code: str, row: RawRow, column: Column) -> Problem:
    return Problem(sheet, code, row.number, header=column.header)


def _known_in(row: RawRow, known: dict[str, str]) -> dict[int, str]:
    """Return the fields whose headers stand in a row, by column index."""
    found = {index: known.get(simple_header(cell.value)) for index, cell in enumerate(row.cells)}
    return {index: name for index, name in found.items() if name is not None}
