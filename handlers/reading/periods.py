"""Weekdays and periods as days: a week stands for its Friday, a month, quarter or year for its last day."""

from datetime import date, timedelta

from handlers.reading import days
from handlers.reading.atoms import Atom, Kind
from handlers.reading.holidays_said import beside_holiday
from handlers.reading.moment import DateReading, Moment, asked
from handlers.reading.scan import Cluster

FRIDAY = 4


def weekday(said: Atom, week: Atom | None, month: Atom | None, year: Atom | None, moment: Moment) -> DateReading:
    """Resolve a weekday: of a named week, at an end of a month, or the next one.

    A weekday that is today's may mean today or in a week, and "next Friday" while this Friday is ahead may mean either:
    both are asked.
    """
    today, number = moment.today, said.weekday or 0
    if month:
        return _weekday_of_month(number, month, year, moment)
    if week and week.offset is not None:
        on = days.monday(today) + timedelta(days=7 * week.offset + number)
        return DateReading(on=on) if on >= today else asked("past")
    if said.word == "sau":
        return DateReading(on=days.monday(today) + timedelta(days=7 + number))
    if said.word == "next":
        return asked("ambiguous") if number > today.weekday() else DateReading(on=days.next_weekday(today, number))
    if said.word is None and number == today.weekday():
        return asked("ambiguous")
    if said.word == "nay" and number == today.weekday():
        return DateReading(on=today)
    return DateReading(on=days.next_weekday(today, number))


def _weekday_of_month(number: int, month: Atom, year: Atom | None, moment: Moment) -> DateReading:
    first = _month_start(month, year, moment.today)
    if month.edge == "end":
        end = days.month_end(first.year, first.month)
        on = end - timedelta(days=(end.weekday() - number) % 7)
    elif month.edge == "start":
        on = first + timedelta(days=(number - first.weekday()) % 7)
    else:
        return asked("ambiguous")
    return DateReading(on=on) if on >= moment.today else asked("past")


def whole(cluster: Cluster, moment: Moment) -> list[DateReading | None]:
    """Resolve the periods and holidays of a phrase; a year beside a month or quarter only dates it."""
    year = cluster.get(Kind.YEAR)
    found: list[DateReading | None] = []
    for atom in cluster.atoms:
        match atom.kind:
            case Kind.WEEK:
                found.append(_week(atom, moment))
            case Kind.MONTH:
                found.append(_month(atom, year, moment))
            case Kind.QUARTER:
                found.append(_quarter(atom, year, moment))
            case Kind.HALF:
                found.append(_half(atom, year, moment))
            case Kind.LETTER_T:
                found.append(_month(atom, year, moment) if year else asked("ambiguous"))
            case Kind.HOLIDAY:
                found.append(beside_holiday(atom, moment))
    if not found and year:
        found.append(_year(year, moment))
    return found


def _unless_past(reading: DateReading, today: date) -> DateReading:
    return asked("past") if reading.on and reading.on < today else reading


def _week(week: Atom, moment: Moment) -> DateReading:
    today = moment.today
    start = days.monday(today) + timedelta(days=7 * (week.offset or 0))
    if week.edge in ("start", "middle"):
        number = 0 if week.edge == "start" else 2
        on = start + timedelta(days=number)
        if week.offset is None:
            if today.weekday() == number:
                return asked("ambiguous")
            on = days.next_weekday(today, number)
        loose = timedelta(days=1)
        return _unless_past(DateReading(on=on, from_on=on if number == 0 else on - loose, to_on=on + loose), today)
    friday = start + timedelta(days=FRIDAY)
    first = friday if week.edge == "end" else start
    return _unless_past(DateReading(on=friday, from_on=first, to_on=start + timedelta(days=6)), today)


