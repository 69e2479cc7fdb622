"""Many new tasks in one message: nobody wants a heap of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from domain.agency import Agency
from domain.tasks import Part
from domain.words import one_line, shorten
from models import Task
from texts import dates
from texts.message import Message, bold, italic, lines
from texts.tasks import number_rows, title
from texts.translator import Translator

SHOWN = 8
"""Tasks in the message; the others are in the list of tasks."""

NAME_WIDTH = 60


@dataclass(frozen=True)
class NewTasks:
    """Tasks that came to somebody at once: the first of them by deadline, and what the person is to each, by task id.

    `unit_id` is the person's own unit.
    """

    shown: Sequence[Task]
    parts: Mapping[int, Part]
    unit_id: int | None

    @property
    def owned(self) -> int:
        """Return how many the person is in charge of."""
        return sum(part is Part.OWNER for part in self.parts.values())

    @property
    def led(self) -> int:
        """Return how many are for the units that the person heads."""
        return len(self.parts) - self.owned

    def names_unit(self, task: Task) -> bool:
        """Tell whether a line has to say which unit leads: another than one's own, or when some are one's own tasks."""
        if self.parts[task.id] is Part.OWNER or task.confidential:
            return False
        return self.owned > 0 or task.lead_unit_id != self.unit_id


def several_assigned(t: Translator, new: NewTasks, agency: Agency, today: date) -> Message:
    """Return the notice of two or more new tasks: how many, the first by deadline, and buttons to open these."""
    more = len(new.parts) - len(new.shown)
    text = Markup("\n\n").join(
        [
            lines(*_title(t, new)),
            *(_item(t, task, place, new, agency, today) for place, task in enumerate(new.shown, 1)),
            lines(
                t.plural("… and {count} more: /tasks", "… and {count} more: /tasks", more) if more else None,
                italic(t("Press a number to open the task.")),
            ),
        ]
    )
    return Message(text, number_rows(new.shown), about=tuple(task.id for task in new.shown))


def _title(t: Translator, new: NewTasks) -> list[Markup]:
    count = len(new.parts)
    if not new.owned:
        return [
            bold(
                t.plural(
                    "📌 Your unit has {count} new task to lead", "📌 Your unit has {count} new tasks to lead", count
                )
            )
        ]
    own = bold(t.plural("📌 You have {count} new task", "📌 You have {count} new tasks", count))
    if not new.led:
        return [own]
    return [own, t("in your charge: {owned} · for your unit to lead: {led}", owned=new.owned, led=new.led)]


def _item(t: Translator, task: Task, place: int, new: NewTasks, agency: Agency, today: date) -> Markup:
    late = task.deadline_on is not None and task.deadline_on < today
    due = dates.deadline(t, task.deadline_on, today, agency.calendar)
    unit = t("Lead: {unit}", unit=shorten(one_line(task.lead_unit.name), NAME_WIDTH)) if new.names_unit(task) else None
    return lines(
        Markup("{}. {}").format(place, title(t, task)), Markup("{} {}").format("🔴" if late else "🗓", due), unit
    )
