"""Single days: "30/6", "ngày 30 tháng 6 năm 2017", "thứ sáu", "ngày mai", "từ 20 đến 25/6"."""

import re
from collections.abc import Callable

from handlers.reading import days
from handlers.reading.atoms import Atom, Kind
from handlers.reading.numbers import NUMBER, value
from handlers.reading.said import Phrase, bare

_LEAD = r"(?:ngày|mùng|mồng|hôm|đến|tới|trước|hạn|sang|là|thứ \w+|cn|chủ nhật|t[2-7])"
_END = r"(?![\w/%])(?![.,-]\d)(?! ?%)"
FIGURES = Phrase(
    rf"(?<![\w/.,#-])(?:(?P<lead>{_LEAD}),? ?(?:ngày )?)?(?P<day>\d{{1,2}})(?P<sep> ?/ ?|[.-]"
    rf"| - )(?P<month>\d{{1,2}})(?:(?: ?/ ?|[.-]| - )(?P<year>\d{{4}}|\d{{2}}))?"
    rf"{_END}"
)
ISO = Phrase(rf"(?<![\w/.,#-])(?P<year>(?:19|20|21)\d\d)[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_END}")
WRITTEN = Phrase(
    rf"(?<![\w/.,#-])(?:(?:ngày|mùng|mồng|hôm) )?(?P<day>{NUMBER})[ -]tháng (?P<month>{NUMBER}|này|sau|tới|kế"
    r"|trước|giêng|chạp)"
    r"(?:,? năm (?P<year>\d{4})| ?[/-] ?(?P<short>\d{4})| (?P<plain_year>20\d\d))?(?![\w/])"
)
DAY_ONLY = Phrase(
    rf"\b(?P<lead>ngày|mùng|mồng|hôm) (?P<day>(?!một\b){NUMBER}|một(?= (?:này|tới|tháng)))(?![\w/%:])(?![.,-]\d)"
    r"(?! ?(?:%|ngày|tuần|tháng (?!cuối)|quý|buổi|lần|giờ|h\b|đơn vị|việc|người|hôm|tết))(?P<which> (?:này|tới))?"
)
SOLAR = Phrase(r"(?<![\w/.,#-])(?P<day>\d{1,2}) tây(?: (?P<month>tháng (?:này|nay)))?(?!\w)")
UNTIL_DAY = Phrase(
    r"\b(?:đến|tới|trước|hạn|hạn là|sang|hết|qua) (?P<day>[0-3]?\d)(?: (?P<which>này|tới))?(?! (?:này|tới))"
    r"(?= ?(?:$|[;!?)\n]|[,.](?!\d)| (?:ạ|nhé|nha|nhá|em|e|a|anh|thì|nộp|gửi|là|mới|xong|được|đc|dc|sẽ|có|vì|do)\b))"
)
RANGE = Phrase(
    r"(?<![\w/.,#-])(?P<from>từ )?(?:ngày )?(?P<day>\d{1,2})(?:/(?P<month>\d{1,2}))?(?:/(?P<year>\d{4}))?"
    r"(?P<sep> ?[-–] ?"
    r"| (?:đến|tới)(?: hết)? )(?:ngày )?"
    rf"(?P<day2>\d{{1,2}})(?: ?/ ?| tháng )(?P<month2>\d{{1,2}})(?:(?: ?/ ?| năm )(?P<year2>\d{{4}}))?{_END}"
)
_NOT_ORDINAL = (
    r"(?<!lần )(?<!người )(?<!việc )(?<!điểm )(?<!mục )(?<!phần )(?<!vụ )"
    r"(?<!cái )(?<!ý )(?<!kỳ )(?<!phiên )(?<!hạng )(?<!bên )(?<!họp )(?<!năm )"
)
WEEKDAY = Phrase(
    _NOT_ORDINAL + r"\b(?:thứ ?(?P<name>hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7])(?!\d)|(?P<sunday>(?:chủ|chúa) nhật|cn\b))"
    r"(?: (?P<which>này|nay|tới|sau|kế|kế tiếp)(?! (?:tuần|khi|đó)))?(?!\w)"
)
WEEKDAY_T = Phrase(
    r"(?:\b(?P<day_word>sáng|trưa|chiều|tối|mỗi) |\b)t ?\.?(?P<name>[2-7])(?![/\w])(?! ?-\d)(?: (?P<which>này"
    r"|nay|tới|sau|kế)(?!\w))?"
    r"(?(day_word)|(?(which)|(?= (?:(?:đầu|cuối|trong) )?tuần|,? (?:ngày )?\d{1,2}[/.-]\d)))"
)
_WEEKDAYS = {
    "hai": 0,
    "2": 0,
    "ba": 1,
    "3": 1,
    "tu": 2,
    "bon": 2,
    "4": 2,
    "nam": 3,
    "5": 3,
    "sau": 4,
    "6": 4,
    "bay": 5,
    "7": 5,
}
TODAY = Phrase(
    r"\b(?:(?:trong |hết |nội )?(?:ngày )?(?:hôm|bữa|bửa) nay|hnay|(?<=sáng )nay|(?<=trưa )nay|(?<=chiều )nay"
    r"|(?<=tối )nay|(?<=đêm )nay"
    r"|(?:trong|nội|hết) ngày(?! (?:\d|mai|kia|kìa|mốt|hôm|thứ|làm|mùng|nghỉ|lễ|một|hai|ba|cuối|đầu)))(?!\w)"
)
TOMORROW = Phrase(
    r"\b(?:(?:hết |trong )?(?:ngày|bữa|hôm|sớm) mai|nmai|ngmai|mai)(?! (?:kia|mốt|này|đây|mối|mỉa|một))(?!\w)"
)
IN_TWO_DAYS = Phrase(
    r"\b(?:(?:ngày|bữa|hôm) mốt|(?:sáng|trưa|chiều|tối) (?P<part_kia>kia|mốt)|ngày kia|mốt)(?! (?:số|đối))(?!\w)"
)
IN_THREE_DAYS = Phrase(r"\b(?:ngày|bữa|sáng|chiều) kìa(?!\w)")


