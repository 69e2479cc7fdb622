"""One cell of a workbook: a text, a day or several roles; what cannot be read is told with what to write instead."""

import calendar
import re
from datetime import date, datetime, time, timedelta

from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

from domain.loading import ROLE_NAMED, Column, names_in
from domain.people import Role
from domain.words import clean, fold, one_line

NO_DAY = ("", "khong co", "khong", "none", "no deadline")
YEARS = range(1990, 2101)

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_MIDNIGHT = re.compile(r"[ T]00:00(:00)?$")


class BadCellError(Exception):
    """A cell cannot be read; `code` names the sentence, `facts` are what it tells."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def read_text(cell: ReadOnlyCell | EmptyCell, column: Column) -> str:
    """Return the text of a cell; numbers as they are written, "" for an empty one.

    Raises:
        BadCellError: `error_cell`, `date_in_text`, `not_text` or `too_long`.
    """
    value = _value(cell)
    if isinstance(value, datetime | date | time | timedelta):
        raise BadCellError("date_in_text", value=str(value))
    if isinstance(value, bool):
        raise BadCellError("not_text", value=str(value).upper())
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = clean(str(value)).strip() if column.many_lines else one_line(str(value))
    if len(text) > column.limit:
        raise BadCellError("too_long", length=len(text), limit=column.limit)
    return text


def read_day(cell: ReadOnlyCell | EmptyCell) -> date | None:
    """Return the day in a cell, day first in a text; None for an empty cell and for "không có".

    Raises:
        BadCellError: `error_cell`, `no_such_day`, `unlikely_year` or `not_a_date`.
    """
    value = _value(cell)
    if isinstance(value, date):
        return _likely(value.date() if isinstance(value, datetime) else value)
    text = one_line(str(value))
    if isinstance(value, str) and fold(text) in NO_DAY:
        return None
    plain = _MIDNIGHT.sub("", text)
    found = _DAY_FIRST.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain)
    if found is None or not isinstance(value, str):
        raise BadCellError("not_a_date", value=text)
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    try:
        return _likely(date(year, month, day))
    except ValueError:
        raise BadCellError("no_such_day", value=text, example=_nearest_day(year, month)) from None


def read_roles(text: str) -> frozenset[Role]:
    """Return the roles that a text names, with or without diacritics; nothing said means official.

    Raises:
        BadCellError: `unknown_role`.
    """
    roles = set()
    for name in names_in(text):
        role = ROLE_NAMED.get(fold(name))
        if role is None:
            raise BadCellError("unknown_role", value=name)
        roles.add(role)
    return frozenset(roles or {Role.OFFICIAL})


def _value(cell: ReadOnlyCell | EmptyCell) -> object:
    if cell.data_type == "e":
        raise BadCellError("error_cell", value=str(cell.value))
    return "" if cell.value is None else cell.value


def _likely(day: date) -> date:
    if day.year not in YEARS:
        raise BadCellError("unlikely_year", value=f"{day.day}/{day.month}/{day.year}")
    return day


def _nearest_day(year: int, month: int) -> date | None:
    """Return the last day of the month, if the month exists: the 31st of April was mostly meant to be the 30th."""
    if 1 <= month <= 12 and year in YEARS:
        return date(year, month, calendar.monthrange(year, month)[1])
    return None
