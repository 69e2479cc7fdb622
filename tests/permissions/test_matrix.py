"""Every command and every button, for every role and for a stranger, generated from the table."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select

from bot.sandbox import CallbackQuery
from domain.people import Role
from handlers.table import BUTTONS, COMMANDS, ButtonAction, Command
from models import Dialogue, Invite, Person, ProgressEntry, Task
from models.people import person_by_code
from tests.office import IDS, MONDAY, Office, open_office

OUTSIDERS = {
    Role.OFFICIAL: "Bình",
    Role.UNIT_HEAD: "Mai",
    Role.LEADER: "Thành",
    Role.SECRETARIAT: "Hà",
    Role.ADMINISTRATOR: "Tuấn",
}
"""For each role somebody whose unit has nothing to do with the task below."""

SEES_ALL = {Role.LEADER, Role.SECRETARIAT}
FOREIGN_CONTENT = "Rà soát lại pháp luật"
NOT_YOURS = "không dành cho vai trò"

WORDS = {
    "task": "{n}",
    "progress": "{n} 55% thử",
    "done": "{n}",
    "blocked": "{n} thử",
    "status": "VPC",
    "assign": "VPC; việc thử; 30/6/2017",
    "invite": "lan.nt",
}
"""What each command is tried with; {n} is the foreign task."""

PRESSES = {
    "tasks": ["tasks:1", "tasks:99"],
    "task": ["task:{n}", "task:{n}:full"],
    "done": ["done:{n}"],
    "percent": ["percent:{n}", "percent:{n}:50"],
    "blocked": ["blocked:{n}"],
    "undo": ["undo:{entry}"],
    "reply": ["reply:pick:{n}", "reply:as:{n}:done", "reply:as:{n}:50"],
    "status": ["status:all:overdue:1", "status:{unit}:overdue:1", "status:{unit}:all:1"],
    "assign": ["assign:unit:{unit}", "assign:go", "assign:owner:1"],
    "invite": ["invite:0"],
    "language": ["language:vi"],
}


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """Return an office in which Lan has logged progress on her task."""
    async with open_office(sqlite_url) as office:
        await office.say("Lan", f"/progress {await foreign(office)} 10% bắt đầu")
        yield office


async def foreign(office: Office) -> int:
    """Return the number of the task that Vụ Pháp chế leads and Lan owns."""
    async with office.program.database.reading() as db:
        tasks = (await db.scalars(select(Task).where(Task.content.startswith(FOREIGN_CONTENT)))).unique()
        return tasks.one().number


async def facts(office: Office) -> dict[str, object]:
    """Return what the placeholders stand for."""
    number = await foreign(office)
    async with office.program.database.reading() as db:
        task = (await db.scalars(select(Task).where(Task.number == number))).unique().one()
        entry = await db.scalar(select(func.max(ProgressEntry.id)).where(ProgressEntry.task_id == task.id))
        return {"n": number, "entry": entry, "unit": task.lead_unit_id}


async def record(office: Office) -> tuple[object, ...]:
    """Return everything that a forbidden act could have changed."""
    async with office.program.database.reading() as db:
        tasks = [(t.number, t.standing, t.deadline_on, t.owner_id) for t in (await db.scalars(select(Task))).unique()]
        counts = [await db.scalar(select(func.count()).select_from(table)) for table in (ProgressEntry, Invite)]
        return (sorted(tasks, key=lambda row: row[0]), *counts)


async def press_data(office: Office, who: str, data: str) -> str:
    """Let somebody press a button with any data, as a crafted client could; return all that they were told."""
    user_id = IDS[who]
    office.world.say(user_id, "/help")
    await office.settle()
    office.news()
    message = office.world.said_by_bot(user_id)[-1]
    query = CallbackQuery(str(next(office.world.query_ids)), office.world.users[user_id], message, data, MONDAY)
    office.world.queries[query.id] = query
    office.world.notify("callback_query", query.as_json())
    await office.settle()
    return "\n".join(said.text for said in office.news() if said.to == who)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_command(office: Office, command: Command) -> None:
    """Each role may use the command exactly when the table says so; nobody learns of or changes a foreign task."""
    words = WORDS.get(command.name, "").format(**await facts(office))
    for role, who in OUTSIDERS.items():
        before = await record(office)
        said = await office.say(who, f"/{command.name} {words}")
        told = "\n".join(each.text for each in said if each.to == who)
        assert (NOT_YOURS in told) == (role not in command.roles), (role, told)
        if role not in SEES_ALL:
            assert FOREIGN_CONTENT not in told, role
            assert await record(office) == before or command.name == "invite", role


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.name)
async def test_button(office: Office, button: ButtonAction) -> None:
    """Each role may press the button exactly when the table says so; crafted data opens no foreign task."""
    known = await facts(office)
    for data in (pattern.format(**known) for pattern in PRESSES[button.name]):
        for role, who in OUTSIDERS.items():
            before = await record(office)
            told = await press_data(office, who, data)
            assert (NOT_YOURS in told) == (role not in button.roles), (role, data, told)
            if role not in SEES_ALL:
                assert FOREIGN_CONTENT not in told, (role, data)
                assert await record(office) == before, (role, data)


async def test_every_button_is_tried() -> None:
    """The lists above name every button of the table, and no other."""
    assert PRESSES.keys() == {button.name for button in BUTTONS}


@pytest.mark.parametrize("text", ["/task {n}", "#{n} xong", "/done {n}", "/progress {n} 5%", "/blocked {n} thử"])
async def test_foreign_task_sounds_like_none(office: Office, text: str) -> None:
    """To an official of another unit, a foreign number sounds exactly like a number that does not exist."""
    number = await foreign(office)
    foreign_answer = [s.text for s in await office.say("Bình", text.format(n=number))]
    missing_answer = [s.text for s in await office.say("Bình", text.format(n=9999))]
    assert [line.replace(f"#{number}", "#") for line in foreign_answer] == [
        line.replace("#9999", "#") for line in missing_answer
    ]


async def test_reply_to_a_forwarded_reminder_changes_nothing(office: Office) -> None:
    """A reply counts only for tasks that the one who replies may update, whatever the message was about."""
    number = await foreign(office)
    said = await office.say("Thành", f"/task {number}")
    assert FOREIGN_CONTENT in said[0].text
    before = await record(office)
    await office.say("Thành", "xong", reply_to=said[0].message_id)
    assert await record(office) == before


@pytest.mark.parametrize(
    "words", ["", "/start", "/tasks", "/status", "/start ABCD-EFGH-JKMN", "xong", "/help", "/invite x"]
)
async def test_stranger_gets_one_sentence(office: Office, words: str) -> None:
    """A stranger hears one sentence that names no person, unit or task, and nothing changes."""
    before = await record(office)
    said = await office.say("Lạ", words or "xin chào")
    assert [each.to for each in said] == ["Lạ"]
    assert "\n" not in said[0].text.strip()
    async with office.program.database.reading() as db:
        people = [person.name for person in (await db.scalars(select(Person))).unique()]
        assert await db.scalar(select(func.count()).select_from(Dialogue)) == 0
    assert not any(name in said[0].text for name in people)
    assert await record(office) == before


async def test_person_who_left_is_a_stranger(office: Office) -> None:
    """Somebody who is no longer active is treated like a stranger from that moment on."""
    async with office.program.database.transaction() as db:
        lan = (await db.scalars(person_by_code("lan.nt"))).unique().one()
        lan.active = False
    said = await office.say("Lan", "/tasks")
    assert [each.to for each in said] == ["Lan"]
    assert "#" not in said[0].text
