"""`dondoc invite CODE`: a one-time code for a person; how the first one gets in."""

from dataclasses import dataclass
from datetime import datetime

import aiohttp
import click
from sqlalchemy.ext.asyncio import AsyncSession

from actions.invites import create_invite
from actions.people import people_like
from bot.clock import SystemClock
from bot.command_line import speaking
from bot.command_line.running import settings_or_exit, with_database
from bot.database import Database
from bot.settings import Settings
from domain.agency import Agency
from domain.invites import VALID_FOR, invite_link
from models import Person, Setting
from models.people import person_by_code
from texts import command_line as texts

ASK_SECONDS = 5.0


@dataclass(frozen=True)
class Invitation:
    """For whom the code is; `person` None: nobody has that code, `nearest` could be meant."""

    person: Person | None
    code: str = ""
    bot_username: str | None = None
    nearest: tuple[Person, ...] = ()


@click.command("invite", cls=speaking.SpokenCommand)
@click.argument("code")
def command(code: str) -> None:
    """Print the link, and the code alone on the last line."""
    t = speaking.speaker()
    settings = settings_or_exit()
    now = SystemClock().now()

    async def work(database: Database) -> Invitation:
        async with database.transaction() as db:
            invitation = await _invite(db, code, now)
        if invitation.person is None or invitation.bot_username is not None:
            return invitation
        return Invitation(invitation.person, invitation.code, await ask_bot_username(settings))

    made = with_database(settings, work)
    if made.person is None:
        speaking.fail(texts.nobody_with_code(t, code, [(each.code, each.name) for each in made.nearest]))
    until = Agency(zone=settings.timezone).local(now + VALID_FOR)
    speaking.say(texts.invited(t, made.person.name, made.code, invite_link(made.bot_username, made.code), until))


async def _invite(db: AsyncSession, code: str, at: datetime) -> Invitation:
    person = (await db.scalars(person_by_code(code))).unique().one_or_none()
    if person is None:
        return Invitation(None, nearest=tuple(await people_like(db, code)))
    known = await db.get(Setting, "bot_username")
    return Invitation(person, await create_invite(db, person, None, at), known.value if known else None)


async def ask_bot_username(settings: Settings) -> str | None:
    """Ask Telegram what the bot is called (https://core.telegram.org/bots/api#getme); None when there is no answer.

    Errors are not kept: their text holds the address, and the address the token.
    """
    if settings.bot_token is None:
        return None
    url = f"{settings.telegram_api_url}/bot{settings.bot_token.get_secret_value()}/getMe"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(ASK_SECONDS)) as session,
            session.get(url) as got,
        ):
            answer = await got.json()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return None
    user = answer.get("result") if isinstance(answer, dict) else None
    name = user.get("username") if isinstance(user, dict) else None
    return name if isinstance(name, str) else None
