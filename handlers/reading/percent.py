"""How far a piece of work is, in whole percent: "70%", "bảy mươi phần trăm", "5/12 đơn vị", "một nửa"."""

from handlers.reading.decoys import WORK_NOUN
from handlers.reading.numbers import NUMBER, value
from handlers.reading.said import Phrase, Said, bare

_SIGN = Phrase(
    r"(?<![\w.,/])(?P<number>\d{1,3})(?:[.,](?P<rest>\d{1,9}))? ?(?:%|phần trăm|pt\b|percent|per cent|o/o|phầm trăm)"
)
_REMAINING = Phrase(r"(?<!\w)(?:còn(?: lại)?|thiếu)(?: (?:khoảng|tầm|chừng|độ|lại|thiếu|mỗi))* ")
_NOT_THESE = Phrase(rf"\d ?/ ?\d{{1,4}} (?:{WORK_NOUN})(?: \w+)? (?:chưa|còn thiếu|còn nợ)(?!\w)")
_SPAN = Phrase(r"(?<![\w.,/])\d{1,3} ?%? ?(?:-|–|đến|tới|hoặc|hay) ?\d{1,3} ?%")
_WORDS = Phrase(rf"(?<!\w)(?P<number>một trăm|{NUMBER}) phần trăm")
_FRACTION = Phrase(
    rf"(?<![\w/.,#-])(?P<part>\d{{1,4}}) ?(?:/|trên"
    rf"|trong(?: tổng)?(?: số)?) ?(?:tổng số )?(?P<all>\d{{1,4}})(?![\w/]) (?:tổng )?(?:số )?(?:{WORK_NOUN})(?!\w)"
)
_COUNTED = Phrase(
    r"\b(?:được|đc|dc|đạt|mới|xong|hoàn thành|rà soát|tổng hợp|thu|làm|nhận|duyệt)(?: (?:xong|được|đc|dc|hơn"
    r"|khoảng|đủ|mới))* (?P<part>\d{1,4}) ?/ ?(?P<all>\d{1,4})(?![\w/])"
)
_NOUN_OF = Phrase(
    rf"(?<![\w/.,#-])(?P<part>{NUMBER}) (?:{WORK_NOUN}) (?:trên|trong) (?:tổng số )?(?P<all>\d{{1,4}})(?![\w/])"
)
_HALF = Phrase(
    r"(?<!\w)(?:một nửa|1 nửa|phân nửa|được nửa|đc nửa|dc nửa|(?<!hơn )nửa(?= (?:rồi|r|khối lượng|công việc|số"
    r"|việc|chặng|đường)\b)|half)(?!\w)(?! (?:ngày|tháng|tuần|năm|tiếng|giờ|buổi|đầu|cuối))"
)
_LOOSE_SHARE = Phrase(
    r"\b(?:hai phần ba|2 phần 3)\b|\b(?:ba phần tư|3 phần 4)\b|\b(?:một phần ba|1 phần 3)\b|\b(?:một phần tư"
    r"|1 phần 4)\b"
)
_SHARE_ALONE = Phrase(
    r"(?:(?:dạ|vâng|em|e|đã|mới|được|đc|dc|khoảng|tầm|xong|làm|ạ) )*(?P<part>1|2|3)/(?P<all>2|3|4)(?: (?:rồi|r"
    r"|khối lượng|công việc|chặng đường|ạ|phần việc|quãng đường))+[ .!]*"
)
_SHARES = (("hai", 67), ("2", 67), ("ba", 75), ("3", 75), ("mot phan b", 33), ("1 phan 3", 33), ("mot", 25), ("1", 25))


def percent_said(said: Said) -> int | None:
    """Return the percentage that a text states, 0 to 100, or None where it states none or more than one."""
    numbers = {number for number in _stated(said) if number is not None}
    if any(number < 0 or number > 100 for number in numbers) or len(numbers) != 1:
        return None
    return numbers.pop()


def _stated(said: Said) -> list[int]:
    if _SPAN.first(said):
        return [-1]
    found = [_left(said, m.start(), round(float(f"{m['number']}.{m['rest'] or 0}"))) for m in _SIGN.each(said)]
    found += [
        100 if bare(m["number"]) == "mot tram" else value(m["number"])
        for m in _WORDS.each(said)
        if not m["number"].isdigit()
    ]
    if found:
        return found
    for phrase in (_FRACTION, _COUNTED, _NOUN_OF):
        found = [share for m in phrase.each(said) if (share := _share(value(m["part"]), int(m["all"]))) is not None]
        if found and _NOT_THESE.first(said):
            return [100 - share for share in found]
        if found:
            return found
    return _in_words(said)


def _left(said: Said, at: int, number: int) -> int:
    """Return how much is done where a text says how much is left ("còn 30%")."""
    left = _REMAINING.first(said, max(0, at - 25), at)
    return 100 - number if left and left.end() == at and number <= 100 else number


def _share(part: int, total: int) -> int | None:
    """Return part of total in percent; a "fraction" above one is none (a date, a document's number)."""
    return round(100 * part / total) if total > 0 and part <= total else None


def _in_words(said: Said) -> list[int]:
    alone = _SHARE_ALONE.whole(said)
    if alone:
        share = _share(int(alone["part"]), int(alone["all"]))
        return [share] if share else []
    loose = _LOOSE_SHARE.first(said)
    if loose:
        key = bare(loose.group())
        return [share for start, share in _SHARES if key.startswith(start)][:1]
    return [50] if _HALF.first(said) else []
