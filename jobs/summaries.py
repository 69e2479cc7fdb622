"""The weekly summary, rendered when it is sent."""

from datetime import date

from actions import summaries
from actions.people import viewer_of
from actions.status import own_scope
from domain.reminders import is_summary_hour
from domain.schedule import this_weeks_moment
from jobs.notices import Due
from texts.message import Message
from texts.status import View
from texts.summaries import digest


async def weekly_summary(due: Due) -> Message | None:
    """Return the summary of the week in the payload with the figures as of now.

    None when there is nothing to tell, or outside hours: then planning tells it on the next working day.
    """
    week_on = date.fromisoformat(due.notification.payload["week_on"])
    if due.recipient is None or not _is_hour(due, week_on):
        return None
    scope = await own_scope(due.db, await viewer_of(due.db, due.recipient))
    if scope is None:
        return None
    told = await summaries.digest(due.db, scope, agency=due.agency, now=due.now, week_on=week_on)
    if told.picture.total.is_empty:
        return None
    return digest(due.t, View(scope, told.picture, due.agency), told)


def _is_hour(due: Due, week_on: date) -> bool:
    calendar = due.agency.calendar
    # The moment may have been set to later since this was planned: that is no reason to drop it.
    due_at = min(due.now, this_weeks_moment(due.agency.summary_at, week_on, calendar, due.agency.zone) or due.now)
    return is_summary_hour(due.now, due.agency.local(due_at), calendar)
