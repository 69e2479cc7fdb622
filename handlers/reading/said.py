"""What was said, made ready for matching: one canonical spelling with the positions of the original.

Patterns are written in correct Vietnamese. Each accented word also matches its careless spellings (no tone,
no diacritics at all, "d" for "đ"), except that in a text which does use diacritics the words whose bare form is another
word (chờ/cho, sáng/sang, năm/nam) must be spelt out.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from domain.words import clean

MAX_CHARACTERS = 2000
"""How much of a text is considered: nobody states a deadline further down, and work on hostile text stays bounded."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")
_SOURCE_WORD = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\(\?P<\w+>|\(\?P=\w+\)|[^\W\d_]+")
_TRIVIAL = frozenset({"ạ", "dạ", "à", "ơi", "đ", "ừ", "nhé", "đc", "ê", "ờ", "vâng"})
_TRAPS = words(
    """
    chờ sáng sáu năm tư mốt nửa tới tối bảy từ vì tuần mùng thì là ở bị cần đã lỗi thử khó bận tại
    """
)
"""Words whose spelling without diacritics is another everyday word or a name."""


@dataclass(frozen=True)
class Said:
    """A text and its canonical form (`plain`: lower case, tone marks on the last vowel); positions agree in both."""

    raw: str
    plain: str
    accented: bool

    def cut(self, start: int, end: int) -> str:
        """Return the words as they were written between two positions, without punctuation around them."""
        return self.raw[start:end].strip(" \n,.;:-–!?()\"'")

    def part(self, start: int, end: int) -> "Said":
        """Return a stretch as a text of its own; it counts as accented when the whole does."""
        return Said(self.raw[start:end], self.plain[start:end], self.accented)


def say(text: str) -> Said:
    """Prepare `text`: NFC, single spaces, line breaks kept, no more than `MAX_CHARACTERS`."""
    raw = re.sub(r"[^\S\n]+", " ", clean(text[:MAX_CHARACTERS])).strip()
    raw = unicodedata.normalize("NFC", raw)
    plain = canonical(raw)
    words = _WORD.findall(plain)
    accented = any(not word.isascii() and word not in _TRIVIAL for word in words)
    return Said(raw, plain, accented)


def canonical(text: str) -> str:
    """Return NFC `text` in lower case with every word's tone mark on its last vowel; as many characters as before."""
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _WORD.sub(lambda match: _settle(match.group()), lowered)


def bare(text: str) -> str:
    """Return NFC `text` in lower case without diacritics, as many characters as before."""
    return "".join("d" if c in "đĐ" else unicodedata.normalize("NFD", c)[0].lower()[0] for c in text)


def _settle(word: str) -> str:
    """Move the tone mark to the last vowel: "hoà" and "hòa" become equal."""
    if word.isascii():
        return word
    tone = ""
    letters: list[str] = []
    for letter in word:
        parts = unicodedata.normalize("NFD", letter)
        tone += "".join(c for c in parts if c in _TONES)
        letters.append(unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)))
    if len(tone) != 1:
        return word
    for at in range(len(letters) - 1, -1, -1):
        marked = unicodedata.normalize("NFC", letters[at] + tone)
        if bare(letters[at]) in set("aeiouy") and len(marked) == 1:
            letters[at] = marked
            break
    settled = "".join(letters)
    return settled if len(settled) == len(word) else word


class Phrase:
    """A pattern written in correct Vietnamese that finds its careless spellings too (see the module's head)."""

    def __init__(self, source: str, *, exact: bool = False) -> None:
        """Compile `source`; `exact` lets no word be spelt carelessly in a text that uses diacritics."""
        self._loose = re.compile(_spell(source, frozenset()))
        self._strict = re.compile(_spell(source, None if exact else _CANONICAL_TRAPS))

    def _chosen(self, said: Said) -> "re.Pattern[str]":
        return self._strict if said.accented else self._loose

    def each(self, said: Said) -> Iterator["re.Match[str]"]:
        """Yield every match in `said`."""
        return self._chosen(said).finditer(said.plain)

    def first(self, said: Said, start: int = 0, end: int | None = None) -> "re.Match[str] | None":
        """Return the first match between two positions, or None."""
        return self._chosen(said).search(said.plain, start, len(said.plain) if end is None else end)

    def whole(self, said: Said) -> "re.Match[str] | None":
        """Return the match if it covers all of `said`."""
        return self._chosen(said).fullmatch(said.plain)


def _spell(source: str, traps: frozenset[str] | None) -> str:
    """Spell every accented word of a pattern in all its ways; those in `traps` (None: all) only in full."""

    def spellings(match: "re.Match[str]") -> str:
        word = match.group()
        if word.isascii() or word[0] in "[\\(":
            return word
        word = _settle(word)
        if traps is None or word in traps:
            return word
        forms = dict.fromkeys([word, word.replace("đ", "d"), _toneless(word), bare(word)])
        return "(?:" + "|".join(forms) + ")"

    return _SOURCE_WORD.sub(spellings, unicodedata.normalize("NFC", source))


def _toneless(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))


_CANONICAL_TRAPS = frozenset(_settle(word) for word in _TRAPS)
