"""Figures: the four cells, what is apart, the ratios and the lights."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.figures import NOTHING, Figures, Light, TaskFacts, change, figures_of, light, monday_of, percent
from domain.tasks import DUE_SOON_WORKING_DAYS, TaskState, is_due_soon

TODAY = date(2017, 6, 21)
CALENDAR = WorkingCalendar()
days = st.dates(date(2017, 4, 20), date(2017, 9, 10))
facts = st.builds(
    TaskFacts,
    state=st.sampled_from(TaskState),
    deadline_on=st.none() | days,
    done_on=st.none() | days,
    reported_on=st.none() | days,
)
figures = st.builds(Figures, *(st.integers(0, 50) for _ in range(7)))


def counted(*tasks: TaskFacts) -> Figures:
    """Count tasks on a Wednesday."""
    return figures_of(tasks, TODAY, CALENDAR, monday_of(TODAY))


@given(st.lists(facts))
def test_every_task_with_a_deadline_is_in_exactly_one_cell(tasks: list[TaskFacts]) -> None:
    """The four cells add up to the tasks that have a deadline and are not cancelled; open ones without are apart."""
    found = counted(*tasks)
    alive = [task for task in tasks if task.state is not TaskState.CANCELLED]
    assert found.total == sum(task.deadline_on is not None for task in alive)
    assert found.no_deadline == sum(task.deadline_on is None and task.is_open for task in alive)
    assert found.open == sum(task.is_open for task in alive)


@given(st.lists(facts), st.lists(facts))
def test_figures_of_two_units_add_up(some: list[TaskFacts], others: list[TaskFacts]) -> None:
    """Counting together is counting apart and adding."""
    assert counted(*some, *others) == counted(*some) + counted(*others)


@given(figures, figures)
def test_change_leads_from_one_to_the_other(before: Figures, now: Figures) -> None:
    """What changed, added to what was, is what is."""
    assert before + change(now, before) == now


@given(st.lists(facts))
def test_rates_are_shares(tasks: list[TaskFacts]) -> None:
    """Both ratios lie between none and all, and are missing exactly when there is nothing to divide."""
    found = counted(*tasks)
    for rate, whole in ((found.completion_rate, found.total), (found.update_rate, found.open)):
        assert (rate is None) == (whole == 0)
        assert rate is None or 0 <= rate <= 1


@given(days, days)
def test_due_soon_counts_working_days(today: date, deadline: date) -> None:
    """A deadline ahead is due soon when at most three working days are left."""
    near = CALENDAR.working_days_between(today, deadline) <= DUE_SOON_WORKING_DAYS
    assert is_due_soon(deadline, today, CALENDAR) == (deadline >= today and near)


def test_only_reports_since_monday_count_as_updates() -> None:
    """A report on Sunday belongs to the week before, one on Monday to this one; closed tasks need none."""
    sunday, monday = date(2017, 6, 18), date(2017, 6, 19)
    last_week = TaskFacts(state=TaskState.IN_PROGRESS, reported_on=sunday)
    this_week = TaskFacts(state=TaskState.IN_PROGRESS, reported_on=monday)
    done = TaskFacts(state=TaskState.DONE, deadline_on=monday, done_on=monday, reported_on=monday)
    assert counted(last_week, this_week, done).updated_this_week == 1


def test_lights_follow_the_rule() -> None:
    """Red is for overdue, yellow for due soon or nothing updated, green for the rest and for nothing to do."""
    assert light(Figures(open_overdue=1, updated_this_week=1)) is Light.RED
    assert light(Figures(open_in_term=1, due_soon=1, updated_this_week=1)) is Light.YELLOW
    assert light(Figures(no_deadline=1)) is Light.YELLOW
    assert light(Figures(open_in_term=1, updated_this_week=1)) is Light.GREEN
    assert light(Figures(done_late=3)) is light(NOTHING) is Light.GREEN


def test_only_all_is_a_hundred_per_cent() -> None:
    """999 of 1,000 is 99 %, for 100 % would hide the one that is missing."""
    assert percent(Fraction(999, 1000)) == 99
    assert percent(Fraction(1)) == 100
    assert monday_of(TODAY) + timedelta(days=2) == TODAY
