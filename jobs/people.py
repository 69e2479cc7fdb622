"""What is said about people on the clock's behalf."""

from actions.people import viewer_of
from domain.people import may_invite
from jobs.notices import Due
from models import Person
from texts.message import Message
from texts.people import unreachable


async def account_unreachable(due: Due) -> Message | None:
    """Tell that somebody cannot be reached, unless they can by now or are no longer the hearer's to look after."""
    person = await due.db.get(Person, due.notification.payload["person_id"], populate_existing=True)
    if person is None or not person.active or person.account is None or person.account.unreachable_at is None:
        return None
    if due.recipient is None or not may_invite(await viewer_of(due.db, due.recipient), person.unit_id):
        return None
    return unreachable(due.t, person, due.agency.local(person.account.unreachable_at))
