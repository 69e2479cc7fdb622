"""Loading: all or nothing, twice is once, and what changes is written down."""

import time
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.invites import tie
from actions.loading import load
from bot.database import Database, upgrade
from domain.loading import Counts, LoadResult, Problem, Sheet
from domain.progress import EntryKind
from handlers.reading.workbook import read_workbook
from models import Base, Notification, Person, ProgressEntry, Task, Unit
from models.tasks import by_deadline
from tests.loading.conftest import NOW, saved, workbook
from texts.loading import PROBLEMS, problem_line
from texts.message import plain_text
from texts.translator import LANGUAGES, translator

UNITS = [
    ("V1", "Vụ Một", "Vụ 1", "Cục Lớn"),
    ("CL", "Cục Lớn", None, None),
    ("VPC", "Vụ Pháp chế", "Pháp chế", None),
    ("KH", "Vụ Kế hoạch, Tài chính và Tổng hợp", None, None),
]
PEOPLE = [
    ("lan", "Nguyễn Thị Lan", "Chuyên viên", "VPC", "cán bộ"),
    ("hung", "Trần Văn Hùng", "Vụ trưởng", "Vụ Pháp chế", "trưởng đơn vị"),
    ("mot", "Lê Một", "", "Vu 1", "cán bộ"),
]
TASKS = [
    (
        "Rà soát",
        "pháp chế",
        "KH; V1",
        "nguyen thi lan",
        "30/6/2017",
        "35/TB",
        "16/6/2017",
        "Vụ Kế hoạch, Tài chính và Tổng hợp",
        "Báo cáo",
    ),
    ("Kiểm tra", "Cục Lớn", None, "mot", None, None, None, "Tổng Thanh tra", None),
    ("Chờ người", "VPC", None, None, "15/7/2017", "35/TB", "16/6/2017", None, None),
]


async def put(db: AsyncSession, **sheets: Sequence[Sequence[object]]) -> LoadResult | list[Problem]:
    """Load a workbook made of rows."""
    return await load(db, read_workbook(saved(workbook(**sheets))), NOW)


async def count(db: AsyncSession, table: type[Base]) -> int:
    """Count the rows of a table."""
    return await db.scalar(select(func.count()).select_from(table)) or 0


async def tasks(db: AsyncSession) -> dict[str, Task]:
    """Return the tasks by content, fresh from the database."""
    found = (await db.scalars(by_deadline(), execution_options={"populate_existing": True})).unique()
    return {task.content: task for task in found}


def told(problems: object) -> set[tuple[str, int | None, str, str]]:
    """Return sheet, row, column and code of each problem."""
    assert isinstance(problems, list), problems
    return {(each.sheet.value, each.row, each.column, each.code) for each in problems}


async def test_a_good_file_is_loaded(db: AsyncSession) -> None:
    """Units, people and tasks find each other by code, name or alias, whatever comes first in the sheet."""
    result = await put(db, units=UNITS, people=PEOPLE, tasks=TASKS)
    assert result == LoadResult(Counts(4), Counts(3), Counts(3))
    task = (await tasks(db))["Rà soát"]
    assert (task.number, task.lead_unit.code, task.owner.code if task.owner else None) == (1, "VPC", "lan")
    assert [unit.code for unit in task.coordinating_units] == ["V1", "KH"]
    assert (task.deadline_on, task.ordered_deadline_on) == (date(2017, 6, 30), date(2017, 6, 30))
    assert (task.report_to_unit.code if task.report_to_unit else None, task.report_to_name) == ("KH", "")
    assert (task.directive.number, task.directive.issued_on) == ("35/TB", date(2017, 6, 16))
    assert (await tasks(db))["Kiểm tra"].report_to_name == "Tổng Thanh tra"
    assert (await tasks(db))["Kiểm tra"].owner.name == "Lê Một"
    units = {unit.code: unit for unit in await db.scalars(select(Unit))}
    assert units["V1"].parent_id == units["CL"].id
    kinds = (await db.scalars(select(ProgressEntry.kind))).all()
    assert kinds == [EntryKind.ASSIGNED] * 3


async def test_twice_is_once(db: AsyncSession) -> None:
    """A second load of the same file adds and changes nothing, journal and outbox included."""
    await put(db, units=UNITS, people=PEOPLE, tasks=TASKS)
    before = [await count(db, table) for table in (Unit, Person, Task, ProgressEntry, Notification)]
    result = await put(db, units=UNITS, people=PEOPLE, tasks=TASKS)
    assert result == LoadResult(Counts(0, 0, 4), Counts(0, 0, 3), Counts(0, 0, 3))
    assert [await count(db, table) for table in (Unit, Person, Task, ProgressEntry, Notification)] == before


