"""/status: the picture of a unit or of the whole agency, and the lists behind its buttons."""

from actions.status import own_scope, picture, units_in
from domain.errors import NotAllowedError
from domain.figures import Scope
from domain.people import may_ask_status
from handlers import access
from handlers.answer import Say
from handlers.request import Request
from models import Unit
from texts.message import Message
from texts.status import View, overview
from texts.status_lists import section


async def show_status(request: Request) -> Say:
    """Show the unit named, or without a name the whole agency or the unit that one heads."""
    scope = await (_scope_named(request) if request.rest.strip() else _own_scope(request))
    return Say(overview(request.t, await _view(request, scope)))


async def press_status(request: Request) -> Say:
    """Show another section or page in place of the message: fields are scope, section, page."""
    scope_code, name, page = (*request.fields, "", "", "")[:3]
    scope = await _scope_coded(request, scope_code)
    return Say(await _section(request, scope, name, page), edit=True)


async def _section(request: Request, scope: Scope, name: str, page: str) -> Message:
    return section(request.t, await _view(request, scope), name, int(page) if page.isdecimal() else 0)


async def _view(request: Request, scope: Scope) -> View:
    own = await own_scope(request.db, request.viewer)
    seen = await picture(request.db, await units_in(request.db, scope), agency=request.agency, now=request.now)
    return View(scope, seen, request.agency, own if own and own.unit_id != scope.unit_id else None)


async def _own_scope(request: Request) -> Scope:
    scope = await own_scope(request.db, request.viewer)
    if scope is None:
        raise NotAllowedError("not_your_unit")
    return scope


async def _scope_named(request: Request) -> Scope:
    unit = await access.unit_to_ask(request, request.rest)
    return Scope(unit.id, unit.name)


async def _scope_coded(request: Request, code: str) -> Scope:
    unit_id = int(code) if code.isdecimal() else None
    unit = await request.db.get(Unit, unit_id) if unit_id is not None else None
    known = unit is not None or code == "all"
    if not known or not may_ask_status(request.viewer, unit_id):
        raise NotAllowedError("not_your_unit")
    return Scope(unit.id, unit.name) if unit else Scope()
