import asyncio
import selectors
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import RetryAfter, TimedOut

from bot.telegram import limits
from bot.telegram.limits import Limits, seconds_of

FAR = 1_000_000


class Leap(selectors.DefaultSelector):
    """Waits for nothing: the time that a loop would sleep passes at once, and every turn of the loop takes 0.1 µs."""

    now = 100.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Let the time pass instead of waiting."""
        self.now += (timeout or 0) + 1e-7
        return super().select(0)


class LeapLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.leap = Leap()
        super().__init__(self.leap)

    def time(self) -> float:
        """Return the leaping time in seconds."""
        return self.leap.now


def run(scene: Callable[[Callable[[], float]], Coroutine[Any, Any, None]]) -> None:
    """Run `scene`, whose argument tells the leaping time in seconds."""
    with asyncio.Runner(loop_factory=LeapLoop) as runner:
        loop = runner.get_loop()
        runner.run(scene(loop.time))


class Telegram:
    """What is behind the limits: notes when which chat was called and can answer with a 429."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self.limits = limits
        self.now = now
        self.calls: list[tuple[float, object]] = []
        self.flood: dict[object, float] = {}

    async def call(self, chat: object, endpoint: str = "sendMessage", **data: object) -> object:
        """Call `endpoint` through the limits, as the bot would."""

        async def answer(endpoint: str, data: dict[str, Any]) -> bool:
            self.calls.append((self.now(), chat))
            if chat in self.flood:
                raise RetryAfter(timedelta(seconds=self.flood[chat]))
            return True

        data = data if chat is None else {"chat_id": chat, **data}
        return await self.limits.process_request(answer, (endpoint, data), {}, endpoint, data, None)

    async def calls_at_once(self, *chats: object) -> list[float]:
        """Call all `chats` at the same time; return the seconds after now at which the calls went through."""
        start = self.now()
        await asyncio.gather(*(self.call(chat) for chat in chats))
        return [round(at - start, 3) for at, _ in self.calls]


def most_in_any(window: float, times: list[float]) -> int:
    """Count the calls in the fullest `window` of seconds."""
    times = sorted(times)
    return max(sum(start <= at < start + window for at in times) for start in times)


def test_private_chat_gets_an_answer_at_once_and_one_message_a_second() -> None:
    """Three messages to a person go at once; no 10 s carry more than 10."""

    async def scene(now: Callable[[], float]) -> None:
        times = await Telegram(Limits(in_all=None), now).calls_at_once(*[7] * 40)
        assert times[:3] == [0, 0, 0]
        assert times[3] > 0
        assert most_in_any(10, times) <= 10
        assert max(times) < 60

    run(scene)


def test_group_gets_twenty_a_minute() -> None:
    """Five messages to a group go at once; no minute carries more than 20. A channel's name counts as a group."""

    async def scene(now: Callable[[], float]) -> None:
        for group in (-1001234567890, "-5", "@kenh_cong_khai"):
            times = await Telegram(Limits(in_all=None), now).calls_at_once(*[group] * 50)
            assert times[:5] == [0] * 5
            assert most_in_any(60, times) <= 20
            assert max(times) < 200

    run(scene)


def test_thirty_a_second_in_all() -> None:
    """However many chats there are, no second carries more than 30 messages, and hardly fewer."""

    async def scene(now: Callable[[], float]) -> None:
        times = await Telegram(Limits(), now).calls_at_once(*range(1, 301))
        assert most_in_any(1, times) <= 30
        assert max(times) < 300 / 27

    run(scene)


def test_busy_group_does_not_hold_up_a_person() -> None:
    """A person's answer goes at once while a group's messages stand in line."""

    async def scene(now: Callable[[], float]) -> None:
        telegram = Telegram(Limits(), now)
        start = now()
        await asyncio.gather(*(telegram.call(-5) for _ in range(30)), telegram.call(8))
        assert next(at for at, chat in telegram.calls if chat == 8) - start < 0.3

    run(scene)


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "getMe", "getFile", "sendChatAction", "setMyCommands"])
def test_calls_that_say_nothing_are_not_counted(endpoint: str) -> None:
    """Calls that send no message pass at once, with or without a chat."""

    async def scene(now: Callable[[], float]) -> None:
        telegram = Telegram(Limits(), now)
        start = now()
        for chat in (None, 7):
            await asyncio.gather(*(telegram.call(chat, endpoint) for _ in range(100)))
        assert now() - start < 0.001

    run(scene)


@pytest.mark.parametrize(
    "endpoint", ["sendDocument", "editMessageText", "editMessageReplyMarkup", "copyMessage", "stopPoll"]
)
def test_sends_and_edits_are_counted(endpoint: str) -> None:
    """Everything that sends to or edits in a chat takes its place."""

    async def scene(now: Callable[[], float]) -> None:
        telegram = Telegram(Limits(), now)
        start = now()
        await asyncio.gather(*(telegram.call(7, endpoint) for _ in range(10)))
        assert now() - start > 5

    run(scene)


