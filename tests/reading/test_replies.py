"""Replies about several tasks, and the values beside an intent."""

from datetime import date, datetime

import pytest

from domain.calendar import WorkingCalendar
from handlers.reading import Intent, find_date, read_replies, read_reply

CALENDAR = WorkingCalendar()
NOW = datetime.fromisoformat("2017-06-12T09:00:00+07:00")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("#12 xong, #15 chưa, còn chờ Vụ PC", [((12,), "done"), ((15,), "blocked_with_reason")]),
        ("1 xong, 2: 70%", [((1,), "done"), ((2,), "progress_percent")]),
        ("#12, #15 xong", [((12, 15), "done")]),
        ("#12 và #15 xong rồi ạ, #18 được 40%", [((12, 15), "done"), ((18,), "progress_percent")]),
        ("việc 12 xong; việc 15 xin lùi đến 30/6", [((12,), "done"), ((15,), "request_extension_with_date")]),
        ("nhiệm vụ 7: chưa xong\nnhiệm vụ 9: đã nộp", [((7,), "in_progress_note"), ((9,), "done")]),
        ("1. xong\n2. chưa\n3. xong", [((1,), "done"), ((2,), "in_progress_note"), ((3,), "done")]),
        ("xong #12, #15 thì 50%", [((12,), "done"), ((15,), "progress_percent")]),
        ("Xong rồi ạ", [((), "done")]),
        ("1-xong, 2-70%", [((1,), "done"), ((2,), "progress_percent")]),
        ("1 xong 2 chưa", [((1,), "done"), ((2,), "in_progress_note")]),
        ("e xin chuyển #7 cho anh Nam, #8 xong", [((7,), "handover_to_person"), ((8,), "done")]),
        ("dạ #3 xong, #4 mai em nộp", [((3,), "done"), ((4,), "in_progress_note")]),
    ],
)
def test_parts_keep_their_own_task(text: str, wanted: list[tuple[tuple[int, ...], str]]) -> None:
    """Each part of a message speaks of the tasks it names, and a part without a number of the one before it."""
    parts = read_replies(text, now=NOW, calendar=CALENDAR)
    assert [(part.refs or part.items, part.intent) for part in parts] == wanted


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("#12 xong", (12,)),
        ("việc 12 xong", (12,)),
        ("nhiệm vụ 12 đã nộp", (12,)),
        ("5/12 đơn vị", ()),
        ("2 việc xong", ()),
    ],
)
def test_task_numbers_are_told_from_other_numbers(text: str, refs: tuple[int, ...]) -> None:
    """A task is named by "#", "việc" or "nhiệm vụ" before a number; counts and fractions name none."""
    assert read_reply(text, now=NOW, calendar=CALENDAR).refs == refs


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("70%, còn chờ Vụ Pháp chế", "Vụ Pháp chế"),
        ("đang chờ ý kiến của Bộ Nội vụ", "Bộ Nội vụ"),
        ("chờ sếp ký ạ", "sếp"),
        ("Vụ TCCB chưa gửi số liệu", "Vụ TCCB"),
        ("đợi phản hồi từ Cục IV", "Cục IV"),
        ("xong rồi", None),
    ],
)
def test_who_is_waited_for_is_named(text: str, party: str | None) -> None:
    """Whom the work waits for is taken from "chờ ..." or from who has not acted yet."""
    assert read_reply(text, now=NOW, calendar=CALENDAR).waiting_on == party


def test_a_percentage_with_an_obstacle_stays_a_percentage() -> None:
    """ "70%, còn chờ Vụ Pháp chế" reports 70 percent and whom it waits for."""
    reading = read_reply("70%, còn chờ Vụ Pháp chế", now=NOW, calendar=CALENDAR)
    assert (reading.intent, reading.percent) == (Intent.PROGRESS_PERCENT, 70)


def test_asked_for_days_are_marked_as_added() -> None:
    """ "xin thêm 1 tuần" asks for seven days on top of a deadline, which the caller may count from there."""
    reading = read_reply("xin thêm 1 tuần", now=NOW, calendar=CALENDAR)
    assert reading.due is not None
    assert (reading.due.on, reading.due.added_days) == (date(2017, 6, 19), 7)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("chị Mai gửi Vụ KHTCTH trước ngày 25/6 nhé", date(2017, 6, 25)),
        ("theo Quyết định số 225/QĐ-TTg ngày 4/2/2016", None),
        ("mới xong 5/12 đơn vị, thứ sáu nộp nốt", date(2017, 6, 16)),
        ("tiêu chí 5.3 chị Năm làm", None),
        ("báo cáo tháng 5 và quý I", None),
        ("hoàn thành trong quý III/2017, báo cáo Tổng Thanh tra", date(2017, 9, 30)),
        ("không có ngày nào", None),
    ],
)
def test_a_deadline_inside_a_sentence_is_found_and_nothing_else(text: str, on: date | None) -> None:
    """Names, fractions, criteria, citations and described periods are no deadlines."""
    assert find_date(text, now=NOW, calendar=CALENDAR).on == on


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ngày 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("thứ sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR"),
        ("hằng quý trước ngày 25 tháng cuối quý", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"),
        ("hằng ngày", "FREQ=DAILY"),
        ("trước ngày 15/12 hằng năm", "FREQ=MONTHLY;BYMONTH=12;BYMONTHDAY=15"),
        ("định kỳ hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("2 tuần một lần", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("30/6", None),
    ],
)
def test_what_recurs_becomes_a_rule(text: str, rule: str | None) -> None:
    """A rhythm is read as an RRULE, a single day as none."""
    assert find_date(text, now=NOW, calendar=CALENDAR).recurring == rule
