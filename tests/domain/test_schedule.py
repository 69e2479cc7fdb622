from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.schedule import WeeklyMoment, latest_moment, parse_time, this_weeks_moment

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FRIDAY_16H = WeeklyMoment(4, time(16))
PUBLIC = WorkingCalendar()

moments = st.builds(WeeklyMoment, st.integers(0, 6), st.times().map(lambda t: t.replace(second=0, microsecond=0)))
calendars = st.builds(
    WorkingCalendar,
    days_off=st.frozensets(st.dates(date(2024, 1, 1), date(2024, 2, 10)), max_size=30),
    working_days=st.frozensets(st.dates(date(2024, 1, 1), date(2024, 2, 10)), max_size=3),
)
days_of_early_2024 = st.dates(date(2024, 1, 1), date(2024, 2, 10))
zones = st.sampled_from([HANOI, ZoneInfo("UTC"), ZoneInfo("America/New_York"), ZoneInfo("Pacific/Auckland")])


def hanoi(*parts: int) -> datetime:
    """Return an instant given as one would say it in Hà Nội."""
    return datetime(*parts, tzinfo=HANOI).astimezone(UTC)


def monday_of(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


@pytest.mark.parametrize(
    ("text", "weekday", "at"),
    [
        ("fri 16:00", 4, time(16)),
        ("Friday 16:00", 4, time(16)),
        ("FRI, 16h30", 4, time(16, 30)),
        ("t6 16:00", 4, time(16)),
        ("T6 16h", 4, time(16)),
        ("thứ sáu 16:00", 4, time(16)),
        ("Thứ Sáu, 16 giờ 30", 4, time(16, 30)),
        ("thu 6 8:05", 4, time(8, 5)),
        ("thu 16:00", 3, time(16)),
        ("thu 8h", 3, time(8)),
        ("thứ năm 07:30", 3, time(7, 30)),
        ("thứ hai 7h30", 0, time(7, 30)),
        ("thứ ba 0:00", 1, time(0)),
        ("thứ tư 23:59", 2, time(23, 59)),
        ("thứ bảy 9h", 5, time(9)),
        ("chủ nhật 9h", 6, time(9)),
        ("CN 9h", 6, time(9)),
        ("  mon   08:00 ", 0, time(8)),
    ],
)
def test_reads_a_weekly_moment(text: str, weekday: int, at: time) -> None:
    """English and Vietnamese weekdays, with and without diacritics, are read with their time."""
    assert WeeklyMoment.parse(text) == WeeklyMoment(weekday, at)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fri",
        "16:00",
        "thứ sáu",
        "fri 16",
        "fri 25:00",
        "fri 16:60",
        "fry 16:00",
        "t8 16:00",
        "t1 8h",
        "fri 16:00 x",
    ],
)
def test_refuses_what_is_no_weekly_moment(text: str) -> None:
    """What lacks a weekday or a time, or has more, is refused and not guessed."""
    with pytest.raises(ValueError):
        WeeklyMoment.parse(text)


@given(moments)
def test_what_is_written_can_be_read(moment: WeeklyMoment) -> None:
    """A moment written out is read back as itself."""
    assert WeeklyMoment.parse(str(moment)) == moment


@pytest.mark.parametrize(
    ("text", "at"),
    [("08:30", time(8, 30)), ("8:30", time(8, 30)), ("8h30", time(8, 30)), ("8H", time(8)), ("17 giờ", time(17))],
)
def test_reads_a_time(text: str, at: time) -> None:
    """Times are read as offices write them."""
    assert parse_time(text) == at


@pytest.mark.parametrize("text", ["", "8", "8:", "24:00", "8h60", "8:3", "8h3", "08:30:00", "-8:30", "830"])
def test_refuses_what_is_no_time(text: str) -> None:
    """What is no time of day is refused."""
    with pytest.raises(ValueError):
        parse_time(text)


