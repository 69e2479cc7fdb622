"""/status: who sees what, what is counted, and that it stays short."""

import time

import pytest
from sqlalchemy import event

from actions.status import picture
from domain.errors import NotAllowedError
from domain.figures import Figures
from domain.people import Role
from domain.tasks import TaskState
from handlers.status import press_status, show_status
from models import Person, Task
from tests.status.house import House, local
from texts.message import Message, fits, plain_text

NOW = local("2017-06-19", "16:05")
SECTIONS = ("home", "overdue", "week", "soon", "hindered", "open", "units")


async def status(house: House, person: Person, rest: str = "") -> Message:
    """Return what /status says."""
    return (await show_status(await house.request(person, NOW, rest))).message


async def press(house: House, person: Person, code: str) -> Message:
    """Return what a button shows."""
    said = await press_status(await house.request(person, NOW, code))
    assert said.edit
    return said.message


async def test_the_message_reads_well(house: House) -> None:
    """The picture of a unit has its figures, the rates, and the first tasks with their owners."""
    unit = await house.unit("VPC", "Vụ Pháp chế")
    an = await house.person("Nguyễn Văn An", unit)
    head = await house.person("Trần Hùng", unit, Role.UNIT_HEAD)
    late = await house.task(unit, an, "2017-06-16", content="Rà soát <b>tiêu chí</b> & văn bản")
    await house.task(unit, an, "2017-06-22", content="Dự thảo kế hoạch")
    await house.task(unit, an, None)
    await house.task(unit, an, "2017-06-10", done="2017-06-09")
    await house.report(late, "2017-06-19")
    message = await status(house, head)
    assert plain_text(message.text) == (
        "📊 Vụ Pháp chế\n"
        "đến 16:05 thứ hai 19/6/2017\n"
        "\n"
        "✅ Hoàn thành đúng hạn: 1\n"
        "☑️ Hoàn thành quá hạn: 0\n"
        "🕒 Đang làm, trong hạn: 1\n"
        "🔴 Đang làm, quá hạn: 1\n"
        "⏳ Sắp đến hạn (3 ngày làm việc): 1\n"
        "▫️ Không có thời hạn: 1 (tính riêng)\n"
        "Tỷ lệ hoàn thành: 33%, 1/3 việc\n"
        "Cập nhật tuần này: 33%, 1/3 việc đang làm\n"
        "\n"
        "Quá hạn (1)\n"
        "#1 quá hạn 3 ngày – Nguyễn Văn An – Rà soát <b>tiêu chí</b> & văn bản\n"
        "\n"
        "Đến hạn từ nay đến hết tuần (1)\n"
        "#2 thứ năm 22/6/2017 (còn 3 ngày làm việc) – Nguyễn Văn An – Dự thảo kế hoạch"
    )
    assert "&lt;b&gt;tiêu chí" in message.text


async def test_a_head_sees_their_unit_with_those_below_and_no_other(house: House) -> None:
    """A head gets the own unit and those below it; another unit is refused, typed or pressed, as is the agency."""
    bureau = await house.unit("CUC", "Cục Một")
    below = await house.unit("P1", "Phòng Một", parent=bureau)
    other = await house.unit("VPC", "Vụ Pháp chế")
    head = await house.person("Hùng", bureau, Role.UNIT_HEAD)
    await house.task(below, None, "2017-06-01", content="Việc của phòng")
    await house.task(other, None, "2017-06-01", content="Việc của vụ")
    shown = plain_text((await status(house, head)).text)
    assert "Việc của phòng" in shown
    assert "Việc của vụ" not in shown
    assert "Phòng Một" in plain_text((await status(house, head, "P1")).text)
    with pytest.raises(NotAllowedError, match="not_your_unit"):
        await status(house, head, "vu phap che")
    for code in (f"{other.id}:home:0", "all:home:0", "999:home:0", "x:home:0", ""):
        with pytest.raises(NotAllowedError, match="not_your_unit"):
            await press(house, head, code)


@pytest.mark.parametrize("name", ["VPC", "vpc", "Vụ Pháp chế", "vu phap che"])
async def test_a_leader_names_a_unit_in_any_way(house: House, name: str) -> None:
    """Code and name do, with or without diacritics; from the unit a button leads back to all units."""
    await house.unit("VPC", "Vụ Pháp chế")
    await house.unit("TCCB", "Vụ Tổ chức Cán bộ")
    message = await status(house, await house.person("Lê", None, Role.LEADER), name)
    assert plain_text(message.text).startswith("📊 Vụ Pháp chế\n")
    assert [button.data for row in message.buttons for button in row] == ["status:all:units:0"]


