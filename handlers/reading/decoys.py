"""What looks like a date and is none: citations, fractions of work, numbers of criteria, people's names."""

import re

from handlers.reading.atoms import Atom, Kind
from handlers.reading.said import Phrase, Said, bare, canonical, words

WORK_NOUN = (
    r"đơn vị|đv|vụ|cục|phòng|ban|bộ|sở|tỉnh|địa phương|huyện|xã|nhiệm vụ|tiêu chí|chỉ tiêu|chỉ số|văn bản|vb"
    r"|việc|đầu việc|báo cáo|bc|hồ sơ|hs|công việc|khối lượng"
    r"|mục|phần|nội dung|nd|bước|chương|trang|bài|câu|điểm|người|đồng chí|đ/c|cán bộ|công chức|phiếu|thủ tục"
    r"|tthc|thông tư|nghị định|quyết định|dự án|cuộc|lớp|lượt|biểu|bảng|phụ lục|ý kiến|yêu cầu|kiến nghị|gói"
    r"|hạng mục|cơ quan|tổ|thành viên|vụ việc|đơn|số liệu|module|dữ liệu|chuyên đề|đề án|khâu"
    r"|units?|tasks?|documents?|items?|reports?"
)
"""Pattern source of the nouns that are counted in "5/12 đơn vị"."""

_DOCUMENT = (
    r"quyết định|qđ|công văn|cv|nghị quyết|nghị định|nđ|thông tư|tt|thông báo|kế hoạch|kh|tờ trình|chỉ thị"
    r"|luật|kết luận|văn bản|vb|công điện|biên bản|phiếu trình|giấy mời|báo cáo|công thư|hướng dẫn"
    r"|chương trình"
)

_DATE = r"(?:ngày )?(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2} tháng \d{1,2}(?: năm \d{4})?)"
_NUMBERED = Phrase(
    rf"(?:\b(?:{_DOCUMENT}) )?(?:số )?:? ?(?<![\w/])\d{{1,6}}[a-zđ]?/(?:\d{{4}}/)?[a-zđ][\w-]*(?:-[\w-]+)*(?:,? (?:ký "
    rf"|ban hành )?{_DATE})?"
)
_CITED = Phrase(rf"\b(?:{_DOCUMENT})(?: số \w+)? (?:ban hành |ký |đã ký )?ngày {_DATE}(?= (?:của|về|quy|do|v/v)\b)")
_HELD = Phrase(
    r"\b(?:họp|ký|ban hành|đi công tác|sinh|giao|nhận|phát biểu|diễn ra|tổ chức)(?: việc)?(?: từ)? (?:ngày"
    rf"|hôm) {_DATE}"
)
_LAW_YEAR = Phrase(
    r"\b(?:luật|hiến pháp|nghị định|thông tư|par index|chỉ số|kế hoạch|chương trình|nhiệm vụ|công tác|cchc"
    r"|dự toán|ngân sách)(?: \w+){0,4}? (?:năm )?(?:19|20)\d\d\b(?![/-])"
)
_FRACTION = Phrase(rf"(?<![\w/.,#-])\d{{1,4}} ?/ ?\d{{1,4}} (?:tổng )?(?:số )?(?:{WORK_NOUN})(?!\w)")
_COUNTED = Phrase(
    r"\b(?:được|đc|dc|đạt|mới|xong|hoàn thành|rà soát|tổng hợp|thu|nhận|làm|có|gửi|duyệt)(?: (?:xong|được|đc"
    r"|dc|hơn|khoảng|đủ))* \d{1,4} ?/ ?\d{1,4}(?![\w/])(?! ?/)"
)
_NUMBERING = Phrase(
    r"\b(?:tiêu chí|tiêu chí thành phần|tc|mục|điều|khoản|điểm|chương|phụ lục|phần|biểu|bảng|mẫu|version"
    r"|phiên bản|v|trang|số|chỉ tiêu|nội dung|đt|sđt|sdt|tel) ?(?:số )?:? ?\d+(?:[./-]\d+)*(?![\w/])"
)
_NUMBER_LIKE = Phrase(
    r"(?<!\d)\d{1,9}(?:[.,]\d{1,9})? ?%|(?<!\w)(?:0|\+84)\d{2,3}[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)|\b24/24\b(?!/)"
    r"|\b24/7\b(?!/)"
    r"|(?<!\d)\d{1,9}\.\d{3}(?:\.\d{3}){0,4}(?!\d)|(?<!\d)\d{1,4}(?:\.\d{1,4}){3,9}|https?://\S+"
    r"|[\w.-]{1,64}@\w{1,64}\.\w+"
)
_ALL = (_NUMBERED, _CITED, _HELD, _LAW_YEAR, _FRACTION, _COUNTED, _NUMBERING, _NUMBER_LIKE)

HONORIFIC = frozenset(
    canonical(word)
    for word in words(
        """anh chị em cô chú bác ông bà dì cậu thầy a c e đc đ/c dc d/c chí sếp cháu bạn bé nguyễn trần lê
        phạm thị văn ms mr mrs bro"""
    )
)
_BARE_HONORIFIC = words(
    """
    anh chi em bac ong a c e dc d/c chi sep chau ms mr mrs
    """
)
_FIRST_PERSON = words(
    """
    em e tui minh chau
    """
)
_CAPITALISED = re.compile(r" (?!Em|Anh|Chị|Vụ|Cục|Phòng|Nộp|Gửi)[A-ZĐÀ-Ỹ][a-zà-ỹđ]")
_NAME_WORDS = words(
    """
    mai nam sau ba tu bay hai mot tam chin muoi tuan ha thu cuoi
    """
)

_BEFORE_TIME = words(
    """
    da vang ok oke xin den toi sang chieu trua toi dem ngay het trong truoc thoi thi u
    """
)


def decoys(said: Said) -> list[tuple[int, int]]:
    """Return the stretches in which no date may be read."""
    return [match.span() for phrase in _ALL for match in phrase.each(said)]


def is_name(said: Said, atom: Atom) -> bool:
    """Tell whether a piece begins with a person's name: "chị Mai", "anh Sáu tuần sau", "Nguyễn Thị Mai".

    First-person words before a small letter ("em mai nộp") introduce no name.
    """
    words = bare(said.plain[atom.start : atom.end]).split()
    if not words or words[0] not in _NAME_WORDS or atom.kind in (Kind.CLOCK, Kind.PART):
        return False
    if words[0] == "thu" and len(words) > 1:
        return False
    before = said.raw[: atom.start].rstrip(" ")
    if before == said.raw[: atom.start] and before:
        return False
    previous = before.split(" ")[-1].lstrip("(\"'") if before else ""
    small = said.raw[atom.start].islower()
    if not small and atom.kind is Kind.DAY and _CAPITALISED.match(said.raw, atom.end):
        return True
    key = bare(previous.lower())
    if canonical(previous) in HONORIFIC or (not said.accented and key in _BARE_HONORIFIC):
        first_word = said.plain[atom.start : atom.end].split()[0]
        return first_word != "tuần" and not (small and key in _FIRST_PERSON)
    shouting = said.raw.upper() == said.raw
    return bool(previous) and not small and not shouting and previous[-1] not in ".!?;:,\n" and key not in _BEFORE_TIME
