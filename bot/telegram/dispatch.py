"""From what was heard to the handler that the table names."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from actions.dialogues import close_dialogue, current_dialogue
from bot.telegram.hearing import Heard, Other
from domain.errors import NotAllowedError, RefusalError
from domain.people import Role
from handlers import table
from handlers.answer import Answer, Say
from handlers.request import Request
from texts.conversation import cannot_read, edited_not_read, only_in_private


def check_role(request: Request, roles: AbstractSet[Role], command: str) -> None:
    """Let only these roles pass.

    Raises:
        NotAllowedError: `command_not_yours`.
    """
    if not request.person.roles & roles:
        raise NotAllowedError("command_not_yours", command=command)


async def dispatch(request: Request, heard: Heard) -> Answer:
    """Call the handler for what was heard.

    Raises:
        RefusalError: from the handler, or because the command or button is unknown or not theirs.
    """
    if not heard.is_private:
        # Others read along in a group, perhaps outsiders: nothing of a task is said there.
        return Say(only_in_private(request.t, request.agency.bot_username))
    if heard.other is not None:
        return Say(edited_not_read(request.t) if heard.other is Other.EDITED else cannot_read(request.t))
    if heard.button is not None:
        return await _pressed(request, heard.button)
    if heard.command is not None:
        return await _commanded(request, heard.command)
    return await _said(request)


async def _pressed(request: Request, data: str) -> Answer:
    name, _, rest = data.partition(":")
    action = table.button_named(name)
    if action is None:
        raise RefusalError("old_button")
    check_role(request, action.roles, name)
    return await action.handler(replace(request, rest=rest))


async def _commanded(request: Request, word: str) -> Answer:
    command = table.command_named(word)
    if command is None:
        raise RefusalError("no_such_command", command=word)
    check_role(request, command.roles, word)
    # A command is a fresh start: what an unfinished dialogue waited for is not what comes next.
    await close_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id)
    return await command.handler(request)


async def _said(request: Request) -> Answer:
    dialogue = await current_dialogue(request.db, chat_id=request.chat_id, person_id=request.person.id, at=request.now)
    about_tasks = request.replied is not None and bool(request.replied.task_ids)
    if dialogue is not None and dialogue.kind in table.DIALOGUES and not about_tasks:
        return await table.DIALOGUES[dialogue.kind](request)
    return await table.hear(request)
