"""The working calendar: which days are working days, and counting in them.

Weekends and Vietnamese public holidays come from the `holidays` library (it also knows the make-up working Saturdays
that the Government decrees); an agency adds its own days off and its own working Saturdays.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays

ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=1)
def _vietnam() -> holidays.HolidayBase:
    return holidays.country_holidays("VN", language="vi")


@dataclass(frozen=True)
class WorkingCalendar:
    """Vietnam's public calendar plus an agency's exceptions (days in the agency's zone)."""

    days_off: frozenset[date] = field(default_factory=frozenset)
    working_days: frozenset[date] = field(default_factory=frozenset)

    @classmethod
    def with_exceptions(cls, days_off: Iterable[date] = (), working_days: Iterable[date] = ()) -> "WorkingCalendar":
        """Build a calendar from any iterables of exception days."""
        return cls(frozenset(days_off), frozenset(working_days))

    def is_working_day(self, day: date) -> bool:
        """Tell whether the agency works on `day`; the agency's own exceptions win over the public calendar."""
        if day in self.working_days:
            return True
        return day not in self.days_off and _vietnam().is_working_day(day)

    def holiday_name(self, day: date) -> str | None:
        """Return the Vietnamese name of the public holiday on `day`, if there is one."""
        return _vietnam().get(day)

    def first_working_day_from(self, day: date) -> date:
        """Return `day` itself if it is a working day, else the next one."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def last_working_day_to(self, day: date) -> date:
        """Return `day` itself if it is a working day, else the one before."""
        while not self.is_working_day(day):
            day -= ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """Move `count` working days forward (negative: back); the start day itself is not counted."""
        step = ONE_DAY if count >= 0 else -ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count working days after `start` up to and including `end`; negative when `end` lies before `start`.

        "5 working days left" on a Thursday with a deadline on the next Thursday: the start is not counted.
        """
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
