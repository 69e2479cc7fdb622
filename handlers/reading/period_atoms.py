"""Weeks, months, quarters, halves and years: "cuối tuần", "đầu T7", "quý III", "6 tháng đầu năm"."""

import re

from handlers.reading import days
from handlers.reading.atoms import Atom, Kind
from handlers.reading.numbers import NUMBER, value
from handlers.reading.said import Phrase, bare

_EDGE = (
    r"(?:(?P<edge>đầu|giữa|cuối|hết|trong|nội|nửa đầu|nửa cuối|nửa sau|thượng tuần|trung tuần|hạ tuần"
    r"|tuần đầu(?: tiên)?(?: của)?"
    r"|tuần cuối(?: cùng)?(?: của)?|ngày cuối(?: cùng)?(?: của)?|ngày làm việc cuối(?: cùng)?(?: của)?|cuối cùng của) )"
)
_WHICH = r"này|nay|sau nữa|tới nữa|sau|tới đây|tới|kế tiếp|kế|tiếp theo"
_YEAR = r"(?: ?[/.-] ?(?P<year>\d{4}|\d{2}\b)| năm (?P<written_year>\d{4})| (?P<plain_year>20\d\d))"
WEEK = Phrase(
    rf"\b(?:{_EDGE}?tuần (?P<which>{_WHICH})|{_EDGE.replace('<edge>', '<lone>')}tuần(?! \d| lễ| trước| rồi"
    r"| qua)|(?P<next>(?:sang|qua) (?:đầu |cuối |giữa )?tuần)(?! (?:sau|tới|này)))(?!\w)"
)
MONTH = Phrase(
    rf"\b(?:{_EDGE}?tháng (?P<which>{_WHICH})|{_EDGE.replace('<edge>', '<lone>')}tháng(?! \d| trước| rồi| qua"
    r"|ngày)|(?P<next>(?:sang|qua) (?:đầu |cuối |giữa )?tháng)(?! (?:sau|tới|này|\d)))(?!\w)"
)
NAMED_MONTH = Phrase(
    rf"(?<![\w/])(?<!\d )(?:{_EDGE}?(?:tháng|thg|th) ?\.?(?P<month>{NUMBER}){_YEAR}?(?: (?P<which>này|nay"
    r"|tới))?(?![\w/%])(?! ?(?:đầu|cuối) (?:năm|tháng)| tuổi| qua))"
)
MONTH_T = Phrase(rf"(?<![\w/])(?:{_EDGE}?t ?\.?(?P<month>1[0-2]|\d){_YEAR}?)(?![\w%])(?! ?[/-])(?!\.\d)")
MONTH_FIGURES = Phrase(
    rf"(?<![\w/.,#-]){_EDGE}?(?P<month>0?\d|1[0-2]) ?[/-] ?(?P<year>20\d\d)(?![\w/%])(?! ?/)(?![.,-]\d)"
)
QUARTER = Phrase(
    rf"(?<!\w)(?:{_EDGE}?(?:(?:quý|quí) ?(?P<quarter>iv|iii|ii|i|[1-4]|một|hai|ba|bốn|tư|nhất)"
    rf"|q ?\.?(?P<short>[1-4]|iv|iii|ii|i)){_YEAR}?(?![\w/%]))"
)
WHICH_QUARTER = Phrase(
    rf"\b(?:{_EDGE}?(?:quý|quí) (?P<which>{_WHICH})|{_EDGE.replace('<edge>', '<lone>')}(?:quý|quí)(?! trước))(?!\w)"
)
HALF = Phrase(
    rf"\b(?:trong )?(?:(?P<half>nửa) (?P<side>đầu|cuối|sau)|(?P<months>{NUMBER}) tháng (?P<end>đầu"
    rf"|cuối))(?: của)? năm(?: (?P<year>\d{{4}})| (?P<which>nay|này|sau|tới))?(?!\w)"
)
YEAR = Phrase(
    rf"\b(?:{_EDGE}?năm (?:(?P<year>\d{{4}})|(?P<which>nay|này|sau|tới))"
    rf"|{_EDGE.replace('<edge>', '<lone>')}năm(?! \d| học| trước| qua| ngoái)|(?P<next>(?:đầu |cuối |hết "
    r"|giữa )?(?:sang|qua) (?:đầu |cuối |giữa )?năm(?! (?:sau|tới|\d))))(?!\w)"
)
_STARTS = {"dau": "start", "giua": "middle", "cuoi": "end", "het": None, "trong": None, "noi": None}
_LONGER = (
    ("nua dau", "first half"), ("nua", "end"), ("thuong", "start"), ("trung", "tuan2"), ("ha tuan", "end"),
    ("tuan dau", "first week"), ("tuan cuoi", "end"), ("ngay lam viec", "last working"), ("ngay cuoi", "end"),
    ("cuoi", "end"),
)  # fmt: skip
_OFFSETS = {"nay": 0, "sau": 1, "toi": 1, "ke": 1, "tiep": 1}


