"""The card of one task: everything that is known about it, on one screen."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from domain.agency import Agency
from domain.progress import EntryKind
from domain.tasks import TaskState
from domain.words import one_line, shorten
from models import ProgressEntry, Task, Unit
from texts import dates
from texts.message import Button, Message, bold, fits, italic, lines
from texts.tasks import heading, report_buttons
from texts.translator import Translator

NAME_WIDTH = 80
CARD_WIDTHS = (3000, 1500, 600)
"""How much of a task's content a card tries to show; the last always fits."""

PIECE = 2000
"""Characters of one message of a full text: even if each counted twice, it would fit."""


def card(
    t: Translator, task: Task, journal: Sequence[ProgressEntry], agency: Agency, today: date, *, may_update: bool
) -> Message:
    """Return everything about one task; `journal` has its newest lines, newest first.

    A confidential task shows its number, its deadline and how far it is: the rest stays out of chat.
    """
    more = lines("", bold(t("Latest")), *(_journal_line(t, entry, agency) for entry in journal))
    after = lines(_deadlines(t, task, agency, today), *standing_lines(t, task), *([more] if journal else []))
    rows = (report_buttons(t, task),) if may_update and task.is_open else ()
    if task.confidential:
        text = lines(heading(task, t("confidential task")), italic(_withheld(t)), "", after)
        return Message(text, rows, about=(task.id,))
    for width in CARD_WIDTHS:
        text = lines(heading(task, shorten(task.content, width)), "", *parties(t, task), after)
        if fits(text):
            break
    if len(task.content) > width:
        rows = (*rows, (Button(t.label("📄 Full text"), f"task:{task.number}:full"),))
    return Message(text, rows, about=(task.id,))


def full_text(t: Translator, task: Task) -> list[Message]:
    """Return the whole content of a task, in as many messages as it takes."""
    pieces = [task.content[at : at + PIECE] for at in range(0, len(task.content), PIECE)]
    return [
        Message(
            lines(t("<b>#{number}</b>, part {part}/{parts}", number=task.number, part=n, parts=len(pieces)), piece),
            about=(task.id,),
        )
        for n, piece in enumerate(pieces, 1)
    ]


def how_to_open(t: Translator) -> Message:
    """Say how to ask for one task."""
    return Message(t("Which task? Please write its number, for example: <code>/task 12</code>. Your tasks: /tasks"))


def standing_lines(t: Translator, task: Task) -> list[Markup]:
    """Return how far a task is and what hinders it, one a line; of a confidential one no reasons."""
    shown = [Markup("📈 {}").format(_how_far(t, task))]
    if task.blocked_reason:
        reason = t("confidential") if task.confidential else shorten(one_line(task.blocked_reason), 300)
        shown.append(t("⛔ Blocked: {reason}", reason=reason))
    if task.waiting_on and not names(task.blocked_reason, task.waiting_on):
        whom = t("confidential") if task.confidential else shorten(one_line(task.waiting_on), 150)
        shown.append(t("⏸ Waiting for: {whom}", whom=whom))
    return shown


def names(reason: str | None, whom: str) -> bool:
    """Tell whether the reason of a block already says for whom the task waits: nobody needs to read that twice."""
    return reason is not None and whom.lower() in reason.lower()


def parties(t: Translator, task: Task) -> list[Markup]:
    """Return who has to do with a task and what it is about besides its content, one a line."""
    report_to = task.report_to_unit.name if task.report_to_unit else task.report_to_name
    shown = [t("Lead: {unit}", unit=_name(task.lead_unit.name))]
    if task.coordinating_units:
        shown.append(t("With: {units}", units=unit_names(task.coordinating_units)))
    if task.owner:
        shown.append(t("In charge: {person}", person=_name(task.owner.name)))
    else:
        shown.append(t("In charge: the head of the unit assigns"))
    if report_to:
        shown.append(t("Report to: {whom}", whom=_name(report_to)))
    if task.product:
        shown.append(t("Product: {product}", product=shorten(one_line(task.product), 200)))
    return [*shown, *directive_line(t, task)]


def directive_line(t: Translator, task: Task) -> list[Markup]:
    """Return the document that gave the task, if there is one."""
    directive = task.directive
    if directive is None:
        return []
    number = shorten(one_line(directive.number), 100)
    if directive.issued_on is None:
        return [t("Document: {number}", number=number)]
    return [t("Document: {number} of {date}", number=number, date=dates.short_day(t, directive.issued_on))]


def unit_names(units: Sequence[Unit]) -> str:
    """Return the names of units, cut when there are very many."""
    return shorten("; ".join(one_line(unit.name) for unit in units), 400)


def _name(text: str) -> str:
    return shorten(one_line(text), NAME_WIDTH)


def deadline_line(t: Translator, on: date | None, agency: Agency, today: date) -> Markup:
    """Return the line with a deadline and how far it is."""
    if on is None:
        return t("🗓 No deadline")
    return t("🗓 Deadline: {deadline}", deadline=dates.deadline(t, on, today, agency.calendar))


def _deadlines(t: Translator, task: Task, agency: Agency, today: date) -> Markup:
    """Return the deadline, for a closed task without how far it is, and the ordered one where it differs."""
    current = deadline_line(t, task.deadline_on, agency, today)
    if not task.is_open and task.deadline_on:
        current = t("🗓 Deadline: {deadline}", deadline=dates.day(t, task.deadline_on))
    if task.ordered_deadline_on == task.deadline_on:
        return current
    ordered = dates.day(t, task.ordered_deadline_on) if task.ordered_deadline_on else t("no deadline")
    return lines(current, t("First ordered for: {day}", day=ordered))


def _how_far(t: Translator, task: Task) -> Markup:
    match TaskState(task.state):
        case TaskState.DONE if task.done_on:
            return t("<b>done</b> on {day}", day=dates.day(t, task.done_on))
        case TaskState.DONE:
            return t("<b>done</b>")
        case TaskState.CANCELLED:
            return t("<b>cancelled</b>")
        case TaskState.ASSIGNED:
            return t("not begun yet")
    return t("<b>{percent}%</b>, in progress", percent=task.percent)


def _journal_line(t: Translator, entry: ProgressEntry, agency: Agency) -> Markup:
    at = agency.local(entry.at)
    who = _name(entry.by.name) if entry.by else t("the assistant")
    when = f"{at:%H:%M} {at.day}/{at.month}"
    return t("• {when} {who}: {what}", when=when, who=who, what=entry_words(t, entry))


def entry_words(t: Translator, entry: ProgressEntry) -> Markup:
    """Return in a few words what a line of the journal says; of a confidential task no words of people."""
    confidential = entry.task.confidential
    note = "" if confidential else shorten(one_line(entry.note), 120)
    match EntryKind(entry.kind):
        case EntryKind.ASSIGNED:
            return t("gave the task")
        case EntryKind.UNDONE:
            return t("took the last report back")
        case EntryKind.DONE:
            said = t("done")
        case EntryKind.BLOCKED if entry.blocked_reason and not confidential:
            return t("blocked: {reason}", reason=shorten(one_line(entry.blocked_reason), 120))
        case EntryKind.BLOCKED:
            return t("blocked")
        case EntryKind.CHANGED:
            said = t("changed the task")
        case EntryKind.PERCENT:
            said = Markup("{}%").format(entry.percent)
        case EntryKind.NOTE:
            said = t("note") if entry.percent is None else Markup("{}%").format(entry.percent)
    return Markup("{}: {}").format(said, note) if note else said


def _withheld(t: Translator) -> Markup:
    return t("The contents stay out of chat. Please read them in the document or ask the secretariat.")
