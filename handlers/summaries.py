"""/digest: the weekly summary on demand."""

from actions import summaries
from actions.status import own_scope
from domain.errors import NotAllowedError
from handlers.answer import Say
from handlers.request import Request
from texts.status import View
from texts.summaries import digest


async def show_digest(request: Request) -> Say:
    """Show this week's summary as of now, for the agency or for the unit that one heads."""
    scope = await own_scope(request.db, request.viewer)
    if scope is None:
        raise NotAllowedError("not_your_unit")
    told = await summaries.digest(request.db, scope, agency=request.agency, now=request.now)
    return Say(digest(request.t, View(scope, told.picture, request.agency), told))
