"""What somebody's words become in the journal: pure, from readings to reports."""

import re
from datetime import date, timedelta
from itertools import pairwise

from domain.errors import NotAllowedError, RefusalError
from domain.progress import EntryKind, Report
from domain.words import fold
from handlers.reading import DateReading, Intent, ReplyReading

REPORTING = frozenset({Intent.DONE, Intent.PROGRESS_PERCENT, Intent.IN_PROGRESS_NOTE, Intent.BLOCKED_WITH_REASON})
"""What changes the standing of a task."""

FOR_OTHERS_TO_DECIDE = frozenset({Intent.REQUEST_EXTENSION_WITH_DATE, Intent.HANDOVER_TO_PERSON, Intent.NOT_MINE})
"""What is kept as a note in the person's words, for a head or the secretariat decides."""

MAX_NUMBER = 2**31 - 1

MOST_AT_ONCE = 20
"""So many reports can be said back in one message, each with its way back."""

_HASH = re.compile(r"#\s?[0-9]+")
_WORDS = re.compile(r"\w")
_AND = re.compile(r"\b(?:và|va|and)\b", re.IGNORECASE)
_CLOSE_COMMA = re.compile(r"(\d),(?=#?\d)")
_NUMBER = re.compile(r"\s*(#?)([0-9]+)(?![\d%.,/-]*[\w%])(?!\s*%)[,;:.]?\s*")
_PERCENT = re.compile(r"\s*([+-]?\d+(?:[.,]\d+)?)\s*(%|phần trăm|percent)?(?=[\s,;:.]|$)[,;:.]?\s*", re.IGNORECASE)
_ANY_PERCENT = re.compile(r"(?<![\d.,/])([+-]?\d+)\s*%")
_BARE = re.compile(r"\D{0,12}?(\d{1,3})\D{0,6}")
_LEAD_IN = re.compile(
    r"^(?:\d{1,3}\s*%[\s,;:.-]*)?(?:(?:đang|bị|còn)\s+)?(?:vướng|vuong|tắc|blocked)(?:\s+by)?[\s:,.-]*", re.IGNORECASE
)
_PLAIN_DONE = frozenset({"xong", "xong roi", "da xong", "ok xong", "done", "hoan thanh", "da hoan thanh", "roi"})


def only_number(text: str) -> int | None:
    """Return the number of a text that is nothing but "#12".

    Raises:
        NotAllowedError: `no_such_task`, when the number is larger than any.
    """
    found = re.fullmatch(r"\s*#\s?([0-9]+)[\s?.]*", text)
    return task_number(found[1]) if found else None


def leading_numbers(text: str) -> tuple[list[str], str]:
    """Return the task numbers that a text begins with ("12 15", "12,15 note", "#12 #15 note"), and the rest of it.

    Before other words a number counts only with "#" or after a comma: "12 5 báo cáo" is #12 and five reports.

    Raises:
        RefusalError: `too_many_tasks`.
    """
    text = _CLOSE_COMMA.sub(r"\1, ", text)
    found: list[re.Match[str]] = []
    at = 0
    while match := _NUMBER.match(text, at):
        found.append(match)
        at = match.end()
    if text[at:].strip():
        firm = [n == 0 or bool(m[1]) or "," in found[n - 1][0] for n, m in enumerate(found)]
        if not all(firm):
            at = found[firm.index(False)].start()
            found = found[: firm.index(False)]
    if len(found) > MOST_AT_ONCE:
        raise RefusalError("too_many_tasks", limit=MOST_AT_ONCE)
    return [match[2] for match in found], text[at:].strip()


def parts_by_number(text: str) -> list[str]:
    """Split "#12 70% #13 xong" before each number that follows words: what stands after a number is about it.

    Raises:
        RefusalError: `which_tasks`, when words stand before the first of several numbers and between them.
    """
    starts = [0]
    numbers = list(_HASH.finditer(text))
    for before, number in pairwise(numbers):
        if _WORDS.search(_AND.sub(" ", text[before.end() : number.start()])):
            starts.append(number.start())
    if len(starts) > 1 and _WORDS.search(text[: numbers[0].start()]):
        raise RefusalError("which_tasks")
    return [text[start:end].strip(" ,;") for start, end in pairwise([*starts, len(text)])]


