"""Why something does not move: the reason as said, and whom it waits for."""

import re

from handlers.reading.said import Phrase, Said

_WAITED = (
    r"ý kiến|số liệu|phê duyệt|duyệt|ký|lãnh đạo|lđ|bộ|vụ|cục|phản hồi|kết quả|văn bản|hướng dẫn|thẩm định"
    r"|đơn vị|các|kinh phí|bên|phòng|ban|sếp|họp|góp ý|hồ sơ|tài liệu|trả lời|chỉ đạo|thông tư|nghị định"
    r"|quyết định|xin ý kiến|chữ ký|đóng dấu|đối tác|nhà thầu|sở|tỉnh|địa phương|văn phòng|thanh tra|chính phủ"
    r"|báo cáo|bc"
)

WAIT = Phrase(
    r"(?<!\w)(?:(?:ch[ờ]|đợi|ngóng|trông)(?! (?:em|e|chút|tí|xíu|mình|tôi) ?(?:tí|chút|xíu|nhé|với|$))"
    rf"|(?<!giao )(?<!gửi )(?<!chuyển )(?<!trình )(?<!nộp )(?<!cáo )(?<!lại )(?<!xin )"
    rf"cho(?= (?:{_WAITED})\b)(?! phép))(?!\w) ?"
)
WAIT_STRICT = Phrase(
    r"(?<!\w)(?:ch[ờ]|đợi|ngóng)(?!\w)(?! (?:em|e|chút|tí|xíu|mình|tôi) ?(?:tí|chút|xíu|nhé|với|$))(?! xem) ?"
    r"|\b(?:waiting (?:for|on)|pending|wait for)\b ?"
)
OTHERS_NOT_YET = Phrase(
    r"(?<!\w)(?P<who>(?:(?!(?:nếu|khi|nên|và|nhưng|mà|thì|là|vì|do|tại|em|e|mình|tôi|chưa|mới|đang|vẫn|còn|dạ"
    r"|vâng|hiện)\b)[\w/.&-]+ ){1,9}?)(?:vẫn |còn |cũng |hiện |đều |mới )*(?:chưa|không|ko|k|chậm|hok"
    r"|hông)(?: thấy| chịu| kịp)?"
    r" (?:gửi|duyệt|ký|phản hồi|trả lời|cung cấp|nộp|cho ý kiến|có ý kiến|có|thống nhất|phê duyệt|bố trí"
    r"|ban hành|báo cáo|chuyển|thẩm định|họp|xong|góp ý|hợp tác|phối hợp|tổng hợp|đồng ý|cấp|đưa|trả|rep|reply"
    r"|ra|về|xem|chốt|hoàn thành|hướng dẫn|chỉ đạo|quyết|bàn giao)\b"
)
PASSIVE = Phrase(
    r"(?<!\w)(?:chưa|không|ko|k) được (?:duyệt|phê duyệt|ký|bố trí|cấp|giao|chấp thuận|đồng ý|thông qua"
    r"|cung cấp|phản hồi|hướng dẫn)|(?<!\w)bị (?:trả lại|trả về|từ chối|lỗi|treo|tạm dừng|đình|vướng|tắc|chậm)"
)
LACK = Phrase(
    r"(?<!\w)(?:(?:chưa|không|ko|k) có (?:đủ |ai |người|văn bản|hướng dẫn|ý kiến|số liệu|kinh phí|kết quả"
    r"|quy định|mẫu|phản hồi|quyết định|căn cứ|tài liệu|dữ liệu|hồ sơ|chữ ký|chỉ đạo|thông tin|nguồn|nhân lực"
    r"|máy|mạng|quyền|tài khoản|thông tư|nghị định|công văn|file|báo cáo|biểu|lịch|chủ trương|cán bộ|phần mềm"
    r"|kế hoạch)"
    r"|(?:chưa|không|ko|k) (?:nhận được|nhận đc|nhận dc|thống nhất|đủ(?= \w)|(?:chốt|làm việc|gặp"
    r"|xác định) được|liên hệ được|liên lạc được|truy cập được"
    r"|vào được|đăng nhập được|mở được|lấy được)"
    r"|thiếu(?! sót| phụ lục| phần| mục| biểu| một| 1| ít| chút)|(?:chưa|không|ko) (?:ai|đơn vị nào|bên nào"
    r"|thấy ai) (?:gửi|nộp|trả lời|phản hồi|làm)|no \w+ yet|phụ thuộc|hết kinh phí|vượt thẩm quyền|quá tải"
    r"|nghẽn|mâu thuẫn|(?:không|chưa|ko) (?:khớp|thống nhất|đồng nhất|chính xác)|sai lệch)(?!\w)"
)
STUCK = Phrase(
    r"(?<!\w)(?<!không )(?<!ko )(?<!hết )(?:vướng(?: mắc)?|tắc|kẹt|mắc kẹt|bị kẹt|ách tắc|bế tắc|bí|khó khăn"
    r"|gặp khó|trục trặc|sự cố|bị (?:sập|lỗi|hỏng|treo)|lỗi (?:hệ thống|phần mềm|mạng|đường truyền|file|server"
    r"|font|máy)|(?:hệ thống|phần mềm|mạng|máy|file|trang|web|server|đường truyền)(?: \w+){0,2}? (?:lỗi|sập"
    r"|hỏng|treo)|mất điện|mất mạng|(?:còn|đang|nằm|vẫn|vẫn còn|đang nằm) (?:ở|tại) (?:chỗ|bên|phòng|vụ|bộ"
    r"|văn phòng|lđ|lãnh đạo|văn thư)|stuck|blocked)(?!\w)(?! (?:gì|xe|đường))"
)
BUSY = Phrase(
    r"(?<!\w)(?:bận|ốm|nghỉ (?:phép|ốm|thai sản|lễ|việc|hưu|chế độ|mát)|nghỉ sinh|nghỉ đẻ|sinh con"
    r"|nghỉ không lương|nghỉ|đi công tác|công tác|chuyển công tác|đi học|nằm viện|đi họp|vợ đẻ|con ốm|đi vắng"
    r"|đi nước ngoài|chuyển (?:sang )?(?:phòng|đơn vị|vụ|cục)(?: khác)?|luân chuyển|biệt phái|thai sản"
    r"|nghỉ hưu|điều động)(?!\w)",
    exact=True,
)
CAUSE = Phrase(
    r"(?<!\w)(?<!đơn )(?<!hành )(?<!phạm )(?!vi phạm)"
    r"(?:do|vì|tại vì|bởi vì|bởi|tại|lý do(?: là)?:?|lí do(?: là)?:?|nguyên nhân(?: là)?:?|vì là"
    r"|vi(?= (?:chua|cho|doi|con|vuong|so|don|cac|ben|he|ban|thieu|dang|em|sep|ld|bo|vu|cuc|phai|ly|khong|ko"
    r"|nghi))|because(?: of)?|due to)(?!\w)[ :]*(?!(?:thủ tướng|ai|đó|vậy|thế|anh|chị|em) (?:chủ trì|phụ trách"
    r"|làm)\b)(?!(?:đó|vậy|thế|đâu|sao)\b)"
)
_CAUSE_END = Phrase(
    r",? ?(?:\bnên\b|\bdo đó\b|\bvì vậy\b|\bvì thế\b|,? (?:em|e|vụ|cục|phòng|đơn vị|tôi|mình)? ?(?:xin|đề nghị"
    r"|kính đề nghị|mong|cho em|cho e)\b)|[.;!?\n]|, ?(?:dự kiến|hiện|nhờ|để|chắc|khoảng|mai|tuần|cuối"
    r"|nhưng)\b|\b(?:xin|đề nghị) (?:gia hạn|lùi|thêm|cho|chậm|phép)|(?:,? (?:ạ|nhé|sếp ạ|anh ạ|chị ạ"
    r"|rồi ạ))+[ .!]*$"
)
_SETBACK = Phrase(r"(?<!\w)(?:chưa|phải làm lại|chậm|trễ|muộn|(?:không|ko|k) (?:kịp|thể|làm được))(?!\w)")
SO = Phrase(r"[, ]+nên[ ,]")
_LEAD = Phrase(
    r"(?:(?:dạ|vâng|ok|em|e|đang|dang|vẫn|còn|hiện|hiện nay|hiện tại|hiện giờ|báo cáo|sếp|anh|chị|ơi|a|c|thưa"
    r"|việc này|cái này|mới|thì|là|vụ em|bên em|phòng em|nhưng|mà|tuy nhiên|giờ|nay|đã trình|cũng|phải"
    r"|nhiệm vụ này|bị)(?: ạ)?[ ,:]+)+"
)
_TAIL = Phrase(r"(?:[ ,]+(?:ạ|nhé|nha|sếp|anh|chị|à|a|rồi|nữa|ah|đó|đấy|sếp ơi|nhá|hix|huhu))+[ .!]*$")
_OF = Phrase(r"(?<!\w)(?:của|từ|bên)(?!\w) ")
_WHO_END = Phrase(
    r",| (?:duyệt|phê duyệt|ký|cho ý kiến|cho yk|góp ý|gửi|phản hồi|trả lời|thẩm định|cung cấp|xem|họp|về"
    r"|thống nhất|có ý kiến|rồi|ạ|nhé|nữa|xong|là|nên|đã|sẽ|chuyển|bố trí|để|mới|ban hành|chỉ đạo|quyết|trình"
    r"|nộp|báo cáo|tổng hợp|cấp|hướng dẫn|đóng dấu|cho|xử lý|chốt|đồng ý|trả|rep|xác nhận)(?!\w)|[.;!?\n]"
)
_PARTY = Phrase(
    r"(?:các )?(?:vụ|cục|bộ|phòng|ban|lđ|lãnh đạo|sếp|anh|chị|a|c|đ/c|đồng chí|đơn vị|bên|văn phòng|vp|sở|tỉnh"
    r"|thanh tra|ubnd|chính phủ|thủ tướng|tổ|viện|trường|trung tâm|tcct|tccb|vpc|khtcth|địa phương|đối tác"
    r"|nhà thầu|công ty|hội đồng|phó|tổng|thứ trưởng|bộ trưởng|chánh|ông|bà|ủy ban|[a-z]{2,}\b).*"
)


