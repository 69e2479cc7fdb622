"""Reading the tasks out of directives, conclusions and meeting news: who leads, with whom, what, until when."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar import WorkingCalendar
from domain.words import clean
from handlers.reading.directive_due import find_due
from handlers.reading.directive_parties import Parties, read_parties, starts_party
from handlers.reading.directive_words import VERB, pattern
from handlers.reading.said import Said, say

MAX_CHARACTERS = 20_000
"""How much of a text is considered."""


@dataclass(frozen=True)
class DraftTask:
    """One task as the text gives it; what it does not say is None or empty. `sentence` is where it stands."""

    lead: str | None
    coordinating: tuple[str, ...]
    report_to: str | None
    content: str
    deadline_on: date | None
    deadline_phrase: str | None
    recurring: str | None
    sentence: str


@dataclass(frozen=True)
class DirectiveReading:
    """The drafts that a text gives, in its order."""

    tasks: tuple[DraftTask, ...]


@dataclass(frozen=True)
class _Head:
    lead: Parties | None
    coordinating: tuple[str, ...]
    start: int
    work: int


_SENTENCE = re.compile(r"(?<!TP)(?<!Tp)(?<!\bQ)(?<!\bP)(?<!\d)[.!?…]+(?=\s+[A-ZĐÀ-Ỹ])|\n+")
_ORDER = pattern(
    r"(?<!\w)(?:giao nhiệm vụ cho|giao trách nhiệm cho|giao cho|giao|yêu cầu|đề nghị|chỉ đạo|phân công|do) "
)
_NOT_ORDER = pattern(r"(?:theo|được|các|những|nhiệm vụ|đáp ứng|khi|để|với|sự|của|trách nhiệm) $")
_LEADS = pattern(r",? ?(?:có trách nhiệm |chịu trách nhiệm |được giao |cần |phải |có nhiệm vụ )*")
_CHAIRS = pattern(r"(?:làm đầu mối|chủ trì)(?: việc)?(?:,| và| cùng)* ?")
_WITH = pattern(r"(?:(?:phối hợp|thống nhất(?: ý kiến)?)(?: chặt chẽ)? (?:với|cùng) )")
_JOINS = pattern(r",? ?phối hợp,? ")
_RHYTHM = pattern(r"(?:định kỳ,? )?(?:(?:hàng|hằng) (?:tuần|tháng|quý|năm),? )?")
_ONWARD = pattern(r",? để (?:tổng hợp|báo cáo|theo dõi)(?!\w)[^;]*|,? quá thời hạn[^;]*")
_GAP = pattern(r"[ ,:]*")
_PAST = pattern(r" ?(?:đã|đang|vừa|từng|cuộc họp|hội nghị|buổi|phiên)(?!\w)")
_REPORT = pattern(
    r"(?<!\w)(?:báo cáo(?: kết quả)?(?:(?:,| và) (?:kiến nghị|đề xuất|tham mưu))?|trình|gửi(?: về)?|về|cho|với) "
)
_RECEIVED = pattern(r"(?:báo cáo|gửi|trình|ý kiến)(?!\w)")
_AFTER_REPORT = pattern(r",? ?(?:kết quả[^,;.]{0,60}|xem xét(?:, quyết định)?|để (?:tổng hợp|theo dõi)[^;]{0,200})?")
_LEADING = pattern(r"(?:[-+•*–]|\d{1,2}[.)]|[a-zđ]\)|điều \d+\.)\s*")
_REPORTING = pattern(r"(?:báo cáo|trình|gửi|tổng hợp)(?!\w)")


def read_directive(text: str, *, now: datetime, calendar: WorkingCalendar) -> DirectiveReading:
    """Read the tasks of a text dated `now` (aware, in the agency's zone). Total: what gives no task gives none."""
    tasks: list[DraftTask] = []
    heading: Parties | None = None
    for sentence in _SENTENCE.split(clean(text[:MAX_CHARACTERS])):
        said = say(_unmarked(sentence.strip()))
        if not said.raw:
            continue
        if said.raw.endswith(":") and (named := _heading(said)):
            heading = named
            continue
        found = _tasks(said, now, calendar, heading)
        heading = heading if found and VERB.match(said.plain) else None
        tasks.extend(found)
    return DirectiveReading(tuple(tasks))


def _unmarked(sentence: str) -> str:
    match = _LEADING.match(sentence.lower())
    return sentence[match.end() :] if match else sentence


def _heading(said: Said) -> Parties | None:
    """Read a line that only names who does what the lines below it say: "Vụ Pháp chế có trách nhiệm:"."""
    order = _ORDER.match(said.plain)
    named = read_parties(said, order.end() if order else 0)
    return named if named and _LEADS.fullmatch(said.plain[named.end : -1] + " ") else None


def _heads(said: Said) -> list[_Head]:
    """Find every place where somebody is told to do something; the words up to the next are the work."""
    heads: list[_Head] = []
    places = [(m.start(), m.end(), m.group().strip()) for m in _ORDER.finditer(said.plain)]
    places += [(at, at, "") for at in [0, *(m.end() for m in re.finditer(r"[,;:] | như ", said.plain))]]
    for start, at, verb in sorted(places):
        if heads and start < heads[-1].work:
            continue
        if verb and _NOT_ORDER.search(said.plain[max(0, start - 14) : start]):
            continue
        head = _head(said, start, at, verb)
        inside = heads and not verb and said.plain[max(0, start - 2) : start].strip() == ","
        nested = heads and verb == "chỉ đạo"
        if head is None or nested or (inside and not _CHAIRS.match(said.plain, _skip(said, head))):
            continue
        if heads and "như" in said.plain[max(0, start - 4) : start]:
            heads.pop()
        heads.append(head)
    return heads


def _skip(said: Said, head: _Head) -> int:
    end = head.lead.end if head.lead else head.start
    return _end(_LEADS, said, end) + (said.plain[end : end + 1] == " " and _LEADS.match(said.plain, end) is None)


def _end(phrase: "re.Pattern[str]", said: Said, at: int) -> int:
    match = phrase.match(said.plain, at)
    return match.end() if match else at


def _head(said: Said, start: int, at: int, verb: str) -> _Head | None:
    lead = read_parties(said, at, any_name=verb.startswith("giao"))
    if lead is None or _PAST.match(said.plain, lead.end):
        return None
    after = _end(_LEADS, said, lead.end)
    at = _end(_CHAIRS, said, after)
    chairs = at > after
    if (not chairs and verb == "do") or _PAST.match(said.plain, at):
        return None
    names: tuple[str, ...] = ()
    joined = _WITH.match(said.plain, at)
    if joined and (parties := read_parties(said, joined.end())):
        names, at = parties.names, parties.end
    elif chairs and (parties := read_parties(said, at)) and (joins := _JOINS.match(said.plain, parties.end)):
        names, at = parties.names, joins.end()
    at = _end(_GAP, said, at)
    order = _ORDER.match(said.plain, at)
    if (
        not verb
        and not chairs
        and not names
        and ((order and after <= lead.end + 1) or (not order and not VERB.match(said.plain, _end(_RHYTHM, said, at))))
    ):
        return None
    return None if at >= len(said.plain) else _Head(lead, names, start, at)


def _under(said: Said, heading: Parties) -> _Head:
    """Read a point under a heading: its doer stands above, its co-ordinating list may begin it."""
    at = _end(_CHAIRS, said, 0)
    joined = _WITH.match(said.plain, at)
    parties = read_parties(said, joined.end()) if joined else None
    return _Head(heading, parties.names if parties else (), 0, parties.end if parties else at)


def _tasks(said: Said, now: datetime, calendar: WorkingCalendar, heading: Parties | None) -> list[DraftTask]:
    heads = _heads(said)
    if heading and VERB.match(said.plain):
        heads = [_under(said, heading)]
    found: list[DraftTask] = []
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        end = following.start if following else len(said.plain)
        for start, stop, names in _pieces(said, head, end, now, calendar):
            found.append(_task(said, head, names, start, stop, now, calendar))
    if not heads and (VERB.match(said.plain) or said.plain.startswith(("hàng ", "hằng "))):
        task = _task(said, None, (), 0, len(said.plain), now, calendar)
        found += [task] if task.deadline_on or task.recurring else []
    return [task for task in found if task.content]


def _pieces(
    said: Said, head: _Head, end: int, now: datetime, calendar: WorkingCalendar
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Divide the work at semicolons where another co-ordinating list or deadline begins."""
    pieces = [(head.work, end, head.coordinating)]
    for match in re.finditer("; ", said.plain[head.work : end]):
        at = head.work + match.end()
        start, _, names = pieces[-1]
        joined = _WITH.match(said.plain, at)
        parties = read_parties(said, joined.end()) if joined else None
        due = find_due(said.raw[at:end], said.plain[at:end], now=now, calendar=calendar)
        if parties or (due and not _REPORTING.match(said.plain, at)):
            pieces[-1] = (start, at, names)
            pieces.append((parties.end if parties else at, end, parties.names if parties else ()))
    return pieces


def _task(
    said: Said,
    head: _Head | None,
    names: tuple[str, ...],
    start: int,
    end: int,
    now: datetime,
    calendar: WorkingCalendar,
) -> DraftTask:
    due = find_due(said.raw[start:end], said.plain[start:end], now=now, calendar=calendar)
    cuts = [(start + due.start, start + due.end)] if due else []
    report_to, cut = _report(said, start, end)
    cuts += [cut] if cut else []
    onward = _ONWARD.search(said.plain, cut[0] if cut else start, end) if cut or due else None
    cuts += [onward.span()] if onward else []
    if not names and (joined := _WITH.search(said.plain, start, end)):
        parties = read_parties(said, joined.end())
        if parties:
            names = parties.names
            cuts.append((joined.start(), min(parties.end, end)))
    return DraftTask(
        lead="; ".join(head.lead.names) if head and head.lead else None,
        coordinating=names,
        report_to=report_to,
        content=_without(said, start, end, cuts) or _without(said, start, end, cuts[:1] if due else []),
        deadline_on=due.on if due else None,
        deadline_phrase=due.phrase if due else None,
        recurring=due.rule if due else None,
        sentence=said.raw,
    )


def _report(said: Said, start: int, end: int) -> tuple[str | None, tuple[int, int] | None]:
    """Find to whom it is reported: the first recipient that is named."""
    for match in _REPORT.finditer(said.plain, start, end):
        weak = match.group().strip() in ("về", "cho", "với")
        if weak and not _RECEIVED.search(said.plain, start, match.start()):
            continue
        if not starts_party(said, match.end()):
            continue
        parties = read_parties(said, match.end())
        if parties and parties.end <= end:
            stop = min(_end(_AFTER_REPORT, said, parties.end), end)
            return ", ".join(parties.names), (match.start(), stop)
    return None, None


def _without(said: Said, start: int, end: int, cuts: list[tuple[int, int]]) -> str:
    kept, at = [], start
    for first, last in sorted(cuts):
        if first >= at:
            kept.append(said.raw[at:first].strip(" ,"))
        at = max(at, last)
    kept.append(said.raw[at:end].strip())
    return " ".join(part for part in kept if part).strip(' ,.;:-–“”"…/')
