from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.clock import MovableClock, SystemClock

NINE = datetime(2017, 6, 16, 9, tzinfo=UTC)
HANOI = timezone(timedelta(hours=7))


class Ticks:
    """A stopwatch that only the test moves."""

    seconds = 1000.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.seconds


def test_system_clock_is_aware_and_in_utc() -> None:
    """The system's clock gives aware UTC that lies between two readings of the computer's own."""
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC


def test_stands_still() -> None:
    """A movable clock shows what it was set to, in UTC, until it is moved."""
    clock = MovableClock(NINE.astimezone(HANOI))
    assert clock.now() == clock.now() == NINE
    assert clock.now().tzinfo is UTC


def test_starts_now_by_default() -> None:
    """Without a start the clock shows when it was made."""
    before = datetime.now(UTC)
    assert before <= MovableClock().now() <= datetime.now(UTC)


def test_moves_forward() -> None:
    """`advance` adds, `set` takes an instant of any zone, also the same again."""
    clock = MovableClock(NINE)
    clock.advance(timedelta(hours=1, minutes=30))
    assert clock.now() == NINE.replace(hour=10, minute=30)
    clock.set(datetime(2017, 6, 19, 8, tzinfo=HANOI))
    clock.set(clock.now())
    assert clock.now() == datetime(2017, 6, 19, 1, tzinfo=UTC)


def test_never_goes_back() -> None:
    """An earlier instant and a negative step are refused and change nothing."""
    clock = MovableClock(NINE)
    with pytest.raises(ValueError, match="cannot go back"):
        clock.set(NINE - timedelta(microseconds=1))
    with pytest.raises(ValueError, match="cannot go back"):
        clock.advance(-timedelta(seconds=1))
    assert clock.now() == NINE


def test_needs_a_zone() -> None:
    """An instant without a zone is refused at the start and later."""
    naive = NINE.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        MovableClock(naive)
    with pytest.raises(ValueError, match="time zone"):
        MovableClock(NINE).set(naive)


def test_running_clock_keeps_running_from_where_it_was_set() -> None:
    """Real seconds are added to the moved instant, and moving it does not count them twice."""
    ticks = Ticks()
    clock = MovableClock(NINE, running=True, monotonic=ticks)
    ticks.seconds += 5
    assert clock.now() == NINE + timedelta(seconds=5)
    clock.advance(timedelta(days=1))
    ticks.seconds += 2.5
    assert clock.now() == NINE + timedelta(days=1, seconds=7.5)
    with pytest.raises(ValueError, match="cannot go back"):
        clock.set(NINE + timedelta(days=1, seconds=7))
