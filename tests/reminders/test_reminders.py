"""Reminders: planned once a working day for everybody who needs one, and true when they are sent."""

import time
from datetime import date, timedelta

import pytest

from actions.reminders import after_sent
from domain.delivery import DeliveryState
from domain.people import Role
from domain.tasks import TaskState
from jobs.planning import plan_reminders
from jobs.reminders import reminder
from models import Notification, Person, Task, Unit
from tests.status.house import House, local
from texts.message import Message, fits, plain_text

MONDAY = local("2017-06-19")


async def ticks(house: House, first: str, last: str, *people: Person) -> dict[str, list[str]]:
    """Let the program run from day to day, three ticks a day; return what people heard by day: "#12 #7"."""
    heard: dict[str, list[str]] = {}
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        for hour in ("08:30", "11:00", "16:59"):
            await plan_reminders(house.db, house.agency, local(day.isoformat(), hour))
            for row in await house.outbox("reminder"):
                if row.state == DeliveryState.WAITING:
                    person = next(each for each in people if each.id == row.recipient_id)
                    said = await send(house, row, person, local(day.isoformat(), hour))
                    if said:
                        heard.setdefault(day.isoformat(), []).append(said)
        day += timedelta(days=1)
    return heard


async def send(house: House, row: Notification, person: Person, now) -> str:
    """Send one row as the deliverer does; return the numbers that the message is about."""
    message = await reminder(house.due(row, person, now))
    if message is None:
        await house.settle(row, DeliveryState.DROPPED, now)
        return ""
    row.task_ids = list(message.about)
    await house.settle(row, DeliveryState.SENT, now)
    await after_sent(house.db, row, now.date())
    tasks = [await house.db.get_one(Task, task_id) for task_id in message.about]
    return " ".join(f"#{task.number}" for task in tasks)


async def planned(house: House, now=MONDAY) -> list[Notification]:
    """Plan and return all rows."""
    await plan_reminders(house.db, house.agency, now)
    return await house.outbox("reminder")


async def unit_and_owner(house: House) -> tuple[Unit, Person]:
    """Return a unit and an official of it."""
    unit = await house.unit("VPC", "Vụ Pháp chế")
    return unit, await house.person("Nguyễn Văn An", unit)


async def test_the_message_reads_well(house: House) -> None:
    """Several tasks are numbered in order of deadline with what is left, and the message says how to answer."""
    unit, an = await unit_and_owner(house)
    await house.task(unit, an, "2017-06-22", content='Dự thảo <b>kế hoạch</b> & "văn bản"')
    await house.task(unit, an, "2017-06-16", content="Rà soát tiêu chí", waiting_on="Bộ Nội vụ")
    await house.task(unit, an, "2017-06-19", content="Báo cáo tuần")
    (row,) = await planned(house)
    message = await reminder(house.due(row, an, MONDAY))
    assert plain_text(message.text) == (
        "🔔 Nhắc việc thứ hai 19/6/2017\n"
        "Đồng chí có 3 việc cần lưu ý ạ:\n"
        "\n"
        "1. #2 Rà soát tiêu chí — quá hạn 3 ngày (thứ sáu 16/6/2017)\n"
        "   ⏸ đang chờ: Bộ Nội vụ\n"
        "2. #3 Báo cáo tuần — hạn hôm nay (thứ hai 19/6/2017)\n"
        '3. #1 Dự thảo <b>kế hoạch</b> & "văn bản" — còn 3 ngày làm việc (thứ năm 22/6/2017)\n'
        "\n"
        "Trả lời tin này, ví dụ: 1 xong, 2: 70%"
    )
    assert [button.data for button in message.buttons[0]] == ["task:2", "task:3", "task:1"]


async def test_one_task_brings_its_buttons(house: House) -> None:
    """A single task is not numbered; done, progress and blocked are one press away, in English too."""
    unit, an = await unit_and_owner(house)
    an.language = "en"
    await house.task(unit, an, "2017-06-24", content="Report")
    (row,) = await planned(house, local("2017-06-22"))
    message = await reminder(house.due(row, an, local("2017-06-23")))
    assert plain_text(message.text) == (
        "🔔 Reminder, Friday 23 June 2017\n"
        "One task needs your attention:\n"
        "\n"
        "#1 Report — today is the last working day before the deadline (Saturday 24 June 2017)\n"
        "\n"
        "Answer this message: done · 70% · blocked: reason"
    )
    assert [button.data for button in message.buttons[0]] == ["done:1", "percent:1", "blocked:1"]


