"""Reading labelled lines, one JSON object each: `python -m handlers.reading.lines date < lines.jsonl`."""

import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from domain.calendar import WorkingCalendar
from handlers.reading.dates import read_date
from handlers.reading.directives import read_directive
from handlers.reading.moment import DateReading
from handlers.reading.replies import read_reply

_HANOI = timezone(timedelta(hours=7))
_CALENDAR = WorkingCalendar()


def answer_line(kind: str, record: dict[str, Any]) -> dict[str, Any]:
    """Answer {"text", "at"} as JSON values; `kind` is "date", "reply" or "directive".

    Raises KeyError for another kind or a missing field, and ValueError for an instant that is not ISO 8601.
    """
    now = datetime.fromisoformat(str(record["at"]))
    return _ANSWERS[kind](str(record["text"]), now if now.tzinfo else now.replace(tzinfo=_HANOI))


def _moment(reading: DateReading | None) -> str | None:
    if reading is None or reading.on is None:
        return None
    return (reading.at or reading.on).isoformat()


def _date(text: str, now: datetime) -> dict[str, Any]:
    reading = read_date(text, now=now, calendar=_CALENDAR)
    first, last = reading.from_on, reading.to_on
    return {
        "at": _moment(reading),
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "phrase": reading.phrase,
        "recurring": reading.recurring,
        "reason": reading.reason,
    }


def _reply(text: str, now: datetime) -> dict[str, Any]:
    reading = read_reply(text, now=now, calendar=_CALENDAR)
    return {
        "intent": reading.intent.value,
        "percent": reading.percent,
        "due": _moment(reading.due),
        "due_phrase": reading.due.phrase if reading.due else None,
        "person": reading.person,
        "reason": reading.reason,
        "refs": list(reading.refs),
        "items": list(reading.items),
        "waiting_on": reading.waiting_on,
    }


def _directive(text: str, now: datetime) -> dict[str, Any]:
    return {
        "tasks": [
            {
                "lead": task.lead,
                "coordinating": list(task.coordinating),
                "report_to": task.report_to,
                "content": task.content,
                "deadline": task.deadline_on.isoformat() if task.deadline_on else None,
                "deadline_phrase": task.deadline_phrase,
                "recurring": task.recurring,
            }
            for task in read_directive(text, now=now, calendar=_CALENDAR).tasks
        ]
    }


_ANSWERS: dict[str, Callable[[str, datetime], dict[str, Any]]] = {
    "date": _date,
    "reply": _reply,
    "directive": _directive,
}


def main(words: list[str]) -> None:
    """Read JSON lines from standard input and write one answer a line; the last word is the kind."""
    for line in sys.stdin:
        if line.strip():
            sys.stdout.write(json.dumps(answer_line(words[-1], json.loads(line)), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
