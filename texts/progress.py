"""What is said about progress: what was logged, what was taken back, and what is still asked."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from domain.agency import Agency
from domain.progress import EntryKind, Standing
from domain.tasks import TaskState
from domain.words import one_line, shorten
from models import ProgressEntry, Task
from texts import dates
from texts.message import Button, Message, lines
from texts.status import in_rows
from texts.task_cards import deadline_line, names
from texts.tasks import report_buttons, title
from texts.translator import Translator

SAID_WIDTH = 300
SEVERAL_WIDTH = 45
CHOICES = (10, 20, 30, 40, 50, 60, 70, 80, 90)
CHOICES_A_ROW = 3


def logged(t: Translator, entry: ProgressEntry, agency: Agency, today: date, *more: Markup) -> Message:
    """Say back what was written down about one task, with a way to take it back; `more` are further lines."""
    task = entry.task
    asks_done = task.is_open and task.percent == 100
    text = lines(
        t("Noted for <b>#{number}</b>: {report}.", number=task.number, report=report_words(t, entry)),
        *more,
        *_earlier_block(t, entry),
        title(t, task),
        _until(t, task, agency, today),
        t("Is the task done?") if asks_done else None,
    )
    buttons = (Button(t.label("✅ Done"), f"done:{task.number}"),) if asks_done else ()
    return Message(text, ((*buttons, undo_button(t, entry)),), about=(task.id,))


def logged_several(t: Translator, entries: Sequence[ProgressEntry]) -> Message:
    """Say back what was written down about several tasks, each with a way to take it back."""
    shown = [
        lines(title(t, entry.task, SEVERAL_WIDTH), Markup("→ {}").format(report_words(t, entry, SEVERAL_WIDTH)))
        for entry in entries
    ]
    buttons = [undo_button(t, entry, with_number=True) for entry in entries]
    about = tuple(entry.task_id for entry in entries)
    return Message(lines(t("Noted:"), *shown), in_rows(buttons, 3), about=about)


def toast(t: Translator, entry: ProgressEntry) -> str:
    """Return the short line over the chat after a button was pressed."""
    return t.label("Noted for #{number}", number=entry.task.number)


def undo_button(t: Translator, entry: ProgressEntry, *, with_number: bool = False) -> Button:
    """Return the button that takes an entry back."""
    label = t.label("↩️ Undo #{number}", number=entry.task.number) if with_number else t.label("↩️ Undo")
    return Button(label, f"undo:{entry.id}")


def report_words(t: Translator, entry: ProgressEntry, width: int = SAID_WIDTH) -> Markup:
    """Return what a report said, as it was understood: "70%, còn chờ Vụ Pháp chế"."""
    said: list[Markup] = []
    if entry.kind == EntryKind.DONE:
        said.append(t("done"))
    elif entry.percent is not None:
        said.append(Markup("{}%").format(entry.percent))
    if entry.blocked_reason:
        said.append(t("blocked by: {reason}", reason=_cut(entry.blocked_reason, width)))
    if entry.waiting_on and not names(entry.blocked_reason, entry.waiting_on):
        said.append(t("still waiting for {whom}", whom=_cut(entry.waiting_on, width)))
    if entry.note and not (entry.blocked_reason or entry.waiting_on):
        said.append(t("note “{note}”", note=_cut(entry.note, width)))
    return Markup(", ").join(said or [t("in progress")])


def undone(t: Translator, entry: ProgressEntry, agency: Agency, today: date) -> Message:
    """Say that a report was taken back and how the task stands again."""
    task = entry.task
    text = lines(
        t(
            "Taken back. <b>#{number}</b> stands as before: {standing}.",
            number=task.number,
            standing=_standing(t, task),
        ),
        title(t, task),
        _until(t, task, agency, today),
    )
    return Message(text, (report_buttons(t, task),) if task.is_open else (), about=(task.id,))


def closed(t: Translator, task: Task, undoable: ProgressEntry | None) -> Message:
    """Say that a task is done or cancelled already; with a way back when the person may still take it back."""
    if TaskState(task.state) is TaskState.CANCELLED:
        said = t("<b>#{number}</b> was cancelled and needs no report any more.", number=task.number)
    elif task.done_on is None:
        said = t("<b>#{number}</b> is done already.", number=task.number)
    else:
        said = t("<b>#{number}</b> is done since {day}.", number=task.number, day=dates.day(t, task.done_on))
    mistaken = t("If that was a slip, press Undo.") if undoable else None
    rows = ((undo_button(t, undoable),),) if undoable else ()
    return Message(lines(said, title(t, task), mistaken), rows, about=(task.id,))


def which_percent(t: Translator, task: Task) -> Message:
    """Ask how far a task is, with buttons from 10 to 90."""
    number = task.number
    buttons = [Button(f"{percent}%", f"percent:{number}:{percent}") for percent in CHOICES]
    rows = in_rows(buttons, CHOICES_A_ROW)
    text = lines(
        t("How far is <b>#{number}</b>? It stands at {percent}%.", number=number, percent=task.percent),
        title(t, task),
        t("You may also write: <code>/progress {number} 75% what is still missing</code>", number=number),
    )
    return Message(text, (*rows, (Button(t.label("✅ Done"), f"done:{number}"),)), about=(task.id,))


def ask_reason(t: Translator, task: Task) -> Message:
    """Ask what hinders a task."""
    text = lines(
        t("What hinders <b>#{number}</b>? Please write it in a few words.", number=task.number),
        title(t, task),
        t("For example: <i>waiting for figures of the finance unit</i>. To leave it: <i>cancel</i>"),
    )
    return Message(text, about=(task.id,))


def dropped(t: Translator) -> Message:
    """Say that nothing was written down."""
    return Message(t("All right, nothing was noted."))


def how_to_log(t: Translator) -> Message:
    """Say how to log progress when there is no task to think of."""
    return Message(t("You have no open task to report on. With a number: <code>/progress 12 70% note</code>"))


def _cut(text: str, width: int) -> str:
    return shorten(one_line(text), width)


def _earlier_block(t: Translator, entry: ProgressEntry) -> list[Markup]:
    """Say that a report ended an earlier hindrance, for nobody should find that out later."""
    before = Standing.from_json(entry.before)
    task = entry.task
    if before.blocked_reason and not task.blocked_reason:
        return [t("So it is no longer blocked (“{reason}”).", reason=_cut(before.blocked_reason, 150))]
    if before.waiting_on and not (task.waiting_on or task.blocked_reason):
        return [t("So it no longer waits for {whom}.", whom=_cut(before.waiting_on, 150))]
    return []


def _until(t: Translator, task: Task, agency: Agency, today: date) -> Markup | None:
    return deadline_line(t, task.deadline_on, agency, today) if task.is_open else None


def _standing(t: Translator, task: Task) -> Markup:
    said = [t("done") if TaskState(task.state) is TaskState.DONE else Markup("{}%").format(task.percent)]
    if task.blocked_reason:
        said.append(t("blocked by: {reason}", reason=_cut(task.blocked_reason, 150)))
    if task.waiting_on and not names(task.blocked_reason, task.waiting_on):
        said.append(t("still waiting for {whom}", whom=_cut(task.waiting_on, 150)))
    return Markup(", ").join(said)


def _percent_out_of_range(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "{percent}% is not possible: a percentage is a whole number from 0 to 100. Nothing was noted.",
        percent=facts["percent"],
    )


def _percent_unclear(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "I cannot read “{text}” as a percentage; please write a whole number from 0 to 100, such as 70%."
        " Nothing was noted.",
        text=_cut(str(facts["text"]), 40),
    )


def _note_too_long(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "That is {length} characters; I can keep at most {limit}. Please say it shorter. Nothing was noted.",
        length=facts["length"],
        limit=facts["limit"],
    )


def _report_empty(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("Please say how far it is, for example <b>70%</b>. Nothing was noted.")


def _undo_nothing(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("There is nothing of the last 24 hours that you could take back.")


def _undo_not_yours(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "Only whoever reported it, or the secretariat, can take back the report on #{number}.", number=facts["number"]
    )


def _undo_not_last(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "Something newer was noted for #{number} since; only the newest can be taken back. See /task {number}",
        number=facts["number"],
    )


def _undo_too_late(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("That was more than 24 hours ago. Please simply report how #{number} stands now.", number=facts["number"])


def _undo_already(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("That report on #{number} is taken back already.", number=facts["number"])


def _too_many_tasks(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("That is too many at once; at most {limit} tasks in a message. Nothing was noted.", limit=facts["limit"])


REFUSALS: dict[str, Callable[[Translator, Mapping[str, object]], Markup]] = {
    "percent_out_of_range": _percent_out_of_range,
    "percent_unclear": _percent_unclear,
    "note_too_long": _note_too_long,
    "report_empty": _report_empty,
    "undo_nothing": _undo_nothing,
    "undo_not_yours": _undo_not_yours,
    "undo_not_last": _undo_not_last,
    "undo_too_late": _undo_too_late,
    "undo_already": _undo_already,
    "too_many_tasks": _too_many_tasks,
}
