"""Reading a date from what a person wrote. What is not certain is asked: a wrong date is worse than a question."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.calendar import WorkingCalendar
from handlers.reading.atoms import Kind
from handlers.reading.last_resort import guess
from handlers.reading.moment import DateReading, Moment, asked
from handlers.reading.resolve import resolve
from handlers.reading.said import Phrase, Said, bare, say, words
from handlers.reading.scan import Cluster, clusters

_FILLER = words(
    """
    da vang a nhe nha nhá ok oke thi la em e anh xin cho han hen den toi sang truoc vao luc khoang tam chac
    cham nhat muon hoan thanh xong nop gui trinh by before on until due the ngay thoi chot deadline dl duoc
    khong roi nua se phai can sep khi nao va thang trong vong phep de ong thoi gian hoac muc lam cong viec gia
    lui ngay de nghi du kien tu hoi qua day at in of to late no later than end chi moi co the dc ko k cung het
    ra ve nhan
    """
)
_PREFERRED = Phrase(
    r"(?:đến|tới|sang|thành|trước|hạn|hạn chót|chậm nhất|muộn nhất|until|by|before|deadline|till|xin|xin phép"
    r"|qua|vào|ra)(?: là)?(?: lúc)?(?: vào)?(?: ngày| hết| cuối| khoảng| tầm)*[ :]*"
)
_PUT_OFF = Phrase(
    r"(?:từ|từ ngày|hạn cũ(?: là)?|thay vì|chứ không phải|không phải|hạn cũ|(?:nghỉ|phép|công tác|ốm|họp"
    r"|vắng)(?: \w+){0,3}(?: từ)?(?: đến| tới)?(?: ngày| hết)*|đã (?:\w+ )?(?:\w+ )?|chứ không kịp|không kịp"
    r"|ko kịp|kịp|hạn là ngày cũ) ?"
)
_NOT_MADE = Phrase(
    r" ?(?:thì |em |e |chắc |là |này )*(?:không|ko|k|hông|kg|chưa) (?:thể )?(?:kịp|xong|nộp|được|đc|dc|hoàn thành)"
)
_PERIODS = frozenset({Kind.WEEK, Kind.MONTH, Kind.QUARTER, Kind.YEAR})
_AFTER = Phrase(r"(?:sau|after)(?: lễ| ngày| đợt| kỳ)* ")
_LOOK_BACK = 40


def read_date(text: str, *, now: datetime, calendar: WorkingCalendar) -> DateReading:
    """Read a text that answers "until when?"; a longer sentence is read as `find_date` reads it.

    `now` is aware and in the agency's zone. Total: every text gives a reading, and `on` None asks the person.
    """
    said = say(text)
    found = clusters(said)
    moment = Moment(now, calendar)
    if _only_time(said, found):
        return _choose(said, found, moment)
    reading = _choose(said, _sure(said, found), moment)
    if reading.reason == "none" and not found:
        on = guess(said.raw, now)
        return DateReading(on=on, phrase=said.raw) if on else reading
    return reading


def find_date(text: str, *, now: datetime, calendar: WorkingCalendar) -> DateReading:
    """Find the deadline inside a sentence; `phrase` is what it was read from.

    Names, fractions, numbers of criteria and the dates of cited documents are never taken for one.
    """
    said = say(text)
    found = clusters(said)
    sure = found if _only_time(said, found) else _sure(said, found)
    return _choose(said, sure, Moment(now, calendar))


def _only_time(said: Said, found: Sequence[Cluster]) -> bool:
    """Tell whether besides the phrases of time there is nothing but small words."""
    rest, at = [], 0
    for cluster in found:
        rest.append(said.plain[at : cluster.start])
        at = cluster.end
    rest.append(said.plain[at:])
    words = bare(" ".join(rest)).replace("/", " ").split()
    return bool(found) and all(
        word.strip(".,;:!?()-–…\"'") in _FILLER or not any(map(str.isalnum, word)) for word in words
    )


def _sure(said: Said, found: Sequence[Cluster]) -> list[Cluster]:
    """Keep the phrases that are evidence of a time by themselves, or by the word before them."""
    return [c for c in found if any(a.sure for a in c.atoms) or len(c.atoms) > 1 or _weight(said, c) > 1]


def _weight(said: Said, cluster: Cluster) -> int:
    """Weigh a phrase by the words before it: after "đến" 2, after "nghỉ phép đến" or "thay vì" 0, else 1."""
    before = said.part(max(0, cluster.start - _LOOK_BACK), cluster.start)
    not_made = _NOT_MADE.first(said, cluster.end, cluster.end + _LOOK_BACK)
    if _ends(_PUT_OFF, before) or (not_made and not_made.start() == cluster.end):
        return 0
    return 2 if _ends(_PREFERRED, before) else 1


def _ends(phrase: Phrase, said: Said) -> bool:
    """Tell whether a match of `phrase` ends where the text ends, at the start of a word."""
    end = len(said.plain)
    for match in phrase.each(said):
        start = match.start()
        if match.end() == end and (start == 0 or not said.plain[start - 1].isalnum()):
            return True
    return False


def _choose(said: Said, found: Sequence[Cluster], moment: Moment) -> DateReading:
    """Take the phrase that is best introduced; two equally good ones that differ are asked."""
    if not found:
        return asked("none")
    if any(atom.word == "lunar" for c in found for atom in c.atoms):
        return asked("ambiguous", said.cut(found[0].start, found[-1].end))
    readings = [(_weight(said, c), _read(said, c, moment), c) for c in found]
    concrete = [r for r in readings if r[1].on is not None or r[1].reason not in ("vague", "past", "none")]
    pool = concrete or readings
    best = max(weight for weight, _, _ in pool)
    top = [reading for weight, reading, cluster in pool if weight == best and not _added(cluster)] or [
        reading for weight, reading, _ in pool if weight == best
    ]
    if best == 0 and len(found) == 1 and top[0].on is not None:
        return top[0]
    if len({(r.on, r.at, r.reason) for r in top}) > 1:
        return asked("ambiguous", top[0].phrase)
    return top[0]


def _read(said: Said, cluster: Cluster, moment: Moment) -> DateReading:
    """Resolve a phrase; "before next week" and "before July" leave open whether the period counts: asked."""
    phrase = said.cut(cluster.start, cluster.end)
    period = all(a.kind in _PERIODS and a.edge is None and not a.day for a in cluster.atoms)
    if period and not cluster.get(Kind.RECUR) and said.plain[: cluster.start].rstrip().endswith(("trước", "truoc")):
        return asked("ambiguous", phrase)
    if cluster.atoms[0].kind is Kind.DATE and _ends(_AFTER, said.part(max(0, cluster.start - 12), cluster.start)):
        return asked("vague", phrase)
    return replace(resolve(cluster, moment), phrase=phrase)


def _added(cluster: Cluster) -> bool:
    ahead = cluster.get(Kind.AHEAD)
    return ahead is not None and ahead.word == "added"
