import asyncio
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions import progress
from domain.errors import RefusalError
from domain.progress import EntryKind, Report
from handlers import progress as handlers
from tests.tasks.office import NOW, Office, buttons, open_office

words = st.one_of(st.none(), st.text("chờ ý kiến", min_size=1, max_size=8))
reports = st.one_of(
    st.builds(Report, st.just(EntryKind.PERCENT), percent=st.integers(0, 100), blocked_reason=words, waiting_on=words),
    st.builds(Report, st.just(EntryKind.NOTE), note=st.text("abc", max_size=5), waiting_on=words),
    st.builds(Report, st.just(EntryKind.BLOCKED), blocked_reason=words, waiting_on=words),
    st.builds(Report, st.just(EntryKind.DONE)),
)


async def _log_then_undo_all(sequence: list[Report]) -> None:
    async with open_office() as office:
        task = await office.give(owner="APC")
        by = office.people["APC"]
        standings, entries = [task.standing], []
        for n, report in enumerate(sequence):
            at = NOW + timedelta(minutes=n)
            try:
                entry = await progress.log(office.db, task, report, by=by, at=at, today=at.date())
            except RefusalError:
                continue
            entries.append(entry)
            standings.append(task.standing)
        for entry in reversed(entries):
            assert task.standing == standings.pop()
            await progress.undo(office.db, entry.id, by=by, at=NOW + timedelta(hours=2))
            with pytest.raises(RefusalError, match="undo_already"):
                await progress.undo(office.db, entry.id, by=by, at=NOW + timedelta(hours=2))
        assert task.standing == standings.pop()


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(reports, max_size=6))
def test_taking_everything_back_restores_the_first_standing(sequence: list[Report]) -> None:
    """Whatever was reported, each undo restores exactly the standing before it, down to the first."""
    asyncio.run(_log_then_undo_all(sequence))


async def test_only_the_newest_report_of_the_last_day_can_be_taken_back(office: Office) -> None:
    """An older report, or one of more than 24 hours ago, stays."""
    task = await office.give(owner="APC")
    first = buttons(await office.hear(handlers.log_progress, "APC", "1 30%"))[-1].removeprefix("undo:")
    second = buttons(await office.hear(handlers.log_progress, "HPC", "1 50%"))[-1].removeprefix("undo:")
    assert "có cập nhật mới hơn" in await office.words(handlers.press_undo, "APC", rest=first)
    office.now = NOW + timedelta(hours=25)
    assert "quá 24 giờ" in await office.words(handlers.press_undo, "HPC", rest=second)
    assert "Trong 24 giờ qua không có" in await office.words(handlers.undo_last, "HPC")
    assert task.percent == 50


async def test_undo_reopens_a_done_task_and_says_so_twice(office: Office) -> None:
    """A task that was done by mistake is open again as before; pressing undo again says that it is done already."""
    task = await office.give(owner="APC")
    await office.hear(handlers.log_blocked, "APC", "1 thiếu số liệu")
    before = task.standing
    done = await office.hear(handlers.log_done, "APC", "1")
    entry = buttons(done)[-1].removeprefix("undo:")
    assert "Nếu ghi nhầm" in await office.words(handlers.press_done, "APC", rest="1")
    assert "đang vướng: thiếu số liệu" in await office.words(handlers.press_undo, "APC", rest=entry)
    assert task.standing == before
    assert "đã được hoàn tác rồi" in await office.words(handlers.press_undo, "APC", rest=entry)