def test_album_counts_as_its_pictures() -> None:
    """Three pictures in one call use up the burst of three; one more than any burst still goes."""

    async def scene(now: Callable[[], float]) -> None:
        telegram = Telegram(Limits(), now)
        start = now()
        await telegram.call(7, "sendMediaGroup", media=["a", "b", "c"])
        await telegram.call(7)
        assert now() - start > 1
        await telegram.call(8, "forwardMessages", message_ids=list(range(50)))

    run(scene)


def test_unlimited_never_waits() -> None:
    """Without rates a thousand messages to one chat go at once."""

    async def scene(now: Callable[[], float]) -> None:
        assert set(await Telegram(Limits.unlimited(), now).calls_at_once(*[7] * 1000)) == {0}

    run(scene)


def test_429_closes_only_its_chat_until_the_time_is_over() -> None:
    """After a 429 the chat is refused with the remaining seconds and without a call; others go on; then it is open."""

    async def scene(now: Callable[[], float]) -> None:
        telegram = Telegram(Limits.unlimited(monotonic=now), now)
        telegram.flood[7] = 30
        with pytest.raises(RetryAfter) as first:
            await telegram.call(7)
        assert seconds_of(first.value) == 30

        await asyncio.sleep(10.5)
        for endpoint in ("sendMessage", "editMessageText", "sendChatAction"):
            with pytest.raises(RetryAfter) as again:
                await telegram.call("7", endpoint)
            assert seconds_of(again.value) == 20
        assert len(telegram.calls) == 1
        assert await telegram.call(8) is True
        assert await telegram.call(None, "answerCallbackQuery") is True

        telegram.flood.clear()
        await asyncio.sleep(19.6)
        assert await telegram.call(7) is True

    run(scene)


def test_429_refuses_those_who_stand_in_line() -> None:
    """A message that waited for its place while its chat got a 429 is not sent into the closed chat."""

    async def scene(now: Callable[[], float]) -> None:
        telegram = Telegram(Limits(in_all=None, monotonic=now), now)
        line = [asyncio.create_task(telegram.call(7)) for _ in range(9)]
        await asyncio.sleep(0.1)
        telegram.flood[7] = FAR
        answers = await asyncio.gather(*line, return_exceptions=True)
        assert answers[:3] == [True] * 3
        assert all(isinstance(answer, RetryAfter) for answer in answers[3:])
        assert len(telegram.calls) == 4

    run(scene)


def test_shorter_429_does_not_open_a_chat_earlier() -> None:
    """Two calls under way meet two 429s: the longer one counts."""

    async def scene(now: Callable[[], float]) -> None:
        telegram = Telegram(Limits.unlimited(monotonic=now), now)
        telegram.limits._close(7, 60)
        telegram.limits._close(7, 5)
        await asyncio.sleep(6)
        with pytest.raises(RetryAfter):
            await telegram.call(7)

    run(scene)


def test_other_errors_pass_and_close_nothing() -> None:
    """An error that is no 429 reaches the caller and the next call goes through."""

    async def scene(now: Callable[[], float]) -> None:
        async def broken() -> bool:
            raise TimedOut

        telegram = Telegram(Limits.unlimited(), now)
        with pytest.raises(TimedOut):
            await telegram.limits.process_request(broken, (), {}, "sendMessage", {"chat_id": 7}, None)
        assert await telegram.call(7) is True

    run(scene)


@pytest.mark.parametrize(("choice", "kind"), [("true", timedelta), ("false", int)])
@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_seconds_of_either_type(choice: str, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seconds are the same whichever type python-telegram-bot is told to give."""
    monkeypatch.setenv("PTB_TIMEDELTA", choice)
    error = RetryAfter(12)
    assert isinstance(error.retry_after, kind)
    assert seconds_of(error) == 12


def test_our_choice_of_type_makes_no_warning() -> None:
    """Importing the room chooses timedelta, so that building a RetryAfter warns nobody (warnings are errors here)."""
    assert limits.seconds_of(RetryAfter(3)) == 3


def test_idle_buckets_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of buckets stays small over many chats; a chat that is still busy keeps its bucket."""
    monkeypatch.setattr(limits, "FEW_BUCKETS", 10)

    async def scene(now: Callable[[], float]) -> None:
        telegram = Telegram(Limits(in_all=None), now)
        for chat in range(1, 500):
            await telegram.call(chat)
            await telegram.call(-5)
            assert -5 in telegram.limits._buckets
        assert len(telegram.limits._buckets) <= 20
        assert most_in_any(60, [at for at, chat in telegram.calls if chat == -5]) <= 20

    run(scene)
