"""The whole program while Telegram is in trouble: everything arrives in the end, in order for each chat."""

from datetime import timedelta

import pytest

from bot.sandbox import World
from tests.office import IDS, Office, open_office


async def wait_it_out(office: Office, hours: float) -> None:
    """Let time pass minute by minute, with a tick at each."""
    for _ in range(int(hours * 60)):
        office.clock.advance(timedelta(minutes=1))
        await office.program.tick()
        await office.program.deliverer.idle()


def heard(world: World, who: str) -> list[str]:
    """Return the first lines of the answers to somebody's reports."""
    return [m.text.splitlines()[0] for m in world.said_by_bot(IDS[who]) if m.text.startswith("Đã ghi")]


@pytest.mark.parametrize("status", [500, 502])
async def test_an_hour_of_errors(sqlite_url: str, status: int) -> None:
    """Reports made while Telegram answers 5xx for an hour are recorded at once and answered later, once, in order."""
    async with open_office(sqlite_url) as office:
        office.world.faults.outage = status
        for number in range(5):
            await office.say("Lan", f"/progress 2 {10 * number}%")
        await wait_it_out(office, 1)
        assert heard(office.world, "Lan") == []
        office.world.faults.clear()
        await wait_it_out(office, 0.1)
        assert heard(office.world, "Lan") == [f"Đã ghi #2: {10 * number}%." for number in range(5)]


async def test_one_flooded_chat_holds_up_nobody_else(sqlite_url: str) -> None:
    """A 429 for one chat is waited out to the second, while another chat is answered at once."""
    async with open_office(sqlite_url) as office:
        office.world.faults.flood("sendMessage", 40, chat_id=IDS["Lan"])
        await office.say("Lan", "/progress 2 10%")
        await office.say("Lan", "/progress 2 20%")
        said = await office.say("Bình", "/progress 1 30%")
        assert [each.to for each in said] == ["Bình"]
        assert heard(office.world, "Lan") == []
        office.clock.advance(timedelta(seconds=39))
        await office.program.tick()
        await office.program.deliverer.idle()
        assert heard(office.world, "Lan") == []
        waiting = [row.next_attempt_at for row in await office.outbox() if row.state == "waiting"]
        assert min(waiting) - office.clock.now() <= timedelta(seconds=1)


async def test_no_answer_after_delivery(sqlite_url: str) -> None:
    """A send that times out after it arrived is repeated once: the answer is heard twice at most, never lost."""
    async with open_office(sqlite_url) as office:
        office.world.faults.hang("sendMessage", delivered=True)
        await office.say("Lan", "/progress 2 10%")
        await wait_it_out(office, 0.1)
        assert heard(office.world, "Lan") == ["Đã ghi #2: 10%."] * 2
        assert {row.state for row in await office.outbox()} == {"sent"}


async def test_no_answer_before_delivery(sqlite_url: str) -> None:
    """A connection that breaks before anything arrived: the answer is heard once."""
    async with open_office(sqlite_url) as office:
        office.world.faults.drop("sendMessage", delivered=False)
        await office.say("Lan", "/progress 2 10%")
        await wait_it_out(office, 0.1)
        assert heard(office.world, "Lan") == ["Đã ghi #2: 10%."]


async def test_summary_without_an_answer_is_uncertain(sqlite_url: str) -> None:
    """A weekly summary that timed out is marked uncertain and not said again by itself."""
    async with open_office(sqlite_url) as office:
        office.world.faults.hang("sendMessage", times=50, delivered=True)
        friday = office.clock.now() + timedelta(days=4, hours=8)
        await office.move_to(friday)
        office.world.faults.clear()
        await wait_it_out(office, 0.5)
        for who in ("Thành", "Hà", "Hùng", "Mai"):
            said = office.world.said_by_bot(IDS[who])
            assert len([message for message in said if "Bản tin tuần" in message.text]) == 1
        summaries = [row for row in await office.outbox() if row.kind == "weekly_summary"]
        thanh = [row for row in summaries if row.recipient is not None and row.recipient.code == "thanh.lq"]
        assert [row.state for row in thanh] == ["uncertain"]


async def test_group_hears_no_task(sqlite_url: str) -> None:
    """In a group, the assistant names no task: it asks to be written to in private."""
    async with open_office(sqlite_url) as office:
        group = office.world.add_group(-500, "Vụ Pháp chế", [IDS["Lan"], IDS["Lạ"]], announce=False)
        for words in ("/viec", "/nhiemvu 2"):
            office.world.say(IDS["Lan"], words, chat_id=group.id)
        office.world.say(IDS["Lạ"], "/viec", chat_id=group.id)
        await office.settle()
        said = [message.text for message in office.world.said_by_bot(group.id)]
        assert len(said) == 2
        assert all("nhắn riêng" in words and "#" not in words for words in said)
