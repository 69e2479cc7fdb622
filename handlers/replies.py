"""Free words about tasks: which task, what was said, and what is done with it."""

import re
from dataclasses import replace

from actions.dialogues import close_dialogue, current_dialogue, open_dialogue
from actions.people import heads_of
from domain.errors import NotAllowedError, RefusalError
from domain.people import may_see, reports_progress
from domain.progress import EntryKind, Report
from domain.reminders import MOST_LISTED
from domain.tasks import MAX_NOTE
from handlers import access, progress
from handlers.answer import Answer, Say
from handlers.choosing import ask_which, candidates
from handlers.reading import Intent, ReplyReading, find_date, read_replies, read_reply
from handlers.reading.wishes import is_greeting, wants_tasks
from handlers.reports import (
    FOR_OTHERS_TO_DECIDE,
    MOST_AT_ONCE,
    REPORTING,
    bare_number,
    checked_percent,
    hindrance,
    only_number,
    parts_by_number,
    refuse_impossible_percent,
    report_of,
    task_number,
    wished_day,
)
from handlers.request import Request
from handlers.tasks import list_tasks, open_card
from models import Task
from models.tasks import task_by_number, tasks_with_ids
from texts import progress as progress_texts
from texts import replies as texts
from texts.progress import dropped, logged

_HASH_NUMBER = re.compile(r"#([0-9]+)")
CHATTING = frozenset({Intent.ACK, Intent.UNRELATED})


async def hear(request: Request) -> Answer:
    """Take a text without a command as what it says about the tasks that it names, replies to, or can only mean."""
    if len(request.text) > MAX_NOTE:
        raise RefusalError("note_too_long", length=len(request.text), limit=MAX_NOTE)
    if await _answers_what_hinders(request):
        return await progress.hear_reason(request)
    if (number := only_number(request.text)) is not None:
        return await open_card(request, number)
    readings = _read(request)
    _check_numbers(request.text, readings)
    aimed = [(reading, await _named(request, reading)) for reading in readings]
    if len(aimed) == 1 and not aimed[0][1]:
        return await _hear_unnamed(request, aimed[0][0])
    if len(aimed) == 1 and len(aimed[0][1]) == 1:
        return await _act(request, aimed[0][1][0], aimed[0][0])
    return await _hear_several(request, aimed)


async def press_choice(request: Request) -> Answer:
    """Log kept words on the task chosen ("reply:pick:12"), as what was chosen ("reply:as:12:done"), or drop them."""
    what, number, meaning = (*request.fields, "", "", "")[:3]
    if what == "drop":
        await _forget(request)
        return Say(dropped(request.t), edit=True)
    if what not in ("pick", "as"):
        raise RefusalError("old_button")
    task = await access.task_to_update(request, task_number(number))
    text = await _kept_text(request)
    if what == "pick":
        return await _pick(request, task, text)
    return await _mean(request, task, meaning, text)


async def _pick(request: Request, task: Task, text: str) -> Say:
    if not text:
        raise RefusalError("reply_forgotten")
    await _forget(request)
    reading = read_reply(text, now=request.now, calendar=request.agency.calendar)
    return replace(await _act(request, task, reading, text), edit=True)


async def _mean(request: Request, task: Task, meaning: str, text: str) -> Say:
    await _forget(request)
    if meaning == "done":
        report = Report(EntryKind.DONE, note=text)
    elif meaning in ("note", "blocked") and not text:
        raise RefusalError("reply_forgotten")
    elif meaning == "blocked":
        report = Report(EntryKind.BLOCKED, blocked_reason=hindrance(text) or text)
    elif meaning == "note":
        report = Report(EntryKind.NOTE, note=text)
    else:
        report = Report(EntryKind.PERCENT, percent=checked_percent(meaning))
    return replace(await progress.log_one(request, task, report), edit=True)


