"""When a task asks for a reminder, who hears of it, and what one message shows."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.reminders import (
    MOST_LISTED,
    DueTask,
    Reach,
    is_reminder_hour,
    is_summary_hour,
    last_day_to_look_at,
    listed,
    needs_reminder,
    step_days,
)
from domain.tasks import TaskState

CALENDAR = WorkingCalendar()
LONG_AGO = date(2016, 1, 1)
days = st.dates(date(2017, 1, 5), date(2027, 12, 20))


def needs(deadline: date, today: date, since: date = LONG_AGO) -> bool:
    """Tell whether an open task is in the reminder of `today`."""
    return needs_reminder(TaskState.ASSIGNED, deadline, today=today, since=since, calendar=CALENDAR)


@pytest.mark.parametrize(
    ("deadline", "steps"),
    [
        ("2017-06-30", ["2017-06-21", "2017-06-27", "2017-06-29", "2017-06-30"]),
        ("2017-07-01", ["2017-06-21", "2017-06-27", "2017-06-29", "2017-06-30"]),  # Saturday: as the Friday before
        ("2027-05-04", ["2027-04-21", "2027-04-27", "2027-04-29", "2027-05-04"]),  # over 30 April to 3 May
        ("2027-02-15", ["2027-01-28", "2027-02-03", "2027-02-12", "2027-02-15"]),  # over Tết
    ],
)
def test_steps_are_working_days(deadline: str, steps: list[str]) -> None:
    """Reminders fall 7, 3 and 1 working days before the deadline and on the day itself."""
    assert [day.isoformat() for day in step_days(date.fromisoformat(deadline), CALENDAR)] == steps


@given(days, st.integers(0, 40))
def test_a_working_program_reminds_on_steps_and_while_overdue(deadline: date, ago: int) -> None:
    """Reminded of up to yesterday, one hears today exactly on a step, or on a working day when it is overdue."""
    today = deadline + timedelta(days=10 - ago)
    step = today in step_days(deadline, CALENDAR)
    expected = CALENDAR.is_working_day(today) and (step or today > deadline)
    assert needs(deadline, today, today - timedelta(days=1)) == expected


@given(days, st.integers(-20, 20))
def test_nobody_hears_twice_on_a_day(deadline: date, offset: int) -> None:
    """Who was reminded, or given the task, today needs no reminder today."""
    today = deadline + timedelta(days=offset)
    assert not needs(deadline, today, since=today)


@given(days, st.integers(0, 60))
def test_what_is_looked_at_holds_all_that_is_needed(today: date, ahead: int) -> None:
    """No deadline behind the last one looked at can ask for a reminder today."""
    deadline = last_day_to_look_at(today, CALENDAR) + timedelta(days=1 + ahead)
    assert not needs(deadline, today)


@pytest.mark.parametrize(
    ("now", "may"),
    [
        ("2017-06-19T08:29", False),
        ("2017-06-19T08:30", True),
        ("2017-06-19T17:00", True),
        ("2017-06-19T17:01", False),
        ("2017-06-18T09:00", False),
        ("2027-02-08T09:00", False),  # Tết 2027
        ("2027-04-30T09:00", False),
        ("2027-05-03T09:00", False),
    ],
)
def test_people_are_left_alone_outside_office_hours(now: str, may: bool) -> None:
    """Reminders go out on working days from the hour set to five in the afternoon."""
    assert is_reminder_hour(datetime.fromisoformat(now), time(8, 30), CALENDAR) == may


@pytest.mark.parametrize(
    ("now", "may"),
    [
        ("2017-06-23T15:59", False),
        ("2017-06-23T16:00", True),
        ("2017-06-23T20:00", True),
        ("2017-06-23T22:00", False),
        ("2017-06-24T09:00", False),
        ("2017-06-26T07:29", False),
        ("2017-06-26T07:30", True),
        ("2017-06-26T18:01", False),
    ],
)
def test_a_late_summary_waits_for_office_hours(now: str, may: bool) -> None:
    """On its own day it may come until eight in the evening, later only on working days by day."""
    due_at = datetime(2017, 6, 23, 16, 0)  # noqa: DTZ001 - one clock for all
    assert is_summary_hour(datetime.fromisoformat(now), due_at, CALENDAR) == may


def test_the_one_who_can_be_reached_hears() -> None:
    """The owner hears if reachable, else the reachable heads of the unit, else those of the unit above, else nobody."""
    names = {1: "owner", 2: "mute owner", 3: "head", 4: "head above", 5: "mute head"}
    who = Reach(names, {1, 3, 4}, {10: [3, 5], 20: [5], 30: [4]}, {10: None, 20: 30, 30: None, 40: None})
    assert who.hearers(1, 10) == (1,)
    assert who.hearers(2, 10) == [3]
    assert who.hearers(None, 10) == [3]
    assert who.hearers(2, 20) == [4]
    assert who.hearers(2, 40) == ()


@given(st.lists(st.integers(-20, 10), max_size=30))
def test_many_overdue_tasks_do_not_hide_what_can_still_be_on_time(offsets: list[int]) -> None:
    """At most ten are shown, in order of deadline, and what is due today is among them unless four others are."""
    today = date(2017, 6, 19)
    tasks = [DueTask(n, n, today + timedelta(days=offset)) for n, offset in enumerate(offsets)]
    shown = listed(tasks, today)
    assert len(shown) == min(len(tasks), MOST_LISTED)
    assert [task.deadline_on for task in shown] == sorted(task.deadline_on for task in shown)
    upcoming = [task for task in tasks if task.deadline_on >= today]
    assert len([task for task in shown if task.deadline_on >= today]) >= min(len(upcoming), 4)
