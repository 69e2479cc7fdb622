"""Weekly summaries: the figures kept for the next comparison, and what a summary tells."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.outbox import insert_or_ignore
from actions.status import picture, units_in
from domain.agency import Agency
from domain.figures import Digest, Figures, Scope, monday_of
from models import WeeklySnapshot
from models.summaries import latest_snapshots_before, recipients_not_told, snapshots_of_week


async def digest(
    db: AsyncSession, scope: Scope, *, agency: Agency, now: datetime, week_on: date | None = None
) -> Digest:
    """Return the picture of a scope as of `now` beside the last week told before the week of `week_on` (a Monday)."""
    week_on = week_on or monday_of(agency.day(now))
    unit_ids = await units_in(db, scope)
    current = await picture(db, unit_ids, agency=agency, now=now, week_on=week_on)
    before_week_on, before = await _figures_before(db, week_on, unit_ids)
    return Digest(current, before_week_on, before)


async def week_is_told(db: AsyncSession, week_on: date) -> bool:
    """Tell whether the summary of the week that begins on this Monday was planned already."""
    return await db.scalar(snapshots_of_week(week_on).with_only_columns(WeeklySnapshot.id).limit(1)) is not None


async def people_not_told(db: AsyncSession, since: datetime) -> list[int]:
    """Return the ids of people whose summary since an instant was dropped: it could not be sent in office hours."""
    return [person_id for person_id in await db.scalars(recipients_not_told(since)) if person_id is not None]


async def take_snapshots(db: AsyncSession, *, agency: Agency, now: datetime, week_on: date) -> None:
    """Keep the figures of every unit for the week that begins on Monday `week_on`; what was kept before stays."""
    current = await picture(db, None, agency=agency, now=now, week_on=week_on)
    rows = [
        {"week_on": week_on, "unit_id": unit.unit_id, "taken_at": now, **vars(unit.figures)} for unit in current.units
    ]
    if rows:
        await db.execute(insert_or_ignore(db, WeeklySnapshot).values(rows))


async def _figures_before(
    db: AsyncSession, week_on: date, unit_ids: Collection[int] | None
) -> tuple[date | None, dict[int, Figures] | None]:
    rows = (await db.scalars(latest_snapshots_before(week_on))).all()
    kept = {row.unit_id: row for row in rows if unit_ids is None or row.unit_id in unit_ids}
    if not kept:
        return None, None
    return rows[0].week_on, {unit_id: _figures(row) for unit_id, row in kept.items()}


def _figures(row: WeeklySnapshot) -> Figures:
    return Figures(
        done_on_time=row.done_on_time,
        done_late=row.done_late,
        open_in_term=row.open_in_term,
        open_overdue=row.open_overdue,
        no_deadline=row.no_deadline,
        due_soon=row.due_soon,
        updated_this_week=row.updated_this_week,
    )
