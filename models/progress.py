"""The progress journal: append-only, who said what about which task, when, from which message."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Connection, ForeignKey, Select, String, Text, event, func, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from domain.progress import EntryKind
from models.base import Base
from models.people import Person
from models.tasks import Task


class ProgressEntry(Base):
    """One line of the journal. `before` is the standing that it changed; `source` the id of the update it came from."""

    __tablename__ = "progress_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    kind: Mapped[EntryKind] = mapped_column(String(20))
    percent: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    blocked_reason: Mapped[str | None] = mapped_column(Text)
    waiting_on: Mapped[str | None] = mapped_column(String(300))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    source: Mapped[int | None] = mapped_column(BigInteger)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("progress_entries.id"), unique=True)

    task: Mapped[Task] = relationship(lazy="joined")
    by: Mapped[Person | None] = relationship(lazy="joined")


@event.listens_for(ProgressEntry, "before_update")
@event.listens_for(ProgressEntry, "before_delete")
def _refuse_change(mapper: Mapper[Any], connection: Connection, entry: ProgressEntry) -> None:
    raise RuntimeError("the progress journal is append-only")


def journal_of(task_id: int) -> Select[ProgressEntry]:
    """Select the journal of a task, the newest line first."""
    return select(ProgressEntry).where(ProgressEntry.task_id == task_id).order_by(ProgressEntry.id.desc())


def undone_ids() -> Select[int | None]:
    """Select the ids of the entries that were taken back."""
    return select(ProgressEntry.undoes_id).where(ProgressEntry.undoes_id.is_not(None))


def last_of_person(person_id: int, since: datetime) -> Select[ProgressEntry]:
    """Select what a person logged since an instant and did not take back, the newest first."""
    return (
        select(ProgressEntry)
        .where(
            ProgressEntry.by_id == person_id,
            ProgressEntry.at >= since,
            ProgressEntry.kind.not_in([EntryKind.UNDONE, EntryKind.ASSIGNED, EntryKind.CHANGED]),
            ProgressEntry.id.not_in(undone_ids()),
        )
        .order_by(ProgressEntry.id.desc())
    )


REPORTS = (EntryKind.PERCENT, EntryKind.NOTE, EntryKind.BLOCKED, EntryKind.DONE)
"""Kinds of entries in which somebody says how a task is going."""


def last_reports(since: datetime) -> Select[int, datetime]:
    """Select the ids of tasks that were reported on since an instant, each with its last report that still holds."""
    return (
        select(ProgressEntry.task_id, func.max(ProgressEntry.at))
        .where(
            ProgressEntry.at >= since,
            ProgressEntry.kind.in_([kind.value for kind in REPORTS]),
            ProgressEntry.id.not_in(undone_ids()),
        )
        .group_by(ProgressEntry.task_id)
    )


def newest_change(task_id: int) -> Select[ProgressEntry]:
    """Select the newest line of a task's journal that still holds: neither taken back nor a taking back itself."""
    return (
        journal_of(task_id)
        .where(ProgressEntry.kind != EntryKind.UNDONE, ProgressEntry.id.not_in(undone_ids()))
        .limit(1)
    )


def undo_of(entry_id: int) -> Select[int]:
    """Select the id of the entry that took this one back."""
    return select(ProgressEntry.id).where(ProgressEntry.undoes_id == entry_id)
