"""The weekly summary: what became of the week, compared with the one before."""

from collections import Counter
from datetime import date, timedelta

from markupsafe import Markup

from domain.figures import Digest
from domain.words import one_line, shorten
from texts.message import Message, bold, lines
from texts.status import (
    FIRST_TASKS,
    NAME_WIDTH,
    View,
    as_of,
    figure_lines,
    scope_name,
    section_rows,
    task_part,
    unit_part,
)
from texts.translator import Translator

WEEK = timedelta(days=7)


def digest(t: Translator, view: View, told: Digest) -> Message:
    """Return the summary of `view` as of its picture; `told` has the figures of the week to compare with."""
    picture = view.picture
    head = lines(
        bold(t("🗓 The week {week}", week=week_of(picture.week_on))),
        bold(scope_name(t, view.scope)),
        as_of(t, picture),
        _compared_with(t, told),
    )
    if picture.total.is_empty:
        return Message(lines(head, "", t("No task has been given here yet.")))
    parts = [lines(head, "", *figure_lines(t, picture.total, told.total_before))]
    if len(picture.worst_units) > 1:
        parts.append(unit_part(t, picture, told.before))
    parts.append(task_part(t, view, t("Overdue"), picture.overdue, t("Nothing is overdue 👍")))
    parts.append(_next_week(t, view))
    parts += _not_updated(t, view)
    return Message(Markup("\n\n").join(parts), section_rows(t, view))


def week_of(monday_on: date) -> str:
    """Return a week by its Monday and Sunday: "19/6–25/6/2017"."""
    sunday_on = monday_on + timedelta(days=6)
    return f"{monday_on.day}/{monday_on.month}–{sunday_on.day}/{sunday_on.month}/{sunday_on.year}"


def _compared_with(t: Translator, told: Digest) -> Markup:
    if told.before_week_on is None:
        return t("This is the first week: there is nothing to compare with yet.")
    return t("▲▼ compared with the week {week}", week=week_of(told.before_week_on))


def _next_week(t: Translator, view: View) -> Markup:
    first_on = view.picture.week_on + WEEK
    week = week_of(first_on)
    tasks = view.picture.due_between(max(first_on, view.picture.today), first_on + timedelta(days=6))
    title, none = t("Due in the week {week}", week=week), t("Nothing is due in the week {week}.", week=week)
    return task_part(t, view, title, tasks, none)


def _not_updated(t: Translator, view: View) -> list[Markup]:
    """Say which units, or in one unit which people, have open tasks without a report this week."""
    missing = view.picture.not_updated()
    if not missing:
        return []
    names = {unit.unit_id: unit.name for unit in view.picture.units}
    several = len(view.picture.worst_units) > 1
    by_name = Counter(names[task.unit_id] if several else task.owner_name for task in missing)
    counted = [(name, count) for name, count in by_name.most_common() if name]
    more = len(counted) - FIRST_TASKS
    title = t.plural(
        "{count} open task not updated this week", "{count} open tasks not updated this week", len(missing)
    )
    return [
        lines(
            bold(title),
            *(_missing(t, name, count) for name, count in counted[:FIRST_TASKS]),
            t("… and {count} others", count=more) if more > 0 else None,
        )
    ]


def _missing(t: Translator, name: str, count: int) -> Markup:
    return t.plural("{name}: {count} task", "{name}: {count} tasks", count, name=shorten(one_line(name), NAME_WIDTH))
