"""A fresh database with a small cast, and requests as they speak."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.invites import tie
from actions.people import viewer_of
from bot.database import Database
from domain.agency import Agency
from domain.people import Role
from handlers.request import Account, Request
from models import Person, Unit
from texts.translator import translator

NOW = datetime(2017, 6, 19, 1, 30, tzinfo=UTC)
AGENCY = Agency(bot_username="dondoc_bot")

CAST = (
    ("thanh", "Lê Quang Thành", "LD", {Role.LEADER}, 1),
    ("ha", "Phạm Thu Hà", "KH", {Role.SECRETARIAT}, 2),
    ("hung", "Trần Văn Hùng", "VPC", {Role.UNIT_HEAD}, 3),
    ("lan", "Nguyễn Thị Lan", "VPC", {Role.OFFICIAL}, 4),
    ("nam", "Bùi Quốc Nam", "VPC", {Role.OFFICIAL}, None),
    ("binh", "Đỗ Văn Bình", "KH", {Role.OFFICIAL}, None),
    ("tuan", "Hoàng Anh Tuấn", "KH", {Role.ADMINISTRATOR}, 5),
)
"""Code, name, unit, roles, account."""


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    """Open a database with the cast in it."""
    database = Database(sqlite_url)
    async with database.transaction() as db:
        units = {
            code: Unit(code=code, name=name) for code, name in (("LD", "Lãnh đạo"), ("KH", "Vụ KH"), ("VPC", "Vụ PC"))
        }
        people = [Person(code=c, name=n, unit=units[u], roles=frozenset(r), active=True) for c, n, u, r, _ in CAST]
        db.add_all(people)
        await db.flush()
        for person, (*_, account) in zip(people, CAST, strict=True):
            if account is not None:
                await tie(db, person.id, external_id=account, chat_id=account, at=NOW)
    yield database
    await database.dispose()


@pytest.fixture
async def db(database: Database) -> AsyncIterator[AsyncSession]:
    """Open one writing transaction."""
    async with database.transaction() as session:
        yield session


async def person(db: AsyncSession, code: str) -> Person:
    """Return somebody of the cast, fresh from the database."""
    found = select(Person).where(Person.code == code)
    return (await db.scalars(found, execution_options={"populate_existing": True})).unique().one()


@pytest.fixture
def speak(db: AsyncSession) -> Callable[..., object]:
    """Return a function that makes the request of somebody who says something."""

    async def request(code: str, rest: str = "", language: str = "vi") -> Request:
        speaker = await person(db, code)
        return Request(
            db=db,
            person=speaker,
            viewer=await viewer_of(db, speaker),
            t=translator(language),
            agency=AGENCY,
            now=AGENCY.local(NOW),
            account=Account(speaker.account.external_id if speaker.account else 99),
            chat_id=speaker.account.chat_id if speaker.account else 99,
            rest=rest,
        )

    return request
