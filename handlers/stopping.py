"""The words with which somebody leaves a dialogue."""

from domain.words import fold

_STOP = frozenset(
    {"thoi", "huy", "huy bo", "bo", "bo qua", "dung", "dung lai", "cancel", "stop", "never mind", "forget it"}
)
_SMALL = frozenset({"a", "nhe", "em", "anh", "chi", "di", "vay", "please"})


def is_stop(text: str) -> bool:
    """Tell whether a text only says "leave it": "thôi ạ", "huỷ", "cancel"."""
    words = fold(text).strip(" .,!?").split()
    while words and words[-1] in _SMALL:
        words.pop()
    return " ".join(words).replace(",", "") in _STOP
