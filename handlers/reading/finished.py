"""Whether a reply says that the work is done. Nearly, not yet, if, when, soon and partly are all "no"."""

from dataclasses import dataclass

from handlers.reading import signals
from handlers.reading.obstacles import clauses, waits
from handlers.reading.said import Phrase, Said

_NOT_BEFORE = Phrase(
    rf"(?<!\w)(?:{signals.NO}|sắp|sap|gần|sẽ|se|nếu|khi|bao giờ|cơ bản|gần như|hầu như|đang|chuẩn bị|để|cố gắng"
    r"|cố|phải|cần|mong|hy vọng"
    r"|chừng nào|lúc nào|làm sao|đợi|chờ|hứa|dự kiến|tranh thủ|phấn đấu|khoảng|tầm|chắc|có lẽ"
    r"|xin(?! (?:phép )?báo cáo)|trước khi"
    r"|đến khi|tới khi|sau khi|kịp|nhờ"
    r"|muốn|hạn|nửa|will|if|when|not|almost|nearly|until|mới chỉ|mấy|có thể|vài|một phần|chút nữa|lát nữa"
    r"|tí nữa|yêu cầu|đôn đốc)(?!\w)"
)
_NOT_AFTER = Phrase(
    r"^(?: (?!rồi|r\b|roi)[^\s,]+){0,4} (?:em|e|mình|tôi|thì|mới|là) (?:làm|gửi|nộp|báo|trình|sẽ|mới|ký)(?!\w)"
    r"|^ đến đâu|^ ?(?:thì|khi|là em|em sẽ|e sẽ|sẽ|phần|một|1|nửa|bước|được \d|đâu|chưa|chua|hay|không|ko\b"
    r"|k\b|giai đoạn"
    r"|đợt|mục|chương|dự thảo|bản nháp|đề cương|sớm|trước(?! hạn)|trong|vào|\d|cơ bản|sơ bộ|khoảng|gần"
    r"|hết được|sao|ở|đề xuất|việc này (?:thì|em)|cái|khâu|(?:là |thì )?(?:em|e|mình"
    r"|tôi)? ?(?:sẽ )?báo(?! cáo))(?!\w)"
)
_PARTLY = Phrase(
    r"^ ?(?:thì|phần|một (?!cách)|1|nửa|bước|được \d|đâu|chưa|chua|hay|giai đoạn|đợt|mục|chương|dự thảo"
    r"|bản nháp|đề cương|cơ bản|sơ bộ|gần|khâu)(?!\w)"
)
_REPORTED = Phrase(r"(?<!\w)(?:đã|vừa)(?!\w)")
_REAL_PAST = Phrase(r"(?<!\w)(?:đã|vừa|rồi|r|roi|rùi|ròi|da)(?!\w)")


@dataclass(frozen=True)
class Promise:
    """The phrase of a day that is to come, or today's (`later` False)."""

    phrase: str
    later: bool


def finished(said: Said, promise: Promise | None = None) -> bool:
    """Tell whether some clause says that the work is done, and none takes it back.

    A day still to come makes a promise of it: "hôm nay xong" promises, "hôm nay xong rồi" reports, "tuần sau xong rồi"
    promises again.
    """
    if "?" in said.raw or signals.NEARLY.first(said) or signals.UNFINISHED.first(said) or signals.QUESTION.first(said):
        return False
    if signals.REMAINS.first(said) or signals.UNSURE.first(said) or waits(said):
        return False
    found = clauses(said)
    if promise and any(_promised(clause, promise) for clause in found):
        return False
    return any(_finished(clause) for clause in found)


def _promised(clause: Said, promise: Promise) -> bool:
    if promise.phrase not in clause.raw or not signals.FUTURE_ACT.first(clause):
        return False
    return not (_REPORTED if promise.later else _REAL_PAST).first(clause)


def _finished(clause: Said) -> bool:
    for phrase in (signals.HANDED_IN, signals.FINISHED):
        for match in phrase.each(clause):
            before = clause.part(0, match.start())
            after = clause.part(match.end(), len(clause.plain))
            taken_back = _PARTLY if _REAL_PAST.first(clause.part(match.start(), match.end())) else _NOT_AFTER
            if not _NOT_BEFORE.first(before) and not taken_back.first(after):
                return True
    return False
