"""Vietnamese numbers up to 99, in figures and in words."""

from handlers.reading.said import bare

_ONES = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín"
_AFTER_TENS = "mốt|một|hai|ba|tư|bốn|lăm|nhăm|sáu|bảy|bẩy|tám|chín"
NUMBER = (
    rf"(?:\d{{1,3}}|(?:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín) mươi|mười|hăm)(?: (?:{_AFTER_TENS})\b)?"
    rf"|(?:hai|ba|bốn|năm|sáu|bảy|tám|chín) (?:mốt|lăm|nhăm)\b|{_ONES}|mười)"
)
"""Pattern source of a number; after "mười" a five is always "lăm", so "mười năm" stays ten years."""

_VALUES = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "nhat": 1}


def value(said: str) -> int:
    """Return the value of a text that matched `NUMBER`, or of a Roman numeral up to IV."""
    words = bare(said).split()
    if words[0].isdigit():
        return int(words[0])
    if words[0] in _ROMAN:
        return _ROMAN[words[0]]
    if words[0] == "ham":
        return 20 + (_VALUES[words[1]] if len(words) > 1 else 0)
    if words[0] == "muoi":
        return 10 + (_VALUES[words[1]] if len(words) > 1 else 0)
    first = _VALUES[words[0]]
    if len(words) == 1:
        return first
    rest = [w for w in words[1:] if w != "muoi"]
    return first * 10 + (_VALUES[rest[0]] if rest else 0)
