"""/start, /invite, /language: who somebody is to the assistant."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.invites import create_invite, redeem
from actions.people import mark_reachable, people_called, people_to_invite
from domain.errors import NotAllowedError, RefusalError
from domain.invites import VALID_FOR, invite_link
from domain.words import fold
from handlers.answer import Answer, Say
from handlers.request import Account, Greeting, Request
from models import Person
from texts import people as texts
from texts.message import Message
from texts.translator import LANGUAGES, translator

CALLED = {"vi": "vi", "tieng viet": "vi", "vietnamese": "vi", "en": "en", "english": "en", "tieng anh": "en"}
"""What people call the languages, folded."""


async def greet(request: Request) -> Say:
    """Welcome a known person again; with a code, tie the account anew to the person whom the code is for."""
    code = request.rest.strip()
    if not code:
        await mark_reachable(request.db, request.person.id)
        return Say(texts.welcome(request.t, request.person))
    person = await _redeem(request.db, code, request.account, request.chat_id, request.now)
    if person is None:
        return Say(texts.code_not_needed(request.t, request.person))
    return Say(_welcome(person, request.agency.language))


async def greet_stranger(greeting: Greeting) -> Answer:
    """Tie an account that brings a right code; any other stranger hears one sentence that tells nothing."""
    if not greeting.code.strip():
        return Say(texts.stranger(greeting.t))
    person = await _redeem(greeting.db, greeting.code, greeting.account, greeting.chat_id, greeting.now)
    if person is None:
        return Say(texts.code_not_accepted(greeting.t))
    return Say(_welcome(person, greeting.agency.language))


async def invite(request: Request) -> Say:
    """Make a code for the person named, or list who is not connected yet."""
    called = request.rest.strip()
    if not called:
        return Say(await _not_connected(request, page=0))
    person = await _person_to_invite(request, called)
    code = await create_invite(request.db, person, request.person, request.now)
    link = invite_link(request.agency.bot_username, code)
    return Say(texts.invited(request.t, person, code, link, request.now + VALID_FOR))


async def press_invite(request: Request) -> Say:
    """Show another page of those who are not connected yet: the field is the page."""
    page = request.fields[0] if request.fields else ""
    return Say(await _not_connected(request, page=int(page) if page.isdecimal() else 0), edit=True)


async def choose_language(request: Request) -> Say:
    """Speak the language that is named, or offer the languages."""
    named = CALLED.get(fold(request.rest))
    if named is None:
        return Say(texts.choose_language(request.t))
    return await _speak(request, named)


async def press_language(request: Request) -> Say:
    """Speak the language chosen from this answer on."""
    if request.rest not in LANGUAGES:
        raise RefusalError("old_button")
    return await _speak(request, request.rest)


async def _speak(request: Request, language: str) -> Say:
    request.person.language = language
    await request.db.flush()
    return Say(texts.language_chosen(translator(language)), edit=request.pressed_message_id is not None)


async def _redeem(db: AsyncSession, code: str, account: Account, chat_id: int, at: datetime) -> Person | None:
    return await redeem(db, code, external_id=account.external_id, chat_id=chat_id, at=at)


def _welcome(person: Person, default_language: str) -> Message:
    return texts.welcome(translator(person.language, default_language), person)


async def _person_to_invite(request: Request, called: str) -> Person:
    found = await people_called(request.db, called, request.viewer)
    if not found:
        raise NotAllowedError("no_such_person", name=called)
    if len(found) > 1:
        raise RefusalError("person_unclear", name=called, codes=[person.code for person in found])
    return found[0]


async def _not_connected(request: Request, page: int) -> Message:
    people = await people_to_invite(request.db, request.viewer)
    return texts.not_connected(request.t, [person for person in people if person.account is None], page)