def figures(match: "re.Match[str]") -> Atom:
    """Make a date from figures. With "." or "-" and neither year nor lead word it may be a number or a span: unsure."""
    year = match["year"]
    lone = year is None and match["sep"].strip() != "/" and not match["lead"]
    start = match.start("day")
    if match["lead"] and bare(match["lead"]) in ("ngay", "mung", "hom"):
        start = match.start("lead")
    return Atom(
        Kind.DATE,
        start,
        match.end(),
        day=int(match["day"]),
        month=int(match["month"]),
        year=days.full_year(int(year)) if year else None,
        word="number" if lone else None,
        sure=not lone,
    )


def iso(match: "re.Match[str]") -> Atom:
    """Make a date from year-month-day."""
    return Atom(
        Kind.DATE, match.start(), match.end(), day=int(match["day"]), month=int(match["month"]), year=int(match["year"])
    )


def written(match: "re.Match[str]") -> Atom:
    """Make a date from "ngày D tháng M"; the month may be "này", "sau"; lunar names are kept as a word."""
    month = bare(match["month"])
    year = match["year"] or match["short"] or match["plain_year"]
    start, end, day = match.start(), match.end(), value(match["day"])
    offset = {"nay": 0, "sau": 1, "toi": 1, "ke": 1, "truoc": -1}.get(month)
    if month in ("gieng", "chap"):
        return Atom(Kind.VAGUE, start, end, word="ambiguous")
    if offset is not None and (month != "sau" or match["month"] == "sau"):
        return Atom(Kind.DATE, start, end, day=day, offset=offset)
    return Atom(Kind.DATE, start, end, day=day, month=value(match["month"]), year=int(year) if year else None)


def day_only(match: "re.Match[str]") -> Atom:
    """Make a date of which only the day is known."""
    return Atom(Kind.DATE, match.start(), match.end(), day=value(match["day"]))


def until_day(match: "re.Match[str]") -> Atom:
    """Make a date from "đến 25"."""
    return Atom(Kind.DATE, match.start("day"), match.end(), day=int(match["day"]))


def span(match: "re.Match[str]") -> Atom | None:
    """Make a range; `day`, `month`, `year` are its end, `count` and `unit` its first day and month."""
    if match["month"] is None and match["from"] is None and match["sep"].strip() not in "-–":
        return None
    year = match["year2"] or None
    return Atom(
        Kind.RANGE,
        match.start(),
        match.end(),
        day=int(match["day2"]),
        month=int(match["month2"]),
        year=int(year) if year else None,
        count=int(match["day"]),
        unit=match["month"] or match["month2"],
    )


def weekday(match: "re.Match[str]") -> Atom:
    """Make a weekday; `word` is "nay", "toi" or "sau" where that follows."""
    groups = match.groupdict()
    number = 6 if groups.get("sunday") else _WEEKDAYS[bare(match["name"])]
    start = match.start()
    if groups.get("day_word"):
        start = match.end("day_word") + 1
    return Atom(Kind.WEEKDAY, start, match.end(), weekday=number, word=bare(match["which"]) if match["which"] else None)


def _in(count: int) -> Callable[["re.Match[str]"], Atom]:
    def make(match: "re.Match[str]") -> Atom:
        start = match.start()
        if "part_kia" in match.groupdict() and match["part_kia"]:
            start = match.start("part_kia")
        return Atom(Kind.DAY, start, match.end(), offset=count)

    return make


RULES = (
    (FIGURES, figures),
    (ISO, iso),
    (WRITTEN, written),
    (DAY_ONLY, day_only),
    (SOLAR, day_only),
    (UNTIL_DAY, until_day),
    (RANGE, span),
    (WEEKDAY, weekday),
    (WEEKDAY_T, weekday),
    (TODAY, _in(0)),
    (TOMORROW, _in(1)),
    (IN_TWO_DAYS, _in(2)),
    (IN_THREE_DAYS, _in(3)),
)
"""Patterns with what they make; the longest match at a place wins."""
