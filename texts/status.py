"""The picture of a unit or of the whole agency: overview, and the lists behind its buttons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from domain.agency import Agency
from domain.figures import Figures, Light, Picture, Scope, TaskLine, UnitFigures, light, percent
from domain.tasks import DUE_SOON_WORKING_DAYS
from domain.words import one_line, shorten
from texts import dates
from texts.message import Button, Message, Rows, bold, italic, lines
from texts.translator import Translator

FIRST_TASKS = 5
FIRST_UNITS = 8
CONTENT_WIDTH = 90
NAME_WIDTH = 40

LIGHTS = {Light.RED: "🔴", Light.YELLOW: "🟡", Light.GREEN: "🟢"}

REFUSALS: dict[str, Callable[[Translator, Mapping[str, object]], Markup]] = {}
"""Refusals to show a picture are those of access; they are said where access is."""


@dataclass(frozen=True)
class View:
    """A picture as it is shown to somebody: whose it is, the agency's calendar, and the wider scope to go back to."""

    scope: Scope
    picture: Picture
    agency: Agency
    wider: Scope | None = None

    def button(self, label: str, section: str, page: int = 0) -> Button:
        """Return a button that shows a section of this picture."""
        return Button(label, code(self.scope, section, page))


def code(scope: Scope, section: str, page: int = 0) -> str:
    """Return the data of a button: "status:12:overdue:0", "status:all:units:1"."""
    return f"status:{'all' if scope.unit_id is None else scope.unit_id}:{section}:{page}"


def overview(t: Translator, view: View) -> Message:
    """Return the four cells, the ratios, the worst units, and the first of what is overdue or due this week."""
    picture, total = view.picture, view.picture.total
    head = lines(Markup("📊 <b>{}</b>").format(scope_name(t, view.scope)), as_of(t, picture))
    if total.is_empty:
        text = lines(head, "", t("No task has been given here yet."))
        return Message(text, back_rows(t, view))
    parts = [lines(head, "", *figure_lines(t, total))]
    if len(picture.worst_units) > 1:
        parts.append(unit_part(t, picture))
    overdue = task_part(t, view, t("Overdue"), picture.overdue, t("Nothing is overdue 👍"))
    this_week = task_part(
        t, view, t("Due by the end of this week"), picture.due_this_week, t("Nothing more is due this week.")
    )
    text = Markup("\n\n").join([*parts, overdue, this_week])
    return Message(text, (*section_rows(t, view), *back_rows(t, view)))


def scope_name(t: Translator, scope: Scope) -> str | Markup:
    """Return the name of the unit, or what the whole agency is called."""
    return t("The whole agency") if scope.unit_id is None else shorten(one_line(scope.name), 100)


def as_of(t: Translator, picture: Picture) -> Markup:
    """Say until when the figures are true."""
    return italic(t("as of {time}", time=dates.day_time(t, picture.at)))


def figure_lines(t: Translator, now: Figures, before: Figures | None = None) -> list[Markup]:
    """Return the figures, one a line, with arrows where they differ from `before`."""

    def arrow(name: str) -> str:
        return "" if before is None else difference(getattr(now, name) - getattr(before, name))

    counted = [
        t("✅ Done on time: <b>{count}</b>{arrow}", count=now.done_on_time, arrow=arrow("done_on_time")),
        t("☑️ Done late: <b>{count}</b>{arrow}", count=now.done_late, arrow=arrow("done_late")),
        t("🕒 Open, within term: <b>{count}</b>{arrow}", count=now.open_in_term, arrow=arrow("open_in_term")),
        t("🔴 Open, overdue: <b>{count}</b>{arrow}", count=now.open_overdue, arrow=arrow("open_overdue")),
    ]
    if now.due_soon:
        counted.append(_due_soon(t, now.due_soon))
    if now.no_deadline:
        counted.append(t("▫️ Open, without a deadline: <b>{count}</b> (counted apart)", count=now.no_deadline))
    return [*counted, *_rate_lines(t, now, before)]


def _due_soon(t: Translator, count: int) -> Markup:
    return t("⏳ Due within {days} working days: <b>{count}</b>", days=DUE_SOON_WORKING_DAYS, count=count)


def _rate_lines(t: Translator, now: Figures, before: Figures | None) -> list[Markup]:
    rates = []
    if now.completion_rate is not None:
        was = before.completion_rate if before else None
        facts = {"done": now.done, "total": now.total, "rate": percent(now.completion_rate)}
        was_text = "" if was is None else difference(percent(now.completion_rate) - percent(was), "%")
        rates.append(t("Completion rate: <b>{rate}%</b>{arrow}, {done} of {total}", arrow=was_text, **facts))
    if now.update_rate is not None:
        was = before.update_rate if before else None
        facts = {"updated": now.updated_this_week, "open": now.open, "rate": percent(now.update_rate)}
        was_text = "" if was is None else difference(percent(now.update_rate) - percent(was), "%")
        rates.append(t("Updated this week: <b>{rate}%</b>{arrow}, {updated} of {open} open", arrow=was_text, **facts))
    return rates


