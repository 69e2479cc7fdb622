"""What must hold for every text: dates come back as themselves, spelling does not matter, nothing raises."""

import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.words import fold
from handlers.reading import find_date, read_date, read_replies, read_reply, said
from tests.reading.test_labelled_lines import lines

CALENDAR = WorkingCalendar()
NOW = datetime.fromisoformat("2017-06-12T09:00:00+07:00")
WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
DAYS = st.dates(min_value=NOW.date(), max_value=date(2037, 12, 31))
PLAIN = [row["text"] for row in lines("dates.jsonl") if row["expected_iso"]][::7]
# Words whose spelling without diacritics is itself ambiguous ("tháng sáu" and "tháng sau") are left out.
UNAMBIGUOUS = [text for text in PLAIN if "tháng sáu" not in text and "kìa" not in text]
REPLIES = [
    "xong rồi ạ",
    "chưa xong",
    "đang chờ ý kiến Vụ Pháp chế",
    "được bảy mươi phần trăm",
    "xin gia hạn đến 30/6",
    "không phải việc của em",
    "gửi cho ai ạ?",
    "đã nhận nhiệm vụ",
]


def on(text: str, **change: Any) -> date | None:
    """Read a date from the shared point in time."""
    return read_date(text, now=change.get("now", NOW), calendar=CALENDAR).on


@given(DAYS)
def test_a_date_is_read_back_as_itself(day: date) -> None:
    """A day said in figures, in words or with its weekday comes back as that day."""
    figures = f"{day.day}/{day.month}/{day.year}"
    assert on(figures) == day
    assert on(f"{WEEKDAYS[day.weekday()]} {figures}") == day
    assert on(f"ngày {day.day} tháng {day.month} năm {day.year}") == day
    assert on(f"trước ngày {day.day:02}-{day.month:02}-{day.year}") == day
    assert on(day.isoformat()) == day


@given(DAYS, st.integers(1, 6))
def test_a_weekday_that_is_not_the_dates_is_asked(day: date, off: int) -> None:
    """A weekday and a date that contradict each other are never silently resolved."""
    wrong = WEEKDAYS[(day.weekday() + off) % 7]
    assert on(f"{wrong} {day.day}/{day.month}/{day.year}") is None


@given(st.integers(1, 60), st.datetimes(datetime(2017, 1, 1), datetime(2037, 12, 31)))  # noqa: DTZ001
def test_days_ahead_are_counted_from_today(count: int, when: datetime) -> None:
    """ "n ngày nữa" is n days after the day on which it was said."""
    now = when.replace(tzinfo=NOW.tzinfo)
    assert on(f"{count} ngày nữa", now=now) == now.date() + timedelta(days=count)


@pytest.mark.parametrize("text", UNAMBIGUOUS)
def test_spelling_makes_no_difference_to_a_date(text: str) -> None:
    """Capitals, the decomposed form and no diacritics at all give the same day."""
    wanted = on(text)
    for variant in (text.upper(), unicodedata.normalize("NFD", text), fold(text), fold(text).upper()):
        assert on(variant) == wanted, variant


@pytest.mark.parametrize("text", REPLIES)
def test_spelling_makes_no_difference_to_an_intent(text: str) -> None:
    """Capitals, the decomposed form and no diacritics at all give the same intent and percentage."""
    wanted = read_reply(text, now=NOW, calendar=CALENDAR)
    for variant in (text.upper(), unicodedata.normalize("NFD", text), fold(text)):
        got = read_reply(variant, now=NOW, calendar=CALENDAR)
        assert (got.intent, got.percent) == (wanted.intent, wanted.percent), variant


WORDS = st.lists(
    st.sampled_from(
        [
            "ngày",
            "tháng",
            "năm",
            "tuần",
            "thứ",
            "sáu",
            "hai",
            "30/6",
            "99/99",
            "0",
            "24h",
            "25:70",
            "%",
            "#12",
            "sau",
            "nữa",
            "cuối",
            "quý",
            "IV",
            "Tết",
            "trước",
            "hằng",
            "chờ",
            "chị",
            "Mai",
            "xong",
            "chưa",
            "1/0",
            "xin",
            "đến",
            "không",
            "?",
            ",",
            ".",
            "-",
            "/",
            "@a",
            "do",
            "nên",
            "mùng",
            "mười",
            "lăm",
            "29/2",
            "Q9",
            "T7",
            "T99",
            "999999999",
            "0000",
            "năm",
            "9999",
        ]
    ),
    max_size=14,
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=120), WORDS.map(" ".join)))
@example("0 ngày nữa")
@example("999 năm nữa")
@example("tháng 0")
@example("năm 9999")
@example("0/0 đơn vị")
@example("\ud800 30/6")
@example("İstanbul 30/6")
def test_nothing_raises(text: str) -> None:
    """Every text gives a reading, also nonsense."""
    read_date(text, now=NOW, calendar=CALENDAR)
    find_date(text, now=NOW, calendar=CALENDAR)
    assert read_replies(text, now=NOW, calendar=CALENDAR)


@settings(max_examples=200)
@given(WORDS.map(" ".join))
def test_a_day_that_was_read_is_never_in_the_past(text: str) -> None:
    """What is taken as certain lies today or later."""
    day = on(text)
    assert day is None or day >= NOW.date()


@pytest.mark.parametrize(
    "piece", ["1", "(", "phối hợp với ", "ngày ", "1/", "chờ ", "thứ ", "xong, ", "#1 ", "tháng 1 ", "a\u0301"]
)
def test_only_the_head_of_a_text_is_considered(piece: str) -> None:
    """However long a hostile text is, no more of it is worked on than of one that is just too long."""
    long = piece * 20_000
    assert len(said.say(long).plain) <= said.MAX_CHARACTERS
    first = read_replies(long, now=NOW, calendar=CALENDAR)
    assert first == read_replies(long[: said.MAX_CHARACTERS], now=NOW, calendar=CALENDAR)
