from datetime import date

from sqlalchemy import func, select

from actions.tasks import next_number
from domain.people import Role
from domain.progress import EntryKind
from domain.tasks import TaskState
from jobs.notices import Due
from jobs.tasks import task_assigned
from models import Notification, ProgressEntry
from tests.tasks.office import Office
from texts.message import Message, fits, plain_text
from texts.translator import translator


async def _told(office: Office) -> list[str]:
    rows = (await office.db.scalars(select(Notification).order_by(Notification.id))).unique()
    return [row.recipient.code for row in rows if row.recipient]


async def _notices(office: Office, language: str = "vi") -> dict[str, Message | None]:
    rows = (await office.db.scalars(select(Notification).order_by(Notification.id))).unique().all()
    t = translator(language)
    dues = [Due(office.db, row, row.recipient, t, office.agency, office.now) for row in rows]
    return {due.recipient.code: await task_assigned(due) for due in dues if due.recipient}


async def test_numbers_follow_what_is_there(office: Office) -> None:
    """The first number of a missing counter is one above the highest task, and each next is one higher."""
    task = await office.give()
    task.number = 41
    await office.db.flush()
    counter = await office.db.execute(select(func.count()).select_from(Notification))
    assert counter.scalar_one() == 1
    await office.db.execute(Notification.metadata.tables["counters"].delete())
    assert [await next_number(office.db), await next_number(office.db)] == [42, 43]


async def test_a_given_task_starts_with_its_journal_and_its_ordered_deadline(office: Office) -> None:
    """A new task stands at the beginning, keeps the deadline as ordered, and its journal says who gave it."""
    task = await office.give(deadline_on=date(2017, 6, 30))
    entry = (await office.db.scalars(select(ProgressEntry))).unique().one()
    assert (task.state, task.percent, task.ordered_deadline_on) == (TaskState.ASSIGNED, 0, task.deadline_on)
    assert (entry.kind, entry.by_id) == (EntryKind.ASSIGNED, office.people["LD"].id)


async def test_owner_and_heads_are_told_once_and_the_giver_is_not(office: Office) -> None:
    """Owner, head of the lead unit and heads of joining units hear of a task; a head who gives it does not."""
    await office.give(owner="APC", coordinating=[office.units["TCCB"]])
    assert await _told(office) == ["APC", "HPC", "HTC"]
    await office.give(by="HPC", owner="HPC")
    assert await _told(office) == ["APC", "HPC", "HTC"]


async def test_each_hears_their_part_and_only_doers_get_buttons(office: Office) -> None:
    """The notice says what the task is to its reader; the head of a joining unit gets no buttons to report."""
    await office.give("Rà soát <b>phí</b> & lệ phí", owner="APC", coordinating=[office.units["TCCB"]])
    said = await _notices(office)
    assert "Đồng chí có nhiệm vụ mới" in plain_text(said["APC"].text)
    assert "được giao chủ trì" in plain_text(said["HPC"].text)
    assert "phối hợp nhiệm vụ mới" in plain_text(said["HTC"].text)
    assert all("#1 Rà soát <b>phí</b> & lệ phí" in plain_text(each.text) for each in said.values())
    assert all("thứ sáu 30/6/2017 (còn 9 ngày làm việc)" in plain_text(each.text) for each in said.values())
    assert [b.data for row in said["HTC"].buttons for b in row] == ["task:1"]
    assert [b.data for row in said["APC"].buttons for b in row] == ["done:1", "percent:1", "blocked:1", "task:1"]


async def test_a_notice_is_dropped_when_it_is_not_true_any_more(office: Office) -> None:
    """Nobody hears of a task that was cancelled, and a former owner or head hears nothing either."""
    task = await office.give(owner="APC")
    task.owner = office.people["BPC"]
    office.people["HPC"].roles = frozenset({Role.OFFICIAL})
    await office.db.flush()
    assert await _notices(office) == {"APC": None, "HPC": None}
    task.owner = office.people["APC"]
    task.state = TaskState.CANCELLED
    await office.db.flush()
    assert await _notices(office) == {"APC": None, "HPC": None}


async def test_notices_of_secret_and_of_very_long_tasks(office: Office) -> None:
    """A confidential task brings its number only; a content of 4,096 wide characters still fits, in both languages."""
    await office.give("bí mật", owner="APC", confidential=True)
    for language in ("vi", "en"):
        assert all("bí mật" not in plain_text(each.text) for each in (await _notices(office, language)).values())
    await office.give("😀" * 4096, unit="TCCB", owner="CTC", product="😀" * 4000)
    for language in ("vi", "en"):
        assert all(fits(each.text) for each in (await _notices(office, language)).values())