def leading_number(text: str) -> tuple[str | None, str]:
    """Return the one task number that a text begins with, if there is one, and the rest of it."""
    found = _NUMBER.match(text)
    return (found[2], text[found.end() :].strip()) if found else (None, text.strip())


def task_number(digits: str) -> int:
    """Return the number of a task.

    Raises:
        NotAllowedError: `no_such_task`, for what is no number, or larger than any.
    """
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 10 or int(digits) > MAX_NUMBER:
        raise NotAllowedError("no_such_task", number=digits[:20])
    return int(digits)


def percent_in_front(text: str) -> tuple[int | None, str]:
    """Return the percentage that a text begins with ("70%", "70 note"), if there is one, and the rest of it.

    Raises:
        RefusalError: `percent_out_of_range`, or `percent_unclear` for a fraction of a percent.
    """
    found = _PERCENT.match(text)
    if found is None:
        return None, text.strip()
    if not found[1].isdecimal():
        if found[1].lstrip("+-").isdecimal() and found[1][0] == "-":
            raise RefusalError("percent_out_of_range", percent=found[1][:8])
        raise RefusalError("percent_unclear", text=found[0].strip())
    return checked_percent(found[1]), text[found.end() :].strip()


def checked_percent(digits: str) -> int:
    """Return a whole number from 0 to 100.

    Raises:
        RefusalError: `percent_out_of_range` or `percent_unclear`.
    """
    if not digits.isdecimal():
        raise RefusalError("percent_unclear", text=digits[:20])
    if len(digits) > 6 or int(digits) > 100:
        raise RefusalError("percent_out_of_range", percent=digits[:8])
    return int(digits)


def refuse_impossible_percent(text: str) -> None:
    """Refuse "150%" and "-5%" inside a text that could not be read.

    Raises:
        RefusalError: `percent_out_of_range`.
    """
    for found in _ANY_PERCENT.finditer(text):
        if not 0 <= int(found[1][:8]) <= 100:
            raise RefusalError("percent_out_of_range", percent=found[1][:8])


def bare_number(text: str) -> int | None:
    """Return the number of a text that says hardly anything else: "50", "khoảng 50 ạ"."""
    found = _BARE.fullmatch(text.strip())
    return int(found[1]) if found else None


def report_of(reading: ReplyReading, note: str | None = None) -> Report:
    """Return what goes into the journal for a reading that reports or that others decide on."""
    words = (reading.note if note is None else note) or ""
    match reading.intent:
        case Intent.DONE:
            return Report(EntryKind.DONE, note="" if _is_plain(words) else words)
        case Intent.BLOCKED_WITH_REASON:
            return Report(
                EntryKind.BLOCKED,
                percent=reading.percent,
                note=words,
                blocked_reason=hindrance(reading.reason or words),
                waiting_on=reading.waiting_on,
            )
        case Intent.PROGRESS_PERCENT:
            return percent_report(reading.percent or 0, reading, words)
        case Intent.IN_PROGRESS_NOTE:
            return Report(EntryKind.NOTE, percent=reading.percent, note=words, waiting_on=reading.waiting_on)
    return Report(EntryKind.NOTE, percent=reading.percent, note=words)


def percent_report(percent: int, reading: ReplyReading, words: str) -> Report:
    """Return a report of a percentage; what it still waits for or is blocked by comes from the reading."""
    blocked = None if reading.waiting_on or not reading.reason else hindrance(reading.reason)
    return Report(
        EntryKind.PERCENT,
        percent=percent,
        note=_without_percent(words),
        blocked_reason=blocked,
        waiting_on=reading.waiting_on,
    )


def hindrance(words: str) -> str | None:
    """Return what hinders, without the "vướng:" in front; None when nothing else was said."""
    return _LEAD_IN.sub("", words.strip()).strip(" .,;:!") or None


def wished_day(due: DateReading | None, deadline_on: date | None) -> date | None:
    """Return the day that somebody asks for; "xin thêm 1 tuần" counts from the deadline, if there is one."""
    if due is None:
        return None
    if due.added_days is not None and deadline_on is not None:
        return deadline_on + timedelta(days=due.added_days)
    return due.on


def _is_plain(words: str) -> bool:
    return fold(words).strip(" .!").removesuffix(" a").strip(" .!") in _PLAIN_DONE


def _without_percent(words: str) -> str:
    found = _PERCENT.match(words)
    return words[found.end() :].strip() if found and found[2] else words
