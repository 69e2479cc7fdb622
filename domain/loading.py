"""The agency as a workbook: its sheets and columns, one row of each, and what can be wrong with a row."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from domain.people import Role
from domain.tasks import MAX_CONTENT
from domain.words import fold

MAX_ROWS = 20_000
"""Rows with data in one sheet."""

MAX_UNCOMPRESSED = 100 * 1024 * 1024
MAX_RATIO = 200
"""How many times larger than packed a workbook may be: real ones reach about 30."""

SEPARATOR = ";"
"""Stands between several names in one cell."""


class Sheet(StrEnum):
    """The sheets, as they are called in the workbook."""

    UNITS = "Đơn vị"
    PEOPLE = "Cán bộ"
    TASKS = "Nhiệm vụ"


@dataclass(frozen=True)
class Column:
    """One column: the field that it fills, its header, the longest text (in characters), whether it may be empty."""

    field: str
    header: str
    limit: int = 300
    required: bool = False
    is_date: bool = False
    many_lines: bool = False


COLUMNS: Mapping[Sheet, tuple[Column, ...]] = {
    Sheet.UNITS: (
        Column("code", "Mã", 64, required=True),
        Column("name", "Tên đơn vị", required=True),
        Column("aliases", "Tên gọi khác", 2000),
        Column("parent", "Đơn vị cấp trên"),
    ),
    Sheet.PEOPLE: (
        Column("code", "Mã", 64, required=True),
        Column("name", "Họ và tên", 200, required=True),
        Column("position", "Chức vụ", 200),
        Column("unit", "Đơn vị"),
        Column("roles", "Vai trò", 200),
    ),
    Sheet.TASKS: (
        Column("content", "Nội dung", MAX_CONTENT, required=True, many_lines=True),
        Column("lead", "Đơn vị chủ trì", 2000, required=True),
        Column("coordinating", "Đơn vị phối hợp", 4000),
        Column("owner", "Người phụ trách"),
        Column("deadline_on", "Thời hạn", is_date=True),
        Column("document", "Văn bản", 200),
        Column("document_on", "Ngày văn bản", is_date=True),
        Column("report_to", "Báo cáo về"),
        Column("product", "Sản phẩm", 2000, many_lines=True),
    ),
}

ROLE_NAMES: Mapping[Role, str] = {
    Role.LEADER: "lãnh đạo",
    Role.SECRETARIAT: "thư ký",
    Role.UNIT_HEAD: "trưởng đơn vị",
    Role.OFFICIAL: "cán bộ",
    Role.ADMINISTRATOR: "quản trị",
}
"""Roles as they are written in the workbook."""

ROLE_NAMED: Mapping[str, Role] = {fold(name): role for role, name in ROLE_NAMES.items()}


def header_of(sheet: Sheet, name: str) -> str:
    """Return the header of the column that fills a field."""
    return next(column.header for column in COLUMNS[sheet] if column.field == name)


@dataclass(frozen=True)
class Problem:
    """What is wrong in one place: `row` counts from 1, `column` is a letter, `code` names the sentence."""

    sheet: Sheet
    code: str
    row: int | None = None
    column: str = ""
    header: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def place(self) -> tuple[int, int, int, str]:
        """Return what problems are sorted by: sheet, row, column from left to right."""
        return list(Sheet).index(self.sheet), self.row or 0, len(self.column), self.column


@dataclass(frozen=True)
class UnitRow:
    """One row of the units; `parent` is a code or a name, or empty."""

    row: int
    code: str
    name: str
    aliases: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class PersonRow:
    """One row of the people; `unit` is a code or a name, or empty."""

    row: int
    code: str
    name: str
    position: str = ""
    unit: str = ""
    roles: frozenset[Role] = frozenset({Role.OFFICIAL})


@dataclass(frozen=True)
class TaskRow:
    """One row of the tasks; units and the owner as they were written, not looked up yet."""

    row: int
    content: str
    lead: str
    coordinating: tuple[str, ...] = ()
    owner: str = ""
    deadline_on: date | None = None
    document: str = ""
    document_on: date | None = None
    report_to: str = ""
    product: str = ""


@dataclass(frozen=True)
class Workbook:
    """What a workbook says. `letters` tells where a field stands: sheet → field → column letter.

    Rows with a problem of their own are left out of the rows and told in `problems`; units and people among them are
    in `spoilt` (sheet → simplified codes and names), so that rows that refer to them are not blamed as well. Sheets of
    which nothing could be read are in `unread`.
    """

    units: tuple[UnitRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    letters: Mapping[Sheet, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    spoilt: Mapping[Sheet, frozenset[str]] = field(default_factory=dict)
    unread: frozenset[Sheet] = frozenset()

    def without(self, sheet: Sheet, problems: Iterable[Problem]) -> "Workbook":
        """Return the same workbook with the problems for which a sheet cannot be read."""
        return replace(self, problems=(*self.problems, *problems), unread=self.unread | {sheet})

    def problem(self, sheet: Sheet, row: int, field: str, code: str, /, **facts: object) -> Problem:
        """Return a problem in the cell of a field."""
        letter = self.letters.get(sheet, {}).get(field, "")
        return Problem(sheet, code, row, letter, header_of(sheet, field), facts)


def names_in(cell: str) -> tuple[str, ...]:
    """Return the several names in one cell, each once, in order."""
    return tuple(dict.fromkeys(_names(cell)))


def _names(cell: str) -> Iterator[str]:
    for name in cell.split(SEPARATOR):
        if name.strip():
            yield " ".join(name.split())


def load_key(content: str, lead_code: str, document: str) -> str:
    """Return what makes a loaded task the same as one loaded before: content, lead unit and document (SHA-256 in hex).

    Case, diacritics and spaces do not count, so that a corrected accent does not make a second task.
    """
    parts = (fold(content), fold(lead_code), fold(document))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Counts:
    """How many of one kind a load added, changed, and found as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True)
class LoadResult:
    """What a load did."""

    units: Counts
    people: Counts
    tasks: Counts