@pytest.mark.parametrize(
    ("day", "calendar", "due"),
    [
        (date(2017, 6, 16), PUBLIC, hanoi(2017, 6, 16, 16)),
        (date(2017, 6, 12), PUBLIC, hanoi(2017, 6, 16, 16)),
        (date(2017, 6, 18), PUBLIC, hanoi(2017, 6, 16, 16)),
        (date(2017, 6, 19), PUBLIC, hanoi(2017, 6, 23, 16)),
        # 1 May 2020 was a Friday, and 30 April the day before it: both off.
        (date(2020, 4, 29), PUBLIC, hanoi(2020, 4, 29, 16)),
        # Only the Saturday was worked.
        (
            date(2017, 6, 14),
            WorkingCalendar.with_exceptions([date(2017, 6, d) for d in range(12, 17)], [date(2017, 6, 17)]),
            hanoi(2017, 6, 17, 16),
        ),
        # The Friday is off, a make-up Saturday follows it: the Thursday before comes first.
        (
            date(2017, 6, 14),
            WorkingCalendar.with_exceptions([date(2017, 6, 16)], [date(2017, 6, 17)]),
            hanoi(2017, 6, 15, 16),
        ),
        (date(2017, 6, 14), WorkingCalendar.with_exceptions([date(2017, 6, d) for d in range(12, 17)]), None),
        # Tết 2026: off from Monday 16 to Friday 20 February.
        (date(2026, 2, 18), PUBLIC, None),
    ],
)
def test_this_weeks_moment(day: date, calendar: WorkingCalendar, due: datetime | None) -> None:
    """A Friday off gives way to the last working day before it in its week, else the first after it, else none."""
    assert this_weeks_moment(FRIDAY_16H, day, calendar, HANOI) == due


def test_monday_off_moves_to_tuesday() -> None:
    """A Monday moment has nothing before it in the week and moves forward, never into the week before."""
    monday = date(2017, 6, 19)
    calendar = WorkingCalendar.with_exceptions([monday])
    assert this_weeks_moment(WeeklyMoment(0, time(8)), monday, calendar, HANOI) == hanoi(2017, 6, 20, 8)


@given(moments, days_of_early_2024, calendars, zones)
def test_moment_is_a_working_day_of_its_week(
    moment: WeeklyMoment, day: date, calendar: WorkingCalendar, zone: ZoneInfo
) -> None:
    """The moment lies on a working day of the same week, on its own weekday if that is one; none only without any."""
    week = [monday_of(day) + timedelta(days=n) for n in range(7)]
    working = [each for each in week if calendar.is_working_day(each)]
    due = this_weeks_moment(moment, day, calendar, zone)
    assert (due is None) == (not working)
    if due is not None:
        local = due.astimezone(zone)
        assert due.tzinfo is UTC
        assert local.date() in working
        assert local.time() == moment.at
        if week[moment.weekday] in working:
            assert local.date() == week[moment.weekday]


@given(moments, calendars, st.lists(days_of_early_2024, min_size=2, max_size=2))
def test_later_weeks_have_later_moments(moment: WeeklyMoment, calendar: WorkingCalendar, pair: list[date]) -> None:
    """Every day of a week gives the same moment; a later week a later one."""
    first, second = (this_weeks_moment(moment, day, calendar, HANOI) for day in sorted(pair))
    if monday_of(pair[0]) == monday_of(pair[1]):
        assert first == second
    elif first and second:
        assert first < second


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (hanoi(2017, 6, 16, 15, 59), hanoi(2017, 6, 9, 16)),
        (hanoi(2017, 6, 16, 16), hanoi(2017, 6, 16, 16)),
        (hanoi(2017, 6, 19, 8), hanoi(2017, 6, 16, 16)),
        (hanoi(2017, 6, 19, 0, 30), hanoi(2017, 6, 16, 16)),
        # The Friday of Tết week has none, and the one before is more than seven days old by then.
        (hanoi(2026, 2, 19, 8), hanoi(2026, 2, 13, 16)),
        (hanoi(2026, 2, 20, 17), None),
        (hanoi(2026, 2, 22, 17), None),
    ],
)
def test_latest_moment(now: datetime, due: datetime | None) -> None:
    """The latest moment is the last one reached, from the instant itself on and for seven days."""
    assert latest_moment(FRIDAY_16H, now, PUBLIC, HANOI) == due


def test_latest_moment_of_a_moved_week_can_be_too_old() -> None:
    """When last week's moment was moved to its Monday, it is not owed any more on this week's Friday."""
    calendar = WorkingCalendar.with_exceptions([date(2017, 6, d) for d in range(6, 10)])
    assert latest_moment(FRIDAY_16H, hanoi(2017, 6, 12, 16), calendar, HANOI) == hanoi(2017, 6, 5, 16)
    assert latest_moment(FRIDAY_16H, hanoi(2017, 6, 16, 15), calendar, HANOI) is None


@given(moments, calendars, days_of_early_2024, st.times(), zones)
def test_latest_moment_misses_none(
    moment: WeeklyMoment, calendar: WorkingCalendar, day: date, at: time, zone: ZoneInfo
) -> None:
    """The latest moment is the greatest of all weeks' moments within the last seven days, as looking at each shows."""
    now = datetime.combine(day, at, zone).astimezone(UTC)
    around = [this_weeks_moment(moment, day + timedelta(days=7 * n), calendar, zone) for n in range(-3, 3)]
    owed = [due for due in around if due and timedelta(0) <= now - due <= timedelta(days=7)]
    assert latest_moment(moment, now, calendar, zone) == max(owed, default=None)
