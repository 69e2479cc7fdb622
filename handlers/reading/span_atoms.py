"""Lengths of time, what recurs, and what is vague: "3 ngày nữa", "hằng tháng", "trước Tết", "vài hôm nữa"."""

import re

from handlers.reading.atoms import Atom, Kind
from handlers.reading.numbers import NUMBER, value
from handlers.reading.said import Phrase, bare

_UNIT = r"ngày làm việc|ngày|hôm|bữa|bửa|tuần|tháng|quý|năm|giờ|tiếng|phút|h\b"
_FROM_NOW = r"(?: (?:kể )?(?:từ|tính từ) (?P<origin>hôm nay|nay|bây giờ|ngày mai|\w+))"
_ADDED = (
    r"thêm|xin thêm|lùi(?: lại)?(?: thêm)?|gia hạn(?: thêm)?|chậm(?: thêm)?|hoãn(?: lại)?(?: thêm)?"
    r"|dời(?: lại)?(?: thêm)?|giãn(?: thêm)?|xin|cho (?:em|e|anh|a|tôi|chị|mình|vụ|cục"
    r"|phòng)(?: xin)?(?: thêm)?|trễ|muộn"
)

AHEAD = Phrase(
    rf"(?<![\w/.,#-])(?<!thứ )(?<!tháng )(?<!quý )(?<!quí )(?<!ngày )(?<!mùng )(?:(?:(?P<added>{_ADDED})"
    r"|(?P<within>sau|trong(?: vòng)?|nội trong"
    r"|trong thời hạn)) )?(?:(?:khoảng|tầm|chừng|độ) )?"
    rf"(?:(?:(?P<count>{NUMBER})|(?P<half>nửa)) (?P<unit>{_UNIT})"
    rf"|(?P<hours>\d{{1,3}})h(?= nữa))(?P<more> rưỡi)?(?P<work> làm việc)?(?P<tail> (?:nữa|tới"
    rf"|nx|sau(?! đó)))?{_FROM_NOW}?(?!\w)(?! (?:qua|trước|vừa qua|đầu năm|cuối năm|nay|rồi|một lần|đầu|cuối|lần))(?!/)"
)
ENGLISH_AHEAD = Phrase(
    r"\b(?:in|within) (?P<count>\d{1,2}|a|an|one|two|three|four|five|six|seven|ten) (?P<unit>(?:working "
    r"|business )?days?|weeks?|months?|hours?|minutes?)\b"
)
VAGUE = Phrase(
    r"\b(?:(?:trong )?(?:thêm )?(?:một vài|vài ba|vài|mấy|dăm ba|dăm|m[ư]ơi|đôi ba|hai ba|ba bốn|dăm bảy|ít"
    r"|1 vài|một ít|\d{1,2} ?[-–,] ?\d{1,2}|\d{1,2} (?:hay|hoặc|đến|tới) \d{1,2})"
    r" (?:ngày|hôm|bữa|bửa|tuần|tháng|giờ|tiếng|phút|bữa)(?: làm việc)?(?: nữa| tới)?"
    r"|mai (?:mốt|kia|này|đây)|nay mai|ngày một ngày hai|càng sớm càng tốt|sớm nhất(?: có thể)?|sớm(?! mai)"
    r"|asap|khi nào|lúc nào|bao giờ"
    r"|(?:một )?thời gian (?:nữa|tới|sau)|sắp tới|sắp|dịp (?:tới|khác)|hôm nào|bữa nào|ngày nào|(?:lát|tí|chút"
    r"|lúc) nữa|một (?:lát|lúc|chút)|ngay(?! (?:mai|kia|mot|hom|\d))(?= lập tức|$)"
    r"|từ từ|chưa biết|không rõ|(?:hết|qua) (?:dịch|đợt này)|(?P<lunar>âm lịch|\bâl\b|rằm|(?:mùng"
    r"|mồng) \w+ tết)|(?:bữa|bửa|hôm|lần|kỳ|đợt) sau|soon|later|tuần thứ \w+|gần đây|tới đây)(?!\w)"
)
PAST = Phrase(
    r"\b(?:(?:ngày |bữa )?hôm (?:qua|kia|kìa|trước|rồi|nọ)|(?:sáng|trưa|chiều|tối|đêm) qua|bữa (?:trước|hổm"
    r"|rồi|qua)|(?:đầu |giữa |cuối )?(?<!hằng )(?<!hàng )(?<!mỗi )(?:tuần|tháng|quý|năm) (?:trước|rồi|qua"
    r"|vừa rồi|vừa qua|ngoái)"
    r"|(?:thứ \w+|chủ nhật) (?:tuần )?(?:trước|rồi|vừa rồi|vừa qua)"
    rf"|(?:ngày )?\d{{1,2}}(?:/\d{{1,2}})? (?:tháng )?(?:trước|vừa rồi|vừa qua)"
    rf"|(?:cách đây )?(?:{NUMBER}) (?:ngày|hôm|tuần|tháng|năm) (?:trước|qua|rồi)"
    r"|yesterday|last (?:week|month|year|night|\w+day))(?!\w)(?! (?:\d|ngày|giờ|lúc|thứ|tết))"
)
HOLIDAY = Phrase(
    r"\b(?P<side>trước|sau|qua|ra|hết|before|after)(?: kỳ| dịp)?(?: nghỉ)?(?: lễ)? (?P<name>tết (?:dương lịch"
    r"|tây|dương)|tết(?: (?:nguyên đán|âm lịch|ta|âm))?|năm mới|quốc khánh|giỗ tổ(?: hùng vương)?)"
    r"(?: (?:năm )?(?P<year>20\d\d))?(?!\w)"
)
RECUR = Phrase(
    r"\b(?:(?:định kỳ )?(?:hằng|hàng|mỗi) (?P<unit>ngày|tuần|tháng|quý|năm)|(?:(?P<months>\d{1,2}) tháng"
    r"|(?P<weeks>\d) tuần)(?:/| một | 1 |/1 )lần|định kỳ (?P<half>6 tháng|nửa năm|3 tháng)|(?P<every>mỗi|hằng"
    r"|hàng)(?= thứ| chủ nhật| t[2-7]\b)"
    r"|(?P<english>every|daily|weekly|monthly|quarterly|yearly)(?: (?P<english_unit>day|week|month|quarter"
    r"|year))?)(?!\w)"
)
LAST_OF_QUARTER = Phrase(r"\b(?:của )?tháng cuối(?: cùng)?(?: của)? (?:mỗi |từng |các )?quý(?!\w)")
_UNITS = {"ngay": "day", "hom": "day", "bua": "day", "tuan": "week", "thang": "month", "quy": "quarter", "nam": "year",
          "gio": "hour", "tieng": "hour", "h": "hour", "phut": "minute"}  # fmt: skip
