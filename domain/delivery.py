"""What became of a message that was sent, and what follows from it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

GIVE_UP_AFTER = timedelta(days=3)
"""A message that Telegram could not take for this long has lost its use."""

BACKOFF = (2, 5, 15, 30, 60)
"""Seconds before the next attempt after the first, second … failure; the last one repeats."""


class DeliveryState(StrEnum):
    """States of an outbox row; `waiting` and `sending` are unsettled, the rest is final."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    UNREACHABLE = "unreachable"
    DROPPED = "dropped"
    FAILED = "failed"


UNSETTLED = (DeliveryState.WAITING, DeliveryState.SENDING)


@dataclass(frozen=True)
class Sent:
    """The channel took the message and gave it an id."""

    message_id: int | None


@dataclass(frozen=True)
class Later:
    """The channel did not take it: too many requests (`after` set), a server error, or no connection."""

    why: str
    after: timedelta | None = None


@dataclass(frozen=True)
class Unclear:
    """The request left and no answer came: it may have arrived."""

    why: str


@dataclass(frozen=True)
class Unreachable:
    """The person blocked the assistant, or the chat is gone."""

    why: str


@dataclass(frozen=True)
class Moved:
    """The group became a supergroup with another id."""

    chat_id: int


@dataclass(frozen=True)
class Refused:
    """The channel will never take this message."""

    why: str


Outcome = Sent | Later | Unclear | Unreachable | Moved | Refused


@dataclass(frozen=True)
class Settlement:
    """What to write into the outbox row after an attempt."""

    state: DeliveryState
    next_attempt_at: datetime
    error: str | None = None


def settle(
    outcome: Outcome, *, attempts: int, created_at: datetime, now: datetime, may_repeat: bool, unclear_before: bool
) -> Settlement:
    """Decide the next state; `attempts` counts this one.

    An unclear send is repeated once where a double does no harm (`may_repeat`); else it stays `uncertain` for people
    to see, and is never called sent.
    """
    match outcome:
        case Sent():
            return Settlement(DeliveryState.SENT, now)
        case Unclear(why):
            again = may_repeat and not unclear_before
            state = DeliveryState.WAITING if again else DeliveryState.UNCERTAIN
            return Settlement(state, now + timedelta(seconds=2), why)
        case Later(why, after):
            if now - created_at > GIVE_UP_AFTER:
                return Settlement(DeliveryState.FAILED, now, why)
            pause = after or timedelta(seconds=BACKOFF[min(attempts, len(BACKOFF)) - 1])
            return Settlement(DeliveryState.WAITING, now + pause, why)
        case Moved():
            return Settlement(DeliveryState.WAITING, now)
        case Unreachable(why):
            return Settlement(DeliveryState.UNREACHABLE, now, why)
        case Refused(why):
            return Settlement(DeliveryState.FAILED, now, why)
