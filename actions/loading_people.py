"""People of a workbook beside those that are known: finding them by code or name, checking and writing them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from sqlalchemy.ext.asyncio import AsyncSession

from actions.loading_units import UnitDirectory, code_key, unit_problem
from domain.loading import Counts, PersonRow, Problem, Sheet, Workbook
from domain.people import Role
from domain.units import simplify
from domain.words import fold
from models import Person, Unit

SIMILAR = 70
"""rapidfuzz ratio (0–100) from which a name is shown as one that could be meant."""

MOST_NEAREST = 3


@dataclass(frozen=True)
class KnownPerson:
    """Somebody after the load: code, name, and the key of their unit."""

    code: str
    name: str
    unit: str | None


@dataclass
class PeopleDirectory:
    """Everybody after the load, by key of their code and by folded name (keys)."""

    people: dict[str, KnownPerson]
    named: dict[str, list[str]] = field(default_factory=dict)
    spoilt: frozenset[str] = frozenset()
    unread: bool = False

    def __post_init__(self) -> None:
        for key, person in self.people.items():
            self.named.setdefault(fold(person.name), []).append(key)

    def find(self, called: str) -> list[str]:
        """Return the keys of those whom a code or else a name means."""
        key = code_key(called)
        return [key] if key in self.people else self.named.get(fold(called), [])

    def nearest(self, called: str) -> tuple[str, ...]:
        """Return the names that look most like the one given."""
        near = process.extract(fold(called), self.named.keys(), scorer=fuzz.ratio, limit=3, score_cutoff=SIMILAR)
        return tuple(self.people[self.named[name][0]].name for name, _, _ in near)[:MOST_NEAREST]

    def excuses(self, called: str) -> bool:
        """Tell whether a person's own row is to blame that they are not found."""
        return self.unread or simplify(called) in self.spoilt


def people_directory(known: list[Person], book: Workbook, units: UnitDirectory) -> PeopleDirectory:
    """Return the active people that there will be: those of the database, and over them those of the file."""
    away = {code_key(person.code) for person in known if not person.active}
    people = {
        code_key(person.code): KnownPerson(
            person.code, person.name, code_key(person.unit.code) if person.unit else None
        )
        for person in known
    }
    people |= {
        code_key(row.code): KnownPerson(row.code, row.name, units.find(row.unit).key if row.unit else None)
        for row in book.people
    }
    here = {key: person for key, person in people.items() if key not in away}
    spoilt = book.spoilt.get(Sheet.PEOPLE, frozenset())
    return PeopleDirectory(here, spoilt=spoilt, unread=Sheet.PEOPLE in book.unread)


def people_problems(book: Workbook, units: UnitDirectory) -> Iterator[Problem]:
    """Yield what is wrong with the people: a code twice, an unknown unit, a head of nothing."""
    first: dict[str, int] = {}
    for row in book.people:
        key = code_key(row.code)
        if first.setdefault(key, row.row) != row.row:
            yield book.problem(Sheet.PEOPLE, row.row, "code", "duplicate_code", code=row.code, first_row=first[key])
        if row.unit:
            yield from unit_problem(book, units.find(row.unit), Sheet.PEOPLE, row.row, "unit", row.unit)
        elif Role.UNIT_HEAD in row.roles:
            yield book.problem(Sheet.PEOPLE, row.row, "unit", "unit_needed")


async def write_people(
    db: AsyncSession, known: list[Person], book: Workbook, directory: UnitDirectory, units: Mapping[str, Unit]
) -> tuple[dict[str, Person], Counts]:
    """Add and change people; returns everybody by key. Somebody who is not in the file stays as they are."""
    people = {code_key(person.code): person for person in known}
    new = changed = 0
    for row in book.people:
        key = code_key(row.code)
        unit_key = directory.find(row.unit).key if row.unit else None
        unit = units[unit_key] if unit_key is not None else None
        if key not in people:
            people[key] = Person(
                code=row.code,
                name=row.name,
                position=row.position,
                unit=unit,
                roles=row.roles,
                active=True,
                account=None,
            )
            db.add(people[key])
            new += 1
        else:
            changed += _change(people[key], row, unit)
    await db.flush()
    return people, Counts(new, changed, len(book.people) - new - changed)


def _change(person: Person, row: PersonRow, unit: Unit | None) -> bool:
    wanted = (row.name, row.position, row.roles, unit)
    if (person.name, person.position, person.roles, person.unit) == wanted:
        return False
    person.name, person.position, person.roles, person.unit = wanted
    return True
