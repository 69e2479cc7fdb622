"""Logging progress by command and button: how far, done, what hinders; and taking it back."""

from dataclasses import replace
from datetime import timedelta

from actions import progress
from actions.dialogues import close_dialogue, current_dialogue, open_dialogue
from domain.errors import RefusalError
from domain.people import may_see
from domain.progress import UNDO_WITHIN, EntryKind, Report, may_undo
from handlers import access
from handlers.answer import Say
from handlers.choosing import ask_which, candidates
from handlers.reading import Intent, read_reply
from handlers.reports import (
    FOR_OTHERS_TO_DECIDE,
    MAX_NUMBER,
    REPORTING,
    checked_percent,
    hindrance,
    leading_number,
    leading_numbers,
    percent_in_front,
    percent_report,
    report_of,
    task_number,
)
from handlers.request import Request
from handlers.stopping import is_stop
from models import ProgressEntry, Task
from texts import progress as texts
from texts.replies import which_task

SECOND_PRESS = timedelta(seconds=30)
"""A slow network makes people press a button again."""


async def log_progress(request: Request) -> Say:
    """Log "/progress 12 70% note"; without a percentage ask for one, without a number ask which task."""
    digits, rest = _number_and_words(request)
    if digits is not None:
        return await _progress_of(request, await access.task_to_update(request, task_number(digits)), rest)
    percent_in_front(rest)
    return await _without_number(request, rest, "percent") or await _progress_of(request, await _only(request), rest)


async def log_done(request: Request) -> Say:
    """Log "/done 12", "/done 12 15" or "/done 12 note"."""
    numbers, note = leading_numbers(request.rest)
    if not numbers:
        return await _without_number(request, "", "done") or await _done(request, await _only(request), note)
    tasks = [await access.task_to_update(request, task_number(digits)) for digits in dict.fromkeys(numbers)]
    if len(tasks) == 1:
        return await _done(request, tasks[0], note)
    entries = [await record(request, task, Report(EntryKind.DONE, note=note)) for task in tasks]
    return Say(texts.logged_several(request.t, entries))


async def log_blocked(request: Request) -> Say:
    """Log "/blocked 12 reason"; without a reason ask for it."""
    digits, reason = leading_number(request.rest)
    if digits is None:
        asked = await _without_number(request, reason and f"vướng: {reason}", "blocked")
        return asked or await _blocked(request, await _only(request), reason)
    return await _blocked(request, await access.task_to_update(request, task_number(digits)), reason)


async def undo_last(request: Request) -> Say:
    """Take back what the person logged last."""
    entry = await progress.last_undoable(request.db, request.person.id, request.now)
    if entry is None or not may_see(request.viewer, entry.task.parties):
        raise RefusalError("undo_nothing")
    return await _undo(request, entry)


async def press_done(request: Request) -> Say:
    """Log a task as done: "done:12"."""
    return await _done(request, await _pressed_task(request), "")


async def press_percent(request: Request) -> Say:
    """Ask how far a task is ("percent:12"), or log what was chosen ("percent:12:70")."""
    task = await _pressed_task(request)
    if len(request.fields) < 2:
        return await _progress_of(request, task, "")
    percent = checked_percent(request.fields[1])
    said_already = await _pressed_twice(request, task, percent)
    if said_already is not None:
        return Say(texts.logged(request.t, said_already, request.agency, request.today), edit=True)
    return replace(await log_one(request, task, Report(EntryKind.PERCENT, percent=percent)), edit=True)


async def press_blocked(request: Request) -> Say:
    """Ask what hinders a task: "blocked:12"."""
    return await _blocked(request, await _pressed_task(request), "")


async def press_undo(request: Request) -> Say:
    """Take one report back: "undo:345" with the id of the entry."""
    code = (request.fields or [""])[0]
    known = code.isascii() and code.isdecimal() and len(code) <= 10 and int(code) <= MAX_NUMBER
    entry = await request.db.get(ProgressEntry, int(code)) if known else None
    if entry is None or not may_see(request.viewer, entry.task.parties):
        raise RefusalError("undo_nothing")
    return await _undo(request, entry)


async def hear_reason(request: Request) -> Say:
    """Take the text as what hinders the task that was asked about; "xong" or "70%" instead is logged as that."""
    dialogue = await current_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id, at=request.now)
    if dialogue is None or dialogue.kind != "blocked":
        raise RefusalError("reply_forgotten")
    number = int(dialogue.data["number"])
    await close_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id)
    if is_stop(request.text):
        return Say(texts.dropped(request.t))
    task = await access.task_to_update(request, number)
    reading = read_reply(request.text, now=request.now, calendar=request.agency.calendar)
    if reading.intent in (Intent.DONE, Intent.PROGRESS_PERCENT):
        return await log_one(request, task, report_of(reading))
    return await _blocked(request, task, request.text)


