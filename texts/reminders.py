"""Reminders: one message a person a working day, which says how to answer it."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from domain.agency import Agency
from domain.reminders import DueTask, listed
from domain.tasks import countdown
from domain.words import one_line, shorten
from texts import dates
from texts.message import Button, Message, bold, lines
from texts.status import hindrance, in_rows
from texts.translator import Translator

CONTENT_WIDTH = 120
NAME_WIDTH = 60
BUTTONS_A_ROW = 4


def reminder(t: Translator, tasks: Sequence[DueTask], agency: Agency, today: date) -> Message:
    """Return the reminder of what needs something on `today`; one task brings its buttons, several bring numbers."""
    shown = listed(tasks, today)
    alone = shown[0] if len(tasks) == 1 else None
    more = len(tasks) - len(shown)
    text = lines(
        bold(t("🔔 Reminder, {day}", day=dates.day(t, today))),
        t.plural("One task needs your attention:", "{count} tasks need your attention:", len(tasks)),
        "",
        *(_item(t, task, None if alone else place, agency, today) for place, task in enumerate(shown, 1)),
        t.plural("… and {count} more: /tasks", "… and {count} more: /tasks", more) if more else None,
        "",
        _how_to_answer(t, several=alone is None),
    )
    rows = (_buttons(t, alone),) if alone else in_rows([_card(task) for task in shown], BUTTONS_A_ROW)
    return Message(text, rows, about=tuple(task.id for task in shown))


def _how_to_answer(t: Translator, *, several: bool) -> Markup:
    if several:
        return t("Answer this message, for example: <i>1 done, 2: 70%</i>")
    return t("Answer this message: <i>done</i> · <i>70%</i> · <i>blocked: reason</i>")


def _item(t: Translator, task: DueTask, place: int | None, agency: Agency, today: date) -> Markup:
    content = t("confidential task") if task.content is None else shorten(one_line(task.content), CONTENT_WIDTH)
    number = Markup("<b>#{}</b>").format(task.number)
    what = lines(Markup("{} {} — {}").format(number, content, _when(t, task, agency, today)), *_notes(t, task))
    return what if place is None else Markup("{}. {}").format(place, what)


def _when(t: Translator, task: DueTask, agency: Agency, today: date) -> Markup:
    day = dates.day(t, task.deadline_on)
    if task.deadline_on == today:
        return t("<b>due today</b> ({day})", day=day)
    left = countdown(task.deadline_on, today, agency.calendar)
    if not left.days_late and not left.working_days_left:
        return t("today is the last working day before the deadline ({day})", day=day)
    return Markup("{} ({})").format(dates.time_left(t, task.deadline_on, today, agency.calendar), day)


def _notes(t: Translator, task: DueTask) -> list[Markup]:
    notes = [hindrance(t, task.blocked_reason, task.waiting_on)]
    if task.unreached_owner:
        name = shorten(one_line(task.unreached_owner), NAME_WIDTH)
        notes.append(t("   ({name} is in charge and I cannot reach them)", name=name))
    elif task.unowned:
        notes.append(t("   (nobody is in charge of it yet)"))
    return [note for note in notes if note is not None]


def _buttons(t: Translator, task: DueTask) -> tuple[Button, ...]:
    return (
        Button(t.label("✅ Done"), f"done:{task.number}"),
        Button(t.label("📈 Progress"), f"percent:{task.number}"),
        Button(t.label("⛔ Blocked"), f"blocked:{task.number}"),
    )


def _card(task: DueTask) -> Button:
    return Button(f"#{task.number}", f"task:{task.number}")
