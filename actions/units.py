"""The tree of units."""

from sqlalchemy.ext.asyncio import AsyncSession

from models import Unit
from models.units import all_units


async def with_subordinates(db: AsyncSession, unit_id: int) -> frozenset[int]:
    """Return the ids of a unit and of every unit below it."""
    below: dict[int | None, list[int]] = {}
    for unit in await db.scalars(all_units()):
        below.setdefault(unit.parent_id, []).append(unit.id)
    found: set[int] = set()
    todo = [unit_id]
    while todo:
        current = todo.pop()
        if current not in found:
            found.add(current)
            todo.extend(below.get(current, []))
    return frozenset(found)


async def units_in_order(db: AsyncSession) -> list[Unit]:
    """Return every unit in the agency's own order."""
    return list((await db.scalars(all_units())).all())