def _month_start(month: Atom, year: Atom | None, today: date) -> date:
    this = today.replace(day=1)
    if month.month and 1 <= month.month <= 12:
        said = month.year or year_of(year, today)
        return date(said or days.year_of_month(today, month.month), month.month, 1)
    if month.offset is None and month.edge in ("start", "middle", "first half", "first week", "tuan2"):
        last = {"start": 10, "middle": 20, "tuan2": 20, "first half": 15, "first week": 7}[month.edge]
        return this if today.day <= last else days.add_months(this, 1)
    return days.add_months(this, month.offset or 0)


def year_of(year: Atom | None, today: date) -> int | None:
    """Return the year a piece names, by number or counted from this one."""
    if year is None:
        return None
    return year.year or (today.year + year.offset if year.offset is not None else None)


_MONTH_PARTS = {
    "start": (1, 10, 10),
    "middle": (11, 15, 20),
    "tuan2": (11, 15, 20),
    "first half": (1, 15, 15),
    "first week": (1, 7, 7),
}


def _month(month: Atom, year: Atom | None, moment: Moment) -> DateReading:
    if month.month is not None and not 1 <= month.month <= 12:
        return asked("impossible")
    if month.year is not None and not 1900 <= month.year <= 2200:
        return asked("impossible")
    first = _month_start(month, year, moment.today)
    end = days.month_end(first.year, first.month)
    if month.edge in _MONTH_PARTS:
        low, on, high = (first.replace(day=day) for day in _MONTH_PARTS[month.edge])
        if on < moment.today <= high:
            return asked("ambiguous")
        return _unless_past(DateReading(on=on, from_on=low, to_on=high), moment.today)
    if month.edge == "last working":
        return _unless_past(DateReading(on=moment.calendar.last_working_day_to(end)), moment.today)
    low = first.replace(day=21) if month.edge == "end" else first
    return _unless_past(DateReading(on=end, from_on=low, to_on=end), moment.today)


def _quarter(quarter: Atom, year: Atom | None, moment: Moment) -> DateReading:
    today = moment.today
    running = (today.month - 1) // 3
    if quarter.count:
        said = quarter.year or year_of(year, today)
        first = date(said or days.year_of_month(today, quarter.count * 3), quarter.count * 3 - 2, 1)
    else:
        first = days.add_months(date(today.year, running * 3 + 1, 1), 3 * (quarter.offset or 0))
        if quarter.edge == "start" and quarter.offset is None and today > first.replace(day=10):
            first = days.add_months(first, 3)
    return _unless_past(_part_of(first, 3, quarter.edge), today)


def _part_of(first: date, months: int, edge: str | None) -> DateReading:
    """Read an end of a quarter or year: the start is its first month, the end its last."""
    last = days.add_months(first, months - 1)
    end = days.month_end(last.year, last.month)
    if edge == "start":
        on = first.replace(day=10) if months == 3 else days.month_end(first.year, first.month)
        return DateReading(on=on, from_on=first, to_on=days.month_end(first.year, first.month))
    if edge == "middle":
        middle = days.add_months(first, months // 2)
        on = middle.replace(day=15) if months == 3 else middle - timedelta(days=1)
        return DateReading(on=on, from_on=on - timedelta(days=14), to_on=days.month_end(middle.year, middle.month))
    return DateReading(on=end, from_on=last if edge == "end" else first, to_on=end)


def _half(half: Atom, year: Atom | None, moment: Moment) -> DateReading:
    offset = half.offset or 0
    number = half.year or year_of(year, moment.today) or moment.today.year + offset
    end = days.month_end(number, half.count or 6)
    return _unless_past(DateReading(on=end, from_on=None, to_on=None), moment.today)


def _year(year: Atom, moment: Moment) -> DateReading:
    number = year_of(year, moment.today) or moment.today.year
    if not 1900 <= number <= 2200:
        return asked("impossible")
    if year.edge == "start" and year.offset is None and year.year is None:
        number += moment.today > date(number, 1, 31)
    reading = _part_of(date(number, 1, 1), 12, year.edge)
    return _unless_past(reading, moment.today)
