"""THE list of what people can say: commands, buttons and the dialogues that wait for a text.

Command menus, /help, the documentation and the permission tests come from here.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from domain.people import EVERYONE, Role
from handlers import assignments, people, progress, replies, status, summaries, tasks
from handlers.answer import Say
from handlers.request import Handler, Request
from texts import people as people_texts

READERS = frozenset({Role.LEADER, Role.SECRETARIAT, Role.UNIT_HEAD})
DOERS = frozenset({Role.SECRETARIAT, Role.UNIT_HEAD, Role.OFFICIAL})
INVITERS = frozenset({Role.SECRETARIAT, Role.UNIT_HEAD, Role.ADMINISTRATOR})
WITH_TASKS = EVERYONE - {Role.ADMINISTRATOR}


@dataclass(frozen=True)
class Command:
    """One command: English name, Vietnamese alias, who may use it, the function, its line in /help (a message id)."""

    name: str
    alias: str | None
    roles: AbstractSet[Role]
    handler: Handler
    help: str


@dataclass(frozen=True)
class ButtonAction:
    """What a button does: the first field of its data, who may press it, the function."""

    name: str
    roles: AbstractSet[Role]
    handler: Handler


async def show_help(request: Request) -> Say:
    """List the commands of this table that the person may use; it stands here because it is about the table itself."""
    roles = request.person.roles
    return Say(people_texts.show_help(request.t, commands_for(roles), doer=bool(roles & DOERS)))


COMMANDS = (
    Command("start", None, EVERYONE, people.greet, "Begin, or tie this account with a code"),
    Command("help", "trogiup", EVERYONE, show_help, "What I can do for you"),
    Command("tasks", "viec", WITH_TASKS, tasks.list_tasks, "Tasks that are yours to do"),
    Command("task", "nhiemvu", WITH_TASKS, tasks.show_task, "One task: /task 12"),
    Command("progress", "tiendo", DOERS, progress.log_progress, "Log progress: /progress 12 70% note"),
    Command("done", "xong", DOERS, progress.log_done, "Report a task done: /done 12"),
    Command("blocked", "vuong", DOERS, progress.log_blocked, "Say what hinders a task: /blocked 12 reason"),
    Command("undo", "hoantac", DOERS, progress.undo_last, "Take back what you logged last"),
    Command("status", "tinhhinh", READERS, status.show_status, "The picture of a unit: /status VPC"),
    Command("assign", "giao", READERS, assignments.assign, "Give a task: /assign VPC; content; 30/6"),
    Command("digest", "bantin", READERS, summaries.show_digest, "The weekly summary as of now"),
    Command("invite", "moi", INVITERS, people.invite, "Invite somebody: /invite CODE"),
    Command("language", "ngonngu", EVERYONE, people.choose_language, "Tiếng Việt or English"),
)

BUTTONS = (
    ButtonAction("tasks", WITH_TASKS, tasks.press_page),
    ButtonAction("task", WITH_TASKS, tasks.press_task),
    ButtonAction("done", DOERS, progress.press_done),
    ButtonAction("percent", DOERS, progress.press_percent),
    ButtonAction("blocked", DOERS, progress.press_blocked),
    ButtonAction("undo", DOERS, progress.press_undo),
    ButtonAction("reply", DOERS, replies.press_choice),
    ButtonAction("status", READERS, status.press_status),
    ButtonAction("assign", READERS, assignments.press_assign),
    ButtonAction("invite", INVITERS, people.press_invite),
    ButtonAction("language", EVERYONE, people.press_language),
)

DIALOGUES: dict[str, Handler] = {
    "assign": assignments.hear_step,
    "blocked": progress.hear_reason,
}
"""What a text means while a dialogue of this kind is open; any other text goes to `replies.hear`."""

hear = replies.hear


def commands_for(roles: AbstractSet[Role]) -> list[Command]:
    """Return the commands that somebody with these roles may use, in the order of the table."""
    return [command for command in COMMANDS if command.roles & roles]


def command_named(word: str) -> Command | None:
    """Return the command with this name or alias, without the slash, whatever its case."""
    word = word.lower()
    return next((each for each in COMMANDS if word in (each.name, each.alias)), None)


def button_named(name: str) -> ButtonAction | None:
    """Return the action of buttons whose data begins with this name."""
    return next((each for each in BUTTONS if each.name == name), None)
