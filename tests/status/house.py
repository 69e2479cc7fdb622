"""A small agency in a database: units, people and tasks are added in one line each."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from actions.people import viewer_of
from domain.agency import Agency
from domain.delivery import DeliveryState
from domain.people import Role
from domain.progress import EntryKind
from domain.tasks import TaskState
from handlers.request import Account, Request
from jobs.notices import Due
from models import Base, ChannelAccount, Notification, Person, ProgressEntry, Task, Unit
from texts.translator import translator

Row = TypeVar("Row", bound=Base)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def local(day: str, hour: str = "08:30") -> datetime:
    """Return an instant by the agency's clock: local("2017-06-19", "16:05")."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ZONE)


@dataclass
class House:
    """The agency, its database session, and the last numbers given."""

    db: AsyncSession
    agency: Agency = field(default_factory=Agency)
    units: int = 0
    numbers: int = 0
    accounts: int = 1000

    async def unit(self, code: str, name: str | None = None, parent: Unit | None = None) -> Unit:
        """Add a unit."""
        self.units += 1
        unit = Unit(code=code, name=name or f"Vụ {code}", parent_id=parent.id if parent else None)
        unit.position = self.units
        return await self._add(unit)

    async def person(
        self, name: str, unit: Unit | None = None, *roles: Role, connected: bool = True, active: bool = True
    ) -> Person:
        """Add somebody; without roles an official."""
        self.accounts += 1
        held = frozenset(roles or {Role.OFFICIAL})
        person = Person(code=f"CB{self.accounts}", name=name, roles=held, active=active)
        person.unit_id = unit.id if unit else None
        await self._add(person)
        if connected:
            account = ChannelAccount(person_id=person.id, external_id=self.accounts, chat_id=self.accounts)
            account.linked_at = local("2017-01-01")
            await self._add(account)
        await self.db.refresh(person, ["unit", "account"])
        return person

    async def task(
        self,
        unit: Unit,
        owner: Person | None = None,
        deadline: str | None = None,
        *,
        content: str | None = None,
        given: str = "2017-06-01",
        done: str | None = None,
        **more: object,
    ) -> Task:
        """Add a task with a deadline and, if `done`, the day on which it was done."""
        self.numbers += 1
        task = Task(number=self.numbers, content=content or f"Việc {self.numbers}", lead_unit_id=unit.id, **more)
        task.owner_id = owner.id if owner else None
        task.deadline_on = date.fromisoformat(deadline) if deadline else None
        task.given_at = local(given)
        if done:
            task.state, task.done_on = TaskState.DONE, date.fromisoformat(done)
        return await self._add(task)

    async def report(
        self, task: Task, day: str, hour: str = "09:00", undoes: ProgressEntry | None = None
    ) -> ProgressEntry:
        """Add a line to the journal of a task."""
        kind = EntryKind.UNDONE if undoes else EntryKind.PERCENT
        entry = ProgressEntry(task_id=task.id, kind=kind, percent=40, at=local(day, hour))
        entry.undoes_id = undoes.id if undoes else None
        return await self._add(entry)

    async def request(self, person: Person, now: datetime, rest: str = "") -> Request:
        """Return what a handler gets when `person` says something."""
        return Request(
            db=self.db,
            person=person,
            viewer=await viewer_of(self.db, person),
            t=translator(person.language),
            agency=self.agency,
            now=now,
            account=Account(1),
            chat_id=1,
            rest=rest,
        )

    async def outbox(self, kind: str) -> list[Notification]:
        """Return the outbox rows of a kind, the oldest first."""
        rows = select(Notification).where(Notification.kind == kind).order_by(Notification.id)
        return list((await self.db.scalars(rows)).unique())

    def due(self, notification: Notification, person: Person, now: datetime) -> Due:
        """Return a row at the moment of sending."""
        return Due(self.db, notification, person, translator(person.language), self.agency, now)

    async def settle(self, notification: Notification, state: DeliveryState, now: datetime) -> None:
        """Write what became of a row, as the deliverer does."""
        notification.state = state
        notification.next_attempt_at = now.astimezone(UTC)
        await self.db.flush()

    async def _add(self, row: Row) -> Row:
        self.db.add(row)
        await self.db.flush()
        return row


@asynccontextmanager
async def open_house() -> AsyncIterator[House]:
    """Open an empty agency in memory."""
    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with AsyncSession(engine, expire_on_commit=False) as db:
        yield House(db)
    await engine.dispose()