_DOUBTFUL = frozenset({"tam", "sau", "nam", "bay", "tu"})
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}


def ahead(match: "re.Match[str]") -> Atom | None:
    """Make a length of time counted from now; `word` is "added" where it is asked on top of a deadline.

    A bare length ("3 ngày") says nothing about when, and one counted from another event cannot be reckoned.
    """
    origin = match["origin"]
    if origin and bare(origin) not in ("hom nay", "nay", "bay gio", "hom"):
        return Atom(Kind.VAGUE, match.start(), match.end(), word="vague")
    if match["more"]:
        return Atom(Kind.VAGUE, match.start(), match.end(), word="vague")
    unit = bare(match["unit"] or "h")
    working = unit.endswith("lam viec") or bool(match["work"])
    said_when = bool(match["added"] or match["within"] or match["tail"] or origin or working)
    if not said_when or (bare(match["tail"] or "").strip() == "sau" and match["count"] in _DOUBTFUL):
        return None
    start, count = match.start(), match["count"] or match["hours"]
    if match["added"]:
        more = bare(match["added"]).endswith("them")
        start = (
            match.end("added") - 4
            if more
            else match.start("hours" if match["hours"] else "count" if match["count"] else "half")
        )
    return Atom(
        Kind.AHEAD,
        start,
        match.end(),
        count=value(count) if count else None,
        unit="working" if working else _UNITS[unit],
        word="added" if match["added"] else None,
    )


def english_ahead(match: "re.Match[str]") -> Atom:
    """Make a length of time from "in 3 days"."""
    said, unit = match["count"], match["unit"]
    count = int(said) if said.isdigit() else _NUMBERS[said]
    kind = "working" if unit.startswith(("working", "business")) else unit.rstrip("s")
    return Atom(Kind.AHEAD, match.start(), match.end(), count=count, unit=kind)


def vague(match: "re.Match[str]") -> Atom:
    """Make a piece that says a time without saying which."""
    return Atom(Kind.VAGUE, match.start(), match.end(), word="lunar" if match["lunar"] else "vague")


def past(match: "re.Match[str]") -> Atom:
    """Make a piece that lies in the past."""
    return Atom(Kind.PAST, match.start(), match.end(), word="past")


def holiday(match: "re.Match[str]") -> Atom:
    """Make a day beside a public holiday; `word` is the holiday, `edge` on which side of it."""
    side = bare(match["side"])
    return Atom(
        Kind.HOLIDAY,
        match.start(),
        match.end(),
        word=bare(match["name"]),
        edge="before" if side in ("truoc", "before") else "after",
        year=int(match["year"]) if match["year"] else None,
    )


def recur(match: "re.Match[str]") -> Atom | None:
    """Make a rhythm: `unit` with `count` as the interval."""
    if match["months"] or match["weeks"]:
        count = int(match["months"] or match["weeks"])
        return Atom(Kind.RECUR, match.start(), match.end(), unit="month" if match["months"] else "week", count=count)
    if match["half"]:
        return Atom(Kind.RECUR, match.start(), match.end(), unit="month", count=3 if match["half"][0] == "3" else 6)
    if match["every"]:
        return Atom(Kind.RECUR, match.start(), match.end(), unit="week", count=1)
    english = match["english"]
    unit = match["english_unit"] if english else _UNITS[bare(match["unit"])]
    if english and english != "every":
        unit = {"daily": "day", "quarterly": "quarter"}.get(english, english.removesuffix("ly"))
    return Atom(Kind.RECUR, match.start(), match.end(), unit=unit or "week", count=1)


def last_of_quarter(match: "re.Match[str]") -> Atom:
    """Make "the last month of the quarter"."""
    return Atom(Kind.QUARTER, match.start(), match.end(), edge="last month", offset=None)


RULES = (
    (AHEAD, ahead),
    (ENGLISH_AHEAD, english_ahead),
    (VAGUE, vague),
    (PAST, past),
    (HOLIDAY, holiday),
    (RECUR, recur),
    (LAST_OF_QUARTER, last_of_quarter),
)
"""Patterns with what they make; the longest match at a place wins."""
