"""Which tasks a message speaks of: "#12", "việc 12", "nhiệm vụ 12", and places in a list ("1 xong, 2: 70%")."""

from handlers.reading.said import Phrase, Said

_NUMBER = Phrase(
    r"(?:#|(?<!\w)(?:việc|nhiệm vụ|nv|task|mã|mã việc|cv"
    r"|đầu việc)(?: số)? ?#?)(?P<number>\d{1,6})(?![\w%])(?!\.\d)(?! ?/ ?\d)(?! (?:việc|ngày|tuần|đơn vị"
    r"|nhiệm vụ)\b)"
)
_MORE = Phrase(r" ?(?:,|và|&|;) ?#?(?P<number>\d{1,6})(?![\w%/])(?!\.\d)(?=(?: ?(?:,|và|&|;) ?#?\d{1,6}\b)| )")
_STATUS = r"(?:đã |da |e |em )?(?:xong|chưa|đang|ok|đã|done|sắp|gần|hoàn|xin|chờ|vướng|ko|không|còn|mới|\d{1,3} ?%|làm)"
_ITEM = Phrase(
    r"(?:(?:^|(?<=[,;\n]) ?|(?<=\. ))(?P<number>[1-9]\d?)"
    rf"(?: ?:(?!\d) ?| ?[.)](?!\d) ?| ?- ?(?!\d)| ?- ?(?=\d{{1,3}} ?%)| (?={_STATUS}))(?!/)"
    rf"|(?:(?<=xong )|(?<=chưa )|(?<=rồi )|(?<=% ))(?P<next>[1-9]\d?)(?: ?[:.)-](?!\d) ?| )(?={_STATUS}))"
)


def task_numbers(said: Said) -> list[tuple[int, int, int]]:
    """Return (start, end, number) of each task number, in order."""
    found: list[tuple[int, int, int]] = []
    for match in _NUMBER.each(said):
        found.append((match.start(), match.end(), int(match["number"])))
        at = match.end()
        while (more := _MORE.first(said, at)) is not None and more.start() == at:
            found.append((more.start("number"), more.end(), int(more["number"])))
            at = more.end()
    return [mark for n, mark in enumerate(found) if n == 0 or mark[0] >= found[n - 1][1]]


def list_places(said: Said) -> list[tuple[int, int, int]]:
    """Return (start, end, place) of each place in a list that a clause begins with."""
    found: list[tuple[int, int, int]] = []
    for match in _ITEM.each(said):
        group = "number" if match["number"] else "next"
        if group == "number" or found:
            found.append((match.start(group), match.end(), int(match[group])))
    return found
