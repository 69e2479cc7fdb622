"""What is said about the conversation itself: unknown commands, what cannot be read, and own failures."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from texts.message import Message
from texts.translator import Translator


def something_failed(t: Translator) -> Message:
    """Own up to an error of ours: the person did nothing wrong, and nothing was recorded."""
    return Message(
        t("Sorry, something went wrong on my side and nothing was recorded. Please send it again in a few minutes.")
    )


def cannot_read(t: Translator) -> Message:
    """Say that only words are understood."""
    return Message(
        t("I can only read text for now. Please write it in a few words, for example: <b>done</b> or <b>70%</b>.")
    )


def edited_not_read(t: Translator) -> Message:
    """Say that a changed message changes nothing."""
    return Message(t("I do not read edited messages. Please send what you want to change as a new message."))


def only_in_private(t: Translator, bot_username: str | None) -> Message:
    """Ask to talk in the private chat, where nobody else reads along."""
    if bot_username is None:
        return Message(t("Please write to me in our private chat: here, others would read your tasks."))
    return Message(t("Please write to me in private, at @{bot}: here, others would read your tasks.", bot=bot_username))


def _command_not_yours(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("/{command} is not for your role. /help shows what you can use.", command=facts["command"])


def _no_such_command(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("I do not know /{command}. /help shows what you can use.", command=facts["command"])


def _old_button(t: Translator, facts: Mapping[str, object]) -> Markup:
    return t("This button no longer works. Please use /tasks to see what is true now.")


REFUSALS: dict[str, Callable[[Translator, Mapping[str, object]], Markup]] = {
    "command_not_yours": _command_not_yours,
    "no_such_command": _no_such_command,
    "old_button": _old_button,
}
