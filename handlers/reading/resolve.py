"""From the pieces of one phrase to a day: what each says, and whether they agree."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from handlers.reading import days, periods
from handlers.reading.atoms import Atom, Kind
from handlers.reading.hour_atoms import time_of
from handlers.reading.moment import DateReading, Moment, asked
from handlers.reading.recurring import recurrence
from handlers.reading.scan import Cluster


def resolve(cluster: Cluster, moment: Moment) -> DateReading:
    """Return what the pieces of a phrase say together; pieces that contradict each other make it "ambiguous"."""
    if cluster.get(Kind.PAST):
        return asked("past")
    vague = cluster.get(Kind.VAGUE)
    if vague:
        return asked(vague.word or "vague")
    if cluster.get(Kind.RECUR):
        return _recurring(cluster, moment)
    day = _day(cluster, moment)
    if day.on is None:
        return day
    if day.at is not None:
        return day
    return _with_time(day, cluster, moment)


_NOON = 12


def _recurring(cluster: Cluster, moment: Moment) -> DateReading:
    found = recurrence(cluster, moment.today)
    if isinstance(found, str):
        return asked(found)
    rule, on = found
    return DateReading(on=on, recurring=rule)


def _with_time(day: DateReading, cluster: Cluster, moment: Moment) -> DateReading:
    part = cluster.get(Kind.PART)
    found = time_of(cluster.get(Kind.CLOCK), part.word if part else None)
    if isinstance(found, str):
        return asked(found)
    if found is None and part and part.word == "sang" and day.on == moment.today and moment.now.hour >= _NOON:
        return asked("past")
    if found is None or day.on is None:
        return day
    at = datetime.combine(day.on, time(*found), tzinfo=moment.now.tzinfo)
    if at < moment.now:
        return asked("past")
    return replace(day, at=at, from_on=None, to_on=None)


def _day(cluster: Cluster, moment: Moment) -> DateReading:
    """Resolve every piece that names a day, and ask where they differ."""
    readings = [reading for reading in _named_days(cluster, moment) if reading is not None]
    if not readings:
        return DateReading(on=moment.today) if cluster.get(Kind.CLOCK) or cluster.get(Kind.PART) else asked("none")
    for reading in readings:
        if reading.on is None:
            return reading
    if len({reading.on for reading in readings}) > 1:
        return asked("ambiguous")
    return readings[0]


def _named_days(cluster: Cluster, moment: Moment) -> list[DateReading | None]:
    year, month, week = cluster.get(Kind.YEAR), cluster.get(Kind.MONTH), cluster.get(Kind.WEEK)
    dated, weekday = cluster.get(Kind.DATE), cluster.get(Kind.WEEKDAY) or _letter_t(cluster)
    readings: list[DateReading | None] = []
    if dated:
        readings.append(_dated(dated, month, year, weekday, moment))
    span = cluster.get(Kind.RANGE)
    if span:
        readings.append(_span(span, year, moment))
    near = cluster.get(Kind.DAY)
    if near:
        readings.append(DateReading(on=moment.today + timedelta(days=near.offset or 0)))
    ahead = cluster.get(Kind.AHEAD)
    if ahead:
        readings.append(_ahead(ahead, moment))
    if weekday and not dated:
        readings.append(periods.weekday(weekday, week, month, year, moment))
    if readings and (week or month or year) and not (weekday or dated or span):
        return [*readings, *periods.whole(cluster, moment)] if ahead else readings
    return readings or periods.whole(cluster, moment)


def _letter_t(cluster: Cluster) -> Atom | None:
    """Read "T6" as a weekday where an hour or a part of the day stands beside it."""
    said = cluster.get(Kind.LETTER_T)
    if said is None or not (cluster.get(Kind.CLOCK) or cluster.get(Kind.PART)):
        return None
    return replace(said, kind=Kind.WEEKDAY, weekday=(said.month or 2) - 2)


def _dated(dated: Atom, month: Atom | None, year: Atom | None, weekday: Atom | None, moment: Moment) -> DateReading:
    if dated.word == "number" and (dated.day or 0) <= 12 and not weekday:
        return asked("ambiguous")
    on = _date(dated, month, year, moment)
    if isinstance(on, str):
        return asked(on)
    if weekday and weekday.weekday != on.weekday():
        return asked("ambiguous")
    explicit = dated.year is not None or dated.offset is not None or year is not None
    return asked("past") if explicit and on < moment.today else DateReading(on=on)


def _date(dated: Atom, month: Atom | None, year: Atom | None, moment: Moment) -> date | str:
    """Return the day, or the word why it must be asked."""
    today, day = moment.today, dated.day or 0
    number = dated.month or (month.month if month else None)
    offset = dated.offset if dated.offset is not None else (month.offset if month else None)
    if offset is not None:
        base = days.add_months(today.replace(day=1), offset)
        return days.make(base.year, base.month, day) or "impossible"
    said_year = dated.year or (month.year if month else None) or _year_of(year, today)
    if number is not None:
        if said_year:
            return days.make(said_year, number, day) or "impossible"
        return days.next_day_and_month(today, day, number) or "impossible"
    return _day_of_month(today, day)


def _day_of_month(today: date, day: int) -> date | str:
    """Return the next day of that number; a number that this month lacks (31 in June) is asked, not moved."""
    if not 1 <= day <= 31:
        return "impossible"
    base = today if day >= today.day else days.add_months(today.replace(day=1), 1)
    return days.make(base.year, base.month, day) or "impossible"


def _year_of(year: Atom | None, today: date) -> int | None:
    if year is None:
        return None
    return year.year or (today.year + year.offset if year.offset is not None else None)


def _span(span: Atom, year: Atom | None, moment: Moment) -> DateReading:
    said_year = span.year or _year_of(year, moment.today)
    day, month = span.day or 0, span.month or 0
    end = days.make(said_year, month, day) if said_year else days.next_day_and_month(moment.today, day, month)
    if end is None:
        return asked("impossible")
    if end < moment.today:
        return asked("past")
    start = days.make(end.year, int(span.unit or month), span.count or 0)
    if start is None or start > end:
        return asked("impossible")
    return DateReading(on=end, from_on=start, to_on=end)


def _ahead(ahead: Atom, moment: Moment) -> DateReading:
    """Count a length from today; working days skip weekends and holidays, and hours give an instant."""
    today, count, unit = moment.today, ahead.count, ahead.unit
    if unit in ("hour", "minute"):
        minutes = (30 if count is None else count * 60) if unit == "hour" else count or 0
        at = moment.now + timedelta(minutes=minutes)
        return DateReading(on=at.date(), at=at)
    if count is None:
        half = {"month": today + timedelta(days=15), "year": days.add_months(today, 6)}
        return DateReading(on=half[unit]) if unit in half else asked("vague")
    if unit == "working":
        on = moment.calendar.add_working_days(today, count) if count <= 400 else None
    else:
        on = _later(today, count, unit or "day")
    if on is None:
        return asked("impossible")
    added = (on - today).days if ahead.word == "added" else None
    return DateReading(on=on, added_days=added)


def _later(today: date, count: int, unit: str) -> date | None:
    if unit in ("day", "week"):
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
    return days.add_months(today, months) if months <= 600 else None
