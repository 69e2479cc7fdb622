"""Giving tasks: in one line, or step by step with buttons; an unfinished one waits as a row."""

from datetime import date, timedelta

from actions import tasks
from actions.dialogues import close_dialogue, current_dialogue, open_dialogue
from domain.errors import RefusalError
from domain.tasks import check_content
from domain.words import fold, one_line
from handlers.answer import Say
from handlers.assignment_draft import Draft, Part, PartKind, Step, read_part, says_no_deadline, split_line
from handlers.assignment_names import (
    check_may_give,
    person_in_charge,
    report_to,
    unit_to_give_to,
    units_listed,
    units_to_give_to,
)
from handlers.reading import DateReading, read_date
from handlers.reports import MAX_NUMBER
from handlers.request import Request
from handlers.stopping import is_stop
from models import Person, Unit
from models.people import people_of_unit
from texts import assignments as texts
from texts.message import Message

_YES = frozenset({"giao", "ok", "oke", "dong y", "co", "duoc", "yes", "xac nhan"})
_NO = frozenset({"khong", "ko", "khong giao", "chua", "no"})
_HEAD_DECIDES = frozenset({"truong don vi", "don vi", "chua", "khong", "chua ro", "head decides", "nobody", "none"})


async def assign(request: Request) -> Say:
    """Give a task by "/assign VPC; content; 30/6; phối hợp TCCB; phụ trách …"; ask for what is missing or unclear."""
    if not request.rest:
        return await _ask(request, await _begin(request))
    unit, content, parts = split_line(request.rest, now=request.now, calendar=request.agency.calendar)
    draft = Draft(content=check_content(content) if content else "")
    if unit:
        draft.unit_id = (await unit_to_give_to(request, unit)).id
    reading = None
    for part in sorted(parts, key=lambda part: part.kind is PartKind.DEADLINE):
        reading = await _take_part(request, draft, part) or reading
    if draft.next_step in (Step.OWNER, Step.CONFIRM) and reading is None:
        return await _give(request, draft)
    return await _ask(request, draft, reading=reading)


async def hear_step(request: Request) -> Say:
    """Take a text as the answer to what was asked last."""
    draft = await _draft(request)
    text = request.text
    if is_stop(text) or (draft.asking is Step.CONFIRM and fold(text).strip(" .!") in _NO):
        return await _stop(request)
    match draft.asking:
        case Step.UNIT:
            _set_unit(draft, await unit_to_give_to(request, text))
        case Step.CONTENT:
            draft.content = check_content(text)
        case Step.DEADLINE:
            return await _hear_deadline(request, draft, text)
        case Step.OWNER:
            await _set_owner(request, draft, text)
        case Step.CONFIRM if fold(text).strip(" .!") in _YES:
            return await _give(request, draft)
        case Step.CONFIRM:
            part = read_part(text, now=request.now, calendar=request.agency.calendar)
            return await _ask(request, draft, reading=await _take_part(request, draft, part))
    return await _ask(request, draft)


async def press_assign(request: Request) -> Say:
    """Take a button as the answer: fields are "unit:5", "due:2017-06-30", "owner:7", "edit:content", "go", "cancel"."""
    what, value = (*request.fields, "", "")[:2]
    if what == "cancel":
        return await _stop(request, edit=True)
    draft = await _draft(request)
    match what:
        case "unit":
            _set_unit(draft, check_may_give(request, await request.db.get(Unit, _id(value))))
        case "due":
            return await _press_deadline(request, draft, value)
        case "owner":
            draft.owner_id, draft.has_owner = None, True
            if value != "head":
                draft.owner_id = (await _one_of_unit(request, draft, _id(value))).id
        case "units" | "owners":
            draft.asking = Step.UNIT if what == "units" else Step.OWNER
            return await _ask(request, draft, step=draft.asking, page=_id(value), edit=True)
        case "edit":
            return await _edit(request, draft, value)
        case "go" if draft.next_step is Step.CONFIRM:
            return await _give(request, draft, edit=True)
        case _:
            raise RefusalError("old_button")
    return await _ask(request, draft, edit=True)


