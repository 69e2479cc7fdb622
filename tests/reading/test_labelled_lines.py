"""The grammar against lines labelled by the language: what officials type, and what it must not be taken for."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from domain.calendar import WorkingCalendar
from handlers.reading import DateReading, Intent, read_date, read_reply

HERE = Path(__file__).parent
CALENDAR = WorkingCalendar()
NOW = datetime.fromisoformat("2017-06-12T09:00:00+07:00")


def lines(name: str) -> list[dict[str, Any]]:
    """Return the labelled lines of a file beside this one."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def moment(reading: DateReading) -> str | None:
    """Return the instant or day that was read, as ISO 8601."""
    return (reading.at or reading.on).isoformat() if reading.on else None


@pytest.mark.parametrize("row", lines("dates.jsonl"), ids=lambda row: f"{row['text']} @{row['reference'][:10]}")
def test_date_is_read_as_labelled(row: dict[str, Any]) -> None:
    """A phrase is read as its labelled day, or within its labelled span, or asked where the label is empty."""
    got = moment(read_date(row["text"], now=datetime.fromisoformat(row["reference"]), calendar=CALENDAR))
    wanted = row["expected_iso"]
    if wanted is None or got is None:
        assert got == wanted
    elif row["expected_from"]:
        assert row["expected_from"] <= got[:10] <= row["expected_to"]
    else:
        assert got.startswith(wanted[:16] if "T" in wanted else wanted)


def test_replies_are_read_as_labelled() -> None:
    """Nearly every labelled reply gets its intent, and none is called done or given a percentage wrongly."""
    missed, harmful = [], []
    rows = lines("replies.jsonl")
    for row in rows:
        got = read_reply(row["text"], now=NOW, calendar=CALENDAR)
        if got.intent != row["intent"]:
            missed.append((row["text"], row["intent"], got.intent))
        wrong_percent = (
            got.percent is not None and abs(got.percent - (-9 if row["percent"] is None else row["percent"])) > 1
        )
        if (got.intent is Intent.DONE and row["intent"] != "done") or (wrong_percent and row["percent"] is not None):
            harmful.append((row["text"], got))
    assert not harmful
    assert len(missed) <= len(rows) * 0.01, missed


def test_values_of_replies_are_those_said() -> None:
    """The person, the date phrase and the reason of a reply share most of their words with the label."""
    missed = []
    for row in lines("replies.jsonl"):
        got = read_reply(row["text"], now=NOW, calendar=CALENDAR)
        phrase = got.due.phrase if got.due else None
        for wanted, said in ((row["person"], got.person), (row["reason"], got.reason), (row["date_phrase"], phrase)):
            words = set((wanted or "").lower().split())
            if words and len(words & set((said or "").lower().split())) < len(words) * 0.5:
                missed.append((row["text"], wanted, said))
    assert len(missed) <= 5, missed
