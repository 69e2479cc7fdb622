"""What recurs, as an RFC 5545 RRULE and its next occurrence: "ngày 20 hằng tháng", "thứ sáu hằng tuần"."""

from datetime import date, timedelta

from handlers.reading import days
from handlers.reading.atoms import Atom, Kind
from handlers.reading.scan import Cluster

_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FRIDAY = 4


def recurrence(cluster: Cluster, today: date) -> tuple[str, date] | str:
    """Return the rule and its next occurrence from `today` on, or the word why it must be asked.

    Without a day in it, a week means its Friday and a month, quarter or year its last day.
    """
    rhythm = cluster.get(Kind.RECUR)
    dated, weekday, month = cluster.get(Kind.DATE), cluster.get(Kind.WEEKDAY), cluster.get(Kind.MONTH)
    unit, count = (rhythm.unit, rhythm.count or 1) if rhythm else (None, 1)
    if unit == "day":
        return "FREQ=DAILY", today
    if unit == "week":
        return _weekly(weekday, count, today)
    if unit == "month" and weekday and month and month.edge in ("start", "end"):
        return _weekday_of_month(weekday.weekday or 0, month.edge, today)
    months = _months(unit, count, dated)
    if months is None:
        return "ambiguous"
    return _on_day(_day(dated, month), months, today)


def _weekly(weekday: Atom | None, count: int, today: date) -> tuple[str, date]:
    number = weekday.weekday if weekday and weekday.weekday is not None else _FRIDAY
    interval = f";INTERVAL={count}" if count > 1 else ""
    on = today if today.weekday() == number else days.next_weekday(today, number)
    return f"FREQ=WEEKLY{interval};BYDAY={_BYDAY[number]}", on


def _weekday_of_month(number: int, edge: str, today: date) -> tuple[str, date]:
    for day in (today + timedelta(days=n) for n in range(62)):
        neighbour = day + timedelta(days=7 if edge == "end" else -7)
        if day.weekday() == number and neighbour.month != day.month:
            return f"FREQ=MONTHLY;BYDAY={'-1' if edge == 'end' else '1'}{_BYDAY[number]}", day
    raise AssertionError("every month has every weekday")


def _months(unit: str | None, count: int, dated: Atom | None) -> tuple[int, ...] | None:
    """Return the months it falls in, () for every one; None when the date fits no such rhythm."""
    if dated and dated.month and unit != "year":
        return None
    if unit == "quarter":
        return days.QUARTER_ENDS
    if unit == "year":
        month = dated.month if dated and dated.month else 12
        return (month,) if 1 <= month <= 12 else None
    if count == 1:
        return ()
    return tuple(range(count, 13, count)) if 12 % count == 0 else None


def _day(dated: Atom | None, month: Atom | None) -> int:
    if dated and dated.day:
        return dated.day
    return {"start": 10, "middle": 15, "first half": 15}.get(month.edge or "", -1) if month else -1


def _on_day(day: int, months: tuple[int, ...], today: date) -> tuple[str, date] | str:
    bymonth = f";BYMONTH={','.join(map(str, months))}" if months else ""
    first = today.replace(day=1)
    for ahead in range(61):
        start = days.add_months(first, ahead)
        end = days.month_end(start.year, start.month)
        on = end if day == -1 else days.make(start.year, start.month, day)
        if on and on >= today and (not months or on.month in months):
            return f"FREQ=MONTHLY{bymonth};BYMONTHDAY={day}", on
    return "impossible"
