"""What a phrase of time comes out as, and from where it is reckoned."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar import WorkingCalendar


@dataclass(frozen=True)
class DateReading:
    """What a phrase says about a day. `on` None means that it must be asked, and `reason` says why in a word.

    `on` is the day in the agency's zone that the phrase stands for (the last one of a period); `from_on` and `to_on`
    bound it where the phrase is loose. `at` is an aware instant, only where an hour was said or is customary.
    `recurring` is an RFC 5545 RRULE, whose next occurrence `on` is. `added_days` is set where days were asked for on
    top of a deadline ("xin thêm 1 tuần"): `on` then counts from today, and the caller may count from the deadline.
    """

    on: date | None = None
    at: datetime | None = None
    from_on: date | None = None
    to_on: date | None = None
    phrase: str | None = None
    recurring: str | None = None
    reason: str | None = None
    added_days: int | None = None


@dataclass(frozen=True)
class Moment:
    """Where and when the reader stands: `now` is aware and in the agency's zone."""

    now: datetime
    calendar: WorkingCalendar

    @property
    def today(self) -> date:
        """The day in the agency's zone."""
        return self.now.date()


def asked(reason: str, phrase: str | None = None) -> DateReading:
    """Return the reading that asks the person, with the word why."""
    return DateReading(phrase=phrase, reason=reason)
