from datetime import date

import pytest
from sqlalchemy import func, select

from domain.progress import EntryKind
from domain.tasks import TaskState
from handlers import progress, replies
from models import ProgressEntry
from tests.tasks.office import Office, buttons


async def _count(office: Office) -> int:
    reports = ProgressEntry.kind != EntryKind.ASSIGNED
    return await office.db.scalar(select(func.count()).select_from(ProgressEntry).where(reports)) or 0


@pytest.mark.parametrize(
    ("text", "state", "percent", "blocked", "waiting_on"),
    [
        ("xong", TaskState.DONE, 100, None, None),
        ("70%, còn chờ Vụ Pháp chế", TaskState.IN_PROGRESS, 70, None, "Vụ Pháp chế"),
        ("đang soạn báo cáo", TaskState.IN_PROGRESS, 0, None, None),
        ("vướng: chưa có số liệu", TaskState.IN_PROGRESS, 0, "chưa có số liệu", None),
    ],
)
async def test_a_reply_about_one_task_is_logged_on_it(
    office: Office, text: str, state: TaskState, percent: int, blocked: str | None, waiting_on: str | None
) -> None:
    """What was understood is logged on the very task replied to, said back, and can be taken back."""
    await office.give(owner="APC")
    task = await office.give(owner="APC")
    said = await office.hear(replies.hear, "APC", text, about=[task.id])
    assert buttons(said)[-1].startswith("undo:")
    assert (task.state, task.percent, task.blocked_reason, task.waiting_on) == (state, percent, blocked, waiting_on)


async def test_the_only_open_task_is_meant(office: Office) -> None:
    """Without reply and number, a report is about the one open task that somebody has."""
    task = await office.give(owner="APC")
    await office.hear(replies.hear, "APC", "xong")
    assert not task.is_open


async def test_of_several_tasks_one_is_chosen(office: Office) -> None:
    """A report that may be about several tasks changes none until a button names it."""
    first, second = await office.give(owner="APC"), await office.give(owner="APC")
    assert buttons(await office.hear(replies.hear, "APC", "70%")) == ["reply:pick:1", "reply:pick:2", "reply:drop"]
    assert await _count(office) == 0
    said = await office.hear(replies.press_choice, "APC", rest="pick:2")
    assert (first.percent, second.percent, said[0].edit) == (0, 70, True)
    assert "không còn giữ" in await office.words(replies.press_choice, "APC", rest="pick:1")


async def test_numbers_select_tasks(office: Office) -> None:
    """ "#2 xong, #1 70%" reports on two tasks at once."""
    first, second = await office.give(owner="APC"), await office.give(owner="APC")
    await office.hear(replies.hear, "APC", "#2 xong, #1 70%")
    assert (first.percent, second.state) == (70, TaskState.DONE)


async def test_places_select_tasks_of_the_list_replied_to(office: Office) -> None:
    """ "1 xong, 2: 70%" counts in the order of the message replied to."""
    one, two, three = [await office.give(owner="APC") for _ in range(3)]
    await office.hear(replies.hear, "APC", "1 xong, 2: 70%", about=[three.id, two.id])
    assert (three.state, two.percent, one.percent) == (TaskState.DONE, 70, 0)


async def test_a_place_that_may_be_a_number_is_asked(office: Office) -> None:
    """Without a reply "1 xong" is not guessed, nor is it where place and number are two tasks of the list."""
    one, two = await office.give(owner="APC"), await office.give(owner="APC")
    assert "chưa ghi gì" in await office.words(replies.hear, "APC", "1 xong")
    assert "chưa ghi gì" in await office.words(replies.hear, "APC", "1 xong", about=[two.id, one.id])
    assert "không có việc số 9" in await office.words(replies.hear, "APC", "9 xong", about=[two.id, one.id])
    assert await _count(office) == 0


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("xin lùi đến 14/7/2017 do bận", "xin lùi đến thứ sáu 14/7/2017"),
        ("xin thêm 1 tuần", "xin lùi đến thứ sáu 7/7/2017"),
        ("việc này không phải của em", "Phân công chưa đổi"),
        ("chuyển chị Hương", "đề nghị giao cho Hương"),
    ],
)
async def test_wishes_are_kept_and_change_neither_deadline_nor_owner(office: Office, text: str, answer: str) -> None:
    """A wish for more time or another owner is a note in the person's words; others decide, and that is said."""
    task = await office.give(owner="APC")
    assert answer in await office.words(replies.hear, "APC", text)
    entry = (await office.db.scalars(select(ProgressEntry).order_by(ProgressEntry.id.desc()))).unique().first()
    assert (entry.kind, entry.note) == (EntryKind.NOTE, text)
    assert (task.deadline_on, task.owner.code) == (date(2017, 6, 30), "APC")


async def test_a_question_changes_nothing_and_names_whom_to_ask(office: Office) -> None:
    """A question is passed to nobody: whoever gave the task and the head are named."""
    await office.give(owner="APC")
    said = await office.words(replies.hear, "APC", "nộp ở đâu ạ?")
    assert "Nguyễn Văn Lãnh" in said
    assert "Lê Văn Pháp" in said
    assert await _count(office) == 0


async def test_an_ambiguous_word_is_asked_with_buttons(office: Office) -> None:
    """ "50" alone changes nothing; each reading has a button, and the chosen one is logged."""
    task = await office.give(owner="APC")
    asked = buttons(await office.hear(replies.hear, "APC", "50"))
    assert {"reply:as:1:50", "reply:as:1:done", "reply:as:1:note", "reply:drop"} <= set(asked)
    assert await _count(office) == 0
    await office.hear(replies.press_choice, "APC", rest="as:1:50")
    assert task.percent == 50


async def test_chatting_is_hardly_answered(office: Office) -> None:
    """A yes under a reminder is thanked for, a stray yes is not answered, chit-chat gets one hint and no more."""
    task = await office.give(owner="APC")
    assert "cảm ơn" in await office.words(replies.hear, "APC", "ok", about=[task.id])
    assert await office.hear(replies.hear, "APC", "ok") == []
    assert "#12 xong" in await office.words(replies.hear, "APC", "haha")
    assert "#12 xong" in await office.words(replies.hear, "APC", "haha", about=[task.id])
    assert await office.hear(replies.hear, "APC", "haha") == []
    assert await _count(office) == 0


@pytest.mark.parametrize("text", ["150%", "#99999999999 xong", "x" * 2001, "dòng\n" * 800])
async def test_what_cannot_be_logged_is_said(office: Office, text: str) -> None:
    """Impossible percentages and numbers and endless texts are answered with a sentence and change nothing."""
    await office.give(owner="APC")
    assert await office.words(replies.hear, "APC", text)
    assert await _count(office) == 0


async def test_a_block_said_without_reason_is_asked(office: Office) -> None:
    """ "vướng" alone asks for the reason instead of logging the word."""
    task = await office.give(owner="APC")
    assert "đang vướng gì" in await office.words(replies.hear, "APC", "vướng")
    await office.hear(progress.hear_reason, "APC", "thiếu kinh phí")
    assert task.blocked_reason == "thiếu kinh phí"


async def test_a_reply_to_the_question_what_hinders_is_the_reason(office: Office) -> None:
    """Words that alone would be asked about are the reason under that question."""
    task = await office.give(owner="APC")
    await office.hear(progress.press_blocked, "APC", rest="1")
    await office.hear(replies.hear, "APC", "để anh hỏi lại", about=[task.id])
    assert task.blocked_reason == "để anh hỏi lại"
