"""Which task is meant when no number is said: the one replied to, the only one, or one to choose."""

from actions.dialogues import open_dialogue
from domain.errors import NotAllowedError
from domain.people import may_see
from handlers import access
from handlers.answer import Say
from handlers.request import Request
from models import Task
from models.tasks import tasks_to_do, tasks_with_ids
from texts import replies as texts

MOST_OPEN = 50


async def candidates(request: Request) -> list[Task]:
    """Return the tasks that words without a number can be about: those of the message replied to, else all to do.

    Raises:
        NotAllowedError: the message replied to is about tasks of which none is theirs to update.
    """
    ids = request.replied.task_ids if request.replied else ()
    if ids:
        return await access.tasks_to_update(request, ids) or await _refuse(request, ids)
    found = (await request.db.scalars(tasks_to_do(request.viewer).limit(MOST_OPEN))).unique().all()
    return sorted(found, key=lambda task: task.owner_id != request.person.id)


async def ask_which(request: Request, tasks: list[Task], text: str) -> Say:
    """Ask which task a text is about and keep the text until a button is pressed."""
    await open_dialogue(
        request.db,
        chat_id=request.chat_id,
        person_id=request.person.id,
        kind="reply",
        data={"text": text},
        at=request.now,
    )
    return Say(texts.which_task(request.t, tasks, text, "reply:pick"))


async def _refuse(request: Request, ids: tuple[int, ...]) -> list[Task]:
    """Answer a reply as a command with the same number would be answered."""
    tasks = list((await request.db.scalars(tasks_with_ids(ids))).unique())
    visible = [task for task in tasks if may_see(request.viewer, task.parties)]
    if visible:
        raise NotAllowedError("not_yours_to_update", number=visible[0].number)
    raise NotAllowedError("no_such_task", number=tasks[0].number if tasks else "?")