async def record(request: Request, task: Task, report: Report) -> ProgressEntry:
    """Write one report of the person into the journal."""
    return await progress.log(
        request.db,
        task,
        report,
        by=request.person,
        at=request.now,
        today=request.today,
        source=request.source,
    )


async def log_one(request: Request, task: Task, report: Report) -> Say:
    """Log one report and say back what was understood; of a closed task say what is true."""
    if not task.is_open:
        return await _closed(request, task)
    entry = await record(request, task, report)
    message = texts.logged(request.t, entry, request.agency, request.today)
    return Say(message, toast=texts.toast(request.t, entry))


async def ask_reason(request: Request, task: Task) -> Say:
    """Ask what hinders a task and wait for the answer."""
    await open_dialogue(
        request.db,
        chat_id=request.chat_id,
        person_id=request.person.id,
        kind="blocked",
        data={"number": task.number},
        at=request.now,
    )
    return Say(texts.ask_reason(request.t, task))


def _number_and_words(request: Request) -> tuple[str | None, str]:
    """Return number and words of /progress; "/progress 70" under a message about one task means 70 %."""
    digits, rest = leading_number(request.rest)
    about_one = request.replied is not None and len(request.replied.task_ids) == 1
    if about_one and digits and not rest and "#" not in request.rest and int(digits) <= 100:
        return None, request.rest
    return digits, rest


async def _without_number(request: Request, words: str, button: str) -> Say | None:
    """Ask which task is meant, or say that there is none; None when it can be only one."""
    tasks = await candidates(request)
    if not tasks:
        return Say(texts.how_to_log(request.t))
    if len(tasks) == 1:
        return None
    return await ask_which(request, tasks, words) if words else Say(which_task(request.t, tasks, "", button))


async def _only(request: Request) -> Task:
    return (await candidates(request))[0]


async def _pressed_twice(request: Request, task: Task, percent: int) -> ProgressEntry | None:
    """Return the entry that the same finger made a moment ago, for a second one would spoil the way back."""
    entry = await progress.newest(request.db, task)
    if entry is None or (entry.by_id, entry.kind, entry.percent) != (request.person.id, EntryKind.PERCENT, percent):
        return None
    return entry if request.now - entry.at <= SECOND_PRESS and not entry.note else None


async def _pressed_task(request: Request) -> Task:
    return await access.task_to_update(request, task_number((request.fields or [""])[0]))


async def _progress_of(request: Request, task: Task, words: str) -> Say:
    if not task.is_open:
        return await _closed(request, task)
    if not words:
        return Say(texts.which_percent(request.t, task))
    percent, note = percent_in_front(words)
    reading = read_reply(words, now=request.now, calendar=request.agency.calendar)
    if percent is not None:
        return await log_one(request, task, percent_report(percent, reading, note))
    if reading.intent in REPORTING | FOR_OTHERS_TO_DECIDE:
        return await log_one(request, task, report_of(reading))
    return await log_one(request, task, Report(EntryKind.NOTE, note=words))


async def _done(request: Request, task: Task, note: str) -> Say:
    return await log_one(request, task, Report(EntryKind.DONE, note=note))


async def _blocked(request: Request, task: Task, words: str) -> Say:
    if not task.is_open:
        return await _closed(request, task)
    reason = hindrance(words)
    if reason is None:
        return await ask_reason(request, task)
    reading = read_reply(words, now=request.now, calendar=request.agency.calendar)
    report = Report(EntryKind.BLOCKED, blocked_reason=reason, waiting_on=reading.waiting_on)
    return await log_one(request, task, report)


async def _closed(request: Request, task: Task) -> Say:
    """Say that a task is closed; who reported it done within the day gets the way back."""
    entry = await progress.newest(request.db, task)
    undoable = (
        entry is not None
        and entry.kind == EntryKind.DONE
        and may_undo(request.person.id, request.person.roles, entry.by_id)
        and request.now - entry.at <= UNDO_WITHIN
    )
    return Say(texts.closed(request.t, task, entry if undoable else None))


async def _undo(request: Request, entry: ProgressEntry) -> Say:
    taken_back = await progress.undo(request.db, entry.id, by=request.person, at=request.now)
    return Say(texts.undone(request.t, taken_back, request.agency, request.today))
