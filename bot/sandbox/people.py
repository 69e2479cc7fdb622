"""The demo's people in the database and in the sandbox."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.sandbox.agency import PEOPLE, DemoPerson
from bot.sandbox.world import World
from models import ChannelAccount
from models.people import person_by_code

STRANGER_ID = 1999


def played() -> list[DemoPerson]:
    """Return the people whom one can be on the page."""
    return [person for person in PEOPLE if person.telegram_id is not None]


async def tie_people(db: AsyncSession, at: datetime) -> None:
    """Tie the sandbox accounts to the agency's people, as if each had used their invitation."""
    for each in played():
        person = (await db.scalars(person_by_code(each.code))).unique().one()
        if each.tied and each.telegram_id is not None and person.account is None:
            account = {"external_id": each.telegram_id, "chat_id": each.telegram_id, "linked_at": at}
            db.add(ChannelAccount(person_id=person.id, **account))


def move_in(world: World) -> None:
    """Give everybody a telephone; the untied one and the stranger have never pressed Start."""
    for each in played():
        assert each.telegram_id is not None  # noqa: S101 - `played` says so
        note = f"{each.position}, {each.unit}" + ("" if each.tied else " (chưa kết nối)")
        world.add_user(each.telegram_id, each.name, note=note, started=each.tied)
    world.add_user(STRANGER_ID, "Người lạ", note="Không thuộc cơ quan")