async def test_twice_is_once_on_postgresql(postgres_url: str) -> None:
    """On PostgreSQL a load does the same, and numbers go on from the last one."""
    await upgrade(postgres_url)
    database = Database(postgres_url)
    async with database.transaction() as db:
        await put(db, units=UNITS, people=PEOPLE, tasks=TASKS)
    more = [*TASKS, ("Việc nữa", "KH", None, None, None, None, None, None, None)]
    async with database.transaction() as db:
        result = await put(db, units=UNITS, people=PEOPLE, tasks=more)
        assert result == LoadResult(Counts(0, 0, 4), Counts(0, 0, 3), Counts(1, 0, 3))
        assert sorted(task.number for task in (await tasks(db)).values()) == [1, 2, 3, 4]
    await database.dispose()


async def test_changes_are_written_down(db: AsyncSession) -> None:
    """A changed row changes the task and its journal; the deadline that was ordered first stays beside the new one."""
    await put(db, units=UNITS, people=PEOPLE, tasks=TASKS)
    changed = ("RÀ SOÁT", "VPC", "KH", "hung", "10/7/2017", "35/TB", "16/6/2017", "Vụ trưởng", "Tờ trình")
    result = await put(db, tasks=[changed])
    assert result == LoadResult(Counts(), Counts(), Counts(0, 1, 0))
    task = (await tasks(db))["RÀ SOÁT"]
    assert (task.number, task.owner.code if task.owner else None, task.product) == (1, "hung", "Tờ trình")
    assert (task.deadline_on, task.ordered_deadline_on) == (date(2017, 7, 10), date(2017, 6, 30))
    assert ([unit.code for unit in task.coordinating_units], task.report_to_name) == (["KH"], "Vụ trưởng")
    entry = (await db.scalars(select(ProgressEntry).where(ProgressEntry.kind == EntryKind.CHANGED))).unique().one()
    assert "Thời hạn: 30/6/2017 → 10/7/2017" in entry.note
    assert "Người phụ trách: Nguyễn Thị Lan (lan) → Trần Văn Hùng (hung)" in entry.note


async def test_only_people_with_an_account_hear_of_new_tasks(db: AsyncSession) -> None:
    """The owner hears of a task, or the head of the unit when nobody owns it; both only when they are connected."""
    await put(db, units=UNITS, people=PEOPLE)
    hung = (await db.scalars(select(Person).where(Person.code == "hung"))).unique().one()
    await tie(db, hung.id, external_id=1, chat_id=1, at=NOW)
    db.expunge_all()
    await put(db, tasks=TASKS)
    task = (await tasks(db))["Chờ người"]
    rows = (await db.scalars(select(Notification))).unique().all()
    assert [(row.kind, row.recipient_id, row.payload) for row in rows] == [
        ("task_assigned", hung.id, {"task_id": task.id})
    ]


BAD_UNITS = [
    ("A", "Vụ A", None, "Vụ Không Có Đâu"),
    ("B", "Vụ B", None, "C"),
    ("C", "Vụ C", None, "B"),
    ("a", "Vụ A lần nữa", None, None),
    ("D", None, "Vụ Đê", None),
]
BAD_PEOPLE = [
    ("x", "Nguyễn Văn Trùng", None, "B", None),
    ("y", "Nguyễn Văn Trùng", None, "B", None),
    ("x", "Người Khác", None, "B", None),
    ("h", "Trưởng Không", None, None, "trưởng đơn vị"),
    ("d", "Người Vụ Đê", None, "Vụ Đê", None),
]
BAD_TASKS = [
    ("Việc 1", "Vụ Lạ Hoắc", None, None, None, None, None, None, None),
    ("Việc 2", "Vụ B; Vụ C", None, None, None, None, None, None, None),
    ("Việc 3", "Các cục, vụ, đơn vị", None, None, None, None, None, None, None),
    ("Việc 4", "Vụ B, Vụ C", None, None, None, None, None, None, None),
    ("Việc 5", "B", "Vụ Xyz", "Nguyễn Văn Trùng", "31/4/2017", None, None, None, None),
    ("Việc 6", "B", None, "Nguyễn Văn Trùng", None, None, None, None, None),
    ("Việc 7", "B", None, "Nguyễn Văn Chùng", None, None, None, None, None),
    ("Việc 8", "A", None, "y", None, None, None, None, None),
    ("Việc 9", "B", None, None, None, None, None, None, None),
    ("việc  9", "B", None, None, None, None, None, None, None),
    ("Việc 10", "Vụ Đê", None, None, None, None, None, None, None),
]