async def test_units_are_listed_the_worst_first_with_lights_by_rule(house: House) -> None:
    """Overdue is red and first, due soon yellow, updated and in time green; a unit without tasks is only counted."""
    leader = await house.person("Lê", None, Role.LEADER)
    green, yellow, red, idle = [await house.unit(code) for code in ("XANH", "VANG", "DO", "RANH")]
    await house.report(await house.task(green, None, "2017-07-31"), "2017-06-19")
    await house.report(await house.task(yellow, None, "2017-06-20"), "2017-06-19")
    await house.report(await house.task(red, None, "2017-06-01"), "2017-06-19")
    shown = plain_text((await press(house, leader, "all:units:0")).text).splitlines()
    assert shown[-4:] == [
        "🔴 Vụ DO: quá hạn 1",
        "🟡 Vụ VANG: sắp đến hạn 1",
        "🟢 Vụ XANH: đang làm 1",
        "1 đơn vị chưa được giao việc.",
    ]
    assert idle.code not in plain_text((await status(house, leader)).text)


async def test_a_confidential_task_shows_its_number_only(house: House) -> None:
    """Neither content nor owner nor reason of a confidential task is ever shown."""
    unit = await house.unit("VPC")
    an = await house.person("Nguyễn Văn An", unit)
    leader = await house.person("Lê", None, Role.LEADER)
    await house.task(unit, an, "2017-06-01", content="Bí mật", confidential=True, blocked_reason="Cớ kín")
    for section in SECTIONS:
        shown = plain_text((await press(house, leader, f"all:{section}:0")).text)
        assert not any(word in shown for word in ("Bí mật", "Nguyễn Văn An", "Cớ kín"))
    assert "#" in plain_text((await press(house, leader, "all:overdue:0")).text)


async def test_a_report_taken_back_is_no_update(house: House) -> None:
    """An undone report does not count for the update rate; neither does the undoing."""
    unit = await house.unit("VPC")
    task = await house.task(unit, None, "2017-06-30")
    entry = await house.report(task, "2017-06-19")
    await house.report(task, "2017-06-19", undoes=entry)
    seen = await picture(house.db, None, agency=house.agency, now=NOW)
    assert seen.total == Figures(open_in_term=1)


async def test_a_done_task_leaves_the_lists(house: House) -> None:
    """An old button says what is true now: a page that is gone shows the last one, an empty list says so nicely."""
    unit = await house.unit("VPC")
    leader = await house.person("Lê", None, Role.LEADER)
    tasks = [await house.task(unit, None, "2017-06-01") for _ in range(9)]
    second = await press(house, leader, "all:overdue:1")
    assert "Trang 2/2" in plain_text(second.text)
    assert [button.label for button in second.buttons[-2]] == ["◀"]
    for task in tasks:
        task.state, task.done_on = TaskState.DONE, NOW.date()
    await house.db.flush()
    assert plain_text((await press(house, leader, "all:overdue:1")).text).endswith("Không có việc nào ở mục này 👍")
    assert "Không có việc quá hạn 👍" in plain_text((await status(house, leader)).text)


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_large_agency_fits_one_message_in_a_second(house: House, language: str) -> None:
    """60 units and 3,000 tasks with the longest names: five queries, under a second, every message within the limit."""
    nasty = '<b>&"' * 60
    leader = await house.person("Lê", None, Role.LEADER)
    leader.language = language
    units = [await house.unit(f"{n:02d}{'Đ' * 15}", f"{n} {nasty}"[:300]) for n in range(60)]
    owners = [await house.person(f"{n} {nasty}"[:200], unit) for n, unit in enumerate(units)]
    rows = [
        {
            "number": 1000 + n,
            "content": f"{n} {nasty * 10}",
            "lead_unit_id": units[n % 60].id,
            "owner_id": owners[n % 60].id,
            "deadline_on": NOW.date().replace(day=1 + n % 30),
            "given_at": local("2017-05-02"),
            "blocked_reason": nasty,
        }
        for n in range(3000)
    ]
    await house.db.run_sync(lambda session: session.bulk_insert_mappings(Task, rows))
    statements: list[str] = []
    engine = house.db.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    begun = time.perf_counter()
    message = await status(house, leader)
    assert time.perf_counter() - begun < 1
    assert len(statements) <= 5
    assert fits(message.text)
    for section in SECTIONS:
        for page in (0, 3, 999):
            assert fits((await press(house, leader, f"all:{section}:{page}")).text)
