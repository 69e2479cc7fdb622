"""Lists of those who are told to do something: where a list ends, and which commas and "và" belong to one name."""

import re
from dataclasses import dataclass

from handlers.reading import directive_words as lexicon
from handlers.reading.said import Said

_LONGEST = 700
_WORD = re.compile(r"[^\s,;:()]+")
_SEPARATOR = lexicon.pattern(r" ?[,;] ?(?:và |cùng (?:với )?|hoặc )?| (?:và|cùng với|cùng|hoặc|&) ")
_INNER_TAIL = lexicon.pattern(r"[^,;:.()]{1,40}(?:, [^,;:.()]{1,40})? và [^,;:.()]{1,50} (?=chủ trì|phối hợp)")
_PARENTHESIS = re.compile(r" ?\([^()]{1,120}\)")
_KINDS = lexicon.pattern(r"các (bộ|sở|vụ|cục|tổng cục|tỉnh|quận|huyện|phòng|thành phố|ban|ngành|viện)(?= |:)")
_ACRONYM = re.compile(r"[A-ZĐ]{2,}[\w&-]*")


@dataclass(frozen=True)
class Parties:
    """The names of a list, as they were written, and where it begins and ends."""

    names: tuple[str, ...]
    start: int
    end: int


def starts_party(said: Said, at: int) -> bool:
    """Tell whether a body or person is named from `at` on."""
    plain = said.plain
    if lexicon.PLURAL.match(plain, at):
        return True
    if lexicon.UNNAMED.match(plain, at):
        return True
    match = lexicon.UNIT_NAMED.match(plain, at) or lexicon.PERSON_NAMED.match(plain, at)
    if match:
        return said.raw[at].isupper() or _named(said, match.end())
    return _ACRONYM.match(said.raw, at) is not None


def _named(said: Said, at: int) -> bool:
    """Tell whether a proper name follows at the end of a common noun: "sở VH", "ban QLDA 6"."""
    after = said.raw[at : at + 2].lstrip(" .")
    return bool(after) and (after[0].isupper() or after[0].isdigit())


def read_parties(said: Said, at: int, *, any_name: bool = False) -> Parties | None:
    """Read the list that begins at `at`, or return None where none does.

    `any_name` takes a capitalised word that is no known kind of body for one too ("giao Petrolimex").
    """
    if at >= len(said.plain):
        return None
    if not starts_party(said, at) and not (any_name and said.raw[at].isupper()):
        return None
    return _List(said, at).read()


