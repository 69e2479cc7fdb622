"""Reading a reply about a task: what it means and the values in it. What is not certain is ambiguous, never "done"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.calendar import WorkingCalendar
from handlers.reading import obstacles, signals
from handlers.reading.dates import find_date
from handlers.reading.finished import Promise, finished
from handlers.reading.intents import Intent, ReplyReading
from handlers.reading.moment import DateReading
from handlers.reading.people import handed_to
from handlers.reading.percent import percent_said
from handlers.reading.refs import list_places, task_numbers
from handlers.reading.said import Said, say

_SHORT = 90
_SENTENCE = 4
_HALF_A_YEAR = 200
_SMILE = (":)", "=)", ":d", ":v", "^^", ":p", "(:")


@dataclass(frozen=True)
class _Reply:
    """A reply without its task numbers, and what was found in it."""

    said: Said
    due: DateReading
    percent: int | None
    today: date

    @property
    def has_date(self) -> bool:
        """Whether any time is named, be it a vague one."""
        return self.due.on is not None or self.due.reason in ("vague", "ambiguous", "past", "impossible")


def read_reply(text: str, *, now: datetime, calendar: WorkingCalendar) -> ReplyReading:
    """Read a reply as one whole. Total: every text gives a reading; `now` is aware and in the agency's zone."""
    said = say(text)
    marks = task_numbers(said)
    places = [] if marks else list_places(said)
    rest = _without(said, [(start, end) for start, end, _ in [*marks, *places]])
    reading = _read(rest, now, calendar)
    return replace(
        reading,
        refs=tuple(dict.fromkeys(number for _, _, number in marks)),
        items=tuple(dict.fromkeys(place for _, _, place in places)),
        note=rest.raw or None,
    )


def read_replies(text: str, *, now: datetime, calendar: WorkingCalendar) -> tuple[ReplyReading, ...]:
    """Read a message that may speak of several tasks; a part without a number belongs to the one before it."""
    said = say(text)
    return tuple(read_reply(part, now=now, calendar=calendar) for part in _parts(said))


def _parts(said: Said) -> list[str]:
    if len(task_numbers(said)) > 1:
        return list(_parts_by_clause(said))
    starts = [start for start, _, _ in list_places(said)]
    if len(starts) < 2:
        return [said.raw]
    ends = [*starts[1:], len(said.raw)]
    return [said.raw[start:end].strip(" ,;.\n") for start, end in zip([0, *starts[1:]], ends, strict=True)]


def _parts_by_clause(said: Said) -> Iterator[str]:
    """Yield the clauses that belong to one task: numbers alone wait for their clause, a clause without one follows."""
    held: list[str] = []
    told = False
    for clause in obstacles.clauses(said):
        inside = [(start, end) for start, end, _ in task_numbers(clause)]
        if inside and told:
            yield ", ".join(held)
            held, told = [], False
        held.append(clause.raw.strip())
        told = told or (bool(inside) and any(map(str.isalnum, _without(clause, inside).raw)))
    yield ", ".join(held)


def _without(said: Said, spans: list[tuple[int, int]]) -> Said:
    """Return the text without some stretches, nor the blanks, commas and "và" that they leave behind."""
    raw, plain, at = "", "", 0
    for start, end in [*spans, (len(said.raw), len(said.raw))]:
        gap = said.part(at, start)
        if at and gap.plain.strip(" ,&") in ("", "và", "va"):
            gap = said.part(at, at)
        elif raw.endswith(" ") and gap.raw.startswith(" "):
            gap = said.part(at + 1, start)
        raw, plain, at = raw + gap.raw, plain + gap.plain, end
    cut = len(raw) - len(raw.lstrip(" ,:;.-)\n")) if spans else 0
    return Said(raw[cut:].rstrip(), plain[cut:].rstrip(), said.accented)


def _read(said: Said, now: datetime, calendar: WorkingCalendar) -> ReplyReading:
    reply = _Reply(said, find_date(said.raw, now=now, calendar=calendar), percent_said(said), now.date())
    if not any(map(str.isalpha, said.raw)) and reply.percent is None:
        return _without_letters(said)
    for reader in (
        _acknowledged,
        _extension,
        _handover,
        _not_mine,
        _social,
        _question,
        _progress,
        _done,
        _blocked,
        _under_way,
    ):
        reading = reader(reply)
        if reading is not None:
            return reading
    work = signals.WORK_TALK.first(said) or signals.LOOKS_BACK.first(said)
    if len(said.raw.split()) >= _SENTENCE and not work:
        return ReplyReading(Intent.UNRELATED)
    return ReplyReading(Intent.AMBIGUOUS, due=reply.due if reply.has_date else None)


def _without_letters(said: Said) -> ReplyReading:
    if "?" in said.raw:
        return ReplyReading(Intent.QUESTION)
    if any(c in signals.EMOJI_ACK for c in said.raw):
        return ReplyReading(Intent.ACK)
    if any(smile in said.plain for smile in _SMILE):
        return ReplyReading(Intent.UNRELATED)
    if any(map(str.isdigit, said.raw)) or not any(ord(c) > 0x2190 for c in said.raw):
        return ReplyReading(Intent.AMBIGUOUS)
    return ReplyReading(Intent.AMBIGUOUS if "✅" in said.raw else Intent.UNRELATED)


def _acknowledged(reply: _Reply) -> ReplyReading | None:
    said = reply.said
    if "?" in said.raw or len(said.raw) > _SHORT:
        return None
    return ReplyReading(Intent.ACK) if signals.ACK.whole(said) and signals.ACK_CORE.first(said) else None


