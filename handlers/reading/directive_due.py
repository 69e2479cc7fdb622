"""Deadlines in directives: where one is said, what it means, and whether it recurs."""
# ruff: noqa: E501

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.calendar import WorkingCalendar
from handlers.reading.dates import find_date
from handlers.reading.directive_words import pattern

_DAY = (
    r"(?:(?:\d{1,2}(?:h|giờ)\d{0,2},? )?(?:hết )?(?:ngày )?\d{1,2}(?: ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{4})?| tháng \d{1,2}(?: năm \d{4})?"
    r"| tháng cuối quý| của tháng)|ngày \d{1,2})(?: (?:hàng|hằng|mỗi) (?:tháng|quý|năm))?"
)
_PERIOD = (
    r"(?:(?:đầu|giữa|cuối) )?(?:tháng \d{1,2}(?: ?[/-] ?\d{4}| năm \d{4})?|quý (?:iv|iii|ii|i|[1-4])(?: ?[/-] ?\d{4}| năm \d{4})?"
    r"|năm \d{4}|tháng này|tháng tới|tuần này|tuần tới|tuần sau|năm nay|quý này)"
)
_DUE = pattern(
    rf"(?<!\w)(?:(?:hoàn thành|xong|thời hạn|hạn) ?:? ?)?(?:(?:chậm nhất(?: là)?|muộn nhất(?: là)?|trước|vào|trong|đến|hết) )+"
    rf"(?:{_DAY}|{_PERIOD})(?!\w)(?![/.-]\d)"
)
_RHYTHM = pattern(r"(?<!kế hoạch )(?<!chương trình )(?:hàng|hằng|mỗi) (?:tuần|tháng|quý|năm)(?!\w)")
_BEFORE_PERIOD = pattern(r"trước (?:tháng|quý|năm) [\w/ -]+$")
_STRONG = pattern(r"trước|chậm|muộn|xong|hoàn thành|hạn")
_CLOSED = pattern(r" ?(?:$|[,;.()”\"…]|để |và )")


@dataclass(frozen=True)
class Due:
    """A deadline with its place; `on` None and `rule` None where it was not certain."""

    start: int
    end: int
    phrase: str
    on: date | None
    rule: str | None


def find_due(raw: str, plain: str, *, now: datetime, calendar: WorkingCalendar) -> Due | None:
    """Find the deadline of one task; two that differ give none, for a wrong date is worse than a question."""
    found = [
        m
        for m in _DUE.finditer(plain)
        if not m.group().startswith("đến năm")
        if _STRONG.match(m.group()) or _CLOSED.match(plain, m.end())
    ]
    strong = [m for m in found if _STRONG.match(m.group())] or found
    rhythm = _RHYTHM.search(plain)
    if not strong:
        return None
    readings = []
    for match in strong:
        phrase = raw[match.start() : match.end()]
        said = phrase
        if rhythm and not _RHYTHM.search(match.group()) and not match.group()[-4:].isdigit():
            said = f"{phrase} {rhythm.group()}"
        reading = find_date(
            said.split("trước ")[-1] if "tháng cuối quý" not in said else said, now=now, calendar=calendar
        )
        on = reading.on
        if on and _BEFORE_PERIOD.search(match.group()) and not reading.recurring:
            first = reading.from_on or on
            on = first - timedelta(days=1)
        rule = reading.recurring
        readings.append(Due(match.start(), match.end(), phrase, None if rule else on, rule))
    if len({(r.on, r.rule) for r in readings}) > 1:
        return Due(readings[0].start, readings[0].end, readings[0].phrase, None, None)
    return readings[0]
