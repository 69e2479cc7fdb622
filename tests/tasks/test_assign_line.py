from datetime import date

import pytest
from sqlalchemy import select

from domain.calendar import WorkingCalendar
from domain.errors import RefusalError
from handlers import assignments
from handlers.assignment_draft import Draft, PartKind, Step, read_part, split_line
from models import Task
from tests.tasks.office import NOW, Office, buttons

CALENDAR = WorkingCalendar()


@pytest.mark.parametrize(
    ("words", "kind", "rest"),
    [
        ("phối hợp TCCB, KHTC", PartKind.COORDINATING, "TCCB, KHTC"),
        ("Phối hợp với: TCCB", PartKind.COORDINATING, "TCCB"),
        ("phoi hop TCCB", PartKind.COORDINATING, "TCCB"),
        ("phụ trách Nguyễn Văn A", PartKind.OWNER, "Nguyễn Văn A"),
        ("sản phẩm: báo cáo tháng 6", PartKind.PRODUCT, "báo cáo tháng 6"),
        ("báo cáo Vụ KHTH", PartKind.REPORT_TO, "Vụ KHTH"),
        ("báo cáo về Tổng Thanh tra", PartKind.REPORT_TO, "Tổng Thanh tra"),
        ("with TCCB", PartKind.COORDINATING, "TCCB"),
    ],
)
def test_parts_are_known_by_their_first_words(words: str, kind: PartKind, rest: str) -> None:
    """What follows unit and content is told apart by how it begins, with or without diacritics."""
    part = read_part(words, now=NOW, calendar=CALENDAR)
    assert (part.kind, part.words) == (kind, rest)


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("30/6/2017", date(2017, 6, 30)),
        ("trước ngày 30/6", date(2017, 6, 30)),
        ("hạn: thứ sáu tuần sau", date(2017, 6, 30)),
        ("hoàn thành trong quý III", date(2017, 9, 30)),
        ("trong 3 ngày làm việc", date(2017, 6, 22)),
    ],
)
def test_a_part_that_is_only_a_day_is_the_deadline(words: str, on: date) -> None:
    """A day with the small words around it is a deadline."""
    reading = read_part(words, now=NOW, calendar=CALENDAR).reading
    assert reading is not None
    assert reading.on == on


@pytest.mark.parametrize("words", ["rà soát 5 thủ tục trong tháng 6", "xyz", "báo cáo", "gửi Bộ Nội vụ trước 30/6"])
def test_a_part_with_other_words_is_asked_about(words: str) -> None:
    """A part of the content that a semicolon cut off is never taken for a deadline and lost."""
    with pytest.raises(RefusalError, match="part_unknown"):
        read_part(words, now=NOW, calendar=CALENDAR)


@pytest.mark.parametrize(
    ("line", "unit", "content", "kinds"),
    [
        ("VPC", "VPC", "", []),
        ("VPC; 30/6", "VPC", "", [PartKind.DEADLINE]),
        ("VPC; nội dung", "VPC", "nội dung", []),
        ("VPC;nội dung;;30/6;", "VPC", "nội dung", [PartKind.DEADLINE]),
        ("VPC; x; phụ trách An; không thời hạn", "VPC", "x", [PartKind.OWNER, PartKind.DEADLINE]),
        ("; x", "", "x", []),
    ],
)
def test_a_line_is_unit_content_and_parts_in_any_order(
    line: str, unit: str, content: str, kinds: list[PartKind]
) -> None:
    """The first two parts are unit and content; a day in place of the content is the deadline."""
    found = split_line(line, now=NOW, calendar=CALENDAR)
    assert (found[0], found[1], [part.kind for part in found[2]]) == (unit, content, kinds)


def test_two_deadlines_are_asked_about() -> None:
    """Which of two deadlines holds is not guessed."""
    with pytest.raises(RefusalError, match="part_twice"):
        split_line("VPC; x; 30/6; 15/7", now=NOW, calendar=CALENDAR)


def test_a_draft_survives_being_written_down() -> None:
    """A draft read back from its row is the draft that was written."""
    draft = Draft(1, "x", date(2017, 6, 30), True, None, True, [2, 3], None, "Tổng Thanh tra", "p", Step.CONFIRM)
    assert Draft.from_json(draft.to_json()) == draft


