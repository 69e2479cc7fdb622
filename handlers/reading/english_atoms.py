"""English dates, for the colleagues who write so: "30 June 2026", "by July 7", "next Friday", "end of the month"."""

import re

from handlers.reading.atoms import Atom, Kind
from handlers.reading.said import Phrase

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SHORT = "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
DAY_MONTH = Phrase(
    rf"(?<![\w/.])(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<month>{_MONTHS}"
    rf"|{_SHORT})\b\.?(?:,?[ -](?P<year>20\d\d))?(?!\w)"
)
MONTH_DAY = Phrase(
    rf"\b(?P<month>{_MONTHS}|{_SHORT})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>20\d\d))?(?![\w/:])"
)
THE_DAY = Phrase(r"\bthe (?P<day>\d{1,2})(?:st|nd|rd|th)\b")
MONTH = Phrase(
    r"\b(?:(?P<edge>end|middle|mid|beginning|start|early|late|in|by|of"
    rf"|until)(?: of)?[ -])(?P<month>{_MONTHS})\b(?: (?P<year>20\d\d))?(?! ?\d)"
)
WEEKDAY = Phrase(
    rf"\b(?:(?P<which>this|next|coming|on|by|this coming|until|every) )?(?P<name>{_DAYS})(?P<week> next week)?\b"
)
RUNNING = Phrase(
    r"\b(?:(?:the |at )*(?P<edge>end|middle|beginning|start|early|late)(?: of|-of)? (?:the )?)?(?P<which>this "
    r"|next )?(?P<unit>week|month|quarter|year)\b"
)
NEAR = Phrase(r"\b(?:(?P<today>today|tonight)|(?P<after>(?:the )?day after tomorrow)|tomorrow)\b")
PART = Phrase(r"\b(?P<part>morning|noon|afternoon|evening)\b")
_EDGES = {
    "end": "end",
    "late": "end",
    "middle": "middle",
    "mid": "middle",
    "beginning": "start",
    "start": "start",
    "early": "start",
}
_PARTS = {"morning": "sang", "noon": "trua", "afternoon": "chieu", "evening": "toi"}
_ORDER = [name[:3] for name in _MONTHS.split("|")]
_KINDS = {"week": Kind.WEEK, "month": Kind.MONTH, "quarter": Kind.QUARTER, "year": Kind.YEAR}


def date_of(match: "re.Match[str]") -> Atom:
    """Make a date from a day and a month's name."""
    month, year = _ORDER.index(match["month"][:3]) + 1, match["year"]
    return Atom(
        Kind.DATE, match.start(), match.end(), day=int(match["day"]), month=month, year=int(year) if year else None
    )


def the_day(match: "re.Match[str]") -> Atom:
    """Make a date of which only the day is known: "the 25th"."""
    return Atom(Kind.DATE, match.start(), match.end(), day=int(match["day"]))


def month_of(match: "re.Match[str]") -> Atom:
    """Make a month from its name."""
    month, year = _ORDER.index(match["month"][:3]) + 1, match["year"]
    edge = _EDGES.get(match["edge"])
    return Atom(Kind.MONTH, match.start(), match.end(), month=month, year=int(year) if year else None, edge=edge)


def weekday(match: "re.Match[str]") -> Atom:
    """Make a weekday; "next Friday" is kept as said, since people disagree on it."""
    which = {"this": "nay", "this coming": "toi", "coming": "toi", "next": "next"}.get(match["which"] or "")
    if match["week"]:
        which = "sau"
    number = _DAYS.split("|").index(match["name"])
    start = match.start("name") if match["which"] in ("on", "by", "until", "every") else match.start()
    return Atom(Kind.WEEKDAY, start, match.end(), weekday=number, word=which)


def running(match: "re.Match[str]") -> Atom | None:
    """Make a period counted from the running one, if an end or a "this/next" was said."""
    if not (match["edge"] or match["which"]):
        return None
    offset = {"this ": 0, "next ": 1}.get(match["which"] or "")
    return Atom(_KINDS[match["unit"]], match.start(), match.end(), offset=offset, edge=_EDGES.get(match["edge"] or ""))


def near(match: "re.Match[str]") -> Atom:
    """Make today, tomorrow or the day after."""
    offset = 0 if match["today"] else 2 if match["after"] else 1
    return Atom(Kind.DAY, match.start(), match.end(), offset=offset)


def part(match: "re.Match[str]") -> Atom:
    """Make a part of the day; alone it is weak."""
    return Atom(Kind.PART, match.start(), match.end(), word=_PARTS[match["part"]], sure=False)


RULES = (
    (DAY_MONTH, date_of),
    (MONTH_DAY, date_of),
    (THE_DAY, the_day),
    (MONTH, month_of),
    (WEEKDAY, weekday),
    (RUNNING, running),
    (NEAR, near),
    (PART, part),
)
"""Patterns with what they make; the longest match at a place wins."""