def _extension(reply: _Reply) -> ReplyReading | None:
    said = reply.said
    if signals.NOT_EXTEND.first(said):
        return None
    asks = signals.EXTEND.first(said) is not None
    if asks and not reply.has_date and (signals.HOW_TO_EXTEND.first(said) or _asks_whether(reply)):
        return None
    if not asks and not (reply.has_date and _asks_until(reply)):
        return None
    return ReplyReading(
        Intent.REQUEST_EXTENSION_WITH_DATE,
        percent=reply.percent,
        due=reply.due if reply.has_date else None,
        reason=obstacles.cause(said) or obstacles.absence(said),
        waiting_on=obstacles.waiting_on(said),
    )


def _asks_whether(reply: _Reply) -> bool:
    return _is_question(reply) and not signals.PLEADS.first(reply.said)


def _asks_until(reply: _Reply) -> bool:
    """Tell whether a time is asked for in other words: "xin đến hết tuần", "thứ 2 nộp được không"."""
    said, phrase = reply.said, reply.due.phrase
    if phrase is None:
        return False
    if reply.due.added_days is not None and not _is_question(reply):
        return True
    start = said.raw.find(phrase)
    if signals.ASK_UNTIL.first(said.part(max(0, start - 60), start)):
        return True
    late = signals.CANNOT_MAKE.first(said)
    if reply.due.on == reply.today and not late:
        return False
    return bool(
        (late and late.end() + 1 < start)
        or (signals.MAY_I.first(said, start) and not signals.HOW_TO_EXTEND.first(said))
    )


def _handover(reply: _Reply) -> ReplyReading | None:
    person = handed_to(reply.said)
    if person is None or (signals.NOT_MINE.first(reply.said) and not person.startswith("@")):
        return None
    reason = obstacles.absence(reply.said) or obstacles.cause(reply.said)
    return ReplyReading(
        Intent.HANDOVER_TO_PERSON, person=person, reason=reason, due=reply.due if reply.has_date else None
    )


def _not_mine(reply: _Reply) -> ReplyReading | None:
    if not signals.NOT_MINE.first(reply.said):
        return None
    if _is_question(reply) and not signals.NOT_MINE.first(obstacles.clauses(reply.said)[0]):
        return None
    return ReplyReading(Intent.NOT_MINE)


def _social(reply: _Reply) -> ReplyReading | None:
    if not signals.SOCIAL.first(reply.said):
        return None
    work = finished(reply.said) or obstacles.waits(reply.said) or reply.percent is not None
    return None if work or signals.UNFINISHED.first(reply.said) else ReplyReading(Intent.UNRELATED)


def _is_question(reply: _Reply) -> bool:
    """Tell whether something is asked; "không xong được đâu" only denies."""
    said = reply.said
    if "?" in said.raw:
        return True
    return any(not _denies(said, match) for match in signals.QUESTION.each(said))


def _denies(said: Said, question: "re.Match[str]") -> bool:
    if not signals.DENIABLE.first(said, question.start(), question.end()):
        return False
    clause = max(said.plain.rfind(mark, 0, question.start()) for mark in ",.;!\n") + 1
    return signals.DENIED.first(said, clause, question.start()) is not None


def _question(reply: _Reply) -> ReplyReading | None:
    considers = signals.LOOKS_BACK.first(reply.said) and "?" not in reply.said.raw
    return ReplyReading(Intent.QUESTION) if _is_question(reply) and not considers else None


def _progress(reply: _Reply) -> ReplyReading | None:
    if reply.percent is None:
        return None
    said = reply.said
    intent = Intent.PROGRESS_PERCENT
    open_end = signals.REMAINS.first(said) or signals.UNFINISHED.first(said) or obstacles.obstacle(said)
    if reply.percent == 100 and not open_end and not signals.AHEAD_OF_TIME.first(said):
        intent = Intent.DONE
    elif any(signals.TARGET.first(c) and percent_said(c) is not None for c in obstacles.clauses(said)):
        return None
    return ReplyReading(
        intent,
        percent=reply.percent,
        due=reply.due if reply.has_date else None,
        reason=obstacles.cause(said),
        waiting_on=obstacles.waiting_on(said),
    )


def _promise(reply: _Reply) -> Promise | None:
    """Return the phrase of a day to come; a date most of a year away is rather one that has just passed."""
    due = reply.due
    if due.phrase is None or due.reason == "past":
        return None
    if due.on is None:
        return Promise(due.phrase, later=False)
    ahead = (due.on - reply.today).days
    return Promise(due.phrase, later=ahead > 0) if ahead <= _HALF_A_YEAR else None


def _done(reply: _Reply) -> ReplyReading | None:
    return ReplyReading(Intent.DONE, percent=100) if finished(reply.said, _promise(reply)) else None


def _blocked(reply: _Reply) -> ReplyReading | None:
    said = reply.said
    reason = obstacles.cause(said)
    late = signals.UNFINISHED.first(said) or signals.CANNOT_MAKE.first(said)
    if not obstacles.obstacle(said):
        reason = (reason or obstacles.absence(said)) if late else None
    if reason is None:
        return None
    return ReplyReading(
        Intent.BLOCKED_WITH_REASON,
        due=reply.due if reply.has_date else None,
        reason=reason,
        waiting_on=obstacles.waiting_on(said),
    )


def _under_way(reply: _Reply) -> ReplyReading | None:
    said = reply.said
    if signals.LOOKS_BACK.first(said) or signals.UNSURE.first(said):
        return None
    promised = reply.has_date and signals.FUTURE_ACT.first(said)
    told = any(
        p.first(said)
        for p in (signals.UNFINISHED, signals.WORKING, signals.NEARLY, signals.CANNOT_MAKE, signals.REMAINS)
    )
    if not (promised or told):
        return None
    return ReplyReading(Intent.IN_PROGRESS_NOTE, due=reply.due if reply.has_date else None)