def difference(by: int, unit: str = "") -> str:
    """Return " (▲2)", " (▼1)" or nothing."""
    return f" ({'▲' if by > 0 else '▼'}{abs(by)}{unit})" if by else ""


def unit_part(t: Translator, picture: Picture, before: dict[int, Figures] | None = None) -> Markup:
    """Return the worst units, one a line, and how many more there are."""
    units = picture.worst_units
    more = len(units) - FIRST_UNITS
    return lines(
        bold(t("Units")),
        *(unit_line(t, unit, (before or {}).get(unit.unit_id)) for unit in units[:FIRST_UNITS]),
        t.plural("… and {count} more unit", "… and {count} more units", more) if more > 0 else None,
    )


def unit_line(t: Translator, unit: UnitFigures, before: Figures | None = None) -> Markup:
    """Return one unit: its light by rule, its name, and why the light is what it is."""
    now = unit.figures
    late_by = "" if before is None else difference(now.open_overdue - before.open_overdue)
    reasons = []
    if now.open_overdue or late_by:
        reasons.append(t("overdue {count}{arrow}", count=now.open_overdue, arrow=late_by))
    if now.due_soon:
        reasons.append(t("due soon {count}", count=now.due_soon))
    if now.open and not now.updated_this_week:
        reasons.append(t("no update this week"))
    if not reasons:
        open_or_done = t("open {count}", count=now.open) if now.open else t("all {count} done", count=now.total)
        reasons.append(open_or_done)
    name = shorten(one_line(unit.name), NAME_WIDTH)
    return Markup("{} {}: {}").format(LIGHTS[light(now)], name, Markup(" · ").join(reasons))


def task_part(t: Translator, view: View, title: Markup, tasks: Sequence[TaskLine], none: Markup) -> Markup:
    """Return the first tasks of a list under their title, or a sentence when there is none."""
    if not tasks:
        return none
    more = len(tasks) - FIRST_TASKS
    return lines(
        Markup("<b>{} ({})</b>").format(title, len(tasks)),
        *(task_line(t, view, task) for task in tasks[:FIRST_TASKS]),
        t.plural("… and {count} more", "… and {count} more", more) if more > 0 else None,
    )


def task_line(t: Translator, view: View, task: TaskLine) -> Markup:
    """Return one task: number, how its deadline stands, who does it, what it is; of a confidential one no more."""
    parts = [_standing(t, view, task)]
    if task.content is None:
        parts.append(t("confidential task"))
    else:
        parts += [_doer(t, view, task), Markup.escape(shorten(one_line(task.content), CONTENT_WIDTH))]
    return Markup("<b>#{}</b> {}").format(task.number, Markup(" – ").join(parts))


def _standing(t: Translator, view: View, task: TaskLine) -> Markup:
    if task.deadline_on and task.deadline_on < view.picture.today:
        return dates.time_left(t, task.deadline_on, view.picture.today, view.agency.calendar)
    return dates.deadline(t, task.deadline_on, view.picture.today, view.agency.calendar)


def _doer(t: Translator, view: View, task: TaskLine) -> Markup:
    owner = shorten(one_line(task.owner_name), NAME_WIDTH) if task.owner_name else t("nobody in charge yet")
    if len(view.picture.units) < 2:
        return Markup.escape(owner)
    unit_code = next(unit.code for unit in view.picture.units if unit.unit_id == task.unit_id)
    return Markup("{} ({})").format(owner, shorten(unit_code, 20))


def hindrance(t: Translator, blocked_reason: str | None, waiting_on: str | None) -> Markup | None:
    """Return what hinders a task as an indented line of its own, None when nothing does."""
    if blocked_reason:
        return t("   ⛔ hindered: {reason}", reason=shorten(one_line(blocked_reason), CONTENT_WIDTH))
    if waiting_on:
        return t("   ⏸ waiting for: {whom}", whom=shorten(one_line(waiting_on), CONTENT_WIDTH))
    return None


def section_rows(t: Translator, view: View) -> Rows:
    """Return the buttons that lead to the lists which are not empty."""
    picture = view.picture
    counted = (
        (t.label("Overdue"), "overdue", len(picture.overdue)),
        (t.label("Due this week"), "week", len(picture.due_this_week)),
        (t.label("Hindered"), "hindered", len(picture.hindered)),
        (t.label("All open tasks"), "open", len(picture.open_tasks)),
    )
    shown = [view.button(f"{label} ({count})", section) for label, section, count in counted if count]
    units = len(picture.worst_units)
    if units > 1:
        shown.append(view.button(f"{t.label('Units')} ({units})", "units"))
    return in_rows(shown, 2)


def in_rows(buttons: Sequence[Button], width: int) -> Rows:
    """Return buttons in rows of at most `width`."""
    return tuple(tuple(buttons[n : n + width]) for n in range(0, len(buttons), width))


def back_rows(t: Translator, view: View) -> Rows:
    """Return the way back to the units of the wider picture, if there is one."""
    if view.wider is None:
        return ()
    return ((Button(t.label("↩ All units"), code(view.wider, "units")),),)
