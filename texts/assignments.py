"""What is said while a task is given, and to those who get it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from markupsafe import Markup

from domain.agency import Agency
from domain.tasks import Part
from domain.words import one_line, shorten
from models import Person, Task, Unit
from texts import dates
from texts.message import Button, Message, Rows, bold, fits, italic, lines
from texts.status import in_rows
from texts.task_cards import deadline_line, parties, unit_names
from texts.tasks import heading, report_buttons
from texts.translator import Translator

PAGE = 8
LABEL_WIDTH = 30
CONTENT_WIDTHS = (2500, 1200, 500)

Item = TypeVar("Item")


@dataclass(frozen=True)
class Proposal:
    """A task that is not given yet, as far as it is known."""

    unit: Unit | None
    content: str
    deadline_on: date | None
    has_deadline: bool
    owner: Person | None
    has_owner: bool
    coordinating: tuple[Unit, ...] = ()
    report_to: str = ""
    product: str = ""


def ask_unit(t: Translator, known: Proposal, units: Sequence[Unit], page: int, agency: Agency, today: date) -> Message:
    """Ask which unit leads, with a button for each that the person may give to."""
    shown, page, pages = _cut(units, page)
    buttons = [Button(shorten(one_line(unit.code), LABEL_WIDTH), f"assign:unit:{unit.id}") for unit in shown]
    names = [t("• <b>{code}</b> {name}", code=_short(unit.code, 30), name=_short(unit.name, 70)) for unit in shown]
    text = lines(
        *_known(t, known, agency, today), bold(t("Which unit leads?")), *names, t("Press a button or write its name.")
    )
    return Message(text, (*in_rows(buttons, 4), *_turning("assign:units", page, pages), _cancel(t)))


def ask_content(t: Translator, known: Proposal, agency: Agency, today: date) -> Message:
    """Ask what is to be done."""
    text = lines(*_known(t, known, agency, today), bold(t("What is to be done?")), t("Please write it in one message."))
    return Message(text, (_cancel(t),))


def ask_deadline(
    t: Translator,
    known: Proposal,
    offered: Sequence[date],
    problem: Markup | None,
    agency: Agency,
    today: date,
) -> Message:
    """Ask until when; `problem` says why the day that was written could not be taken."""
    buttons = [
        Button(f"{dates.weekday(t, on)} {on.day}/{on.month}".capitalize(), f"assign:due:{on.isoformat()}")
        for on in offered
    ]
    text = lines(
        *_known(t, known, agency, today),
        problem,
        bold(t("Until when?")),
        t("Press a button or write a day, for example: 30/6, Friday, in 5 working days."),
    )
    none = (Button(t.label("No deadline"), "assign:due:none"),)
    return Message(text, (*in_rows(buttons, 2), none, _cancel(t)))


def ask_owner(
    t: Translator, known: Proposal, people: Sequence[Person], page: int, agency: Agency, today: date
) -> Message:
    """Ask who is in charge, with a button for each of the unit."""
    shown, page, pages = _cut(people, page)
    buttons = [Button(shorten(one_line(person.name), LABEL_WIDTH), f"assign:owner:{person.id}") for person in shown]
    text = lines(
        *_known(t, known, agency, today), bold(t("Who is in charge?")), t("Press a button or write the name or code.")
    )
    head = (Button(t.label("The head of the unit decides"), "assign:owner:head"),)
    return Message(text, (head, *in_rows(buttons, 2), *_turning("assign:owners", page, pages), _cancel(t)))


def ask_to_confirm(t: Translator, known: Proposal, agency: Agency, today: date) -> Message:
    """Show everything once more before it is given."""
    more = t("To add something, write: <i>with UNIT</i> · <i>product …</i> · <i>report to UNIT</i>")
    text = lines(*_known(t, known, agency, today), bold(t("Shall I give this task?")), more)
    row = (Button(t.label("✅ Give"), "assign:go"), Button(t.label("✏️ Change…"), "assign:edit"), *_cancel(t))
    return Message(text, (row,))


def what_to_change(t: Translator, known: Proposal, agency: Agency, today: date) -> Message:
    """Ask which field is to be changed."""
    text = lines(*_known(t, known, agency, today), bold(t("What shall be changed?")))
    fields = (
        (Button(t.label("Unit"), "assign:edit:unit"), Button(t.label("Content"), "assign:edit:content")),
        (Button(t.label("Deadline"), "assign:edit:deadline"), Button(t.label("Person in charge"), "assign:edit:owner")),
    )
    return Message(text, (*fields, (Button(t.label("✅ Give"), "assign:go"), *_cancel(t))))


def given(t: Translator, task: Task, told: Sequence[Person], agency: Agency, today: date) -> Message:
    """Say back the whole task that was given, and who hears of it."""
    after = lines(*parties(t, task), _deadline(t, task.deadline_on, agency, today), *_told(t, told))
    first = t("Given as <b>#{number}</b>.", number=task.number)
    text = _fitting(lambda width: lines(first, shorten(task.content, width), "", after))
    return Message(text, ((Button(t.label("📄 Details"), f"task:{task.number}"),),), about=(task.id,))


def stopped(t: Translator) -> Message:
    """Say that no task was given."""
    return Message(t("All right, no task was given."))


def assigned(t: Translator, task: Task, part: Part, agency: Agency, today: date, *, may_update: bool) -> Message:
    """Return the notice of a new task for its owner, or for the head of a unit that leads it or joins in."""
    titles = {
        Part.OWNER: t("📌 You have a new task"),
        Part.LEAD: t("📌 Your unit has a new task to lead"),
        Part.COORDINATING: t("📌 Your unit joins in a new task"),
    }
    details = Button(t.label("📄 Details"), f"task:{task.number}")
    rows: Rows = ((*report_buttons(t, task),), (details,)) if may_update else ((details,),)
    due = _deadline(t, task.deadline_on, agency, today)
    if task.confidential:
        withheld = italic(t("The contents stay out of chat. Please read them in the document or ask the secretariat."))
        text = lines(bold(titles[part]), heading(task, t("confidential task")), withheld, due)
        return Message(text, rows, about=(task.id,))
    giver = t("Given by: {person}", person=_short(task.given_by.name, 80)) if task.given_by else None
    after = lines(due, *parties(t, task), giver)
    text = _fitting(lambda width: lines(bold(titles[part]), heading(task, shorten(task.content, width)), "", after))
    return Message(text, rows, about=(task.id,))


def deadline_problem(t: Translator, reason: str, phrase: str) -> Markup:
    """Say why a day could not be taken; `reason` is a word of the reading."""
    words = _short(phrase, 60)
    match reason:
        case "past":
            return t("“{words}” is over already.", words=words)
        case "impossible":
            return t("There is no such day: “{words}”.", words=words)
        case "ambiguous":
            return t("“{words}” could be several days.", words=words) if words else t("I read several days in that.")
        case "vague":
            return t("“{words}” is not clear enough for me.", words=words)
        case "recurring":
            return t("“{words}” comes again and again; a task has one deadline.", words=words)
    return t("I find no day in that.")


def _fitting(text_of: Callable[[int], Markup]) -> Markup:
    """Return the text with as much of the content as fits into one message."""
    texts = [text_of(width) for width in CONTENT_WIDTHS]
    return next((text for text in texts if fits(text)), texts[-1])


def _known(t: Translator, known: Proposal, agency: Agency, today: date) -> list[Markup]:
    """Return what is known so far, one a line, and an empty line; nothing at the very beginning."""
    shown: list[Markup] = []
    if known.unit:
        shown.append(t("Lead: {unit}", unit=_short(known.unit.name, 80)))
    if known.content:
        shown.append(t("Content: {content}", content=shorten(known.content, 800)))
    if known.has_deadline:
        shown.append(_deadline(t, known.deadline_on, agency, today))
    if known.owner:
        shown.append(t("In charge: {person}", person=_short(known.owner.name, 80)))
    elif known.has_owner:
        shown.append(t("In charge: the head of the unit assigns"))
    if known.coordinating:
        shown.append(t("With: {units}", units=unit_names(known.coordinating)))
    if known.report_to:
        shown.append(t("Report to: {whom}", whom=_short(known.report_to, 80)))
    if known.product:
        shown.append(t("Product: {product}", product=_short(known.product, 200)))
    return [bold(t("New task")), *shown, Markup("")]


def _deadline(t: Translator, on: date | None, agency: Agency, today: date) -> Markup:
    said = deadline_line(t, on, agency, today)
    if on is None or agency.calendar.is_working_day(on):
        return said
    return lines(said, t("Note: that is not a working day."))


def _told(t: Translator, told: Sequence[Person]) -> list[Markup]:
    reached = [person.name for person in told if person.account and not person.account.unreachable_at]
    others = [person.name for person in told if not person.account or person.account.unreachable_at]
    said = []
    if reached:
        said.append(t("I am telling: {people}.", people=_short(", ".join(reached), 300)))
    if others:
        said.append(
            t("Not connected with me yet, please tell them yourself: {people}.", people=_short(", ".join(others), 300))
        )
    return said


def _short(text: str, width: int) -> str:
    return shorten(one_line(text), width)


def _cut(items: Sequence[Item], page: int) -> tuple[Sequence[Item], int, int]:
    """Return the items of a page, the page that it is (from 1), and how many pages there are."""
    pages = max(1, -(-len(items) // PAGE))
    page = min(max(page, 1), pages)
    return items[(page - 1) * PAGE : page * PAGE], page, pages


def _turning(code: str, page: int, pages: int) -> Rows:
    turns = []
    if page > 1:
        turns.append(Button("◀", f"{code}:{page - 1}"))
    if page < pages:
        turns.append(Button("▶", f"{code}:{page + 1}"))
    return (tuple(turns),) if turns else ()


def _cancel(t: Translator) -> tuple[Button, ...]:
    return (Button(t.label("✖️ Cancel"), "assign:cancel"),)


def _not_yours_to_give(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("You can give tasks to the units that you answer for only. /assign without more shows them.")


def _part_unknown(t: Translator, facts: Mapping[str, object]) -> Markup:
    return lines(
        t("I do not understand this part: “{part}”. Nothing was given.", part=_short(str(facts["part"]), 150)),
        t(
            "After unit and content I know: a day · with UNITS · owner NAME · product … · report to UNIT · no deadline."
            " If it belongs to the content, please write a comma instead of the semicolon."
        ),
    )


def _part_twice(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "“{part}” says something that was said before. Which one holds? Nothing was given.",
        part=_short(str(facts["part"]), 100),
    )


def _owner_unknown(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "I find nobody “{name}” whom you could put in charge. Please write the full name or the code.",
        name=_short(str(facts["name"]), 80),
    )


def _owner_unclear(t: Translator, facts: Mapping[str, object]) -> Markup:
    people = facts["people"]
    names = [Markup("• {}").format(_short(str(each), 100)) for each in people] if isinstance(people, list) else []
    return lines(
        t("Several people are called “{name}”; please write the code:", name=_short(str(facts["name"]), 80)), *names
    )


def _assign_forgotten(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("I am not waiting for a task to be given. What was given is in /tasks; /assign begins a new one.")


def _content_empty(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("A task needs a content. Nothing was given.")


def _content_too_long(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "That is {length} characters; a task's content has at most {limit}. Please say it shorter. Nothing was given.",
        length=facts["length"],
        limit=facts["limit"],
    )


REFUSALS: dict[str, Callable[[Translator, Mapping[str, object]], Markup]] = {
    "not_yours_to_give": _not_yours_to_give,
    "part_unknown": _part_unknown,
    "part_twice": _part_twice,
    "owner_unknown": _owner_unknown,
    "owner_unclear": _owner_unclear,
    "assign_forgotten": _assign_forgotten,
    "content_empty": _content_empty,
    "content_too_long": _content_too_long,
}
