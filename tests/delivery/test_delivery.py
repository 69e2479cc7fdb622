import asyncio
from datetime import timedelta

import pytest
from markupsafe import Markup
from sqlalchemy import select

from actions.outbox import notify
from domain.delivery import DeliveryState, Later, Moved, Refused, Sent, Unclear, Unreachable
from models import Notification, Person
from tests.delivery.conftest import PostOffice
from texts.message import Message


class Crash(BaseException):
    """The process ends here: nothing after this line runs."""


async def states(post: PostOffice) -> list[str]:
    """Return the state of each outbox row, in order."""
    async with post.database.reading() as db:
        return [row.state for row in (await db.scalars(select(Notification).order_by(Notification.id))).unique()]


async def test_same_key_is_said_once(post: PostOffice) -> None:
    """A message whose key was there before is not added, and is heard once."""
    assert await post.write("một", key="k") is not None
    assert await post.write("một lần nữa", key="k") is None
    await post.deliver()
    await post.deliver()
    assert post.words == ["một"]


async def test_messages_to_one_person_arrive_in_order(post: PostOffice) -> None:
    """While the first message has to wait, later ones to the same person wait too, and others go on."""
    await post.write("một")
    await post.write("hai")
    await post.write("khác", person_id=2)
    post.telephone.by_chat[101] = [Later("429", timedelta(seconds=30))]
    await post.deliver()
    assert post.words == ["khác"]
    post.later(seconds=29)
    await post.deliver()
    assert post.words == ["khác"]
    post.later(seconds=1)
    await post.deliver()
    assert post.words == ["khác", "một", "hai"]


async def test_an_hour_of_outage_loses_and_doubles_nothing(post: PostOffice) -> None:
    """Telegram answers 500 for an hour; then everything arrives once and in order."""
    for number in range(5):
        await post.write(f"tin {number}")
    post.telephone.next = [Later("500")] * 1000
    for _ in range(60):
        await post.deliver()
        post.later(minutes=1)
    assert post.words == []
    post.telephone.next = []
    post.later(minutes=2)
    await post.deliver()
    assert post.words == [f"tin {number}" for number in range(5)]


@pytest.mark.parametrize(("kind", "heard", "state"), [("answer", 1, "sent"), ("weekly_summary", 0, "uncertain")])
async def test_unclear_send(post: PostOffice, kind: str, heard: int, state: str) -> None:
    """No answer from Telegram: an answer is repeated once, a weekly summary is marked uncertain and never repeated."""
    await post.write("tin", kind=kind)
    post.telephone.next = [Unclear("timeout")]
    for _ in range(5):
        await post.deliver()
        post.later(minutes=5)
    assert len(post.words) == heard
    assert await states(post) == [state]


async def test_unclear_twice_stays_uncertain(post: PostOffice) -> None:
    """A message that was unclear twice is not tried a third time."""
    await post.write("tin")
    post.telephone.next = [Unclear("timeout")] * 5
    for _ in range(5):
        await post.deliver()
        post.later(minutes=5)
    assert len(post.telephone.next) == 3
    assert await states(post) == [DeliveryState.UNCERTAIN]


async def test_blocked_person_is_marked_and_later_ones_go_on(post: PostOffice) -> None:
    """A person who blocked the assistant is marked unreachable, and is reachable again when a message arrives."""
    await post.write("một")
    post.telephone.next = [Unreachable("blocked")]
    await post.deliver()
    async with post.database.reading() as db:
        person = await db.get_one(Person, 1)
        assert person.account is not None
        assert person.account.unreachable_at is not None
    await post.write("hai")
    await post.deliver()
    async with post.database.reading() as db:
        person = await db.get_one(Person, 1)
        assert person.account is not None
        assert person.account.unreachable_at is None
    assert (await states(post))[0] == DeliveryState.UNREACHABLE


async def test_refused_message_never_blocks_the_next(post: PostOffice) -> None:
    """A message that Telegram refuses for good fails, and the next one is heard."""
    await post.write("hỏng")
    await post.write("lành")
    post.telephone.next = [Refused("Bad Request: can't parse entities")]
    await post.deliver()
    assert post.words == ["lành"]
    assert await states(post) == [DeliveryState.FAILED, DeliveryState.SENT]


