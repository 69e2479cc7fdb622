"""What people hear of a load: one message each, true when it is sent."""

import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.invites import tie
from actions.loading import load
from domain.agency import Agency
from domain.loading import Counts, LoadResult, Problem
from domain.people import Role
from domain.tasks import TaskState
from handlers.reading.workbook import read_workbook
from jobs.kinds import KINDS
from jobs.notices import Due
from models import Notification, Person, Task
from tests.loading.conftest import NOW, saved, workbook
from tests.office import Office, open_office
from texts.message import Message, fits, plain_text
from texts.translator import LANGUAGES, translator

LOCAL = NOW.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = LOCAL.date()
UNITS = [("A", "Vụ A", None, None), ("A1", "Phòng <A1> & Co", None, "A"), ("B", "Vụ B", None, None)]
PEOPLE = [
    ("lan", "Nguyễn Thị Lan", None, "A", "cán bộ"),
    ("hung", "Trần Văn Hùng", None, "A", "trưởng đơn vị"),
    ("minh", "Lê Văn Minh", None, "B", "cán bộ"),
]
NASTY = '<b>&"x</b>'
Row = Sequence[object]


def task(content: str, unit: str = "A", owner: str | None = "lan", days: int | None = 11) -> Row:
    """Return a row of the tasks; `days` from today to the deadline."""
    return (content, unit, None, owner, None if days is None else TODAY + timedelta(days))


async def put(db: AsyncSession, *tasks: Row, at: datetime = NOW) -> LoadResult | list[Problem]:
    """Load tasks."""
    db.expunge_all()
    return await load(db, read_workbook(saved(workbook(tasks=tasks))), at)


@pytest.fixture
async def agency(db: AsyncSession) -> AsyncSession:
    """Return a database where Lan and Hùng are connected and Minh is not."""
    result = await load(db, read_workbook(saved(workbook(units=UNITS, people=PEOPLE))), NOW)
    assert isinstance(result, LoadResult)
    for place, code in enumerate(("lan", "hung"), 1):
        await tie(db, (await someone(db, code)).id, external_id=place, chat_id=place, at=NOW)
    return db


async def someone(db: AsyncSession, code: str) -> Person:
    """Return a person by code."""
    return (await db.scalars(select(Person).where(Person.code == code))).unique().one()


async def rows(db: AsyncSession) -> list[Notification]:
    """Return the outbox."""
    return list((await db.scalars(select(Notification).order_by(Notification.id))).unique())


async def heard(db: AsyncSession, language: str = "vi") -> dict[str, Message | None]:
    """Return what each would be told now, by code."""
    db.expunge_all()
    said: dict[str, Message | None] = {}
    for row in await rows(db):
        assert row.recipient is not None
        assert row.recipient.code not in said
        due = Due(db, row, row.recipient, translator(language), Agency(), LOCAL)
        said[row.recipient.code] = await KINDS[row.kind].notice(due)
    return said


def words(message: Message | None) -> str:
    """Return what a person reads."""
    assert message is not None
    return plain_text(message.text)


async def change(db: AsyncSession, content: str, **values: object) -> None:
    """Change a task behind the outbox's back."""
    found = (await db.scalars(select(Task).where(Task.content == content))).unique().one()
    for name, value in values.items():
        setattr(found, name, value)
    await db.flush()


async def test_thirty_tasks_are_one_message_each(agency: AsyncSession) -> None:
    """However many tasks a load brings, each connected person gets one message, its tasks by deadline; others none."""
    new = [task(f"Việc {n}", owner=("lan", "hung")[n % 2], days=20 - n) for n in range(30)]
    await put(agency, *new, task("Việc của Minh", "B", "minh"))
    outbox = await rows(agency)
    assert [(row.kind, row.recipient and row.recipient.code) for row in outbox] == [
        ("tasks_assigned", "lan"),
        ("tasks_assigned", "hung"),
    ]
    days = {each.id: each.deadline_on for each in (await agency.scalars(select(Task))).unique()}
    for row in outbox:
        due = [days[task_id] for task_id in row.payload["task_ids"]]
        assert (len(due), due) == (15, sorted(due))


async def test_a_second_load_tells_nobody(agency: AsyncSession) -> None:
    """Loading the same file again, at the same instant or later, brings no message; new rows of it bring theirs."""
    new = [task(f"Việc {n}") for n in range(3)]
    await put(agency, *new)
    await put(agency, *new)
    await put(agency, *new, at=NOW + timedelta(hours=1))
    assert len(await rows(agency)) == 1
    await put(agency, *new, task("Việc nữa 1"), task("Việc nữa 2"))
    assert [len(row.payload["task_ids"]) for row in await rows(agency)] == [3, 2]


