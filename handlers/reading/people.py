"""To whom a task is handed: "giao lại cho chị Hương", "anh Đức xử lý giúp em", "@tranvannam làm việc này"."""

import re

from handlers.reading.said import Phrase, Said, bare, words

_TITLE = r"sếp|anh|chị|em|cô|chú|bác|ông|bà|đồng chí|đ/c|đc|dc|d/c|đchí|ms|mr|mrs|bạn|a|c|e"
_DO = (
    r"xử lý|làm|tiếp nhận|phụ trách|lo|theo dõi|đảm nhận|đảm nhiệm|thực hiện|nhận|chủ trì|làm đầu mối|đầu mối"
    r"|hoàn thiện|triển khai|giải quyết|tham mưu|tiếp tục|tiếp quản|nắm|gánh|take over|handle"
)

_NAME = r"(?P<mention>@\w{3,32})|(?P<title>" + _TITLE + r")\.? (?P<name>[^\W\d_]+(?: [^\W\d_]+){0,3})"
GIVEN = Phrase(
    r"\b(?:giao|bàn giao|cử|chuyển|nhường|đẩy|phân công|phân|assign|hand(?:ed)? (?:it )?over|forward|ủy quyền"
    r"|uỷ quyền|nhờ|để|pass|give|fwd)"
    r"(?P<object>(?: (?:lại|việc này|việc|nhiệm vụ này|nhiệm vụ|cái này|phần này|hồ sơ|task|this|it"
    r"|nội dung này|đầu việc này))*)(?: (?:cho|sang|tới|qua|to|về|bên)){0,2}:?(?: bên)? (?:"
    + _NAME
    + r"|(?P<untitled>(?!(?:vụ|cục|phòng|ban|văn|bộ|tổ|sở|thanh tra|bên|các|đơn vị)\b)[^\W\d_]+(?: [^\W\d_]+){0,3}))"
)
TAKES = Phrase(r"(?<!\w)(?:" + _NAME + r")")
AFTER_TAKES = Phrase(
    r" ?(?:,? ?(?:sẽ|ơi|là người|nhận|(?:thay|giúp|hộ)(?: em| e| tôi| mình| anh| chị| c)?|xin"
    rf"|phòng [^,.;]{{1,40}}?|bên [^,.;]{{1,20}}?|đang) )*(?P<do>{_DO})(?! (?:xong|rồi|được|chưa"
    r"|đến đâu))(?!\w)(?P<rest>.*)"
)
_HELP = Phrase(
    r"\b(?:giúp|hộ|thay|việc này|nhiệm vụ này|cái này|phần này|task này|nhé|tiếp|nha|thay em|từ nay|mảng này"
    r"|nội dung này|this)\b"
)
_SUBJECT = Phrase(
    r"\b(?:việc này|nhiệm vụ này|cái này|phần này|nội dung này|mảng này|task này|đầu việc này)(?: (?:do|để|là"
    r"|nhờ|thì|đã|giao))*[ ,]*"
)
_INSTEAD = Phrase(r"\bthay (?:em|e|tôi|mình|anh|chị)\b")
_THING = Phrase(r"\b(?:hồ sơ|báo cáo|bc|văn bản|file|bản cứng|bản mềm|số liệu|tài liệu|dự thảo|công văn|tờ trình)\b")
_STOP = words(
    """
    xu ly lam tiep nhan phu trach lo theo doi dam nhan thuc hien chu tri dau moi hoan thien trien khai phong
    vu cuc ban bo ben roi nhe nha a giup ho thay em e anh chi oi di co se dang da thi la o cua ve de voi nhan
    viec nay moi va cung qua truoc sau chua ko khong duyet ky gui nop bao giai quyet ca tiep tuc cho ma do
    vi r nhi ah dc duoc khac truong pho chuyen vien lanh dao tham muu x y hom duoi tren team luon tu bi
    het tat don to nghe gap xem xong
    """
)
_UNITS = words("phòng vụ cục ban bộ tổ vp sở")
_DONE = Phrase(r"\b(?:đã|vừa|mới)\b")


def handed_to(said: Said) -> str | None:
    """Return the person to whom the text hands the task, or None.

    A paper passed to somebody hands no task over, nor does a colleague who is at work on a part or is addressed.
    """
    given = GIVEN.first(said)
    if given and (name := _given_to(said, given)):
        return name
    for match in TAKES.each(said):
        name = _name(said, match)
        if name and _takes(said, match, name):
            return name
    return None


def _given_to(said: Said, match: "re.Match[str]") -> str | None:
    verb = bare(match.group()).split()[0]
    name = _name(said, match)
    if name is None or "ho so" in bare(match["object"]):
        return None
    rest = said.part(_name_end(match, name), len(said.plain))
    does = AFTER_TAKES.first(rest)
    does_it = does is not None and does.start() == 0
    if verb in ("nho", "de"):
        return name if does_it else None
    if verb in ("chuyen", "fwd", "forward", "day", "pass"):
        before = said.part(max(0, match.start() - 25), match.start())
        if _THING.first(before) or (
            _DONE.first(before) and not does_it and not match["object"] and not _SUBJECT.first(before)
        ):
            return None
    return name


def _takes(said: Said, match: "re.Match[str]", name: str) -> bool:
    rest = said.part(_name_end(match, name), len(said.plain))
    does = AFTER_TAKES.first(rest)
    if does is None or does.start() != 0:
        return False
    if "dang" in bare(rest.plain[: does.start("do")]).split() and not _INSTEAD.first(rest):
        return False
    before = said.part(max(0, match.start() - 40), match.start())
    return bool(match["mention"] or _SUBJECT.first(before) or _HELP.first(rest))


def _name_end(match: "re.Match[str]", name: str) -> int:
    return (
        match.end("mention") if match["mention"] else match.start("name" if match["name"] else "untitled") + len(name)
    )


def _name(said: Said, match: "re.Match[str]") -> str | None:
    """Return the name that follows a form of address: capitalised words, or in a careless text those before a verb."""
    if match["mention"]:
        return said.raw[match.start("mention") : match.end("mention")]
    group = "name" if match["name"] else "untitled"
    words = said.raw[match.start(group) : match.end(group)].split(" ")
    capital = words[0][:1].isupper() and said.raw.upper() != said.raw
    if group == "untitled" and not capital:
        return None
    taken: list[str] = []
    for word in words:
        if capital and not word[:1].isupper():
            break
        if word.lower() in _UNITS if capital else bare(word) in _STOP:
            break
        taken.append(word)
    if not taken:
        return None
    title = bare(match["title"] or "")
    if not capital and title in ("em", "e", "a", "c"):
        taken = taken[:1] if title in ("a", "c") else []
    return " ".join(taken) or None
