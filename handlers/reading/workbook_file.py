"""Opening a workbook that came from outside: what is no workbook, or would burst, is refused before it is parsed."""

import io
import re
import zipfile
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import cast

from openpyxl.cell.read_only import EMPTY_CELL, EmptyCell, ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from domain.errors import RefusalError
from domain.loading import MAX_RATIO, MAX_UNCOMPRESSED

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
"""The container of .xls, and of workbooks with a password ([MS-CFB])."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a workbook with a password ([MS-OFFCRYPTO])."""

SMALL = 10 * 1024 * 1024
"""Bytes below which the ratio does not matter: nothing bursts from them."""

MAX_COLUMNS = 60
LAST_ROW = 1_048_576
"""Excel's own limit; a row beyond it is made to keep us busy."""

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")

Cell = ReadOnlyCell | EmptyCell
Area = tuple[int, int, int, int]
"""A merged range: left column, top row, right column, bottom row, counted from 1."""


@dataclass(frozen=True)
class RawRow:
    """One row with something in it; `number` counts from 1. `formulas` holds columns whose formula has no result."""

    number: int
    cells: tuple[Cell, ...]
    formulas: frozenset[int] = frozenset()


@dataclass(frozen=True)
class RawSheet:
    """One sheet: its name, its rows with something in them, and its merged ranges."""

    title: str
    rows: list[RawRow]
    merged: list[Area]


def check_file(data: bytes) -> None:
    """Let only a workbook pass that can be opened without harm.

    Raises:
        RefusalError: `workbook_old_format`, `workbook_encrypted`, `workbook_not_xlsx` or `workbook_too_large`.
    """
    if data.startswith(OLE_MAGIC):
        raise RefusalError("workbook_encrypted" if ENCRYPTED in data else "workbook_old_format")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        entries = []
    if not any(entry.filename.lower() == "[content_types].xml" for entry in entries):
        raise RefusalError("workbook_not_xlsx")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusalError("workbook_encrypted")
    # zipfile never yields more than an entry declares, so the declared sizes bound what can come out.
    size = sum(entry.file_size for entry in entries)
    if size > MAX_UNCOMPRESSED or (size > SMALL and size > MAX_RATIO * len(data)):
        raise RefusalError("workbook_too_large", limit=MAX_UNCOMPRESSED // 1024 // 1024)


def raw_sheets(data: bytes, wanted: Container[str], name_of: Callable[[str], str], max_rows: int) -> Iterator[RawSheet]:
    """Return the sheets whose name, as `name_of` has it, is wanted, with at most `max_rows` + 1 rows each.

    `check_file` has passed the bytes before.
    """
    reader = _open(data, values=True)
    for sheet in reader.wb.worksheets:
        if isinstance(sheet, ReadOnlyWorksheet) and name_of(sheet.title) in wanted:
            xml = reader.archive.read(sheet._worksheet_path)  # type: ignore[attr-defined]
            formulas = _formula_cells(data, sheet.title, max_rows) if _FORMULA.search(xml) else frozenset()
            merged = [_area(found.decode()) for found in _MERGED.findall(xml)]
            yield RawSheet(sheet.title, list(_rows(sheet, max_rows, formulas)), merged)


def _area(text: str) -> Area:
    left, top, right, bottom = range_boundaries(text)
    return left or 1, top or 1, right or 1, bottom or 1


def _open(data: bytes, *, values: bool) -> ExcelReader:
    reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
    reader.read()
    return reader


def _rows(sheet: ReadOnlyWorksheet, max_rows: int, formulas: frozenset[tuple[int, int]]) -> Iterator[RawRow]:
    found = 0
    for number, cells in _numbered(sheet):
        without_result = frozenset(
            column for column, cell in enumerate(cells) if cell.value is None and (number, column) in formulas
        )
        if without_result or any(cell.value is not None for cell in cells):
            found += 1
            yield RawRow(number, cells, without_result)
        if found > max_rows:
            return


def _formula_cells(data: bytes, title: str, max_rows: int) -> frozenset[tuple[int, int]]:
    """Return row number and column index of every formula: read for results, one without looks like an empty cell."""
    sheet = _open(data, values=False).wb[title]
    found = set()
    rows = 0
    for number, cells in _numbered(sheet):
        rows += any(cell.value is not None for cell in cells)
        found |= {(number, column) for column, cell in enumerate(cells) if cell.data_type == "f"}
        if rows > max_rows:
            break
    return frozenset(found)


def _numbered(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    # What a file says of its own dimensions is often wrong.
    sheet.reset_dimensions()
    rows = cast("Iterator[tuple[Cell, ...]]", sheet.iter_rows(max_col=MAX_COLUMNS))  # type: ignore[misc]
    for number, cells in enumerate(rows, start=1):
        if number > LAST_ROW:
            return
        if any(cell is not EMPTY_CELL for cell in cells):
            yield number, cells
