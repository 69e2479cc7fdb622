"""Loading an agency's units, people and tasks from a workbook: all of it, or nothing and every problem told."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.loading_journal import Targets
from actions.loading_people import people_directory, people_problems, write_people
from actions.loading_tasks import TaskPlanner
from actions.loading_units import unit_directory, unit_problems, write_units
from actions.loading_writing import directives_for, write_tasks
from domain.loading import LoadResult, Problem, Workbook
from models import Person
from models.units import all_units


async def load(db: AsyncSession, workbook: Workbook, at: datetime) -> LoadResult | list[Problem]:
    """Bring the database to what the workbook says, or change nothing and return every problem, in reading order.

    Loading the same workbook twice is the same as once. Units and people are known by their code, tasks by content,
    lead unit and document; what is not in the workbook stays as it is. People with an account hear of new tasks.
    """
    known_units = list((await db.scalars(all_units())).all())
    known_people = list((await db.scalars(select(Person))).unique())
    units = unit_directory(known_units, workbook)
    people = people_directory(known_people, workbook, units)
    planner = TaskPlanner(workbook, units, people)
    problems = [
        *workbook.problems,
        *unit_problems(workbook, units),
        *people_problems(workbook, units),
        *planner.problems,
    ]
    if problems:
        return sorted(problems, key=lambda problem: problem.place)
    written_units, unit_counts = await write_units(db, known_units, workbook, units)
    written_people, people_counts = await write_people(db, known_people, workbook, units, written_units)
    directives = await directives_for(db, workbook, at)
    plans = list(planner.plans.values())
    task_counts = await write_tasks(db, plans, Targets(written_units, written_people, directives), at)
    return LoadResult(unit_counts, people_counts, task_counts)
