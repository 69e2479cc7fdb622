"""What is said to a free answer: which task is meant, what is meant, and what is not for the assistant to decide."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from domain.agency import Agency
from domain.words import one_line, shorten
from models import Person, Task
from texts import dates
from texts.message import Button, Message, lines
from texts.status import in_rows
from texts.tasks import title
from texts.translator import Translator

MOST_CHOICES = 8
CHOICES_A_ROW = 4
LINE_WIDTH = 70


def which_task(t: Translator, tasks: Sequence[Task], text: str, button: str) -> Message:
    """Ask which task a text is about; `button` is the code that the number is added to ("reply:pick", "done")."""
    shown = tasks[:MOST_CHOICES]
    asked = t("Which task is “{text}” about?", text=_cut(text, 100)) if text else t("Which task?")
    more = len(tasks) - len(shown)
    body = [title(t, task, LINE_WIDTH) for task in shown]
    rest = t("Another one? Write its number with it: <i>#12 done</i>. All of them: /tasks") if more else None
    buttons = [Button(f"#{task.number}", f"{button}:{task.number}") for task in shown]
    rows = (*in_rows(buttons, CHOICES_A_ROW), (_drop_button(t),))
    return Message(lines(asked, *body, rest), rows, about=tuple(task.id for task in shown))


def which_meaning(t: Translator, task: Task, text: str, percent: int | None, other: Task | None) -> Message:
    """Ask what a text means for a task; `percent` when it may be one, `other` when it may be another task's number."""
    code = f"reply:as:{task.number}"
    first = [Button(t.label("✅ It is done"), f"{code}:done")]
    if percent is not None:
        first.insert(0, Button(f"{percent}%", f"{code}:{percent}"))
    if other is not None:
        first.append(Button(t.label("📄 Open #{number}", number=other.number), f"task:{other.number}"))
    words = (
        Button(t.label("📝 In progress"), f"{code}:note"),
        Button(t.label("⛔ Blocked"), f"{code}:blocked"),
    )
    text_line = t("What does “{text}” mean for this task? Nothing is noted yet.", text=_cut(text, 100))
    return Message(lines(text_line, title(t, task)), (tuple(first), words, (_drop_button(t),)), about=(task.id,))


def asked_for_date(t: Translator, task: Task, on: date | None, agency: Agency, today: date) -> Markup:
    """Say that a later date is wished, that the deadline stays, and who decides."""
    stays = t("The deadline has not changed: whoever gave the task or the secretariat decides.")
    if on is None:
        return lines(t("You ask for more time; until which day is not clear to me."), stays)
    return lines(t("You ask to move it to {day}.", day=dates.deadline(t, on, today, agency.calendar)), stays)


def handed_over(t: Translator, name: str | None) -> Markup:
    """Say that another person is proposed, and who decides."""
    decides = t("The person in charge has not changed: the head of the unit or the secretariat decides.")
    if not name:
        return decides
    return lines(t("You propose {name} for it.", name=_cut(name, 80)), decides)


def not_mine(t: Translator) -> Markup:
    """Say that the objection is kept, and who decides."""
    return t("You say that it is not your unit's or not yours. The head of the unit or the secretariat decides.")


def who_to_ask(t: Translator, task: Task, giver: Person | None, heads: Sequence[Person]) -> Message:
    """Say that a question goes to nobody yet, and whom to ask."""
    whom = [t("• {name} (gave the task)", name=_cut(giver.name, 80))] if giver else []
    whom += [t("• {name} (head of unit)", name=_cut(head.name, 80)) for head in heads if head is not giver][:3]
    return Message(
        lines(
            t("I do not pass questions on yet, and nothing was noted."),
            t("About <b>#{number}</b> please ask:", number=task.number) if whom else _ask_them(t),
            *whom,
        ),
        about=(task.id,),
    )


def ask_the_giver(t: Translator) -> Message:
    """Say whom to ask when no single task is meant."""
    return Message(lines(t("I do not pass questions on yet, and nothing was noted."), _ask_them(t)))


def thanks(t: Translator) -> Message:
    """Answer a "yes, sir" under a reminder."""
    return Message(t("Thank you."))


def hint(t: Translator) -> Message:
    """Say once what can be written here."""
    return Message(
        t("I keep track of tasks. You can write, for example: <i>#12 done</i> or <i>#12 70%</i>. Your tasks: /tasks")
    )


def where_to_look(t: Translator) -> Message:
    """Say to somebody who reads and does not report how to ask."""
    return Message(
        lines(
            t("I do not answer free questions yet. You can look at:"),
            t("/status – the picture of the whole, or of one unit: /status VPC"),
            t("/digest – the weekly summary as of now"),
        )
    )


def no_open_task(t: Translator) -> Message:
    """Say that there is no task that a report could be about."""
    return Message(
        t("You have no open task, so I have noted nothing. To report on another one, write its number: <i>#12 70%</i>")
    )


def _ask_them(t: Translator) -> Markup:
    return t("Please ask the head of your unit or whoever gave the task.")


def _drop_button(t: Translator) -> Button:
    return Button(t.label("✖️ Note nothing"), "reply:drop")


def _cut(text: str, width: int) -> str:
    return shorten(one_line(text), width)


def _which_tasks(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "Please answer (reply to) the very message with the list, or write the number with each:"
        " <i>#12 done, #15: 70%</i>. Nothing was noted."
    )


def _no_such_item(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "That message lists {count} tasks, there is no number {item}. Nothing was noted.",
        count=facts["count"],
        item=facts["item"],
    )


def _part_unclear(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "I do not understand what “{text}” means for #{number}. Nothing was noted; please write it again.",
        text=_cut(str(facts["text"]), 100),
        number=facts["number"],
    )


def _reply_forgotten(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("I no longer have the words that this was about. Please write them again with the task's number.")


REFUSALS: dict[str, Callable[[Translator, Mapping[str, object]], Markup]] = {
    "which_tasks": _which_tasks,
    "no_such_item": _no_such_item,
    "part_unclear": _part_unclear,
    "reply_forgotten": _reply_forgotten,
}
