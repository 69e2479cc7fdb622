"""Days beside public holidays: "trước Tết" is the last working day before the break, "sau Tết" the first one after."""

from datetime import date, timedelta

from domain.calendar import WorkingCalendar
from handlers.reading.atoms import Atom
from handlers.reading.moment import DateReading, Moment, asked
from handlers.reading.said import bare

_FAR = 800
_NAMES = (
    ("duong", "tet duong lich"),
    ("tay", "tet duong lich"),
    ("nam moi", "tet duong lich"),
    ("quoc khanh", "quoc khanh"),
    ("gio to", "gio to"),
)


def beside_holiday(said: Atom, moment: Moment) -> DateReading:
    """Return the working day before or after the next break of that name, as the public calendar has it."""
    wanted = next((name for mark, name in _NAMES if mark in (said.word or "")), "tet nguyen dan")
    start = moment.today if said.year is None else date(said.year, 1, 1)
    day = next((d for d in _days_from(start) if wanted in bare(moment.calendar.holiday_name(d) or "")), None)
    if day is None or (said.year is not None and day.year != said.year):
        return asked("vague")
    on = _before(day, moment.calendar) if said.edge == "before" else _after(day, moment.calendar)
    return DateReading(on=on) if on >= moment.today else asked("past")


def _days_from(start: date) -> list[date]:
    return [start + timedelta(days=n) for n in range(_FAR)]


def _before(day: date, calendar: WorkingCalendar) -> date:
    return calendar.last_working_day_to(day - timedelta(days=1))


def _after(day: date, calendar: WorkingCalendar) -> date:
    return calendar.first_working_day_from(day + timedelta(days=1))
