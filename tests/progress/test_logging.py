import pytest
from sqlalchemy import func, select

from domain.progress import EntryKind
from domain.tasks import TaskState
from handlers import progress
from handlers.reports import leading_numbers
from models import ProgressEntry
from tests.tasks.office import Office, buttons


async def _count(office: Office) -> int:
    reports = ProgressEntry.kind != EntryKind.ASSIGNED
    return await office.db.scalar(select(func.count()).select_from(ProgressEntry).where(reports)) or 0


@pytest.mark.parametrize(
    ("words", "about", "percent", "waiting_on"),
    [
        ("1 70% ghi chú", False, 70, None),
        ("#1 70%", False, 70, None),
        ("1: 70 %, còn chờ Vụ Pháp chế", False, 70, "Vụ Pháp chế"),
        ("1 70", False, 70, None),
        ("70%", True, 70, None),
        ("70", True, 70, None),
        ("70%", False, 70, None),
        ("1 100%", False, 100, None),
        ("1 0%", False, 0, None),
    ],
)
async def test_progress_is_read_with_and_without_number(
    office: Office, words: str, about: bool, percent: int, waiting_on: str | None
) -> None:
    """The number may be left out under a message about one task, or when there is only one."""
    task = await office.give(owner="APC")
    said = await office.words(progress.log_progress, "APC", words, about=[task.id] if about else None)
    assert f"{percent}%" in said
    assert (task.state, task.percent, task.waiting_on) == (TaskState.IN_PROGRESS, percent, waiting_on)


@pytest.mark.parametrize("words", ["1 150%", "1 -5%", "1 7,5%", "1 101", "150%", "1 99999999999%"])
async def test_an_impossible_percentage_changes_nothing(office: Office, words: str) -> None:
    """What is no whole number from 0 to 100 is answered with a sentence."""
    task = await office.give(owner="APC")
    assert "chưa ghi gì" in await office.words(progress.log_progress, "APC", words)
    assert (task.percent, await _count(office)) == (0, 0)


@pytest.mark.parametrize(
    ("text", "numbers", "rest"),
    [
        ("12", ["12"], ""),
        ("12 15 #18", ["12", "15", "18"], ""),
        ("12,15", ["12", "15"], ""),
        ("#12, #15: đã gửi", ["12", "15"], "đã gửi"),
        ("12 5 báo cáo đã gửi", ["12"], "5 báo cáo đã gửi"),
        ("12, 15 đã gửi", ["12", "15"], "đã gửi"),
        ("30/6 gửi", [], "30/6 gửi"),
        ("50%", [], "50%"),
        ("5.3 đã sửa", [], "5.3 đã sửa"),
        ("", [], ""),
    ],
)
def test_leading_numbers_are_tasks_and_other_numbers_are_words(text: str, numbers: list[str], rest: str) -> None:
    """Dates, percentages, criteria and counts at the beginning are no task numbers."""
    assert leading_numbers(text) == (numbers, rest)


async def test_a_hundred_percent_asks_whether_it_is_done(office: Office) -> None:
    """100 % by number leaves the task open and asks."""
    task = await office.give(owner="APC")
    said = await office.hear(progress.log_progress, "APC", "1 100%")
    assert buttons(said)[0] == "done:1"
    assert task.is_open


async def test_without_percentage_there_are_buttons(office: Office) -> None:
    """/progress 12 asks; the button logs in place of the question."""
    task = await office.give(owner="APC")
    assert "percent:1:70" in buttons(await office.hear(progress.log_progress, "APC", "1"))
    said = await office.hear(progress.press_percent, "APC", rest="1:70")
    assert (task.percent, said[0].edit) == (70, True)


async def test_a_second_press_of_the_same_button_logs_nothing_more(office: Office) -> None:
    """Two presses of "70%" are one report, so that one undo takes it back."""
    task = await office.give(owner="APC")
    first = buttons(await office.hear(progress.press_percent, "APC", rest="1:70"))
    assert buttons(await office.hear(progress.press_percent, "APC", rest="1:70")) == first
    await office.hear(progress.undo_last, "APC")
    assert task.percent == 0


async def test_done_takes_several_numbers_all_or_none(office: Office) -> None:
    """/done 1 2 closes both; one number that is not theirs leaves all as they were."""
    first, second = await office.give(owner="APC"), await office.give(owner="APC")
    await office.give(owner="CTC", unit="TCCB")
    assert "Không có nhiệm vụ #3" in await office.words(progress.log_done, "APC", "1 2 3")
    assert first.is_open
    await office.hear(progress.log_done, "APC", "1, #2")
    assert not first.is_open
    assert not second.is_open


async def test_a_block_without_reason_asks_for_it(office: Office) -> None:
    """The reason comes as the next text; "xong" instead is logged as done, "thôi" as nothing."""
    task = await office.give(owner="APC")
    await office.hear(progress.press_blocked, "APC", rest="1")
    await office.hear(progress.hear_reason, "APC", "thôi")
    assert await _count(office) == 0
    await office.hear(progress.log_blocked, "APC", "1")
    await office.hear(progress.hear_reason, "APC", "chờ Vụ Pháp chế góp ý")
    assert task.blocked_reason == "chờ Vụ Pháp chế góp ý"
    await office.hear(progress.press_blocked, "APC", rest="1")
    said = await office.words(progress.hear_reason, "APC", "xong rồi ạ")
    assert task.state == TaskState.DONE
    assert "vướng mắc trước đó đã hết" in said


async def test_a_pressed_button_answers_as_a_new_message(office: Office) -> None:
    """The card or reminder whose button was pressed stays; a toast says that it worked."""
    await office.give(owner="APC")
    said = await office.hear(progress.press_done, "APC", rest="1")
    assert (said[0].edit, said[0].toast) == (False, "Đã ghi #1")


async def test_a_reason_that_is_too_long_is_refused(office: Office) -> None:
    """A hindrance of more than 2,000 characters is not kept."""
    task = await office.give(owner="APC")
    assert "2000" in await office.words(progress.log_blocked, "APC", f"1 {'x' * 2001}")
    assert task.blocked_reason is None
