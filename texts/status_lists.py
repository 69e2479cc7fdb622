"""The lists behind the buttons of a picture: tasks and units, a page at a time."""

from collections.abc import Sequence
from typing import TypeVar

from markupsafe import Markup

from domain.figures import Scope, TaskLine, UnitFigures
from texts.message import Button, Message, Rows, bold, lines
from texts.status import View, as_of, code, hindrance, in_rows, overview, scope_name, task_line, unit_line
from texts.translator import Translator

PAGE = 8
BUTTONS_A_ROW = 4

Item = TypeVar("Item")


def section(t: Translator, view: View, name: str, page: int) -> Message:
    """Return one section of a picture; an unknown name shows the overview, a page too far the last one.

    Names: `home`, `overdue`, `week`, `soon`, `hindered`, `open`, `units`.
    """
    picture = view.picture
    match name:
        case "overdue":
            return _task_page(t, view, name, page, t("🔴 Overdue"), picture.overdue)
        case "week":
            return _task_page(t, view, name, page, t("📅 Due by the end of this week"), picture.due_this_week)
        case "soon":
            return _task_page(t, view, name, page, t("⏳ Due soon"), picture.due_soon(view.agency.calendar))
        case "hindered":
            return _task_page(t, view, name, page, t("⛔ Hindered or waiting"), picture.hindered)
        case "open":
            return _task_page(t, view, name, page, t("All open tasks"), picture.open_tasks)
        case "units":
            return _unit_page(t, view, page)
    return overview(t, view)


def _task_page(t: Translator, view: View, name: str, page: int, title: Markup, tasks: Sequence[TaskLine]) -> Message:
    shown, page, pages = _cut(tasks, page)
    body = [lines(task_line(t, view, task), hindrance(t, task.blocked_reason, task.waiting_on)) for task in shown]
    if not tasks:
        body = [t("There is no task here 👍")]
    cards = [Button(f"#{task.number}", f"task:{task.number}") for task in shown]
    text = Markup("\n\n").join([lines(*_head(t, view, title, len(tasks), page, pages)), *body])
    return Message(text, (*in_rows(cards, BUTTONS_A_ROW), *_turning(t, view, name, page, pages)))


def _unit_page(t: Translator, view: View, page: int) -> Message:
    units = view.picture.worst_units
    shown, page, pages = _cut(units, page)
    idle = len(view.picture.units) - len(units)
    none = t.plural("{count} unit has no task.", "{count} units have no task.", idle) if idle else None
    text = lines(
        *_head(t, view, t("Units"), len(units), page, pages),
        "",
        *(unit_line(t, unit) for unit in shown),
        none if page + 1 == pages else None,
    )
    unit_rows = in_rows([_unit_button(unit) for unit in shown], 3)
    return Message(text, (*unit_rows, *_turning(t, view, "units", page, pages)))


def _unit_button(unit: UnitFigures) -> Button:
    return Button(unit.code, code(Scope(unit.unit_id), "home"))


def _cut(items: Sequence[Item], page: int) -> tuple[Sequence[Item], int, int]:
    """Return the items of a page, the page that it is (from 0), and how many pages there are (at least one)."""
    pages = max(1, -(-len(items) // PAGE))
    page = min(max(page, 0), pages - 1)
    return items[page * PAGE : (page + 1) * PAGE], page, pages


def _head(t: Translator, view: View, title: Markup, count: int, page: int, pages: int) -> list[Markup]:
    where = t("Page {page} of {pages}", page=page + 1, pages=pages)
    return [
        Markup("{} ({})").format(bold(title), count),
        Markup.escape(scope_name(t, view.scope)),
        Markup("{} · {}").format(as_of(t, view.picture), where) if pages > 1 else as_of(t, view.picture),
    ]


def _turning(t: Translator, view: View, name: str, page: int, pages: int) -> Rows:
    turns = []
    if page > 0:
        turns.append(view.button("◀", name, page - 1))
    if page + 1 < pages:
        turns.append(view.button("▶", name, page + 1))
    home = (view.button(t.label("↩ Overview"), "home"),)
    return (tuple(turns), home) if turns else (home,)
