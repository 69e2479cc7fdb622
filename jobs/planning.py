"""What the clock owes people: the day's reminders and the week's summary, planned as outbox rows. Nothing is sent here.

Planning is idempotent: it may run at every tick and in several processes at once.
"""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions import outbox
from actions.people import people_with_role
from actions.reminders import due_by_person, keys_planned
from actions.settings import first_start
from actions.summaries import people_not_told, take_snapshots, week_is_told
from domain.agency import Agency
from domain.figures import monday_of
from domain.people import OVERSEERS, Role
from domain.reminders import is_reminder_hour, is_summary_hour
from domain.schedule import latest_moment
from models import Person
from models.summaries import KIND


async def plan(db: AsyncSession, agency: Agency, now: datetime) -> int:
    """Plan everything that is due at the aware instant `now`; return how many messages are new."""
    return await plan_reminders(db, agency, now) + await plan_summaries(db, agency, now)


async def plan_reminders(db: AsyncSession, agency: Agency, now: datetime) -> int:
    """Plan one reminder for everybody who needs to hear of a task today; return how many are new."""
    here = agency.local(now)
    if not is_reminder_hour(here, agency.reminder_time, agency.calendar):
        return 0
    today = here.date().isoformat()
    keys = {f"reminder:{person_id}:{today}": person_id for person_id in await due_by_person(db, agency, here.date())}
    planned = await keys_planned(db, keys)
    new = 0
    for key, person_id in keys.items():
        if key not in planned:
            row = await outbox.notify(
                db, "reminder", at=now, person_id=person_id, payload={"on": today}, dedupe_key=key
            )
            new += row is not None
    return new


async def plan_summaries(db: AsyncSession, agency: Agency, now: datetime) -> int:
    """Plan the summary of the latest week that is owed, once, and keep its figures; return how many are new."""
    due_at = latest_moment(agency.summary_at, now, agency.calendar, agency.zone)
    if due_at is None or not is_summary_hour(agency.local(now), agency.local(due_at), agency.calendar):
        return 0
    if due_at < await first_start(db, due_at):
        return 0
    week_on = monday_of(agency.day(due_at))
    if await week_is_told(db, week_on):
        return await _tell_again(db, week_on, due_at, agency, now)
    await take_snapshots(db, agency=agency, now=now, week_on=week_on)
    readers = [person.id for person in await people_with_role(db, *OVERSEERS, Role.UNIT_HEAD) if _gets_summary(person)]
    return sum([await _notify(db, week_on, person_id, now) for person_id in readers])


async def _tell_again(db: AsyncSession, week_on: date, due_at: datetime, agency: Agency, now: datetime) -> int:
    """Plan anew, once a day, what was dropped because the way to people was open again only at night."""
    today = f":{agency.day(now)}"
    return sum([await _notify(db, week_on, person_id, now, today) for person_id in await people_not_told(db, due_at)])


async def _notify(db: AsyncSession, week_on: date, person_id: int, now: datetime, again: str = "") -> bool:
    key = f"{KIND}:{week_on}:{person_id}{again}"
    payload = {"week_on": week_on.isoformat()}
    return await outbox.notify(db, KIND, at=now, person_id=person_id, payload=payload, dedupe_key=key) is not None


def _gets_summary(person: Person) -> bool:
    has_scope = bool(person.roles & OVERSEERS) or person.unit_id is not None
    return has_scope and person.account is not None and person.account.unreachable_at is None
