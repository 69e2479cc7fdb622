"""Finding people by what they are to a unit, and knowing whether they can be reached."""

from datetime import datetime

from rapidfuzz import fuzz, process
from sqlalchemy.ext.asyncio import AsyncSession

from actions.outbox import notify
from actions.units import with_subordinates
from domain.people import Role, Viewer, may_invite
from domain.words import fold
from models import ChannelAccount, Person, Unit
from models.people import account_of, all_people, person_by_code

MAX_WHY = 300
MOST_ALIKE = 5
ALIKE = 75
"""rapidfuzz partial ratio (0–100) from which somebody is offered as the one who could be meant."""


async def viewer_of(db: AsyncSession, person: Person) -> Viewer:
    """Return the person as the rules of access see them."""
    headed: frozenset[int] = frozenset()
    if Role.UNIT_HEAD in person.roles and person.unit_id is not None:
        headed = await with_subordinates(db, person.unit_id)
    return Viewer(person.id, person.roles, person.unit_id, headed)


async def people_with_role(db: AsyncSession, *roles: Role) -> list[Person]:
    """Return the active people who have one of the roles, by name."""
    everyone = (await db.scalars(all_people())).unique()
    return [person for person in everyone if person.roles & set(roles)]


async def heads_of(db: AsyncSession, unit_id: int, *, besides: int | None = None) -> list[Person]:
    """Return the heads of a unit; where it has none, those of the nearest unit above.

    `besides` is the id of a person who does not count: who stands above a head?
    """
    heads = [person for person in await people_with_role(db, Role.UNIT_HEAD) if person.id != besides]
    current: int | None = unit_id
    seen: set[int] = set()
    while current is not None and current not in seen:
        seen.add(current)
        own = [person for person in heads if person.unit_id == current]
        if own:
            return own
        unit = await db.get(Unit, current)
        current = unit.parent_id if unit else None
    return []


async def people_to_invite(db: AsyncSession, viewer: Viewer) -> list[Person]:
    """Return the active people whom somebody may invite, by name."""
    everyone = (await db.scalars(all_people())).unique()
    return [person for person in everyone if may_invite(viewer, person.unit_id)]


async def people_called(db: AsyncSession, called: str, viewer: Viewer) -> list[Person]:
    """Return whom somebody means by a code or a name (case and diacritics do not count) among those they may invite."""
    by_code = (await db.scalars(person_by_code(called))).unique().one_or_none()
    if by_code is not None and may_invite(viewer, by_code.unit_id):
        return [by_code]
    return [person for person in await people_to_invite(db, viewer) if fold(person.name) == fold(called)]


async def people_like(db: AsyncSession, called: str) -> list[Person]:
    """Return a few active people whose code or name looks like what was written, the nearest first."""
    everyone = list((await db.scalars(all_people())).unique())
    known = [fold(f"{person.code} {person.name}") for person in everyone]
    found = process.extract(fold(called), known, scorer=fuzz.partial_ratio, limit=MOST_ALIKE, score_cutoff=ALIKE)
    return [everyone[index] for _, _, index in found]


async def mark_unreachable(db: AsyncSession, person_id: int, why: str, at: datetime) -> None:
    """Remember that a person's account takes no messages, and let the head of their unit know, once for each account.

    A head's own silence is told to the head above; where there is none, to the secretariat.
    """
    account = await _account(db, person_id)
    if account is None or account.unreachable_at is not None:
        return
    account.unreachable_at, account.unreachable_why = at, why[:MAX_WHY]
    await db.flush()
    for hearer in await _who_hears_of(db, account.person):
        key = f"account_unreachable:{person_id}:{account.linked_at.isoformat()}:{hearer.id}"
        await notify(
            db, "account_unreachable", at=at, person_id=hearer.id, payload={"person_id": person_id}, dedupe_key=key
        )


async def mark_reachable(db: AsyncSession, person_id: int) -> None:
    """Remember that messages to a person arrive (again)."""
    account = await _account(db, person_id)
    if account is not None and account.unreachable_at is not None:
        account.unreachable_at = account.unreachable_why = None
        await db.flush()


async def _account(db: AsyncSession, person_id: int) -> ChannelAccount | None:
    return (await db.scalars(account_of(person_id))).unique().one_or_none()


async def _who_hears_of(db: AsyncSession, person: Person) -> list[Person]:
    heads = await heads_of(db, person.unit_id, besides=person.id) if person.unit_id is not None else []
    hearers = heads or await people_with_role(db, Role.SECRETARIAT)
    return [hearer for hearer in hearers if hearer.id != person.id]
