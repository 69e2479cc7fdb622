import pytest

from handlers import progress, replies, tasks
from handlers.request import Handler
from models import ProgressEntry
from tests.tasks.office import Office, buttons

WAYS: list[tuple[Handler, str]] = [
    (tasks.show_task, "{}"),
    (tasks.press_task, "{}"),
    (tasks.press_task, "{}:full"),
    (progress.log_progress, "{} 70%"),
    (progress.log_done, "{}"),
    (progress.log_blocked, "{} lý do"),
    (progress.press_done, "{}"),
    (progress.press_percent, "{}"),
    (progress.press_percent, "{}:70"),
    (progress.press_blocked, "{}"),
    (replies.hear, "#{} xong"),
    (replies.hear, "#{}"),
    (replies.press_choice, "pick:{}"),
    (replies.press_choice, "as:{}:done"),
]


@pytest.mark.parametrize(("handler", "words"), WAYS)
async def test_what_is_not_theirs_sounds_like_what_does_not_exist(office: Office, handler: Handler, words: str) -> None:
    """An official of another unit hears the same sentence for a foreign number as for one that no task has."""
    task = await office.give(owner="APC")
    foreign = await office.words(handler, "CTC", words.format(task.number))
    missing = await office.words(handler, "CTC", words.format(77))
    assert foreign.replace(f"#{task.number}", "#77") == missing
    assert "Không có nhiệm vụ #77" in missing
    own = await office.words(handler, "APC", words.format(task.number))
    assert "Không có nhiệm vụ" not in own


async def test_a_reply_to_a_foreign_message_sounds_the_same(office: Office) -> None:
    """A reply to a message about somebody else's task is refused like its number would be, and logs nothing."""
    task = await office.give(owner="APC")
    assert "Không có nhiệm vụ #1" in await office.words(replies.hear, "CTC", "xong", about=[task.id])
    assert task.is_open


async def test_a_joining_head_reads_but_does_not_report(office: Office) -> None:
    """The head of a joining unit sees the card without buttons and cannot log progress."""
    await office.give(owner="APC", coordinating=[office.units["TCCB"]])
    assert buttons(await office.hear(tasks.show_task, "HTC", "1")) == []
    assert "Đồng chí xem được #1" in await office.words(progress.log_done, "HTC", "1")


async def test_nobody_else_takes_a_report_back(office: Office) -> None:
    """A stranger's undo button does nothing and says nothing; a head's says whose it is; the secretariat's works."""
    task = await office.give(owner="APC")
    entry = buttons(await office.hear(progress.log_done, "APC", "1"))[-1].removeprefix("undo:")
    assert "không có cập nhật nào" in await office.words(progress.press_undo, "CTC", rest=entry)
    assert "chỉ người đã báo" in await office.words(progress.press_undo, "HPC", rest=entry)
    assert not task.is_open
    assert "Đã hoàn tác" in await office.words(progress.press_undo, "TK", rest=entry)
    assert task.is_open
    assert (await office.db.get_one(ProgressEntry, int(entry))).note == ""


@pytest.mark.parametrize("code", ["", "abc", "99999999999999999999", "-1", "१२"])
async def test_broken_button_codes_are_refused(office: Office, code: str) -> None:
    """A forged or broken button code is answered with a sentence, never with an error."""
    await office.give(owner="APC")
    for handler in (progress.press_done, progress.press_percent, progress.press_undo, tasks.press_task):
        assert await office.words(handler, "APC", rest=code)
    assert "không còn dùng được" in await office.words(tasks.press_page, "APC", rest="x")