def _may_be_work(request: Request) -> bool:
    """Tell whether words have a number or a day in them: then they may be meant for a task, whatever they look like."""
    has_day = find_date(request.text, now=request.now, calendar=request.agency.calendar).on is not None
    return has_day or any(map(str.isdigit, request.text))


def _read(request: Request) -> tuple[ReplyReading, ...]:
    now, calendar = request.now, request.agency.calendar
    parts = parts_by_number(request.text)
    return tuple(reading for part in parts for reading in read_replies(part, now=now, calendar=calendar))


async def _answers_what_hinders(request: Request) -> bool:
    """Tell whether this replies to the question what hinders a task: then it is the reason, whatever it sounds like."""
    waiting = await current_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id, at=request.now)
    if waiting is None or waiting.kind != "blocked" or request.replied is None:
        return False
    about = (await request.db.scalars(tasks_with_ids(request.replied.task_ids))).unique()
    return [task.number for task in about] == [waiting.data["number"]]


def _check_numbers(text: str, readings: tuple[ReplyReading, ...]) -> None:
    """Refuse a "#…" that no task can have, before the words land on another task."""
    read = {number for reading in readings for number in reading.refs}
    for digits in _HASH_NUMBER.findall(text):
        if task_number(digits) not in read and len(digits) > 6:
            raise NotAllowedError("no_such_task", number=digits[:20])


async def _named(request: Request, reading: ReplyReading) -> list[Task]:
    """Return the tasks that a reading names by number or by place in the list replied to."""
    if reading.refs:
        return [await access.task_to_update(request, number) for number in reading.refs]
    return [await _at_place(request, place) for place in reading.items]


async def _at_place(request: Request, place: int) -> Task:
    """Return the task at a place of the list replied to, or with that number: "2: 70%", "12 xong".

    Raises:
        RefusalError: `no_such_item`, or `which_tasks` when it may be one as well as the other.
    """
    ids = request.replied.task_ids if request.replied else ()
    if not ids:
        if place <= min(MOST_LISTED, len(await candidates(request))):
            raise RefusalError("which_tasks")
        return await access.task_to_update(request, place)
    listed = {task.id: task for task in (await request.db.scalars(tasks_with_ids(ids))).unique()}
    by_number = next((task for task in listed.values() if task.number == place), None)
    by_place = listed.get(ids[place - 1]) if 1 <= place <= len(ids) else None
    if by_number and by_place and by_number is not by_place:
        raise RefusalError("which_tasks")
    found = by_number or by_place
    if found is None:
        raise RefusalError("no_such_item", count=len(ids), item=place)
    return await access.task_to_update(request, found.number)


async def _hear_unnamed(request: Request, reading: ReplyReading) -> Answer:
    if wants_tasks(request.text):
        return await list_tasks(request)
    if not reports_progress(request.viewer):
        return Say(texts.where_to_look(request.t))
    if is_greeting(request.text):
        return Say(texts.hint(request.t))
    if reading.intent in CHATTING and not _may_be_work(request):
        return await _chat(request, reading)
    tasks = await candidates(request)
    if len(tasks) == 1:
        return await _act(request, tasks[0], reading)
    if reading.intent is Intent.QUESTION:
        return Say(texts.ask_the_giver(request.t))
    if not tasks:
        return Say(texts.no_open_task(request.t))
    if reading.intent is Intent.AMBIGUOUS:
        refuse_impossible_percent(request.text)
    return await ask_which(request, tasks, request.text)


async def _hear_several(request: Request, aimed: list[tuple[ReplyReading, list[Task]]]) -> Say:
    """Log several reports of one message, all or none."""
    telling = [(reading, tasks) for reading, tasks in aimed if reading.intent not in CHATTING]
    if sum(len(tasks) for _, tasks in telling) > MOST_AT_ONCE:
        raise RefusalError("too_many_tasks", limit=MOST_AT_ONCE)
    entries = []
    for reading, tasks in telling:
        if not tasks:
            raise RefusalError("which_tasks")
        if reading.intent not in REPORTING | FOR_OTHERS_TO_DECIDE:
            refuse_impossible_percent(reading.note or "")
            raise RefusalError("part_unclear", text=reading.note or "", number=tasks[0].number)
        entries += [await progress.record(request, task, report_of(reading)) for task in tasks]
    if not entries:
        return Say(texts.thanks(request.t))
    return Say(progress_texts.logged_several(request.t, entries))


