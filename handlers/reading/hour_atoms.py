"""Hours and parts of a day: "15h30", "3 giờ chiều", "cuối giờ chiều", "trưa"."""

import re

from handlers.reading.atoms import Atom, Kind
from handlers.reading.numbers import NUMBER, value
from handlers.reading.said import Phrase, bare

END_OF_OFFICE = 17
"""Offices close at 17:00; "cuối giờ", "chiều mai" and "hết giờ hành chính" mean that."""

_DAY_NEXT = r"(?: ?,? ?(?:nay|mai|mốt|kia|kìa|qua|hôm|bữa|ngày|thứ|cn\b|chủ nhật|t ?[2-7]\b|mùng|mồng|\d{1,2}[/.-]\d))"
_PART = r"sáng|trưa|chiều|tối|đêm"

HOURS = Phrase(
    rf"(?<![\w/.,:#-])(?:lúc )?(?:(?P<hour>\d{{1,2}})(?: ?giờ|g|h)"
    rf"|(?P<spelt>{NUMBER}) giờ)(?: ?(?P<minute>\d\d)(?!\d))?(?: ?(?:phút|ph|p\b|'))?"
    rf"(?P<half> rưỡi)?(?:(?: buổi)? (?P<part>{_PART})(?! ?tạo))?"
    r"(?! ?(?:đồng hồ|nữa|tiếng|làm việc|hành chính))(?![\w:])(?!/\d)"
)
SPACED = Phrase(rf"(?<![\w/.,:#-])(?P<hour>\d{{1,2}}) h(?: ?(?P<minute>[0-5]\d))?(?: (?P<part>{_PART}))?(?! nữa)\b")
COLON = Phrase(
    rf"(?<![\w/.,:#-])(?P<hour>\d{{1,2}}) ?:(?P<minute>[0-5]\d)(?![\d:])(?: ?(?P<meridian>[ap]m)\b"
    rf"|(?: (?P<part>{_PART}))?)"
)
MERIDIAN = Phrase(r"(?<![\w/.,:#-])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))? ?(?P<meridian>[ap]m)\b")
CUSTOMARY = Phrase(
    r"\b(?:(?P<late>(?:cuối |hết |trong )?giờ hành chính|(?:cuối|hết) (?:giờ"
    r"|buổi)(?: làm(?: việc)?)?(?: (?:buổi )?chiều)?|cuối (?:buổi )?chiều"
    r"|cuối(?= ngày (?:hôm nay|mai|mốt|kia|kìa|\d|thứ))|cuối ngày(?! (?:\d|cuối|mai|mốt|kia|kìa|thứ"
    r"|hôm))(?: làm việc)?|tan (?:giờ|tầm|sở)|eod\b|cob\b|(?:the )?end of (?:the )?(?:business )?day"
    r"|close of business)"
    r"|(?P<noon_end>(?:cuối|hết) (?:giờ |buổi )?sáng)|(?P<noon>giữa trưa|noon\b)"
    r"|(?P<early>đầu giờ(?: (?:buổi )?sáng)?|đầu (?:buổi )?sáng)|(?P<after_noon>đầu (?:giờ "
    r"|buổi )?chiều))(?! (?:làm|công))(?!\w)"
)
PARTS = Phrase(
    rf"\b(?:buổi )?(?:(?P<part>{_PART})(?={_DAY_NEXT}|(?: sớm)? {{0,1}}(?:$|[,.;!?)\n]))|(?P<bare_part>chiều"
    r"|trưa|tối)(?! (?:cao|dài|rộng|thiểu|đa|ưu|hướng)))(?!\w)"
)
_CUSTOM = {"late": (END_OF_OFFICE, 0), "noon_end": (11, 30), "noon": (12, 0), "early": (8, 0), "after_noon": (13, 30)}


def part_name(said: str | None) -> str | None:
    """Return a part of the day without diacritics: "sang", "trua", "chieu", "toi", "dem"."""
    return bare(said).split()[-1] if said else None


def clock(match: "re.Match[str]") -> Atom:
    """Make a clock piece from figures or words; what part of the day it is may be said beside it."""
    groups = match.groupdict()
    said = groups["hour"] or groups["spelt"]
    hour = value(said)
    minute = int(groups.get("minute") or 0)
    if groups.get("half"):
        minute = 30
    part = part_name(groups.get("part"))
    if groups.get("meridian") == "pm":
        part = "pm"
    elif groups.get("meridian") == "am":
        part = "am"
    exact = said.startswith("0") or (bool(groups.get("minute")) and hour > 6)
    return Atom(
        Kind.CLOCK, match.start(), match.end(), hour=hour, minute=minute, word=part, unit="exact" if exact else None
    )


def customary(match: "re.Match[str]") -> Atom:
    """Make a clock piece from an office habit: "cuối giờ chiều" is 17:00, "đầu giờ sáng" 8:00."""
    hour, minute = _CUSTOM[match.lastgroup or "late"]
    return Atom(Kind.CLOCK, match.start(), match.end(), hour=hour, minute=minute, unit="exact")


def part_of_day(match: "re.Match[str]") -> Atom:
    """Make a part-of-day piece; standing alone ("chiều em nộp") it is weak."""
    said = match["part"] or match["bare_part"]
    return Atom(Kind.PART, match.start(), match.end(), word=part_name(said), sure=match["part"] is not None)


RULES = (
    (HOURS, clock),
    (SPACED, clock),
    (COLON, clock),
    (MERIDIAN, clock),
    (CUSTOMARY, customary),
    (PARTS, part_of_day),
)
"""Patterns with what they make; the longest match at a place wins."""


def time_of(clock_piece: Atom | None, part: str | None) -> tuple[int, int] | str | None:
    """Return (hour, minute), None where no hour is meant, or the word why it must be asked.

    "trưa" is 12:00 and "chiều" the end of office hours; "sáng" and "tối" alone name no hour. "3h" without a part of the
    day might be either half of the day, so it is asked; "24h" is the last minute.
    """
    if clock_piece is None:
        return {"trua": (12, 0), "chieu": (END_OF_OFFICE, 0)}.get(part or "")
    hour, minute = clock_piece.hour or 0, clock_piece.minute
    part = clock_piece.word or part
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return "impossible"
    if hour == 24 or (hour == 12 and part == "dem"):
        return (23, 59)
    if part in ("chieu", "toi", "pm") or (part == "dem" and hour >= 6):
        return (hour + 12 if hour < 12 else hour, minute)
    if part == "trua":
        return (hour + 12 if hour < 4 else hour, minute)
    if part == "am" and hour == 12:
        return (0, minute)
    if part is None and 1 <= hour <= 6 and clock_piece.unit != "exact":
        return "ambiguous"
    return (hour, minute)
