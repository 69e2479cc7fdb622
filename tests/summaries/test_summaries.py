"""The weekly summary: to the right people, once, at a decent hour, with figures that are true when it is sent."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.calendar import WorkingCalendar
from domain.delivery import DeliveryState
from domain.errors import NotAllowedError
from domain.people import Role
from domain.tasks import TaskState
from handlers.summaries import show_digest
from jobs.planning import plan, plan_summaries
from jobs.summaries import weekly_summary
from models import Person, Task, Unit, WeeklySnapshot
from tests.status.house import House, local
from texts.message import fits, plain_text

FRIDAY = local("2017-06-23", "16:00")


async def unit_and_leader(house: House) -> tuple[Unit, Person]:
    """Return a unit and a leader."""
    return await house.unit("VPC", "Vụ Pháp chế"), await house.person("Lê Minh", None, Role.LEADER)


async def told(house: House, person: Person, now) -> str | None:
    """Return the newest summary of a person, rendered as it is when sent at `now`."""
    row = [each for each in await house.outbox("weekly_summary") if each.recipient_id == person.id][-1]
    message = await weekly_summary(house.due(row, person, now))
    return message and plain_text(message.text)


async def test_the_right_people_get_it_once(house: House) -> None:
    """Leaders, the secretariat and heads who can be reached get one each, however many roles and plans there are."""
    unit, leader = await unit_and_leader(house)
    both = await house.person("Hai vai", unit, Role.SECRETARIAT, Role.UNIT_HEAD)
    head = await house.person("Trần Hùng", unit, Role.UNIT_HEAD)
    await house.person("Cán bộ", unit)
    await house.person("Quản trị", unit, Role.ADMINISTRATOR)
    await house.person("Chưa kết nối", None, Role.LEADER, connected=False)
    await house.person("Đã nghỉ", unit, Role.UNIT_HEAD, active=False)
    await house.task(unit, None, "2017-06-30")
    for minutes in range(50):
        await plan(house.db, house.agency, FRIDAY + timedelta(minutes=minutes))
    rows = await house.outbox("weekly_summary")
    assert {row.recipient_id for row in rows} == {leader.id, both.id, head.id}
    assert {row.dedupe_key for row in rows} == {f"weekly_summary:2017-06-19:{row.recipient_id}" for row in rows}
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("days_off", "tick", "due"),
    [
        ([], "2017-06-23T15:59", False),
        ([], "2017-06-23T16:00", True),
        (["2017-06-23"], "2017-06-22T16:00", True),  # Friday off: on Thursday
        (["2017-06-23"], "2017-06-22T15:59", False),
        ([], "2017-06-24T10:00", False),  # missed, but not on a Saturday
        ([], "2017-06-26T07:00", False),
        ([], "2017-06-26T07:30", True),  # missed: on Monday by day
        ([], "2017-06-23T21:00", False),
    ],
)
async def test_when_it_comes(house: House, days_off: list[str], tick: str, due: bool) -> None:
    """On Friday at four, on Thursday when Friday is off, and when missed on the next working day in office hours."""
    await unit_and_leader(house)
    calendar = WorkingCalendar.with_exceptions(date.fromisoformat(day) for day in days_off)
    house.agency = type(house.agency)(calendar=calendar)
    await plan_summaries(house.db, house.agency, local("2017-06-16", "16:00"))
    day, hour = tick.split("T")
    assert await plan_summaries(house.db, house.agency, local(day, hour)) == int(due)


async def test_after_a_long_outage_only_the_latest_week_is_told(house: House) -> None:
    """Three weeks away make one summary, of the last week."""
    await unit_and_leader(house)
    await plan_summaries(house.db, house.agency, local("2017-06-02", "16:00"))
    for hour in ("08:00", "09:00"):
        await plan_summaries(house.db, house.agency, local("2017-06-27", hour))
    weeks = [row.payload["week_on"] for row in await house.outbox("weekly_summary")]
    assert weeks == ["2017-05-29", "2017-06-19"]


async def test_the_message_compares_with_the_week_before(house: House) -> None:
    """Arrows tell what changed since the last summary; figures are those of the moment of sending."""
    unit, leader = await unit_and_leader(house)
    other = await house.unit("TCCB", "Vụ Tổ chức Cán bộ")
    an = await house.person("Nguyễn Văn An", unit)
    await house.task(unit, an, "2017-06-20", content="Rà soát <b>tiêu chí</b>")
    await house.task(unit, an, "2017-06-28", content="Dự thảo")
    late = await house.task(other, None, "2017-06-12")
    await plan_summaries(house.db, house.agency, local("2017-06-16", "16:00"))
    await plan_summaries(house.db, house.agency, FRIDAY)
    late.state, late.done_on = TaskState.DONE, FRIDAY.date()
    await house.db.flush()
    assert await told(house, leader, FRIDAY + timedelta(minutes=3)) == (
        "🗓 Bản tin tuần 19/6–25/6/2017\n"
        "Toàn cơ quan\n"
        "đến 16:03 thứ sáu 23/6/2017\n"
        "▲▼ so với tuần 12/6–18/6/2017\n"
        "\n"
        "✅ Hoàn thành đúng hạn: 0\n"
        "☑️ Hoàn thành quá hạn: 1 (▲1)\n"
        "🕒 Đang làm, trong hạn: 1 (▼1)\n"
        "🔴 Đang làm, quá hạn: 1\n"
        "⏳ Sắp đến hạn (3 ngày làm việc): 1\n"
        "Tỷ lệ hoàn thành: 33% (▲33%), 1/3 việc\n"
        "Cập nhật tuần này: 0%, 0/2 việc đang làm\n"
        "\n"
        "Các đơn vị\n"
        "🔴 Vụ Pháp chế: quá hạn 1 (▲1) · sắp đến hạn 1 · tuần này chưa cập nhật\n"
        "🟢 Vụ Tổ chức Cán bộ: quá hạn 0 (▼1)\n"
        "\n"
        "Quá hạn (1)\n"
        "#1 quá hạn 3 ngày – Nguyễn Văn An (VPC) – Rà soát <b>tiêu chí</b>\n"
        "\n"
        "Đến hạn trong tuần 26/6–2/7/2017 (1)\n"
        "#2 thứ tư 28/6/2017 (còn 3 ngày làm việc) – Nguyễn Văn An (VPC) – Dự thảo\n"
        "\n"
        "2 việc chưa cập nhật tuần này\n"
        "Vụ Pháp chế: 2 việc"
    )


async def test_a_head_hears_of_the_own_unit_only(house: House) -> None:
    """A head's summary has the own unit's tasks and names who has not updated; a unit without tasks gets none."""
    unit, _ = await unit_and_leader(house)
    other = await house.unit("TCCB", "Vụ Tổ chức Cán bộ")
    head = await house.person("Trần Hùng", unit, Role.UNIT_HEAD)
    idle = await house.person("Ngô Ba", other, Role.UNIT_HEAD)
    an = await house.person("Nguyễn Văn An", unit)
    await house.task(unit, an, "2017-06-20")
    await plan_summaries(house.db, house.agency, FRIDAY)
    shown = await told(house, head, FRIDAY)
    assert "Vụ Pháp chế" in shown
    assert "Tuần đầu tiên" in shown
    assert shown.endswith("1 việc chưa cập nhật tuần này\nNguyễn Văn An: 1 việc")
    assert await told(house, idle, FRIDAY) is None
    head.roles = frozenset({Role.OFFICIAL})
    assert await told(house, head, FRIDAY) is None


async def test_a_late_summary_counts_the_reports_of_its_week(house: House) -> None:
    """Told on Monday, it still says who reported in the week that it is about."""
    unit, leader = await unit_and_leader(house)
    await house.report(await house.task(unit, None, "2017-06-30"), "2017-06-22")
    monday = local("2017-06-26", "07:30")
    await plan_summaries(house.db, house.agency, monday)
    shown = await told(house, leader, monday)
    assert "Bản tin tuần 19/6–25/6/2017" in shown
    assert "Cập nhật tuần này: 100%" in shown
    assert "Đến hạn trong tuần 26/6–2/7/2017 (1)" in shown


async def test_what_could_only_be_sent_at_night_comes_on_the_next_working_day(house: House) -> None:
    """A summary that found no way until the night is not sent then, but planned anew, once a day until it is told."""
    unit, leader = await unit_and_leader(house)
    await house.task(unit, None, "2017-06-30")
    await plan_summaries(house.db, house.agency, FRIDAY)
    night = local("2017-06-24", "03:00")
    assert await told(house, leader, night) is None
    await house.settle((await house.outbox("weekly_summary"))[0], DeliveryState.DROPPED, night)
    monday = local("2017-06-26", "07:30")
    assert await plan_summaries(house.db, house.agency, local("2017-06-24", "09:00")) == 0
    assert await plan_summaries(house.db, house.agency, monday) == 1
    assert await plan_summaries(house.db, house.agency, monday + timedelta(minutes=1)) == 0
    assert "Bản tin tuần 19/6" in await told(house, leader, monday)
    await house.settle((await house.outbox("weekly_summary"))[1], DeliveryState.SENT, monday)
    assert await plan_summaries(house.db, house.agency, local("2017-06-27", "09:00")) == 0


async def test_digest_shows_the_own_scope_now(house: House) -> None:
    """/digest compares with the last week told, in the person's language; an official has no scope."""
    unit, leader = await unit_and_leader(house)
    leader.language = "en"
    await plan_summaries(house.db, house.agency, local("2017-06-16", "16:00"))
    await house.task(unit, None, "2017-06-20")
    now = local("2017-06-21", "10:00")
    shown = plain_text((await show_digest(await house.request(leader, now))).message.text)
    assert "compared with the week 12/6–18/6/2017" in shown
    assert "🔴 Open, overdue: 1 (▲1)" in shown
    with pytest.raises(NotAllowedError, match="not_your_unit"):
        await show_digest(await house.request(await house.person("An", unit), now))


async def test_snapshots_are_kept_once_a_week(house: House) -> None:
    """Planning keeps one row for each unit and week, the first one."""
    unit, _ = await unit_and_leader(house)
    await house.task(unit, None, "2017-06-20")
    for minutes in range(3):
        await plan_summaries(house.db, house.agency, FRIDAY + timedelta(minutes=minutes))
    rows = (await house.db.scalars(select(WeeklySnapshot))).all()
    assert [(row.unit_id, row.week_on, row.open_overdue) for row in rows] == [(unit.id, date(2017, 6, 19), 1)]


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_large_agency_fits_one_message(house: House, language: str) -> None:
    """60 units, 3,000 tasks and the longest names stay within the limit of one message."""
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
            "deadline_on": date(2017, 6, 1) + timedelta(days=n % 40),
            "given_at": local("2017-05-02"),
        }
        for n in range(3000)
    ]
    await plan_summaries(house.db, house.agency, local("2017-06-16", "16:00"))
    await house.db.run_sync(lambda session: session.bulk_insert_mappings(Task, rows))
    await plan_summaries(house.db, house.agency, FRIDAY)
    message = (await show_digest(await house.request(leader, FRIDAY))).message
    assert "▲" in message.text
    assert fits(message.text)