async def test_message_that_cannot_be_rendered_never_blocks_the_next(post: PostOffice) -> None:
    """A row whose payload is broken fails alone."""
    await post.write("hỏng")
    async with post.database.transaction() as db:
        row = (await db.scalars(select(Notification))).unique().one()
        row.payload = {}
    await post.write("lành")
    await post.deliver()
    assert post.words == ["lành"]
    assert await states(post) == [DeliveryState.FAILED, DeliveryState.SENT]


@pytest.mark.parametrize("heard_before_crash", [False, True])
async def test_crash_between_claim_and_settle(post: PostOffice, heard_before_crash: bool) -> None:
    """Killed while sending, the message in flight is said again by the next process; all others once and in order."""
    for number in range(4):
        await post.write(f"tin {number}")
    post.telephone.next = [Sent(1), Crash()]
    post.telephone.crash_after_hearing = heard_before_crash
    with pytest.raises(Crash):
        await post.deliverer.drain("person:1")
    post.telephone.next = []
    second = post.another("second")
    await second.release_abandoned()
    post.later(seconds=5)
    await post.deliver(second)
    twice = ["tin 1"] if heard_before_crash else []
    assert post.words == ["tin 0", *twice, "tin 1", "tin 2", "tin 3"]


async def test_crash_during_a_summary_is_uncertain(post: PostOffice) -> None:
    """A weekly summary that was being sent when the process ended is not said twice."""
    await post.write("bản tin", kind="weekly_summary")
    post.telephone.next = [Crash()]
    post.telephone.crash_after_hearing = True
    with pytest.raises(Crash):
        await post.deliverer.drain("person:1")
    second = post.another("second")
    await second.release_abandoned()
    post.later(minutes=5)
    await post.deliver(second)
    assert post.words == ["bản tin"]
    assert await states(post) == [DeliveryState.UNCERTAIN]


async def test_claim_of_a_living_process_is_left_alone(post: PostOffice) -> None:
    """With other processes about, a fresh claim is theirs; after two minutes it was left by a crash."""
    await post.write("tin")
    post.telephone.next = [Crash()]
    with pytest.raises(Crash):
        await post.deliverer.drain("person:1")
    second = post.another("second", alone=False)
    await second.release_abandoned()
    assert await states(post) == [DeliveryState.SENDING]
    post.later(minutes=3)
    await second.release_abandoned()
    assert await states(post) == [DeliveryState.WAITING]


async def test_two_deliverers_say_everything_once(post: PostOffice) -> None:
    """Two processes that deliver at the same time say each of sixty messages once, in order for each person."""
    for number in range(20):
        for person_id in (1, 2, 3):
            await post.write(f"{number}", person_id=person_id)
    second = post.another("second", alone=False)
    await asyncio.gather(post.deliver(), post.deliver(second))
    for chat_id in (101, 102, 103):
        assert [words for chat, words in post.telephone.heard if chat == chat_id] == [str(n) for n in range(20)]


async def test_group_that_became_a_supergroup(post: PostOffice) -> None:
    """Messages to a group follow it to its new id, in order."""
    async with post.database.transaction() as db:
        for words in ("một", "hai"):
            payload = {"message": Message(Markup(words)).to_json()}
            await notify(db, "answer", at=post.clock.now(), chat_id=-5, payload=payload)
    post.telephone.by_chat[-5] = [Moved(-1005)]
    await post.deliver()
    await post.deliver()
    assert post.telephone.heard == [(-1005, "một"), (-1005, "hai")]


async def test_person_without_account_is_unreachable(post: PostOffice) -> None:
    """A message to somebody who never connected is settled as unreachable, not kept waiting."""
    async with post.database.transaction() as db:
        person = Person(code="x", name="X", roles=frozenset())
        db.add(person)
        await db.flush()
    await post.write("tin", person_id=person.id)
    await post.deliver()
    assert await states(post) == [DeliveryState.UNREACHABLE]
