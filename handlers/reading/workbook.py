"""From the bytes of a workbook to rows: the units, the people and the tasks of an agency, or what is wrong where."""

import warnings
from dataclasses import replace

from domain.errors import RefusalError
from domain.loading import MAX_ROWS, PersonRow, Problem, Sheet, TaskRow, UnitRow, Workbook
from handlers.reading.workbook_file import RawSheet, check_file, raw_sheets
from handlers.reading.workbook_header import find_header, simple_header
from handlers.reading.workbook_rows import RowReader, touches

_SHEETS = {simple_header(sheet): sheet for sheet in Sheet}


def read_workbook(data: bytes) -> Workbook:
    """Read the sheets `Đơn vị`, `Cán bộ` and `Nhiệm vụ`, those that there are; every bad cell is in `problems`.

    Raises:
        RefusalError: it is no workbook that can be read (`workbook_…`), or it has none of the sheets
            (`workbook_without_sheets`).
    """
    check_file(data)
    found: dict[Sheet, RawSheet] = {}
    for raw in _raw_sheets(data):
        sheet = _SHEETS.get(simple_header(raw.title))
        if sheet is not None:
            found.setdefault(sheet, raw)
    if not found:
        raise RefusalError("workbook_without_sheets", sheets=[sheet.value for sheet in Sheet])
    book = Workbook()
    for sheet, raw in found.items():
        book = _with_sheet(book, sheet, raw)
    return book


def _raw_sheets(data: bytes) -> list[RawSheet]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells what it leaves out; only values are wanted
            return list(raw_sheets(data, _SHEETS, simple_header, MAX_ROWS + 30))
    except Exception as error:
        # A damaged file fails in the XML parser, in zlib or in openpyxl, with whatever they raise.
        raise RefusalError("workbook_damaged") from error


def _with_sheet(book: Workbook, sheet: Sheet, raw: RawSheet) -> Workbook:
    """Return the book with what one sheet says added."""
    if not raw.rows:
        return book
    header, problems = find_header(sheet, raw)
    rows = [row for row in raw.rows if header is None or row.number > header.row]
    if len(rows) > MAX_ROWS:
        problems.append(Problem(sheet, "too_many_rows", facts={"limit": MAX_ROWS}))
    if header is None or problems:
        return book.without(sheet, problems)
    reader = RowReader(sheet, header, [area for area in raw.merged if touches(area, header)])
    reader.read_all(rows)
    return replace(
        book,
        units=book.units + tuple(row for row in reader.rows if isinstance(row, UnitRow)),
        people=book.people + tuple(row for row in reader.rows if isinstance(row, PersonRow)),
        tasks=book.tasks + tuple(row for row in reader.rows if isinstance(row, TaskRow)),
        letters={**book.letters, sheet: {name: header.letter(name) for name in header.columns}},
        problems=(*book.problems, *reader.problems),
        spoilt={**book.spoilt, sheet: frozenset(reader.spoilt)},
    )
