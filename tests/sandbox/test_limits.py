"""Telegram's limits for messages."""

from dataclasses import dataclass

import pytest
import telegram
from telegram.error import RetryAfter

from bot.sandbox import ApiError, Limits, World
from tests.sandbox.cast import BINH, GROUP, HANH


@dataclass
class Seconds:
    now: float = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def refused_for(limits: Limits, chat_id: int) -> int:
    """Return the seconds to wait, 0 when the message was allowed."""
    try:
        limits.take(chat_id)
    except ApiError as flood:
        return flood.parameters["retry_after"]
    return 0


def test_one_a_second_in_a_chat() -> None:
    """Three at once pass, then one a second; another chat is not held up."""
    seconds = Seconds()
    limits = Limits(seconds=seconds)
    assert [refused_for(limits, HANH) for _ in range(4)] == [0, 0, 0, 1]
    assert refused_for(limits, BINH) == 0
    seconds.now += 1
    assert [refused_for(limits, HANH) for _ in range(2)] == [0, 1]
    seconds.now += 60
    assert [refused_for(limits, HANH) for _ in range(4)] == [0, 0, 0, 1]


def test_thirty_a_second_in_all() -> None:
    """The thirty-first message within a second has to wait, whichever chat it is for."""
    seconds = Seconds()
    limits = Limits(seconds=seconds)
    assert [refused_for(limits, chat) for chat in range(1, 32)] == [0] * 30 + [1]
    seconds.now += 1
    assert refused_for(limits, 31) == 0


def test_twenty_a_minute_in_a_group() -> None:
    """The twenty-first message to a group within a minute waits until the first is a minute old."""
    seconds = Seconds()
    limits = Limits(seconds=seconds)
    for _ in range(20):
        assert refused_for(limits, GROUP) == 0
        seconds.now += 2
    assert refused_for(limits, GROUP) == 20
    seconds.now += 20
    assert refused_for(limits, GROUP) == 0


async def test_limits_of_the_server(bot: telegram.Bot, world: World) -> None:
    """Limits are off unless given; edits count, answers to buttons and other methods do not."""
    for _ in range(10):
        sent = await bot.send_message(HANH, "x")
    world.limits = Limits(seconds=Seconds())
    await bot.send_message(HANH, "x")
    await bot.edit_message_text("y", HANH, sent.message_id)
    await bot.send_message(HANH, "x")
    await bot.send_chat_action(HANH, "typing")
    await bot.delete_message(HANH, sent.message_id)
    with pytest.raises(RetryAfter):
        await bot.edit_message_text("z", HANH, sent.message_id - 1)
    assert world.calls[-1].outcome == "429 Too Many Requests: retry after 1"