async def test_a_task_handed_over_by_a_load_is_in_the_same_message(agency: AsyncSession) -> None:
    """Somebody who takes over a task and gets a new one by the same load hears of both at once."""
    await put(agency, task("Việc cũ", owner="hung", days=None))
    await put(agency, task("Việc cũ", days=None), task("Việc mới"), at=NOW + timedelta(hours=1))
    assert words((await heard(agency))["lan"]).splitlines() == [
        "📌 Đồng chí có 2 nhiệm vụ mới",
        "",
        "1. #2 Việc mới",
        "🗓 thứ sáu 30/6/2017 (còn 9 ngày làm việc)",
        "",
        "2. #1 Việc cũ",
        "🗓 không thời hạn",
        "",
        "Bấm số để mở từng việc.",
    ]


async def test_the_message_lists_eight_and_counts_the_rest(agency: AsyncSession) -> None:
    """Overdue tasks come first, those without a deadline last; eight are shown, with buttons, and the rest counted."""
    await put(agency, task("Không hạn", days=None), *(task(f"Việc {n}", days=10 - 3 * n) for n in range(11)))
    message = (await heard(agency))["lan"]
    text = words(message)
    assert text.startswith("📌 Đồng chí có 12 nhiệm vụ mới\n\n1. #12 Việc 10\n🔴 ")
    assert "(quá hạn 20 ngày)" in text
    assert "\n8. #5 Việc 3\n🗓 thứ ba 20/6/2017 (còn 1 ngày làm việc)\n\n… và 4 việc khác: /viec\n" in text
    assert message is not None
    assert [button.data for row in message.buttons for button in row] == [f"task:{n}" for n in range(12, 4, -1)]
    assert len(message.about) == 8


async def test_heads_hear_whose_tasks_they_are(agency: AsyncSession) -> None:
    """A head hears of tasks without an owner as the unit's; lines name a unit below, and any unit beside own tasks."""
    await put(agency, task("Việc vụ", owner=None), task("Việc phòng", "A1", None), task("Việc Lan"), task("Thêm"))
    said = await heard(agency)
    assert words(said["lan"]).startswith("📌 Đồng chí có 2 nhiệm vụ mới\n")
    text = words(said["hung"])
    assert text.startswith("📌 Đơn vị đồng chí được giao chủ trì 2 nhiệm vụ mới\n")
    assert [line for line in text.splitlines() if line.startswith("Chủ trì")] == ["Chủ trì: Phòng <A1> & Co"]
    await change(agency, "Thêm", owner=await someone(agency, "hung"))
    row = next(row for row in await rows(agency) if row.recipient and row.recipient.code == "hung")
    every = [each.id for each in (await agency.scalars(select(Task))).unique()]
    row.payload = {"task_ids": every}
    await agency.flush()
    text = words((await heard(agency))["hung"])
    assert text.startswith("📌 Đồng chí có 4 nhiệm vụ mới\nđồng chí phụ trách: 1 · đơn vị chủ trì: 3\n")
    assert text.count("Chủ trì: Vụ A\n") == 2


async def test_what_is_not_true_any_more_is_left_out(agency: AsyncSession) -> None:
    """Done, cancelled and handed over tasks are left out; one left is told as one; none left is no message."""
    await put(agency, *(task(f"Việc {n}") for n in range(5)))
    await change(agency, "Việc 0", state=TaskState.DONE)
    await change(agency, "Việc 1", state=TaskState.CANCELLED)
    await change(agency, "Việc 2", owner=await someone(agency, "hung"))
    text = words((await heard(agency))["lan"])
    assert text.startswith("📌 Đồng chí có 2 nhiệm vụ mới\n\n1. #4 Việc 3\n")
    await change(agency, "Việc 3", state=TaskState.DONE)
    message = (await heard(agency))["lan"]
    assert words(message).startswith("📌 Đồng chí có nhiệm vụ mới\n#5 Việc 4\n")
    assert message is not None
    assert [button.data for button in message.buttons[0]] == ["done:5", "percent:5", "blocked:5"]
    await change(agency, "Việc 4", owner=None)
    assert (await heard(agency))["lan"] is None