def edge_of(said: str | None) -> str | None:
    """Return which end of a period the words before it name; None for the whole of it."""
    if said is None:
        return None
    words = bare(said)
    if words in _STARTS:
        return _STARTS[words]
    return next(edge for start, edge in _LONGER if words.startswith(start))


def _offset(which: str | None) -> int | None:
    if which is None:
        return None
    words = bare(which).split()
    return _OFFSETS[words[0]] + (len(words) > 1 and words[1] == "nua")


def _year(groups: dict[str, str | None]) -> int | None:
    said = groups.get("year") or groups.get("written_year") or groups.get("plain_year")
    return days.full_year(int(said)) if said else None


def _running(kind: Kind, match: "re.Match[str]") -> Atom:
    groups = match.groupdict()
    edge = groups.get("edge") or groups.get("lone")
    if groups.get("next"):
        return _next(kind, match)
    return Atom(
        kind,
        match.start(),
        match.end(),
        offset=_offset(groups["which"]),
        edge=edge_of(edge),
        year=_year(groups),
        sure=edge is not None or groups["which"] is not None,
    )


def _next(kind: Kind, match: "re.Match[str]") -> Atom:
    """Make "sang tuần", "sang tháng", "sang năm": the next one."""
    edge = next((_STARTS[word] for word in bare(match["next"]).split() if word in _STARTS), None)
    return Atom(kind, match.start(), match.end(), offset=1, edge=edge)


def week(match: "re.Match[str]") -> Atom:
    """Make a week counted from the running one; `offset` None where only an end is named ("cuối tuần")."""
    return _running(Kind.WEEK, match)


def month(match: "re.Match[str]") -> Atom:
    """Make a month counted from the running one."""
    return _running(Kind.MONTH, match)


def which_quarter(match: "re.Match[str]") -> Atom:
    """Make a quarter counted from the running one."""
    return _running(Kind.QUARTER, match)


def year(match: "re.Match[str]") -> Atom:
    """Make a year, by number or counted from the running one."""
    return _running(Kind.YEAR, match)


def named_month(match: "re.Match[str]") -> Atom:
    """Make a month by its number; without a preposition or year it may only describe a thing ("báo cáo tháng 6")."""
    groups = match.groupdict()
    return Atom(
        Kind.MONTH,
        match.start(),
        match.end(),
        month=value(match["month"]),
        year=_year(groups),
        edge=edge_of(groups.get("edge")),
        word=bare(groups["which"]) if groups.get("which") else None,
        sure=groups.get("edge") is not None or groups.get("which") is not None,
    )


def month_t(match: "re.Match[str]") -> Atom:
    """Make a month from "T7/2017", "cuối T7" or "T12"; a bare "T2" to "T7" might be a weekday as well."""
    number, edge = int(match["month"]), match["edge"]
    if edge is None and _year(match.groupdict()) is None and 2 <= number <= 7:
        return Atom(Kind.LETTER_T, match.start(), match.end(), month=number, sure=False)
    return named_month(match)


def quarter(match: "re.Match[str]") -> Atom:
    """Make a quarter by its number."""
    groups = match.groupdict()
    return Atom(
        Kind.QUARTER,
        match.start(),
        match.end(),
        count=value(groups["quarter"] or groups["short"] or ""),
        year=_year(groups),
        edge=edge_of(groups["edge"]),
        sure=groups["edge"] is not None,
    )


def half(match: "re.Match[str]") -> Atom | None:
    """Make the first or last months of a year; `count` is the month in which they end."""
    side = bare(match["side"] or match["end"])
    months = 6 if match["half"] else value(match["months"])
    if months > 11:
        return None
    return Atom(
        Kind.HALF,
        match.start(),
        match.end(),
        count=months if side == "dau" else 12,
        year=int(match["year"]) if match["year"] else None,
        offset=_offset(match["which"]),
        sure=bare(match.group()).startswith("trong"),
    )


RULES = (
    (WEEK, week),
    (MONTH, month),
    (NAMED_MONTH, named_month),
    (MONTH_T, month_t),
    (MONTH_FIGURES, named_month),
    (QUARTER, quarter),
    (WHICH_QUARTER, which_quarter),
    (HALF, half),
    (YEAR, year),
)
"""Patterns with what they make; the longest match at a place wins."""