async def test_the_days_of_a_task(house: House) -> None:
    """One hears 7, 3 and 1 working days before, on the day, then each working day: once a day, never at weekends."""
    unit, an = await unit_and_owner(house)
    await house.task(unit, an, "2017-06-30")
    heard = await ticks(house, "2017-06-12", "2017-07-04", an)
    days = ["2017-06-21", "2017-06-27", "2017-06-29", "2017-06-30", "2017-07-03", "2017-07-04"]
    assert heard == {day: ["#1"] for day in days}


@pytest.mark.parametrize(
    ("deadline", "last", "days"),
    [
        ("2027-05-04", "2027-05-05", ["2027-04-21", "2027-04-27", "2027-04-29", "2027-05-04", "2027-05-05"]),
        ("2027-02-03", "2027-02-11", ["2027-01-25", "2027-01-29", "2027-02-02", "2027-02-03", "2027-02-11"]),
    ],
)
async def test_holidays_are_quiet(house: House, deadline: str, last: str, days: list[str]) -> None:
    """Neither 30 April to 3 May nor Tết 2027 brings a reminder, however late a task is."""
    unit, an = await unit_and_owner(house)
    await house.task(unit, an, deadline, given="2027-01-04")
    heard = await ticks(house, days[0], last, an)
    assert heard == {day: ["#1"] for day in days}


@pytest.mark.parametrize(("back", "days"), [("2017-06-26", ["2017-06-26"]), ("2017-06-28", ["2017-06-28"])])
async def test_an_outage_is_caught_up_once(house: House, back: str, days: list[str]) -> None:
    """Steps missed over a weekend or a week make one line of one message, not one for each day missed."""
    unit, an = await unit_and_owner(house)
    await house.task(unit, an, "2017-07-05")  # steps: 26/6, 30/6, 4/7, 5/7
    await house.task(unit, an, "2017-07-03")  # steps: 22/6, 28/6, 30/6, 3/7
    await ticks(house, "2017-06-19", "2017-06-21", an)
    heard = await ticks(house, back, "2017-06-29", an)
    assert heard[days[0]] == ["#2 #1"]
    assert sum(len(said) for said in heard.values()) == (2 if back == "2017-06-26" else 1)


async def test_a_task_given_today_is_not_reminded_of_today(house: House) -> None:
    """Even due today or tomorrow: the message that gave it said so."""
    unit, an = await unit_and_owner(house)
    await house.task(unit, an, "2017-06-20", given="2017-06-19")
    assert await ticks(house, "2017-06-19", "2017-06-20", an) == {"2017-06-20": ["#1"]}


async def test_a_hundred_plans_make_one_message(house: House) -> None:
    """Planning again and again on a day adds nothing."""
    unit, an = await unit_and_owner(house)
    await house.task(unit, an, "2017-06-19")
    counts = [await plan_reminders(house.db, house.agency, MONDAY + timedelta(minutes=n)) for n in range(100)]
    assert sum(counts) == counts[0] == 1
    assert [row.dedupe_key for row in await house.outbox("reminder")] == [f"reminder:{an.id}:2017-06-19"]


async def test_a_task_done_meanwhile_is_not_listed(house: House) -> None:
    """The message says what is true when it is sent; with nothing left it is dropped."""
    unit, an = await unit_and_owner(house)
    first, second = [await house.task(unit, an, "2017-06-19") for _ in range(2)]
    (row,) = await planned(house)
    first.state, first.done_on = TaskState.DONE, MONDAY.date()
    await house.db.flush()
    message = await reminder(house.due(row, an, MONDAY))
    assert message.about == (second.id,)
    second.state = TaskState.CANCELLED
    await house.db.flush()
    assert await reminder(house.due(row, an, MONDAY)) is None


async def test_who_answered_today_is_not_asked_again(house: House) -> None:
    """A report made this morning keeps a task out of today's reminder; one that was taken back does not."""
    unit, an = await unit_and_owner(house)
    late, soon, undone = [await house.task(unit, an, day) for day in ("2017-06-01", "2017-06-22", "2017-06-02")]
    for task in (late, soon):
        await house.report(task, "2017-06-19", "08:05")
    await house.report(undone, "2017-06-19", undoes=await house.report(undone, "2017-06-19", "08:05"))
    heard = await ticks(house, "2017-06-19", "2017-06-20", an)
    assert heard == {"2017-06-19": ["#3"], "2017-06-20": ["#1 #3"]}