def cause(said: Said) -> str | None:
    """Return the reason that a text gives, as said, or None."""
    marked = CAUSE.first(said)
    if marked and marked.end() < len(said.plain):
        end = _CAUSE_END.first(said, marked.end())
        return _trim(said, marked.end(), end.start() if end else len(said.plain))
    so = SO.first(said)
    if so and (obstacle(said.part(0, so.start())) or _SETBACK.first(said, so.end())):
        start = max((m.end() for m in re.finditer(r"[.;!?\n]", said.plain[: so.start()])), default=0)
        return _trim(said, start, so.start())
    for clause in clauses(said):
        if obstacle(clause) and not _only_stuck(clause):
            return _trim(clause, 0, len(clause.plain))
    return next((_trim(c, 0, len(c.plain)) for c in clauses(said) if obstacle(c)), None)


def absence(said: Said) -> str | None:
    """Return why somebody is away or busy ("nghỉ phép"), or None."""
    found = BUSY.first(said)
    return said.cut(found.start(), found.end()) if found else None


def obstacle(said: Said) -> bool:
    """Tell whether a text names something outside that holds the work up."""
    return any(p.first(said) for p in (OTHERS_NOT_YET, PASSIVE, LACK, STUCK)) or waits(said) is not None


def waits(said: Said) -> "re.Match[str] | None":
    """Return where waiting is said; the bare "cho" counts only in a text without diacritics."""
    return (WAIT_STRICT if said.accented else WAIT).first(said) or WAIT_STRICT.first(said)


