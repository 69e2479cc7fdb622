"""What a report of progress does to the standing of a task."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.errors import RefusalError
from domain.people import Role
from domain.tasks import MAX_NOTE, OPEN_STATES, TaskState

UNDO_WITHIN = timedelta(hours=24)
"""A report is a slip of the finger for a day; after that others have relied on it."""


class EntryKind(StrEnum):
    """Kinds of rows in the progress journal."""

    ASSIGNED = "assigned"
    PERCENT = "percent"
    NOTE = "note"
    BLOCKED = "blocked"
    DONE = "done"
    UNDONE = "undone"
    CHANGED = "changed"


@dataclass(frozen=True)
class Report:
    """What somebody says about one task: how far (0–100), what hinders, whom it waits for."""

    kind: EntryKind
    percent: int | None = None
    note: str = ""
    blocked_reason: str | None = None
    waiting_on: str | None = None


@dataclass(frozen=True)
class Standing:
    """All that reports change in a task; kept before each journal entry so that undo restores exactly this."""

    state: TaskState
    percent: int
    blocked_reason: str | None = None
    waiting_on: str | None = None
    done_on: date | None = None
    updated_at: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "state": self.state.value,
            "percent": self.percent,
            "blocked_reason": self.blocked_reason,
            "waiting_on": self.waiting_on,
            "done_on": self.done_on.isoformat() if self.done_on else None,
            "updated_at": self.updated_at.isoformat() if self.updated_at else None,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Standing":
        """Read what `to_json` wrote."""
        return cls(
            state=TaskState(data["state"]),
            percent=data["percent"],
            blocked_reason=data["blocked_reason"],
            waiting_on=data["waiting_on"],
            done_on=date.fromisoformat(data["done_on"]) if data["done_on"] else None,
            updated_at=datetime.fromisoformat(data["updated_at"]) if data["updated_at"] else None,
        )


def check_report(report: Report) -> Report:
    """Return the report if it can be logged.

    Raises:
        RefusalError: `percent_out_of_range`, `note_too_long` or `report_empty`.
    """
    if report.percent is not None and not 0 <= report.percent <= 100:
        raise RefusalError("percent_out_of_range", percent=report.percent)
    longest = max(len(report.note), len(report.blocked_reason or ""))
    if longest > MAX_NOTE:
        raise RefusalError("note_too_long", length=longest, limit=MAX_NOTE)
    if report.kind is EntryKind.PERCENT and report.percent is None:
        raise RefusalError("report_empty")
    return report


def after(before: Standing, report: Report, *, at: datetime, today: date) -> Standing:
    """Return the standing after a report; a report that names no hindrance ends an earlier one.

    100 % alone does not make a task done: that is asked, for people are judged by it.

    Raises:
        RefusalError: `task_already_done` or `task_cancelled`, for closed tasks take no reports.
    """
    if before.state not in OPEN_STATES:
        code = "task_already_done" if before.state is TaskState.DONE else "task_cancelled"
        raise RefusalError(code, done_on=before.done_on)
    if report.kind is EntryKind.DONE:
        return Standing(TaskState.DONE, 100, done_on=today, updated_at=at)
    percent = before.percent if report.percent is None else report.percent
    moved = replace(before, state=TaskState.IN_PROGRESS, percent=percent, updated_at=at)
    if report.kind is EntryKind.NOTE and not (report.blocked_reason or report.waiting_on):
        return moved
    return replace(moved, blocked_reason=report.blocked_reason, waiting_on=report.waiting_on)


def may_undo(person_id: int, roles: AbstractSet[Role], by_id: int | None) -> bool:
    """Tell whether a report of `by_id` is this person's to take back: their own, or for the secretariat anybody's."""
    return person_id == by_id or Role.SECRETARIAT in roles
