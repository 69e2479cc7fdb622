"""The reminder of a day, rendered when it is sent."""

from actions.people import viewer_of
from actions.reminders import due_for, was_reminded
from domain.reminders import is_reminder_hour
from jobs.notices import Due
from texts import reminders
from texts.message import Message


async def reminder(due: Due) -> Message | None:
    """Return what the person needs to hear of now; None outside hours, when nothing is left, or after another one.

    What was planned on an earlier day and could not be sent is said as it is today; so there may be two rows, and
    the second finds that the person was reminded already.
    """
    if due.recipient is None or not is_reminder_hour(due.now, due.agency.reminder_time, due.agency.calendar):
        return None
    if await was_reminded(due.db, due.recipient.id, due.today):
        return None
    tasks = await due_for(due.db, await viewer_of(due.db, due.recipient), due.agency, due.today)
    return reminders.reminder(due.t, tasks, due.agency, due.today) if tasks else None