async def _begin(request: Request) -> Draft:
    """Return an empty draft; whoever can give to one unit only is not asked which."""
    units = await units_to_give_to(request)
    return Draft(unit_id=units[0].id if len(units) == 1 else None)


async def _take_part(request: Request, draft: Draft, part: Part) -> DateReading | None:
    """Put one part of the line into the draft; return the reading of a deadline that has to be asked."""
    match part.kind:
        case PartKind.COORDINATING:
            draft.coordinating_ids = [unit.id for unit in await units_listed(request, part.words)]
        case PartKind.OWNER:
            await _set_owner(request, draft, part.words)
        case PartKind.PRODUCT:
            draft.product = one_line(part.words)
        case PartKind.REPORT_TO:
            whom = await report_to(request, part.words)
            draft.report_to_id = whom.id if isinstance(whom, Unit) else None
            draft.report_to_name = whom if isinstance(whom, str) else ""
        case PartKind.DEADLINE:
            return _set_deadline(request, draft, part.reading)
    return None


def _set_deadline(request: Request, draft: Draft, reading: DateReading | None) -> DateReading | None:
    """Put a deadline (None: without one) into the draft, or return the reading when it has to be asked."""
    if reading is not None and (reading.on is None or reading.recurring or reading.on < request.today):
        return reading
    draft.deadline_on, draft.has_deadline = (reading.on if reading else None), True
    return None


def _set_unit(draft: Draft, unit: Unit) -> None:
    if draft.unit_id not in (None, unit.id):
        draft.owner_id, draft.has_owner = None, False
    draft.unit_id = unit.id


async def _set_owner(request: Request, draft: Draft, words: str) -> None:
    draft.owner_id, draft.has_owner = None, True
    if fold(words).strip(" .!") not in _HEAD_DECIDES:
        draft.owner_id = (await person_in_charge(request, words, await _unit(request, draft.unit_id))).id


async def _hear_deadline(request: Request, draft: Draft, text: str) -> Say:
    reading = None
    if not says_no_deadline(text):
        reading = read_date(text, now=request.now, calendar=request.agency.calendar)
    return await _ask(request, draft, reading=_set_deadline(request, draft, reading))


async def _press_deadline(request: Request, draft: Draft, value: str) -> Say:
    try:
        reading = None if value == "none" else DateReading(on=date.fromisoformat(value))
    except ValueError:
        raise RefusalError("old_button") from None
    return await _ask(request, draft, reading=_set_deadline(request, draft, reading), edit=True)


async def _edit(request: Request, draft: Draft, value: str) -> Say:
    """Ask which field to change, or ask for that field again."""
    if value not in (Step.UNIT, Step.CONTENT, Step.DEADLINE, Step.OWNER):
        return Say(
            texts.what_to_change(request.t, await _proposal(request, draft), request.agency, request.today), True
        )
    return await _ask(request, draft, step=Step(value), edit=True)


async def _one_of_unit(request: Request, draft: Draft, person_id: int) -> Person:
    people = (await request.db.scalars(people_of_unit(draft.unit_id or 0))).unique()
    found = next((person for person in people if person.id == person_id), None)
    if found is None:
        raise RefusalError("old_button")
    return found


async def _ask(
    request: Request,
    draft: Draft,
    *,
    step: Step | None = None,
    reading: DateReading | None = None,
    page: int = 1,
    edit: bool = False,
) -> Say:
    """Ask for the next thing and keep the draft; `reading` is a deadline that could not be taken."""
    draft.asking = step or (Step.DEADLINE if reading else draft.next_step)
    await open_dialogue(
        request.db,
        chat_id=request.chat_id,
        person_id=request.person.id,
        kind="assign",
        data=draft.to_json(),
        at=request.now,
    )
    return Say(await _question(request, draft, reading, page), edit=edit)


