"""The smallest pieces of time that a phrase is made of ("9h", "sáng", "thứ sáu", "tuần sau"), with their places."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece says; one phrase holds at most one piece of each kind."""

    CLOCK = "clock"
    PART = "part"
    DAY = "day"
    WEEKDAY = "weekday"
    DATE = "date"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    AHEAD = "ahead"
    HOLIDAY = "holiday"
    RECUR = "recur"
    LETTER_T = "letter_t"
    VAGUE = "vague"
    PAST = "past"


@dataclass(frozen=True)
class Atom:
    """One piece. `offset` counts days, weeks, months, quarters or years from the running one, as the kind says.

    `edge` is which end of a period: "start", "middle", "end", or None for the whole of it. `sure` is False where the
    piece alone is no evidence inside a sentence ("5.3", "T6", "quý II" without a preposition).
    """

    kind: Kind
    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    offset: int | None = None
    hour: int | None = None
    minute: int = 0
    count: int | None = None
    unit: str | None = None
    edge: str | None = None
    word: str | None = None
    sure: bool = True