async def test_a_former_head_hears_nothing(agency: AsyncSession) -> None:
    """Who heads the unit no more, or has a head below them now, is not told of its tasks."""
    await put(agency, task("Việc phòng 1", "A1", None), task("Việc phòng 2", "A1", None))
    minh = await someone(agency, "minh")
    below = (await agency.scalars(select(Task))).unique().all()[0].lead_unit_id
    minh.roles, minh.unit_id = frozenset({Role.UNIT_HEAD}), below
    await agency.flush()
    assert (await heard(agency))["hung"] is None
    minh.roles = frozenset({Role.OFFICIAL})
    agency.add(minh)
    await agency.flush()
    assert (await heard(agency))["hung"] is not None
    (await someone(agency, "hung")).roles = frozenset({Role.OFFICIAL})
    await agency.flush()
    assert (await heard(agency))["hung"] is None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_huge_nasty_and_secret_contents(agency: AsyncSession, language: str) -> None:
    """Contents and units of any length fit, tags are words, and a confidential task is number and deadline."""
    wide = "😀" * 4000
    new = [task(f"{n} {wide}", "A1", None) for n in range(9)]
    await put(agency, *new, task(NASTY, owner=None, days=-3), task("bí mật", "A1", None, days=-2))
    await change(agency, "bí mật", confidential=True)
    message = (await heard(agency, language))["hung"]
    assert message is not None
    assert fits(message.text)
    assert NASTY in words(message)
    assert "<A1> & Co" in words(message)
    assert "bí mật" not in words(message)
    secret = words(message).split("\n\n")[2].splitlines()
    assert (len(secret), secret[0][:6]) == (2, "2. #11")
    assert f"{message.text}".count("<b>") == f"{message.text}".count("</b>") == 9


async def test_three_thousand_tasks_for_fifty_people(db: AsyncSession) -> None:
    """A year's tasks for fifty connected heads and owners are loaded in less than ten seconds, as fifty messages."""
    units = [(f"U{n}", f"Vụ số {n}", None, None) for n in range(25)]
    people = [
        *((f"h{n}", f"Trưởng {n}", None, f"U{n}", "trưởng đơn vị") for n in range(25)),
        *((f"o{n}", f"Người {n}", None, f"U{n}", "cán bộ") for n in range(25)),
    ]
    await load(db, read_workbook(saved(workbook(units=units, people=people))), NOW)
    for place, person in enumerate((await db.scalars(select(Person))).unique().all(), 1):
        await tie(db, person.id, external_id=place, chat_id=place, at=NOW)
    new = [task(f"Việc {n}", f"U{n % 25}", f"o{n % 25}" if n % 2 else None, n % 90) for n in range(3000)]
    book = workbook(tasks=new)
    began = time.perf_counter()
    db.expunge_all()
    assert await load(db, read_workbook(saved(book)), NOW) == LoadResult(Counts(), Counts(), Counts(3000))
    assert time.perf_counter() - began < 10
    outbox = await rows(db)
    assert (len(outbox), {row.kind for row in outbox}) == (50, {"tasks_assigned"})
    assert all(said is not None and fits(said.text) for said in (await heard(db)).values())


async def _load_more(office: Office, *tasks: Row) -> None:
    async with office.program.database.transaction() as db:
        result = await load(db, read_workbook(saved(workbook(tasks=tasks))), office.clock.now())
        assert isinstance(result, LoadResult), result


async def test_people_hear_of_a_load_once_and_can_answer_it(database_url: str) -> None:
    """On the telephones: one message each, a number opens its task, and a reply counts by the places shown."""
    on = date(2017, 6, 30)
    lan = [(f"Rà soát phần {n}", "VPC", None, "lan.nt", on + timedelta(n)) for n in range(10)]
    mai = [(f"Báo cáo phần {n}", "TCCB", None, None, on + timedelta(n)) for n in range(2)]
    async with open_office(database_url) as office:
        # Before reminders go out, so that only the load is heard.
        await office.move_to(office.clock.now().replace(hour=7))
        for _ in range(2):
            await _load_more(office, *lan, *mai)
        said = await office.move_to(office.clock.now())
        assert sorted(each.to for each in said) == ["Lan", "Mai"]
        text = {each.to: each.text for each in said}
        assert text["Lan"].startswith("📌 Đồng chí có 10 nhiệm vụ mới\n\n1. #14 Rà soát phần 0\n🗓 thứ sáu 30/6/2017")
        assert "… và 2 việc khác: /viec" in text["Lan"]
        assert text["Mai"].startswith("📌 Đơn vị đồng chí được giao chủ trì 2 nhiệm vụ mới\n")
        opened = await office.press("Lan", "#15")
        assert any("#15 Rà soát phần 1" in each.text for each in opened)
        await office.say("Lan", "1 xong, 2: 70%", reply_to=office.message_with("Lan", "10 nhiệm vụ mới"))
        async with office.program.database.reading() as db:
            found = {each.number: each for each in (await db.scalars(select(Task))).unique()}
        assert (found[14].state, found[15].percent) == (TaskState.DONE, 70)
