"""What is said about people: welcome, help, invitations, language, and who cannot be reached."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from markupsafe import Markup

from domain.people import Role
from models import Person
from texts import dates
from texts.message import Button, Message, Rows, lines
from texts.translator import Translator

PEOPLE_A_PAGE = 10
MOST_CODES = 8


class HelpLine(Protocol):
    """What /help needs of a command: its English name, its Vietnamese one, and what it does (a message id)."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def alias(self) -> str | None: ...  # noqa: D102
    @property
    def help(self) -> str: ...  # noqa: D102


def stranger(t: Translator) -> Message:
    """Say the one thing that somebody unknown hears: nothing of the agency, its people or its work."""
    return Message(
        t("Hello. I work only with people who were invited. If you have an invitation code, please send: /start CODE")
    )


def code_not_accepted(t: Translator) -> Message:
    """Say that a code does not work, and not why."""
    return Message(t("This code is not accepted. Please ask the person who gave it to you for a new one."))


def code_not_needed(t: Translator, person: Person) -> Message:
    """Tell somebody known that a code does not work: mostly they pressed their own link a second time."""
    return Message(
        lines(
            t("You are connected already, as <b>{name}</b>; nothing has changed.", name=person.name),
            t("The code that you sent is not accepted. If you wanted to change the account, ask for a new one."),
        )
    )


def welcome(t: Translator, person: Person) -> Message:
    """Greet somebody of the agency: who they are to the assistant, and three things to try."""
    return Message(
        lines(
            t(
                "Hello <b>{name}</b>! I remember the agency's tasks, remind in time and note progress.",
                name=person.name,
            ),
            _who(t, person),
            "",
            t("Three things to try:"),
            *(Markup("• {}").format(line) for line in _three_things(t, person)),
        )
    )


def role_name(t: Translator, role: Role) -> Markup:
    """Return what a role is called."""
    match role:
        case Role.LEADER:
            return t("leader")
        case Role.SECRETARIAT:
            return t("secretariat")
        case Role.UNIT_HEAD:
            return t("unit head")
        case Role.OFFICIAL:
            return t("official")
        case Role.ADMINISTRATOR:
            return t("administrator")


def show_help(t: Translator, commands: Sequence[HelpLine], *, doer: bool) -> Message:
    """List the commands that somebody may use, one a line; doers also learn that they may simply answer."""
    answer = t("Or simply reply to a reminder: <b>done</b>, <b>70%</b>, <b>blocked: reason</b>.") if doer else None
    return Message(
        lines(
            t("<b>What I can do for you</b>"),
            *(Markup("/{} – {}").format(command_word(t, each), t.label(each.help)) for each in commands),
            *(("", answer) if answer else ()),
        )
    )


def command_word(t: Translator, command: HelpLine) -> str:
    """Return a command as a speaker of the language types it, without the slash."""
    return (command.alias if t.language == "vi" else None) or command.name


def invited(t: Translator, person: Person, code: str, link: str | None, until: datetime) -> Message:
    """Hand out an invitation: the link to pass on; the code stands alone on the last line, to be copied.

    `until` is in the agency's zone.
    """
    replaces = t("The account connected now will be replaced when the code is used.") if person.account else None
    return Message(
        lines(
            t("Invitation for <b>{name}</b>{unit}:", name=person.name, unit=_in_brackets(person)),
            t("Please pass this link on to them alone: {link}", link=link)
            if link
            else t("Please pass this code on to them alone; they send me: /start CODE"),
            t("It works once, until {moment}.", moment=dates.day_time(t, until)),
            replaces,
            Markup("<code>{}</code>").format(code),
        )
    )