async def _question(request: Request, draft: Draft, reading: DateReading | None, page: int) -> Message:
    proposal = await _proposal(request, draft)
    t, agency, today = request.t, request.agency, request.today
    match draft.asking:
        case Step.UNIT:
            return texts.ask_unit(t, proposal, await units_to_give_to(request), page, agency, today)
        case Step.CONTENT:
            return texts.ask_content(t, proposal, agency, today)
        case Step.DEADLINE:
            problem = texts.deadline_problem(t, _why(reading, today), reading.phrase or "") if reading else None
            return texts.ask_deadline(t, proposal, _days_offered(request), problem, agency, today)
        case Step.OWNER:
            people = (await request.db.scalars(people_of_unit(draft.unit_id or 0))).unique().all()
            return texts.ask_owner(t, proposal, people, page, agency, today)
    return texts.ask_to_confirm(t, proposal, agency, today)


def _why(reading: DateReading, today: date) -> str:
    if reading.recurring:
        return "recurring"
    return "past" if reading.on is not None and reading.on < today else reading.reason or "none"


def _days_offered(request: Request) -> list[date]:
    """Return this Friday, the next one and the last working day of the month, without what is today or gone."""
    today, calendar = request.today, request.agency.calendar
    friday = today + timedelta(days=4 - today.weekday())
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    month_end = calendar.last_working_day_to(next_month - timedelta(days=1))
    return sorted({day for day in (friday, friday + timedelta(days=7), month_end) if day > today})


async def _proposal(request: Request, draft: Draft) -> texts.Proposal:
    coordinating = [await _unit(request, key) for key in draft.coordinating_ids]
    reporting = await _unit(request, draft.report_to_id)
    return texts.Proposal(
        unit=await _unit(request, draft.unit_id),
        content=draft.content,
        deadline_on=draft.deadline_on,
        has_deadline=draft.has_deadline,
        owner=await request.db.get(Person, draft.owner_id) if draft.owner_id is not None else None,
        has_owner=draft.has_owner,
        coordinating=tuple(each for each in coordinating if each is not None),
        report_to=reporting.name if reporting else draft.report_to_name,
        product=draft.product,
    )


async def _give(request: Request, draft: Draft, *, edit: bool = False) -> Say:
    """Give the task: access is asked once more, for roles may have changed since the dialogue began."""
    known = await _proposal(request, draft)
    task = await tasks.give(
        request.db,
        content=draft.content,
        lead_unit=check_may_give(request, known.unit),
        by=request.person,
        at=request.now,
        owner=known.owner,
        coordinating=known.coordinating,
        deadline_on=draft.deadline_on,
        product=draft.product,
        report_to=await _unit(request, draft.report_to_id),
        report_to_name=draft.report_to_name,
    )
    await close_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id)
    told = [await request.db.get_one(Person, key) for key in await tasks.parts(request.db, task)]
    others = [person for person in told if person.id != request.person.id]
    return Say(texts.given(request.t, task, others, request.agency, request.today), edit=edit)


async def _draft(request: Request) -> Draft:
    dialogue = await current_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id, at=request.now)
    if dialogue is None or dialogue.kind != "assign":
        raise RefusalError("assign_forgotten")
    return Draft.from_json(dialogue.data)


async def _stop(request: Request, *, edit: bool = False) -> Say:
    dialogue = await current_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id, at=request.now)
    if dialogue is not None and dialogue.kind == "assign":
        await close_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id)
    return Say(texts.stopped(request.t), edit=edit)


async def _unit(request: Request, key: int | None) -> Unit | None:
    return await request.db.get(Unit, key) if key is not None else None


def _id(digits: str) -> int:
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 10 or int(digits) > MAX_NUMBER:
        raise RefusalError("old_button")
    return int(digits)
