"""What a reply can mean."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.reading.moment import DateReading


class Intent(StrEnum):
    """What the person tells about a task; "ambiguous" means that it must be asked."""

    DONE = "done"
    PROGRESS_PERCENT = "progress_percent"
    IN_PROGRESS_NOTE = "in_progress_note"
    BLOCKED_WITH_REASON = "blocked_with_reason"
    REQUEST_EXTENSION_WITH_DATE = "request_extension_with_date"
    HANDOVER_TO_PERSON = "handover_to_person"
    NOT_MINE = "not_mine"
    QUESTION = "question"
    ACK = "ack"
    UNRELATED = "unrelated"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class ReplyReading:
    """What one reply, or one part of it, says.

    `percent` is 0 to 100; `due` the day asked for or promised; `person` a name without its form of address, or
    "@username"; `reason` why it is late, blocked or handed over; `waiting_on` whom or what is waited for; `refs` task
    numbers, `items` places in the list that was last shown; `note` the text without those numbers.
    """

    intent: Intent
    percent: int | None = None
    due: DateReading | None = None
    person: str | None = None
    reason: str | None = None
    note: str | None = None
    refs: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    waiting_on: str | None = None
