"""Tasks to read: the list of what is to be done, and the card of one task."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Select

from domain.errors import RefusalError
from domain.people import may_update
from handlers import access
from handlers.answer import Say
from handlers.reports import leading_number, task_number
from handlers.request import Request
from models import Task
from models.progress import journal_of
from models.tasks import count_of, open_tasks, tasks_to_do
from texts import task_cards
from texts import tasks as texts
from texts.message import Message

JOURNAL_LINES = 3


async def list_tasks(request: Request) -> Say:
    """List what is the person's to do; for those who oversee the agency, everything that is open, overdue first."""
    return Say(await _page(request, 1))


async def press_page(request: Request) -> Say:
    """Show another page in place of this one: "tasks:2"."""
    code = (request.fields or [""])[0]
    if not (code.isascii() and code.isdecimal()):
        raise RefusalError("old_button")
    return Say(await _page(request, int(code[:6])), edit=True)


async def show_task(request: Request) -> Say:
    """Show the card of "/task 12"; without a number say how to ask, or show the task of the message replied to."""
    digits, _ = leading_number(request.rest)
    if digits is not None:
        return await open_card(request, task_number(digits))
    about = await access.tasks_to_update(request, request.replied.task_ids) if request.replied else []
    if len(about) == 1 and not request.rest:
        return await open_card(request, about[0].number)
    return Say(task_cards.how_to_open(request.t))


async def press_task(request: Request) -> Sequence[Say]:
    """Show the card ("task:12") or the whole content ("task:12:full") of a task."""
    number, part = (*request.fields, "", "")[:2]
    if part != "full":
        return [await open_card(request, task_number(number))]
    task = await access.task_to_see(request, task_number(number))
    if task.confidential:
        return [await _card(request, task)]
    return [Say(message) for message in task_cards.full_text(request.t, task)]


async def open_card(request: Request, number: int) -> Say:
    """Show the card of a task that the person may see."""
    return await _card(request, await access.task_to_see(request, number))


async def _card(request: Request, task: Task) -> Say:
    journal = (await request.db.scalars(journal_of(task.id).limit(JOURNAL_LINES))).unique().all()
    may = may_update(request.viewer, task.parties)
    return Say(task_cards.card(request.t, task, journal, request.agency, request.today, may_update=may))


async def _page(request: Request, number: int) -> Message:
    of_agency = request.viewer.oversees_all
    wanted: Select[Task] = open_tasks() if of_agency else tasks_to_do(request.viewer)
    count = await request.db.scalar(count_of(wanted)) or 0
    page = texts.Page((), number, count, of_agency)
    page = replace(page, number=min(max(number, 1), page.pages))
    shown = await request.db.scalars(wanted.limit(texts.PAGE).offset((page.number - 1) * texts.PAGE))
    page = replace(page, tasks=shown.unique().all())
    return texts.task_list(request.t, page, request.agency, request.today)