async def test_one_line_gives_the_whole_task(office: Office) -> None:
    """A complete line gives the task at once; a unit's name with commas and "và" is one unit."""
    line = (
        "VPC; Rà soát; 30/6/2017; phối hợp TCCB, Vụ Kế hoạch, Tài chính và Tổng hợp; phụ trách đ/c An;"
        " sản phẩm báo cáo; báo cáo Tổng Thanh tra"
    )
    said = await office.words(assignments.assign, "LD", line)
    task = (await office.db.scalars(select(Task))).unique().one()
    assert [unit.code for unit in task.coordinating_units] == ["TCCB", "KHTCTH"]
    assert (task.owner.code, task.report_to_name, task.product) == ("APC", "Tổng Thanh tra", "báo cáo")
    assert "#1" in said
    assert "thứ sáu 30/6/2017 (còn 9 ngày làm việc)" in said


@pytest.mark.parametrize(
    ("who", "line", "answer"),
    [
        ("LD", "VPC; x; 15/6/2017", "đã qua rồi"),
        ("LD", "VPC; x; sớm", "chưa rõ là ngày nào"),
        ("LD", "VPC; x; 31/2/2018", "Không có ngày"),
        ("LD", "VPC; x; xyz", "chưa hiểu phần “xyz”"),
        ("LD", "VPC; x; 30/6; phụ trách Nam", "không tìm thấy “Nam”"),
        ("LD", "VPC; x; 30/6; phối hợp ABC", "không tìm thấy đơn vị “ABC”"),
        ("LD", "Vụ Lạ; x; 30/6", "không tìm thấy đơn vị “Vụ Lạ”"),
        ("LD", f"VPC; {'x' * 4097}; 30/6", "dài 4097 ký tự"),
        ("HTC", "VPC; x; 30/6", "các đơn vị mình phụ trách"),
        ("HTC", "TCCB; x; 30/6; phụ trách An", "không tìm thấy “An”"),
    ],
)
async def test_nothing_is_given_while_something_is_unclear(office: Office, who: str, line: str, answer: str) -> None:
    """A past or unclear day, an unknown part, unit or person, and another head's unit give no task."""
    assert answer in await office.words(assignments.assign, who, line)
    assert (await office.db.scalars(select(Task))).first() is None


async def test_step_by_step_until_it_is_confirmed(office: Office) -> None:
    """What is missing is asked one thing after another, and only the last button gives the task."""
    await office.hear(assignments.assign, "HTC", "")
    await office.hear(assignments.hear_step, "HTC", "Việc một; việc hai")
    asked = await office.hear(assignments.hear_step, "HTC", "hôm qua")
    assert "assign:due:2017-06-23" in buttons(asked)
    await office.hear(assignments.hear_step, "HTC", "thứ bảy 1/7/2017")
    await office.hear(assignments.press_assign, "HTC", rest=f"owner:{office.people['CTC'].id}")
    confirm = await office.words(assignments.hear_step, "HTC", "phối hợp VPC")
    assert "đó là ngày nghỉ" in confirm
    assert (await office.db.scalars(select(Task))).first() is None
    await office.hear(assignments.press_assign, "HTC", rest="go")
    task = (await office.db.scalars(select(Task))).unique().one()
    assert (task.content, task.owner.code, task.deadline_on) == ("Việc một; việc hai", "CTC", date(2017, 7, 1))
    assert [unit.code for unit in task.coordinating_units] == ["VPC"]
    assert "Không còn nhiệm vụ nào đang giao dở" in await office.words(assignments.press_assign, "HTC", rest="go")


async def test_a_dialogue_can_be_left_and_its_old_buttons_do_nothing(office: Office) -> None:
    """After "thôi" no button of the dialogue gives a task."""
    await office.hear(assignments.assign, "LD", "VPC; x")
    await office.hear(assignments.press_assign, "LD", rest="due:none")
    await office.hear(assignments.hear_step, "LD", "thôi ạ")
    await office.hear(assignments.press_assign, "LD", rest="go")
    assert (await office.db.scalars(select(Task))).first() is None


async def test_a_button_cannot_choose_a_unit_or_person_that_is_not_theirs(office: Office) -> None:
    """A head who forges a button gets neither another unit nor another unit's official."""
    await office.hear(assignments.assign, "HTC", "TCCB; x; không thời hạn; phụ trách CTC")
    await office.hear(assignments.assign, "HTC", "")
    unit = await office.words(assignments.press_assign, "HTC", rest=f"unit:{office.units['VPC'].id}")
    person = await office.words(assignments.press_assign, "HTC", rest=f"owner:{office.people['APC'].id}")
    assert "các đơn vị mình phụ trách" in unit
    assert "không còn dùng được" in person
