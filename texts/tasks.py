"""Lists of tasks, how a task is called in a line, and what is said about access to tasks and units."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from domain.agency import Agency
from domain.tasks import TaskState
from domain.words import one_line, shorten
from models import Task
from texts import dates
from texts.message import Button, Message, Rows, bold, italic, lines
from texts.status import in_rows
from texts.translator import Translator

PAGE = 8
NUMBERS_A_ROW = 4
LINE_WIDTH = 100


@dataclass(frozen=True)
class Page:
    """One page of a list of tasks: `number` from 1, `count` tasks in all; `of_agency` when they are everybody's."""

    tasks: Sequence[Task]
    number: int
    count: int
    of_agency: bool = False

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.count // PAGE))


def task_list(t: Translator, page: Page, agency: Agency, today: date) -> Message:
    """Return one page of open tasks, each with how far it is and when it is due, and buttons to open each."""
    if not page.count:
        return Message(_nothing_open(t, page.of_agency))
    title = (
        t.plural("{count} open task of the agency", "{count} open tasks of the agency", page.count)
        if page.of_agency
        else t.plural("You have {count} open task", "You have {count} open tasks", page.count)
    )
    where = t("page {page}/{pages}", page=page.number, pages=page.pages) if page.pages > 1 else None
    text = Markup("\n\n").join(
        [
            Markup("<b>{}</b> · {}").format(title, where) if where else bold(title),
            *(_item(t, task, place, page, agency, today) for place, task in enumerate(page.tasks, 1)),
            italic(t("Press a number to open the task.")),
        ]
    )
    return Message(text, (*number_rows(page.tasks), *_turning(page)), about=tuple(task.id for task in page.tasks))


def heading(task: Task, content: str | Markup) -> Markup:
    """Return "#12 content" with the number in bold."""
    return Markup("<b>#{}</b> {}").format(task.number, content)


def title(t: Translator, task: Task, width: int = LINE_WIDTH) -> Markup:
    """Return "#12 content" on one line, cut at a word; of a confidential task the number only."""
    content = t("confidential task") if task.confidential else shorten(one_line(task.content), width)
    return heading(task, content)


def report_buttons(t: Translator, task: Task) -> tuple[Button, ...]:
    """Return the three buttons with which a doer answers about a task."""
    return (
        Button(t.label("✅ Done"), f"done:{task.number}"),
        Button(t.label("📈 Progress"), f"percent:{task.number}"),
        Button(t.label("⛔ Blocked"), f"blocked:{task.number}"),
    )


def number_rows(tasks: Sequence[Task]) -> Rows:
    """Return buttons that open each task, four a row."""
    buttons = [Button(f"#{task.number}", f"task:{task.number}") for task in tasks]
    return in_rows(buttons, NUMBERS_A_ROW)


def _nothing_open(t: Translator, of_agency: bool) -> Markup:
    return t("The agency has no open task.") if of_agency else t("You have no open task at the moment.")


def _turning(page: Page) -> Rows:
    turns = []
    if page.number > 1:
        turns.append(Button("◀", f"tasks:{page.number - 1}"))
    if page.number < page.pages:
        turns.append(Button("▶", f"tasks:{page.number + 1}"))
    return (tuple(turns),) if turns else ()


def _item(t: Translator, task: Task, place: int, page: Page, agency: Agency, today: date) -> Markup:
    """Return one task of a list; the place is what "1 xong, 2: 70%" in an answer counts by."""
    late = task.deadline_on is not None and task.deadline_on < today
    due = dates.deadline(t, task.deadline_on, today, agency.calendar)
    begun = task.percent or TaskState(task.state) is not TaskState.ASSIGNED
    about = [t("{percent}% done", percent=task.percent) if begun else t("not begun yet")]
    if task.blocked_reason:
        about.append(t("⛔ blocked"))
    elif task.waiting_on:
        about.append(t("⏸ waiting"))
    if page.of_agency:
        about.insert(0, Markup.escape(shorten(task.lead_unit.code, 20)))
    first = title(t, task) if len(page.tasks) == 1 else Markup("{}. {}").format(place, title(t, task))
    return lines(first, Markup("{} {}").format("🔴" if late else "🗓", due), Markup(" · ").join(about))


def _no_such_task(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("There is no task #{number} for you. Your tasks: /tasks", number=facts["number"])


def _not_yours_to_update(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "You may read #{number}; its progress is reported by whoever is in charge, by the head of the lead unit"
        " or by the secretariat.",
        number=facts["number"],
    )


def _task_already_done(t: Translator, facts: Mapping[str, object]) -> Markup:
    done_on = facts.get("done_on")
    if not isinstance(done_on, date):
        return t("#{number} is done already, nothing was changed.", number=facts["number"])
    return t("#{number} is done since {day}, nothing was changed.", number=facts["number"], day=dates.day(t, done_on))


def _task_cancelled(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("#{number} was cancelled and needs no report any more.", number=facts["number"])


def _no_such_unit(t: Translator, facts: Mapping[str, object]) -> Markup:
    said = t("I know no unit “{name}”.", name=shorten(one_line(str(facts["name"])), 80))
    nearest = _names(facts.get("nearest"))
    if not nearest:
        return Markup(" ").join([said, t("Please write its code or full name.")])
    return lines(said, t("Perhaps you mean:"), *nearest)


def _unit_unclear(t: Translator, facts: Mapping[str, object]) -> Markup:
    name = shorten(one_line(str(facts["name"])), 80)
    return lines(t("“{name}” could be several units. Which one?", name=name), *_names(facts.get("nearest")))


def _not_your_unit(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("You can ask about the units that you answer for. /status without a name shows yours.")


def _names(nearest: object) -> list[Markup]:
    names = nearest if isinstance(nearest, list | tuple) else ()
    return [Markup("• {}").format(shorten(one_line(str(name)), 120)) for name in names]


REFUSALS: dict[str, Callable[[Translator, Mapping[str, object]], Markup]] = {
    "no_such_task": _no_such_task,
    "not_yours_to_update": _not_yours_to_update,
    "task_already_done": _task_already_done,
    "task_cancelled": _task_cancelled,
    "no_such_unit": _no_such_unit,
    "unit_unclear": _unit_unclear,
    "not_your_unit": _not_your_unit,
}