class _List:
    """One walk over a list; `_plural` is the kind that "các Bộ: A, B" shares among its names."""

    def __init__(self, said: Said, at: int) -> None:
        self._said = said
        self._start = at
        self._limit = min(len(said.plain), at + _LONGEST)
        self._names: list[str] = []
        self._plural: str | None = None

    def read(self) -> Parties | None:
        """Walk to the end of the list."""
        at = self._start
        while True:
            end, following = self._name(at)
            self._add(at, end)
            if following is None:
                names = tuple(name for name in self._names if name)
                return Parties(names, self._start, end) if names else None
            at = following

    def _add(self, start: int, end: int) -> None:
        kind = _KINDS.match(self._said.plain, start)
        name = self._said.raw[start:end].strip(" ,;:")
        if self._plural and kind and kind.end() < end:
            name = self._said.raw[kind.end() : end].strip(" ,;:")
        if self._plural and (kind or not starts_party(self._said, start)):
            name = f"{self._plural} {name}"
        self._names.append(name)

    def _name(self, start: int) -> tuple[int, int | None]:
        """Return where the name from `start` ends, and where the next one begins (None: the list is over)."""
        said, at, last = self._said, start, start
        self._begin(start)
        while at < self._limit:
            parenthesis = _PARENTHESIS.match(said.plain, at)
            if parenthesis:
                at = parenthesis.end()
                continue
            separator = _SEPARATOR.match(said.plain, at)
            if separator:
                kept = self._crosses(start, at, separator.end())
                if kept is None:
                    return last, None
                if kept == 0:
                    return last, separator.end()
                at = last = kept
                continue
            if said.plain[at] in " :":
                if said.plain[at] == ":" and not self._plural:
                    return last, None
                at += 1
                continue
            word = self._word(start, at)
            if word is None:
                return last, None
            at = last = word
        return last, None

    def _begin(self, start: int) -> None:
        """Note whether a plural with proper names begins here: "các Bộ: Y tế", "các Sở Tài chính"."""
        kind = _KINDS.match(self._said.plain, start)
        if kind:
            rest = self._said.raw[kind.end() : kind.end() + 3].lstrip(" :")
            colon = self._said.plain.startswith(":", kind.end())
            proper = bool(rest) and rest[0].isupper() and not starts_party(self._said, kind.end() + 1)
            self._plural = self._said.raw[kind.start(1) : kind.end(1)] if colon or proper else None
        elif starts_party(self._said, start):
            self._plural = None

    def _word(self, start: int, at: int) -> int | None:
        """Return the end of the word or inner name at `at` if it belongs to the name, else None."""
        said = self._said
        inner = lexicon.INNER_NAME.match(said.plain, at)
        if inner and (at > start or self._plural) and self._inner_fits(start, at, inner.end()):
            return inner.end()
        if said.plain[at] in "().:":
            return None
        if said.raw[at].islower() and at > start:
            qualifier = lexicon.QUALIFIER.match(said.plain, at)
            if qualifier and self._qualifies(start, at):
                return qualifier.end()
            if lexicon.STOP.match(said.plain, at):
                return None
            if lexicon.VERB.match(said.plain, at):
                return None
        word = _WORD.match(said.plain, at)
        return word.end() if word else None

    def _inner_fits(self, start: int, at: int, end: int) -> bool:
        """A name in small letters belongs to the body before it; a verb does only before "chủ trì" or another verb."""
        if self._said.raw[at].isupper() or not lexicon.VERB.match(self._said.plain, at):
            return True
        if "," in self._said.plain[at:end] or " và " in self._said.plain[at:end]:
            return True
        after = self._said.plain[end : end + 80]
        following = re.split(r"[,;.:]", after)[0].split(" ")
        places = [len(" ".join(following[:n])) + 1 for n in range(1, min(8, len(following)))]
        return any(lexicon.VERB.match(after, place) for place in places) or bool(
            re.match(r" ?(?:nhà nước|cấp|quỹ)", after)
        )

    def _qualifies(self, start: int, at: int) -> bool:
        said = self._said
        if said.plain.startswith(("quản lý", "thực hiện", "phụ trách"), at):
            before = said.plain[start:at].rstrip().endswith(("cơ quan", "đơn vị", "ban", "bộ phận", "cục", "phòng"))
            return before and self._inner_fits(start, at, at + 8)
        return not said.plain.startswith("tại ", at) or starts_party(said, at + 4)

    def _crosses(self, start: int, at: int, following: int) -> int | None:
        """Judge a separator: where the same name goes on, 0 where another begins, None where the list is over."""
        said = self._said
        if following >= self._limit:
            return None
        group = "các " in said.plain[start:at] and not self._plural
        more = lexicon.MORE_OF_GROUP.match(said.plain, following)
        if group and more and not _named(said, more.end()) and ";" not in said.plain[at:following]:
            return more.end()
        if starts_party(said, following):
            person = lexicon.ADDRESSED.match(said.plain, start) and lexicon.PERSON_NAMED.match(said.plain, following)
            if person and not lexicon.ADDRESSED.match(said.plain, following) and "," in said.plain[at:following]:
                return following
            return 0
        inner = lexicon.INNER_NAME.match(said.plain, following)
        if self._plural:
            return 0 if inner or said.raw[following].isupper() else None
        if ";" in said.plain[at:following]:
            return None
        if said.raw[following].isupper():
            return following
        if lexicon.UNIT_NAMED.match(said.plain, start) and (tail := _INNER_TAIL.match(said.plain, following)):
            return tail.end() - 1
        return None