async def test_an_old_row_speaks_of_today_and_makes_the_new_one_silent(house: House) -> None:
    """A row of Friday that could not be sent is said on Monday as it is then; Monday's own row adds nothing."""
    unit, an = await unit_and_owner(house)
    await house.task(unit, an, "2017-06-16")
    friday = (await planned(house, local("2017-06-16")))[0]
    assert await reminder(house.due(friday, an, local("2017-06-16", "17:30"))) is None
    assert await reminder(house.due(friday, an, local("2017-06-17", "10:00"))) is None
    monday = (await planned(house))[1]
    message = await reminder(house.due(friday, an, MONDAY))
    assert "quá hạn 3 ngày" in message.text
    assert await send(house, friday, an, MONDAY) == "#1"
    assert await send(house, monday, an, MONDAY) == ""


async def test_the_head_hears_of_tasks_whose_owner_cannot_be_reached(house: House) -> None:
    """Of an owner who never connected, blocked the bot or left, and of nobody's tasks, the head hears, told why."""
    unit, an = await unit_and_owner(house)
    head = await house.person("Trần Hùng", unit, Role.UNIT_HEAD)
    mute = await house.person("Phạm Hoa", unit, connected=False)
    gone = await house.person("Lê Tư", unit, active=False)
    blocked = await house.person("Vũ Sáu", unit)
    blocked.account.unreachable_at = MONDAY
    for owner in (an, mute, gone, blocked, None):
        await house.task(unit, owner, "2017-06-19")
    rows = {row.recipient_id: row for row in await planned(house)}
    assert set(rows) == {an.id, head.id}
    shown = plain_text((await reminder(house.due(rows[head.id], head, MONDAY))).text)
    assert [line.strip() for line in shown.splitlines() if line.startswith(" ")] == [
        "(tôi chưa nhắn được cho đồng chí Phạm Hoa)",
        "(chưa có người phụ trách)",
        "(tôi chưa nhắn được cho đồng chí Vũ Sáu)",
        "(chưa có người phụ trách)",
    ]
    assert plain_text((await reminder(house.due(rows[an.id], an, MONDAY))).text).count("#") == 1


async def test_many_tasks_end_with_a_count(house: House) -> None:
    """Of fourteen tasks ten are listed, with the worst names the message fits, and only the listed ones are settled."""
    unit, an = await unit_and_owner(house)
    for _ in range(14):
        await house.task(unit, an, "2017-06-01", content='<b>&"' * 300, blocked_reason='<b>&"' * 300)
    (row,) = await planned(house)
    message = await reminder(house.due(row, an, MONDAY))
    assert isinstance(message, Message)
    assert "… và 4 việc khác: /viec" in message.text
    assert len(message.about) == 10
    assert fits(message.text)


async def test_a_confidential_task_is_a_number(house: House) -> None:
    """A reminder of a confidential task holds neither its content nor what hinders it."""
    unit, an = await unit_and_owner(house)
    await house.task(unit, an, "2017-06-19", content="Bí mật", confidential=True, blocked_reason="Cớ kín")
    (row,) = await planned(house)
    shown = plain_text((await reminder(house.due(row, an, MONDAY))).text)
    assert "#1 " in shown
    assert "Bí mật" not in shown
    assert "Cớ kín" not in shown


async def test_planning_for_a_large_agency_is_quick(house: House) -> None:
    """300 people with 3,000 tasks are planned in about a second, and the ticks after that cost next to nothing."""
    units = [await house.unit(f"U{n}") for n in range(60)]
    people = [await house.person(f"P{n}", units[n % 60]) for n in range(300)]
    rows = [
        {
            "number": n,
            "content": "x",
            "lead_unit_id": units[n % 60].id,
            "owner_id": people[n % 300].id,
            "deadline_on": date(2017, 6, 1) + timedelta(days=n // 100),
            "given_at": local("2017-05-02"),
        }
        for n in range(3000)
    ]
    await house.db.run_sync(lambda session: session.bulk_insert_mappings(Task, rows))
    begun = time.perf_counter()
    assert await plan_reminders(house.db, house.agency, MONDAY) == 300
    assert time.perf_counter() - begun < 2
    begun = time.perf_counter()
    assert await plan_reminders(house.db, house.agency, MONDAY + timedelta(minutes=1)) == 0
    assert time.perf_counter() - begun < 0.5
