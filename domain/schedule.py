"""When the week's summary is due: a weekday and an hour, moved to a working day of the same week."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from domain.calendar import ONE_DAY, WorkingCalendar
from domain.words import fold

WEEK = timedelta(days=7)

DAY_NAMES = (
    ("mon", "monday", "t2", "thu 2", "thu hai"),
    ("tue", "tues", "tuesday", "t3", "thu 3", "thu ba"),
    ("wed", "wednesday", "t4", "thu 4", "thu tu"),
    ("thu", "thur", "thurs", "thursday", "t5", "thu 5", "thu nam"),
    ("fri", "friday", "t6", "thu 6", "thu sau"),
    ("sat", "saturday", "t7", "thu 7", "thu bay"),
    ("sun", "sunday", "cn", "chu nhat"),
)
"""Names of the weekdays from Monday, without diacritics; the first is the one that we write."""

_WEEKDAY_OF = {name: weekday for weekday, names in enumerate(DAY_NAMES) for name in names}
_TIME = re.compile(r"(\d{1,2})\s*(?:[:h]|gio)\s*(\d{2})?")
_DAY_AND_TIME = re.compile(rf"(?P<day>.*\S)[\s,]+(?P<time>{_TIME.pattern})")


@dataclass(frozen=True)
class WeeklyMoment:
    """A weekday (0 is Monday) and a time of day in the agency's zone."""

    weekday: int
    at: time

    @classmethod
    def parse(cls, text: str) -> "WeeklyMoment":
        """Read "fri 16:00", "t6 16h", "thứ sáu 16h30".

        Raises:
            ValueError: there is no weekday, no time, or something else besides.
        """
        found = _DAY_AND_TIME.fullmatch(fold(text))
        weekday = _WEEKDAY_OF.get(found["day"].rstrip(" ,")) if found else None
        if found is None or weekday is None:
            raise ValueError("not a weekday and a time")
        return cls(weekday, parse_time(found["time"]))

    def __str__(self) -> str:
        return f"{DAY_NAMES[self.weekday][0]} {self.at:%H:%M}"


def parse_time(text: str) -> time:
    """Read a time of day: "08:30", "8h30", "8h", "8 giờ 30".

    Raises:
        ValueError: `text` is not a time of day.
    """
    found = _TIME.fullmatch(fold(text))
    if found is None or (":" in text and found[2] is None):
        raise ValueError("not a time of day")
    return time(int(found[1]), int(found[2] or 0))


def this_weeks_moment(
    moment: WeeklyMoment, day_in_week: date, calendar: WorkingCalendar, zone: tzinfo
) -> datetime | None:
    """Return the instant (UTC) at which `moment` falls due in the week, Monday to Sunday, of `day_in_week`.

    A day off gives way to the last working day before it in that week, else to the first after it; None when the
    whole week is off, as around Tết.
    """
    monday = day_in_week - timedelta(days=day_in_week.weekday())
    week = [monday + n * ONE_DAY for n in range(7)]
    backwards_then_forwards = week[moment.weekday :: -1] + week[moment.weekday + 1 :]
    day = next(filter(calendar.is_working_day, backwards_then_forwards), None)
    return datetime.combine(day, moment.at, zone).astimezone(UTC) if day else None


def latest_moment(moment: WeeklyMoment, now: datetime, calendar: WorkingCalendar, zone: tzinfo) -> datetime | None:
    """Return the most recent instant (UTC) of `moment` not after `now` and at most seven days before it, if any.

    An assistant that was down at the moment itself finds here what it owes.
    """
    today = now.astimezone(zone).date()
    for day in (today, today - WEEK):
        due_at = this_weeks_moment(moment, day, calendar, zone)
        if due_at is not None and due_at <= now:
            return due_at if now - due_at <= WEEK else None
    return None
