"""THE registry of refusals: every code that a `RefusalError` carries, and the sentence that says it."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from domain.errors import RefusalError
from texts import assignments, conversation, loading, people, progress, replies, status, tasks
from texts.message import Message
from texts.translator import Translator

_SUBJECTS = (
    assignments.REFUSALS,
    conversation.REFUSALS,
    loading.REFUSALS,
    people.REFUSALS,
    progress.REFUSALS,
    replies.REFUSALS,
    status.REFUSALS,
    tasks.REFUSALS,
)

REFUSALS: dict[str, Callable[[Translator, Mapping[str, object]], Markup]] = {
    code: sentence for subject in _SUBJECTS for code, sentence in subject.items()
}


def refusal(t: Translator, error: RefusalError) -> Markup:
    """Return the sentence for a refusal.

    Raises:
        KeyError: nobody wrote one; a test looks for every code in the source.
    """
    return REFUSALS[error.code](t, error.facts)


def refusal_message(t: Translator, error: RefusalError) -> Message:
    """Return the refusal as a message."""
    return Message(refusal(t, error))
