"""Units of a workbook beside those that are known: finding them by name, checking the tree, writing them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from domain.loading import Counts, Problem, Sheet, UnitRow, Workbook
from domain.units import match_unit, simplify
from models import Unit


def code_key(code: str) -> str:
    """Return a code as codes are compared: case does not count."""
    return code.casefold()


@dataclass(frozen=True)
class Found:
    """The key of the unit that a name means; else the names of the nearest ones. `excused`: its own row is to blame."""

    key: str | None
    nearest: tuple[str, ...] = ()
    unclear: bool = False
    excused: bool = False


@dataclass
class UnitDirectory:
    """Every unit after the load, by key: its names and the key of its parent."""

    names: dict[str, tuple[str, ...]]
    parents: dict[str, str | None]
    spoilt: frozenset[str] = frozenset()
    unread: bool = False
    _seen: dict[str, Found] = field(default_factory=dict)

    def find(self, name: str) -> Found:
        """Return the unit that somebody calls so; each name is looked up once, for files repeat them thousandfold."""
        if name not in self._seen:
            self._seen[name] = self._find(name)
        return self._seen[name]

    def is_within(self, key: str | None, above: str) -> bool:
        """Tell whether a unit is another one or stands below it."""
        return key is not None and above in self.line(key)

    def line(self, key: str) -> list[str]:
        """Return a unit and those above it, nearest first; a circle ends where it closes."""
        found: list[str] = []
        current: str | None = key
        while current is not None and current not in found:
            found.append(current)
            current = self.parents.get(current)
        return found

    def _find(self, name: str) -> Found:
        if simplify(name) in self.spoilt:
            return Found(None, excused=True)
        keys = list(self.names)
        match = match_unit(name, dict(enumerate(self.names.values())))
        if match.unit_id is not None:
            return Found(keys[match.unit_id])
        nearest = tuple(self.names[keys[each]][1] for each in match.nearest)
        return Found(None, nearest, match.unclear, excused=self.unread)


def unit_directory(known: list[Unit], book: Workbook) -> UnitDirectory:
    """Return the units that there will be: those of the database, and over them those of the file."""
    by_id = {unit.id: code_key(unit.code) for unit in known}
    names = {by_id[unit.id]: unit.names for unit in known}
    names |= {code_key(row.code): (row.code, row.name, *row.aliases) for row in book.units}
    parents = {by_id[unit.id]: by_id[unit.parent_id] if unit.parent_id is not None else None for unit in known}
    spoilt = book.spoilt.get(Sheet.UNITS, frozenset())
    directory = UnitDirectory(names, parents, spoilt, Sheet.UNITS in book.unread)
    directory.parents |= {
        code_key(row.code): directory.find(row.parent).key if row.parent else None for row in book.units
    }
    return directory


def unit_problem(book: Workbook, found: Found, sheet: Sheet, row: int, column: str, name: str) -> Iterator[Problem]:
    """Yield what is wrong with a name that means no unit."""
    if found.key is None and not found.excused:
        code = "unclear_unit" if found.unclear else "unknown_unit"
        yield book.problem(sheet, row, column, code, name=name, nearest=found.nearest)


def unit_problems(book: Workbook, directory: UnitDirectory) -> Iterator[Problem]:
    """Yield what is wrong with the units: a code twice, an unknown parent, a unit that stands above itself."""
    first: dict[str, int] = {}
    for row in book.units:
        key = code_key(row.code)
        if first.setdefault(key, row.row) != row.row:
            yield book.problem(Sheet.UNITS, row.row, "code", "duplicate_code", code=row.code, first_row=first[key])
        if row.parent:
            yield from unit_problem(book, directory.find(row.parent), Sheet.UNITS, row.row, "parent", row.parent)
        line = directory.line(key)
        if directory.parents.get(line[-1]) == key:
            circle = [directory.names[each][1] for each in (*line, key)]
            yield book.problem(Sheet.UNITS, row.row, "parent", "unit_circle", circle=circle)


async def write_units(
    db: AsyncSession, known: list[Unit], book: Workbook, directory: UnitDirectory
) -> tuple[dict[str, Unit], Counts]:
    """Add and change units; returns every unit by key."""
    units = {code_key(unit.code): unit for unit in known}
    places = _places(known, book)
    new: set[str] = set()
    changed: set[str] = set()
    for row in book.units:
        key = code_key(row.code)
        if key not in units:
            units[key] = Unit(code=row.code, name=row.name, aliases=list(row.aliases), position=places[key])
            db.add(units[key])
            new.add(key)
        elif _change(units[key], row, places[key]):
            changed.add(key)
    await db.flush()
    for row in book.units:
        key = code_key(row.code)
        parent = directory.parents[key]
        parent_id = units[parent].id if parent is not None else None
        if units[key].parent_id != parent_id:
            units[key].parent_id = parent_id
            changed.add(key)
    await db.flush()
    changed -= new
    return units, Counts(len(new), len(changed), len(book.units) - len(new) - len(changed))


def _change(unit: Unit, row: UnitRow, position: int) -> bool:
    wanted = (row.name, list(row.aliases), position)
    if (unit.name, unit.aliases, unit.position) == wanted:
        return False
    unit.name, unit.aliases, unit.position = wanted
    return True


def _places(known: list[Unit], book: Workbook) -> Mapping[str, int]:
    """Return the position of each unit of the file: a full file orders the agency anew, a partial one only adds."""
    before = {code_key(unit.code): unit.position for unit in known}
    in_file = [code_key(row.code) for row in book.units]
    if before.keys() <= set(in_file):
        return {key: place for place, key in enumerate(in_file, start=1)}
    last = max(before.values(), default=0)
    return {key: before.get(key, last + place) for place, key in enumerate(in_file, start=1)}
