"""Who is meant when a task is given: units in a list, the person in charge, whom to report to."""

import re

from domain.errors import RefusalError
from domain.people import may_give
from domain.units import match_unit, simplify
from domain.words import fold
from handlers import access
from handlers.request import Request
from models import Person, Unit
from models.people import all_people
from models.units import all_units

_BETWEEN = re.compile(r"(\s*,\s*|\s+và\s+|\s+and\s+)", re.IGNORECASE)
_ADDRESS = frozenset({"d/c", "dc", "dong chi", "ong", "ba", "anh", "chi", "co", "chu", "mr", "ms", "mrs"})
_UNIT_WORDS = ("vu ", "cuc ", "van phong", "ban ", "phong ", "vien ", "truong ", "thanh tra ", "to ", "trung tam ")


async def unit_to_give_to(request: Request, name: str) -> Unit:
    """Return the unit of that name, if the person may give tasks to it.

    Raises:
        RefusalError: as `access.unit_named`, or `not_yours_to_give`.
    """
    return check_may_give(request, await access.unit_named(request, name))


def check_may_give(request: Request, unit: Unit | None) -> Unit:
    """Return the unit if the person may give tasks to it.

    Raises:
        RefusalError: `not_yours_to_give`.
    """
    if unit is None or not may_give(request.viewer, unit.id):
        raise RefusalError("not_yours_to_give")
    return unit


async def units_to_give_to(request: Request) -> list[Unit]:
    """Return the units to which the person may give tasks, in the agency's order."""
    return [unit for unit in await request.db.scalars(all_units()) if may_give(request.viewer, unit.id)]


async def units_listed(request: Request, words: str) -> list[Unit]:
    """Return the units of "TCCB, KHTC và Vụ Kế hoạch, Tài chính và Tổng hợp"; a name may have commas and "và" itself.

    Raises:
        RefusalError: as `access.unit_named`, for the first name that is no unit.
    """
    pieces = _BETWEEN.split(words.strip().rstrip("."))
    units = list(await request.db.scalars(all_units()))
    exact = {simplify(name): unit for unit in units for name in unit.names}
    found: list[Unit] = []
    at = 0
    while at < len(pieces):
        # Only an exact name may swallow commas: a near one would swallow the unit before it as well.
        runs = ((end, exact.get(simplify("".join(pieces[at:end])))) for end in range(len(pieces), at, -2))
        end, unit = next(((end, unit) for end, unit in runs if unit), (at + 1, None))
        found.append(unit or await access.unit_named(request, pieces[at]))
        at = end + 1
    return list(dict.fromkeys(found))


async def person_in_charge(request: Request, words: str, unit: Unit | None) -> Person:
    """Return the person of that code or name; of several with one name, the one of the unit.

    Raises:
        RefusalError: `owner_unknown`, or `owner_unclear` with those who could be meant.
    """
    wanted = _without_address(fold(words).strip(" ."))
    people = [p for p in (await request.db.scalars(all_people())).unique() if _may_be_in_charge(request, p)]
    exact = [p for p in people if wanted in (fold(p.code), fold(p.name))]
    found = exact or [p for p in people if f" {fold(p.name)}".endswith(f" {wanted}")]
    of_unit = [p for p in found if unit is not None and p.unit_id == unit.id]
    found = of_unit if len(found) > 1 and of_unit else found
    if not found or not wanted:
        raise RefusalError("owner_unknown", name=words)
    if len(found) > 1:
        raise RefusalError("owner_unclear", name=words, people=[f"{p.name} ({p.code})" for p in found[:5]])
    return found[0]


async def report_to(request: Request, words: str) -> Unit | str:
    """Return the unit to report to, or the words themselves where they name somebody above ("Tổng Thanh tra").

    Raises:
        RefusalError: as `access.unit_named`, when the words look like a unit and name none.
    """
    units = {unit.id: unit for unit in await request.db.scalars(all_units())}
    match = match_unit(words, {key: unit.names for key, unit in units.items()})
    if match.unit_id is not None:
        return units[match.unit_id]
    if match.unclear or fold(words).startswith(_UNIT_WORDS):
        return await access.unit_named(request, words)
    return words[:300]


def _may_be_in_charge(request: Request, person: Person) -> bool:
    return request.viewer.oversees_all or (person.unit_id is not None and may_give(request.viewer, person.unit_id))


def _without_address(name: str) -> str:
    for words in (2, 1):
        first = name.split(maxsplit=words)
        if len(first) > words and " ".join(first[:words]) in _ADDRESS:
            return first[words]
    return name
