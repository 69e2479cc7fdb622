"""The picture of units: the one place of the queries behind figures and lists."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from actions.units import units_in_order, with_subordinates
from domain.agency import Agency
from domain.figures import NOTHING, Picture, Scope, TaskLine, UnitFigures, figures_of, monday_of
from domain.people import Viewer
from domain.tasks import TaskState
from models import Unit
from models.progress import last_reports
from models.tasks import counted_tasks


async def own_scope(db: AsyncSession, viewer: Viewer) -> Scope | None:
    """Return whose picture somebody gets when they name no unit: the agency's, or their own unit's; None: nobody's."""
    if viewer.oversees_all:
        return Scope()
    if viewer.unit_id is None or viewer.unit_id not in viewer.headed_units:
        return None
    unit = await db.get_one(Unit, viewer.unit_id)
    return Scope(unit.id, unit.name)


async def units_in(db: AsyncSession, scope: Scope) -> frozenset[int] | None:
    """Return the ids of the units in a scope, those below included; None means all."""
    return None if scope.unit_id is None else await with_subordinates(db, scope.unit_id)


async def picture(
    db: AsyncSession,
    unit_ids: Collection[int] | None,
    *,
    agency: Agency,
    now: datetime,
    week_on: date | None = None,
) -> Picture:
    """Return the picture of the tasks that these units lead (None: every unit) as of the aware instant `now`.

    Reports since Monday `week_on` count as this week's (default: the week of `now`). Four queries, whatever the number
    of units and tasks.
    """
    at = agency.local(now)
    week_on = week_on or monday_of(at.date())
    reported_on = await last_report_days(db, agency, week_on)
    by_unit: dict[int, list[TaskLine]] = defaultdict(list)
    for row in await db.execute(counted_tasks(unit_ids)):
        line = _line(row._asdict(), reported_on.get(row.id))
        by_unit[line.unit_id].append(line)
    units = [unit for unit in await units_in_order(db) if unit_ids is None or unit.id in unit_ids]
    return Picture(
        at=at,
        week_on=week_on,
        units=tuple(_unit_figures(unit, by_unit[unit.id], at.date(), agency, week_on) for unit in units),
        tasks=tuple(line for unit in units for line in by_unit[unit.id]),
    )


async def last_report_days(db: AsyncSession, agency: Agency, since_on: date) -> dict[int, date]:
    """Return the day of the last report that still holds, by task id, for the tasks reported on since a day."""
    since = datetime.combine(since_on, time(), agency.zone)
    return {task_id: agency.day(at) for task_id, at in await db.execute(last_reports(since))}


def _line(row: dict[str, object], reported_on: date | None) -> TaskLine:
    hidden = ("content", "owner_name", "blocked_reason", "waiting_on") if row["confidential"] else ()
    facts = {key: None if key in hidden else value for key, value in row.items()}
    facts["unit_id"] = facts.pop("lead_unit_id")
    facts["state"] = TaskState(str(facts["state"]))
    del facts["confidential"]
    return TaskLine(**facts, reported_on=reported_on)  # type: ignore[arg-type]


def _unit_figures(unit: Unit, tasks: Iterable[TaskLine], today: date, agency: Agency, week_on: date) -> UnitFigures:
    figures = figures_of(tasks, today, agency.calendar, week_on) if tasks else NOTHING
    return UnitFigures(unit.id, unit.code, unit.name, figures)
