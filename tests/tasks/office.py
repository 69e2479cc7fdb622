"""A small agency in a database of its own, and people who speak to the handlers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from actions import tasks
from actions.people import viewer_of
from domain.agency import Agency
from domain.errors import RefusalError
from domain.people import Role
from handlers.answer import Say, as_list
from handlers.request import Account, Handler, Replied, Request
from models import Base, Person, Task, Unit
from texts.message import fits, plain_text
from texts.refusals import refusal_message
from texts.translator import translator

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2017, 6, 19, 9, 0, tzinfo=ZONE)
"""A Monday."""


@dataclass
class Office:
    """The agency: `people` by code, `units` by code, and ways to speak for somebody."""

    db: AsyncSession
    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    now: datetime = NOW
    agency: Agency = field(default_factory=Agency)

    async def request(self, code: str, text: str = "", **more: Any) -> Request:
        """Return what somebody says; `rest` is the text unless told otherwise."""
        person = self.people[code]
        about = more.pop("about", None)
        return Request(
            db=self.db,
            person=person,
            viewer=await viewer_of(self.db, person),
            t=translator(person.language),
            agency=self.agency,
            now=self.now,
            account=Account(person.id),
            chat_id=person.id,
            text=text,
            rest=more.pop("rest", text),
            replied=Replied(1, "", tuple(about)) if about is not None else None,
            **more,
        )

    async def hear(self, handler: Handler, code: str, text: str = "", **more: Any) -> list[Say]:
        """Return what a handler says to somebody; a refusal rolls back and becomes its sentence, as in the gateway."""
        request = await self.request(code, text, **more)
        try:
            async with self.db.begin_nested():
                said = as_list(await handler(request))
        except RefusalError as refusal:
            said = [Say(refusal_message(request.t, refusal))]
        assert all(say.message is None or fits(say.message.text) for say in said)
        return said

    async def words(self, handler: Handler, code: str, text: str = "", **more: Any) -> str:
        """Return the plain text of what a handler says."""
        said = await self.hear(handler, code, text, **more)
        return "\n---\n".join(plain_text(say.message.text) for say in said if say.message)

    async def give(self, content: str = "Rà soát thủ tục", *, unit: str = "VPC", by: str = "LD", **more: Any) -> Task:
        """Give a task to a unit."""
        more.setdefault("deadline_on", date(2017, 6, 30))
        owner = more.pop("owner", None)
        return await tasks.give(
            self.db,
            content=content,
            lead_unit=self.units[unit],
            by=self.people[by],
            at=self.now,
            owner=self.people[owner] if owner else None,
            **more,
        )


def buttons(said: list[Say]) -> list[str]:
    """Return the data of every button."""
    return [button.data for say in said if say.message for row in say.message.buttons for button in row]


UNITS = (
    ("VPC", "Vụ Pháp chế"),
    ("TCCB", "Vụ Tổ chức Cán bộ"),
    ("KHTCTH", "Vụ Kế hoạch, Tài chính và Tổng hợp"),
    ("VP", "Văn phòng"),
)
PEOPLE = (
    ("LD", "Nguyễn Văn Lãnh", None, Role.LEADER),
    ("TK", "Trần Thị Thư", "VP", Role.SECRETARIAT),
    ("HPC", "Lê Văn Pháp", "VPC", Role.UNIT_HEAD),
    ("APC", "Phạm Thị An", "VPC", Role.OFFICIAL),
    ("BPC", "Hoàng Văn Bình", "VPC", Role.OFFICIAL),
    ("HTC", "Đỗ Văn Tổ", "TCCB", Role.UNIT_HEAD),
    ("CTC", "Vũ Thị Cúc", "TCCB", Role.OFFICIAL),
)


@asynccontextmanager
async def open_office() -> AsyncIterator[Office]:
    """Open the agency in a new database in memory."""
    engine = create_async_engine("sqlite+aiosqlite://")
    event.listen(engine.sync_engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with AsyncSession(engine, expire_on_commit=False) as db:
        office = Office(db)
        for place, (code, name) in enumerate(UNITS):
            office.units[code] = Unit(code=code, name=name, aliases=[], position=place)
        for code, name, unit, role in PEOPLE:
            office.people[code] = Person(
                code=code, name=name, unit=office.units[unit] if unit else None, roles=frozenset({role}), account=None
            )
        db.add_all([*office.units.values(), *office.people.values()])
        await db.flush()
        yield office
    await engine.dispose()


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Give a test its own agency."""
    async with open_office() as opened:
        yield opened