async def test_every_problem_is_told_and_nothing_is_changed(db: AsyncSession) -> None:
    """All problems come at once with their places; those who name a unit whose own row is bad are not blamed."""
    problems = await put(db, units=BAD_UNITS, people=BAD_PEOPLE, tasks=BAD_TASKS)
    assert told(problems) == {
        ("Đơn vị", 2, "D", "unknown_unit"),
        ("Đơn vị", 3, "D", "unit_circle"),
        ("Đơn vị", 4, "D", "unit_circle"),
        ("Đơn vị", 5, "A", "duplicate_code"),
        ("Đơn vị", 6, "B", "required"),
        ("Cán bộ", 4, "A", "duplicate_code"),
        ("Cán bộ", 5, "D", "unit_needed"),
        ("Nhiệm vụ", 2, "B", "unknown_unit"),
        ("Nhiệm vụ", 3, "B", "one_row_per_unit"),
        ("Nhiệm vụ", 4, "B", "one_row_per_unit"),
        ("Nhiệm vụ", 5, "B", "one_row_per_unit"),
        ("Nhiệm vụ", 6, "E", "no_such_day"),
        ("Nhiệm vụ", 8, "D", "unknown_person"),
        ("Nhiệm vụ", 9, "D", "owner_of_other_unit"),
        ("Nhiệm vụ", 11, "A", "duplicate_task"),
    }
    assert isinstance(problems, list)
    assert [problem.place for problem in problems] == sorted(problem.place for problem in problems)
    assert [await count(db, table) for table in (Unit, Person, Task)] == [0, 0, 0]


async def test_namesakes_need_a_code(db: AsyncSession) -> None:
    """An owner's name that two people share is a problem that lists their codes."""
    people = [("x", "Lê Trùng", None, "B", None), ("y", "Lê Trùng", None, "B", None)]
    problems = await put(db, units=[("B", "Vụ B", None, None)], people=people, tasks=[("Việc", "B", None, "lê trùng")])
    assert told(problems) == {("Nhiệm vụ", 2, "D", "unclear_person")}
    assert isinstance(problems, list)
    line = plain_text(problem_line(translator("vi"), problems[0]))
    assert line == "Nhiệm vụ, dòng 2, cột D (Người phụ trách): có nhiều người tên 'lê trùng'; hãy ghi mã: x, y."


async def test_a_day_that_does_not_exist_is_said_with_one_that_does(db: AsyncSession) -> None:
    """The line names sheet, row, column and header, and the last day of that month as an example."""
    rows = [("Việc", "B", None, None, "31/4/2017")]
    problems = await put(db, units=[("B", "Vụ B", None, None)], tasks=rows)
    assert isinstance(problems, list)
    assert [plain_text(problem_line(translator("vi"), each)) for each in problems] == [
        "Nhiệm vụ, dòng 2, cột E (Thời hạn): '31/4/2017' không có trong lịch; hãy ghi ngày/tháng/năm, ví dụ 30/4/2017."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence(language: str) -> None:
    """Each problem can be said in each language with its facts."""
    facts = {
        **dict.fromkeys(("value", "name", "code", "of", "lead"), "<b>"),
        **dict.fromkeys(("limit", "length", "last_row", "first_row"), 7),
        **dict.fromkeys(("headers", "nearest", "codes", "circle"), ("a", "b")),
        "example": None,
    }
    for code in PROBLEMS:
        line = problem_line(translator(language), Problem(Sheet.TASKS, code, 3, "E", "Thời hạn", facts))
        assert "<b>" not in line, code
        assert "E (Thời hạn)" in plain_text(line)


async def test_three_thousand_tasks_are_loaded_in_seconds(db: AsyncSession) -> None:
    """A year's tasks are loaded well within 20 seconds, and a second time as well."""
    units = [(f"U{n}", f"Vụ số {n}", f"Vụ thứ {n}; Phòng {n}", None) for n in range(60)]
    people = [(f"p{n}", f"Người {n}", None, f"U{n % 60}", "cán bộ") for n in range(600)]
    on = date(2017, 6, 30)
    rows = [
        (f"Việc {n}", f"Vụ số {n % 60}", f"Vụ thứ {-n % 60}", f"Người {n % 60}", on + timedelta(n % 90), f"{n % 50}/TB")
        for n in range(3000)
    ]
    began = time.perf_counter()
    assert await put(db, units=units, people=people, tasks=rows) == LoadResult(Counts(60), Counts(600), Counts(3000))
    assert await put(db, tasks=rows) == LoadResult(Counts(), Counts(), Counts(0, 0, 3000))
    assert time.perf_counter() - began < 20
