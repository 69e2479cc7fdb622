"""Roles of people, and who may see, update and give which task."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in the agency; a person may have several."""

    LEADER = "leader"
    SECRETARIAT = "secretariat"
    UNIT_HEAD = "unit_head"
    OFFICIAL = "official"
    ADMINISTRATOR = "administrator"


EVERYONE = frozenset(Role)
OVERSEERS = frozenset({Role.LEADER, Role.SECRETARIAT})
"""Those who see every task of the agency."""


@dataclass(frozen=True)
class Viewer:
    """Somebody who asks: their id, roles, and the units that they head or belong to.

    `headed_units` holds the ids of the units that a unit head answers for, subordinate units included.
    """

    person_id: int
    roles: AbstractSet[Role]
    unit_id: int | None = None
    headed_units: AbstractSet[int] = frozenset()

    @property
    def oversees_all(self) -> bool:
        """Tell whether every task of the agency is theirs to see."""
        return bool(self.roles & OVERSEERS)


@dataclass(frozen=True)
class Parties:
    """Who has to do with a task (ids of people and units)."""

    lead_unit_id: int
    owner_id: int | None = None
    coordinating_unit_ids: AbstractSet[int] = frozenset()
    report_to_unit_id: int | None = None
    given_by_id: int | None = None


def may_see(viewer: Viewer, task: Parties) -> bool:
    """Leaders and the secretariat see all, a head what their units lead, join or receive, an official their own."""
    if viewer.oversees_all or viewer.person_id in (task.owner_id, task.given_by_id):
        return True
    concerned = {task.lead_unit_id, *task.coordinating_unit_ids}
    if task.report_to_unit_id is not None:
        concerned.add(task.report_to_unit_id)
    return bool(viewer.headed_units & concerned)


def may_update(viewer: Viewer, task: Parties) -> bool:
    """Only the doers log progress: the owner, the head of the lead unit, and the secretariat on their behalf."""
    if Role.SECRETARIAT in viewer.roles or viewer.person_id == task.owner_id:
        return True
    return task.lead_unit_id in viewer.headed_units


def reports_progress(viewer: Viewer) -> bool:
    """Tell whether somebody reports on tasks at all; leaders and the administrator read."""
    return bool(viewer.roles & {Role.SECRETARIAT, Role.UNIT_HEAD, Role.OFFICIAL})


def may_give(viewer: Viewer, lead_unit_id: int) -> bool:
    """Leaders and the secretariat give tasks to every unit, a head to the units that they answer for."""
    return viewer.oversees_all or lead_unit_id in viewer.headed_units


def may_ask_status(viewer: Viewer, unit_id: int | None) -> bool:
    """Tell whether the picture of a unit (None: of the whole agency) is theirs to see."""
    return viewer.oversees_all or (unit_id is not None and unit_id in viewer.headed_units)


def may_invite(viewer: Viewer, unit_id: int | None) -> bool:
    """The secretariat and the administrator invite everybody, a head the people of their units."""
    if viewer.roles & {Role.SECRETARIAT, Role.ADMINISTRATOR}:
        return True
    return unit_id is not None and unit_id in viewer.headed_units
