"""A task that is being given: what is known of it so far, and how one line of /assign is taken apart. Pure."""

import re
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from domain.calendar import WorkingCalendar
from domain.errors import RefusalError
from domain.words import fold
from handlers.reading import DateReading, read_date


class Step(StrEnum):
    """What is asked for next."""

    UNIT = "unit"
    CONTENT = "content"
    DEADLINE = "deadline"
    OWNER = "owner"
    CONFIRM = "confirm"


@dataclass
class Draft:
    """What is known of a task that is being given (ids of units and people).

    `has_deadline` and `has_owner` tell that the question was answered, perhaps with "none". `asking` is the step whose
    answer is waited for.
    """

    unit_id: int | None = None
    content: str = ""
    deadline_on: date | None = None
    has_deadline: bool = False
    owner_id: int | None = None
    has_owner: bool = False
    coordinating_ids: list[int] = field(default_factory=list)
    report_to_id: int | None = None
    report_to_name: str = ""
    product: str = ""
    asking: Step = Step.UNIT

    @property
    def next_step(self) -> Step:
        """Return the first thing that is still missing."""
        if self.unit_id is None:
            return Step.UNIT
        if not self.content:
            return Step.CONTENT
        if not self.has_deadline:
            return Step.DEADLINE
        return Step.CONFIRM if self.has_owner else Step.OWNER

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        deadline = self.deadline_on.isoformat() if self.deadline_on else None
        return {**asdict(self), "deadline_on": deadline, "asking": self.asking.value}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Draft":
        """Read what `to_json` wrote."""
        deadline = date.fromisoformat(data["deadline_on"]) if data["deadline_on"] else None
        return cls(**{**data, "deadline_on": deadline, "asking": Step(data["asking"])})


class PartKind(StrEnum):
    """What a part of the line says, after unit and content."""

    COORDINATING = "coordinating"
    OWNER = "owner"
    PRODUCT = "product"
    REPORT_TO = "report_to"
    DEADLINE = "deadline"


_LEAD_INS = (
    (PartKind.COORDINATING, ("phoi hop voi", "phoi hop", "don vi phoi hop", "together with", "with")),
    (PartKind.OWNER, ("nguoi phu trach", "phu trach", "can bo phu trach", "owner", "in charge")),
    (PartKind.PRODUCT, ("san pham", "product")),
    (PartKind.REPORT_TO, ("bao cao ve", "bao cao cho", "bao cao", "report to", "reports to")),
)
_NO_DEADLINE = frozenset({"khong thoi han", "khong co thoi han", "khong han", "khong co han", "no deadline", "khong"})
_SMALL_WORDS = (
    "han thoi hoan thanh xong truoc ngay den chot cham nhat muon trong vao la het toi nop gui phai can khi nao luc "
    "deadline due by before on until the dl"
)
_AROUND_DATES = frozenset(_SMALL_WORDS.split())
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Part:
    """One part of the line: its kind and its words without the lead-in; `reading` where it is a deadline.

    A deadline with neither `reading` means "no deadline".
    """

    kind: PartKind
    words: str
    reading: DateReading | None = None


def split_line(line: str, *, now: datetime, calendar: WorkingCalendar) -> tuple[str, str, list[Part]]:
    """Return unit, content and the other parts of "VPC; content; 30/6"; "VPC; 30/6" has no content yet.

    Raises:
        RefusalError: as `read_part`, or `part_twice`.
    """
    unit, content, *rest = [part.strip() for part in f"{line};".split(";")]
    parts = [read_part(words, now=now, calendar=calendar) for words in rest if words]
    if content and not any(part.kind is PartKind.DEADLINE for part in parts):
        reading = read_date(content, now=now, calendar=calendar)
        if reading.on is not None and _only_date(content, reading):
            parts.append(Part(PartKind.DEADLINE, content, reading))
            content = ""
    for place, part in enumerate(parts):
        if any(part.kind is other.kind for other in parts[:place]):
            raise RefusalError("part_twice", part=part.words)
    return unit, content, parts


def says_no_deadline(words: str) -> bool:
    """Tell whether words mean that there is no deadline."""
    return fold(words).strip(" .!") in _NO_DEADLINE


def read_part(words: str, *, now: datetime, calendar: WorkingCalendar) -> Part:
    """Tell what one part of the line says; `now` is in the agency's zone.

    Raises:
        RefusalError: `part_unknown`: nothing of a task's content may be lost as a misread date.
    """
    for kind, lead_ins in _LEAD_INS:
        for lead_in in sorted(lead_ins, key=len, reverse=True):
            rest = _after(words, lead_in)
            if rest:
                return Part(kind, rest)
    if says_no_deadline(words):
        return Part(PartKind.DEADLINE, words)
    reading = read_date(words, now=now, calendar=calendar)
    if reading.reason == "none" or not _only_date(words, reading):
        raise RefusalError("part_unknown", part=words)
    return Part(PartKind.DEADLINE, words, reading)


def _after(words: str, lead_in: str) -> str | None:
    """Return what follows a lead-in, compared without diacritics; None when the words do not begin with it."""
    count = len(lead_in.split())
    first = words.split(maxsplit=count)
    if [fold(word).strip(":,") for word in first[:count]] != lead_in.split():
        return None
    return first[count].lstrip(" :") if len(first) > count else ""


def _only_date(words: str, reading: DateReading) -> bool:
    """Tell whether a part is a date and nothing else but the small words around one."""
    left = set(_WORD.findall(fold(words))) - set(_WORD.findall(fold(reading.phrase or "")))
    return left <= _AROUND_DATES