def not_connected(t: Translator, people: Sequence[Person], page: int) -> Message:
    """List one page of those who are not connected yet; `page` counts from 0."""
    if not people:
        return Message(t("Everybody is connected already 👍 For a new code: /invite CODE"))
    last = (len(people) - 1) // PEOPLE_A_PAGE
    page = min(page, last)
    shown = people[page * PEOPLE_A_PAGE : (page + 1) * PEOPLE_A_PAGE]
    return Message(
        lines(
            t.plural(
                "<b>{count} person is not connected yet</b>", "<b>{count} people are not connected yet</b>", len(people)
            ),
            *(Markup("• <code>{}</code> {}{}").format(each.code, each.name, _in_brackets(each)) for each in shown),
            "",
            t("To invite one of them: /invite CODE, for example /invite {code}", code=shown[0].code),
        ),
        _page_buttons(page, last),
    )


def choose_language(t: Translator) -> Message:
    """Ask for the language."""
    buttons = (Button("Tiếng Việt", "language:vi"), Button("English", "language:en"))
    return Message(t("Which language shall I speak with you?"), (buttons,))


def language_chosen(t: Translator) -> Message:
    """Confirm in the language that was chosen."""
    return Message(t("I will speak English with you."))


def unreachable(t: Translator, person: Person, since: datetime) -> Message:
    """Tell a head that somebody of theirs gets no messages, and what to do; `since` is in the agency's zone."""
    return Message(
        lines(
            t("⚠️ My messages do not reach <b>{name}</b>{unit}.", name=person.name, unit=_in_brackets(person)),
            t("Since {moment}: they blocked me or deleted the chat.", moment=dates.day_time(t, since)),
            t("Please tell them in person what is urgent; to hear from me again, they open the chat and press Start."),
            t("For a new account: /invite {code}", code=person.code),
        )
    )


def _who(t: Translator, person: Person) -> Markup:
    roles = Markup(", ").join(role_name(t, role) for role in Role if role in person.roles)
    known = (person.unit.name if person.unit else "", person.position, roles)
    return Markup(" · ").join(part for part in known if part)


def _in_brackets(person: Person) -> Markup:
    return Markup(" ({})").format(person.unit.name) if person.unit else Markup("")


def _three_things(t: Translator, person: Person) -> tuple[Markup, Markup, Markup]:
    """Return what to try in somebody's foremost role."""
    match next((role for role in Role if role in person.roles), Role.OFFICIAL):
        case Role.LEADER:
            return (t("/status – the agency's picture"), t("/digest – the week"), t("/assign – give a task"))
        case Role.SECRETARIAT:
            return (
                t("/status – the agency's picture"),
                t("/assign – give a task"),
                t("/invite – who is not connected yet"),
            )
        case Role.UNIT_HEAD:
            return (
                t("/status – your unit's picture"),
                t("/tasks – your tasks"),
                t("/invite – who is not connected yet"),
            )
        case Role.OFFICIAL:
            reply = t("reply to a reminder: <b>done</b>, <b>70%</b>, <b>blocked: reason</b>")
            return (t("/tasks – your tasks"), reply, t("/help – all that I can do"))
        case Role.ADMINISTRATOR:
            return (
                t("/invite – who is not connected yet"),
                t("/language – Tiếng Việt or English"),
                t("/help – all that I can do"),
            )


def _page_buttons(page: int, last: int) -> Rows:
    back = (Button("◀", f"invite:{page - 1}"),) if page > 0 else ()
    on = (Button("▶", f"invite:{page + 1}"),) if page < last else ()
    return (back + on,) if back or on else ()


def _no_such_person(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t(
        "I find nobody called “{name}” whom you may invite. /invite shows who is not connected yet.", name=facts["name"]
    )


def _person_unclear(t: Translator, facts: Mapping[str, object]) -> Markup:
    codes = facts["codes"]
    shown = codes[:MOST_CODES] if isinstance(codes, list) else []
    return t(
        "Several people are called “{name}”. Please take the code: {codes}",
        name=facts["name"],
        codes=", ".join(map(str, shown)),
    )


REFUSALS: dict[str, Callable[[Translator, Mapping[str, object]], Markup]] = {
    "no_such_person": _no_such_person,
    "person_unclear": _person_unclear,
}
