"""Weekly snapshots: the figures of each unit as they were told, so that the next week can be compared."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Select, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from domain.delivery import DeliveryState
from models.base import Base
from models.notifications import Notification

KIND = "weekly_summary"
"""The kind of the outbox rows that tell a week."""


class WeeklySnapshot(Base):
    """The figures of one unit in the week that begins on Monday `week_on`."""

    __tablename__ = "weekly_snapshots"
    __table_args__ = (UniqueConstraint("week_on", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    week_on: Mapped[date]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    taken_at: Mapped[datetime]
    done_on_time: Mapped[int]
    done_late: Mapped[int]
    open_in_term: Mapped[int]
    open_overdue: Mapped[int]
    no_deadline: Mapped[int]
    due_soon: Mapped[int]
    updated_this_week: Mapped[int]


def snapshots_of_week(week_on: date) -> Select[WeeklySnapshot]:
    """Select the snapshots of the week that begins on this Monday."""
    return select(WeeklySnapshot).where(WeeklySnapshot.week_on == week_on)


def latest_snapshots_before(week_on: date) -> Select[WeeklySnapshot]:
    """Select the snapshots of the last week told before the one that begins on this Monday."""
    last_told = select(func.max(WeeklySnapshot.week_on)).where(WeeklySnapshot.week_on < week_on).scalar_subquery()
    return select(WeeklySnapshot).where(WeeklySnapshot.week_on == last_told)


def recipients_not_told(since: datetime) -> Select[int | None]:
    """Select the people whose weekly summaries planned since an instant were all dropped, none sent or waiting."""
    other = aliased(Notification)
    told = select(other.id).where(
        other.recipient_id == Notification.recipient_id,
        other.kind == KIND,
        other.created_at >= since,
        other.state != DeliveryState.DROPPED,
    )
    return (
        select(Notification.recipient_id)
        .where(
            Notification.state == DeliveryState.DROPPED,
            Notification.next_attempt_at >= since,
            Notification.kind == KIND,
            ~told.exists(),
        )
        .distinct()
    )