async def _act(request: Request, task: Task, reading: ReplyReading, text: str | None = None) -> Say:
    """Do what one reading says about one task."""
    if reading.intent in FOR_OTHERS_TO_DECIDE:
        return await _keep_for_others(request, task, reading)
    if reading.intent is Intent.BLOCKED_WITH_REASON and hindrance(reading.reason or "") is None and task.is_open:
        return await progress.ask_reason(request, task)
    if reading.intent in REPORTING:
        return await progress.log_one(request, task, report_of(reading))
    if reading.intent is Intent.QUESTION:
        heads = await heads_of(request.db, task.lead_unit_id)
        others = [head for head in heads if head.id != request.person.id]
        giver = task.given_by if task.given_by_id != request.person.id else None
        return Say(texts.who_to_ask(request.t, task, giver, others))
    if reading.intent is Intent.ACK and not reading.refs:
        return Say(texts.thanks(request.t))
    return await _ask_meaning(request, task, text or reading.note or request.text)


async def _keep_for_others(request: Request, task: Task, reading: ReplyReading) -> Say:
    """Keep a wish in the person's words and say that somebody else decides."""
    if not task.is_open:
        return await progress.log_one(request, task, report_of(reading))
    entry = await progress.record(request, task, report_of(reading))
    if reading.intent is Intent.REQUEST_EXTENSION_WITH_DATE:
        wished_on = wished_day(reading.due, task.deadline_on)
        more = texts.asked_for_date(request.t, task, wished_on, request.agency, request.today)
    elif reading.intent is Intent.HANDOVER_TO_PERSON:
        more = texts.handed_over(request.t, reading.person)
    else:
        more = texts.not_mine(request.t)
    return Say(logged(request.t, entry, request.agency, request.today, more))


async def _ask_meaning(request: Request, task: Task, text: str) -> Say:
    refuse_impossible_percent(text)
    await _keep(request, "reply", text)
    number = bare_number(text)
    percent = number if number is not None and number <= 100 else None
    other = await _other_task(request, number) if number is not None and number != task.number else None
    return Say(texts.which_meaning(request.t, task, text, percent, other))


async def _other_task(request: Request, number: int) -> Task | None:
    task = (await request.db.scalars(task_by_number(number))).unique().one_or_none()
    return task if task is not None and may_see(request.viewer, task.parties) else None


async def _chat(request: Request, reading: ReplyReading) -> Say | None:
    """Thank for a "yes" under a message about tasks; hint at what can be written, out of the blue only once."""
    about_tasks = request.replied is not None and bool(request.replied.task_ids)
    if reading.intent is Intent.ACK:
        return Say(texts.thanks(request.t)) if about_tasks else None
    return Say(texts.hint(request.t)) if about_tasks else await _hint(request)


async def _hint(request: Request) -> Say | None:
    waiting = await current_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id, at=request.now)
    if waiting is not None:
        return None
    await _keep(request, "hint", "")
    return Say(texts.hint(request.t))


async def _kept_text(request: Request) -> str:
    waiting = await current_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id, at=request.now)
    return str(waiting.data.get("text", "")) if waiting is not None and waiting.kind == "reply" else ""


async def _keep(request: Request, kind: str, text: str) -> None:
    await open_dialogue(
        request.db,
        chat_id=request.chat_id,
        person_id=request.person.id,
        kind=kind,
        data={"text": text},
        at=request.now,
    )


async def _forget(request: Request) -> None:
    """Drop the kept words; another dialogue that began since goes on."""
    waiting = await current_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id, at=request.now)
    if waiting is not None and waiting.kind == "reply":
        await close_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id)
