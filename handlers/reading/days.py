"""Reckoning with days: ends of months and quarters, next occurrences. Pure arithmetic, no words."""

import calendar as gregorian
from datetime import date, timedelta

QUARTER_ENDS = (3, 6, 9, 12)


def make(year: int, month: int, day: int) -> date | None:
    """Return the date, or None when there is no such day (31 April) or the year is outlandish."""
    try:
        return date(year, month, day) if 1900 <= year <= 2200 else None
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, gregorian.monthrange(year, month)[1])


def add_months(day: date, count: int) -> date:
    """Move `count` months on; the 31st becomes the last day of a shorter month."""
    total = day.year * 12 + day.month - 1 + count
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def monday(day: date) -> date:
    """Return the Monday of the calendar week (Monday to Sunday) of `day`."""
    return day - timedelta(days=day.weekday())


def next_weekday(today: date, weekday: int) -> date:
    """Return the next day after `today` that is `weekday` (0 is Monday)."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def next_day_and_month(today: date, day: int, month: int) -> date | None:
    """Return the next occurrence of day and month, today included; None when no year has it."""
    for year in range(today.year, today.year + 9):
        found = make(year, month, day)
        if found and found >= today:
            return found
    return None


def year_of_month(today: date, month: int) -> int:
    """Return the year of the next occurrence of a month; the running month counts."""
    return today.year + (month < today.month)


def full_year(year: int) -> int:
    """Return the four-figure year for a two-figure one."""
    return year + 2000 if year < 100 else year