def clauses(said: Said) -> list[Said]:
    """Return the clauses of a text, cut at punctuation and at "nhưng"."""
    found, at = [], 0
    for match in _CUT.each(said):
        if match.start() > at:
            found.append(said.part(at, match.start()))
        at = match.end()
    if at < len(said.plain):
        found.append(said.part(at, len(said.plain)))
    return found


_CUT = Phrase(r"[,;!?\n]+(?!\d)|\.+(?= |$)|(?<!\w)(?:nhưng mà|nhưng|tuy nhiên|song le)(?!\w)|,(?=\d)(?<!\d,)| - ")


def waiting_on(said: Said) -> str | None:
    """Return whom or what the work waits for: "Vụ Pháp chế" of "còn chờ ý kiến Vụ Pháp chế"."""
    wait = waits(said)
    if wait is None:
        return _late_party(said)
    stop = re.compile(r"[,.;!?\n]").search(said.plain, wait.end())
    rest = said.part(wait.end(), stop.start() if stop else len(said.plain))
    of = _OF.first(rest)
    if of and not _PARTY_FIRST.whole(rest):
        rest = rest.part(of.end(), len(rest.plain))
    else:
        thing = _THING.first(rest)
        if thing and thing.start() == 0 and _PARTY.whole(rest.part(thing.end(), len(rest.plain))):
            rest = rest.part(thing.end(), len(rest.plain))
    end = _WHO_END.first(rest)
    if end and end.start() == 0:
        end = None
    return _trim(rest, 0, end.start() if end else len(rest.plain))


_THING = Phrase(
    r"(?:ý kiến|số liệu|phản hồi|kết quả|văn bản|hướng dẫn|góp ý|hồ sơ|tài liệu|báo cáo|thông tin)(?: (?:góp ý"
    r"|thẩm định|chỉ đạo|chính thức|đồng ý))? "
)
_PARTY_FIRST = Phrase(r"(?:các )?(?:vụ|cục|bộ|phòng|ban|lđ|lãnh đạo|sếp|anh|chị|đơn vị) .*")


def _late_party(said: Said) -> str | None:
    for clause in clauses(said):
        late = OTHERS_NOT_YET.first(clause)
        if late:
            cut = CAUSE.first(clause, 0, late.end("who"))
            return _trim(clause, cut.end() if cut else late.start("who"), late.end("who"))
    return None


def _only_stuck(clause: Said) -> bool:
    words = (_trim(clause, 0, len(clause.plain)) or "").split()
    return STUCK.first(clause) is not None and len(words) <= 2


def _trim(said: Said, start: int, end: int) -> str | None:
    part = said.part(start, end)
    begin = len(part.plain) - len(part.plain.lstrip(" ,:"))
    lead = _LEAD.first(part, begin)
    if lead and lead.start() == begin and lead.end() < len(part.plain):
        begin = lead.end()
    tail = _TAIL.first(part, begin)
    return part.cut(begin, tail.start() if tail else len(part.plain)) or None
