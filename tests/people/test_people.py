"""What people hear about themselves: welcome, help by role, inviting, language, and those who cannot be reached."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.people import mark_reachable, mark_unreachable
from domain.errors import RefusalError
from domain.people import Role
from handlers import people
from handlers.request import Account, Greeting, Request
from handlers.table import commands_for, show_help
from jobs.notices import Due
from jobs.people import account_unreachable
from models import InviteAttempt, Notification
from tests.people.conftest import AGENCY, CAST, NOW, person
from texts.message import Message, plain_text
from texts.translator import translator

Speak = Callable[..., Awaitable[Request]]


def text(say: object) -> str:
    """Return what a person reads."""
    return plain_text(say.message.text)


def stranger(db: AsyncSession, code: str = "") -> Greeting:
    """Return what somebody unknown sends with /start."""
    return Greeting(db, AGENCY, AGENCY.local(NOW), Account(77), 77, translator("vi"), code)


async def test_a_stranger_learns_nothing(db: AsyncSession) -> None:
    """Without a right code a stranger hears nothing of the agency, and a wrong code is counted."""
    said = text(await people.greet_stranger(stranger(db))) + text(await people.greet_stranger(stranger(db, "WRONG")))
    for secret in (*(name for _, name, *_ in CAST), "Vụ", "cơ quan", "nhiệm vụ"):
        assert secret not in said
    assert len((await db.scalars(select(InviteAttempt))).all()) == 1


async def test_an_invited_stranger_is_welcomed(db: AsyncSession, speak: Speak) -> None:
    """The link's code ties the account; the welcome has name, unit, role and what to try."""
    invited = text(await people.invite(await speak("ha", "nam")))
    code = invited.splitlines()[-1]
    assert f"https://t.me/dondoc_bot?start={code.replace('-', '')}" in invited
    said = text(await people.greet_stranger(stranger(db, code.replace("-", ""))))
    for part in ("Bùi Quốc Nam", "Vụ PC", "cán bộ", "/viec", "xong", "/trogiup"):
        assert part in said


async def test_a_known_person_can_change_over(db: AsyncSession, speak: Speak) -> None:
    """Somebody known who sends another person's code is tied to that person; a used code changes nothing."""
    code = text(await people.invite(await speak("ha", "binh"))).splitlines()[-1]
    assert "Đỗ Văn Bình" in text(await people.greet(await speak("lan", code)))
    assert (await person(db, "binh")).account.external_id == 4
    assert (await person(db, "lan")).account is None
    assert "Trần Văn Hùng" in text(await people.greet(await speak("hung", code)))
    assert (await person(db, "hung")).account.external_id == 3


@pytest.mark.parametrize(("code", "language"), [(code, language) for code, *_ in CAST for language in ("vi", "en")])
async def test_help_lists_the_commands_of_the_role(speak: Speak, code: str, language: str) -> None:
    """Help has one line for each command that the role may use and no others, under the names of the language."""
    request = await speak(code, language=language)
    said = text(await show_help(request)).splitlines()
    words = [line.split(" ")[0] for line in said if line.startswith("/")]
    allowed = commands_for(request.person.roles)
    assert words == [f"/{(command.alias if language == 'vi' else None) or command.name}" for command in allowed]
    doer = request.person.roles & {Role.SECRETARIAT, Role.UNIT_HEAD, Role.OFFICIAL}
    assert bool(doer) == any("70%," in line for line in said)


async def test_help_is_said_in_vietnamese(speak: Speak) -> None:
    """No help line is left in English for a Vietnamese speaker."""
    vietnamese = text(await show_help(await speak("hung"))).splitlines()
    english = text(await show_help(await speak("hung", language="en"))).splitlines()
    assert "/viec – Việc của tôi" in vietnamese
    assert not set(vietnamese) & (set(english) - {""})


async def test_whom_a_head_may_invite(speak: Speak) -> None:
    """A head invites the people of their units by code or name; others sound like nobody at all."""
    assert "Bùi Quốc Nam" in text(await people.invite(await speak("hung", "bui quoc nam")))
    for called in ("binh", "Đỗ Văn Bình", "nobody"):
        with pytest.raises(RefusalError) as refused:
            await people.invite(await speak("hung", called))
        assert (refused.value.code, refused.value.facts) == ("no_such_person", {"name": called})


async def test_who_is_not_connected(speak: Speak) -> None:
    """Without a name, /invite lists those of one's units who are not connected."""
    heads = text(await people.invite(await speak("hung")))
    everyones = text(await people.invite(await speak("tuan")))
    assert "nam Bùi Quốc Nam" in heads
    assert "Đỗ Văn Bình" not in heads
    assert "Đỗ Văn Bình" in everyones
    assert "Nguyễn Thị Lan" not in heads


async def test_language_takes_effect_at_once(db: AsyncSession, speak: Speak) -> None:
    """The answer to the choice is in the language chosen, and it is kept; /language may name it as people do."""
    say = await people.press_language(replace(await speak("lan", "en"), pressed_message_id=5))
    assert (text(say), say.edit) == ("I will speak English with you.", True)
    for words, language in (("tiếng Việt", "vi"), ("English", "en"), ("", "en")):
        await people.choose_language(await speak("lan", words))
        assert (await person(db, "lan")).language == language
    assert (await person(db, "lan")).language == "en"
    with pytest.raises(RefusalError):
        await people.press_language(await speak("lan", "fr"))


async def due(db: AsyncSession, row: Notification) -> Message | None:
    """Render a notice that somebody cannot be reached, for its recipient."""
    hearer = (await db.scalars(select(Notification).where(Notification.id == row.id))).unique().one().recipient
    return await account_unreachable(Due(db, row, hearer, translator("vi"), AGENCY, AGENCY.local(NOW)))


async def test_the_head_hears_once_of_who_cannot_be_reached(db: AsyncSession) -> None:
    """A blocked account is told to the unit head once, and no longer when the person is back by then."""
    lan, hung = await person(db, "lan"), await person(db, "hung")
    await mark_unreachable(db, lan.id, "blocked", NOW)
    await mark_unreachable(db, lan.id, "blocked", NOW)
    rows = (await db.scalars(select(Notification))).unique().all()
    assert [(row.kind, row.recipient_id) for row in rows] == [("account_unreachable", hung.id)]
    message = await due(db, rows[0])
    assert message is not None
    assert "Nguyễn Thị Lan" in message.text
    await mark_reachable(db, lan.id)
    assert await due(db, rows[0]) is None
    await mark_unreachable(db, lan.id, "blocked", NOW)
    assert len((await db.scalars(select(Notification))).unique().all()) == 1


async def test_a_mute_head_is_told_to_the_secretariat(db: AsyncSession) -> None:
    """Where nobody stands above a head, the secretariat hears of them; they themselves do not."""
    await mark_unreachable(db, (await person(db, "hung")).id, "blocked", NOW)
    rows = (await db.scalars(select(Notification))).unique().all()
    assert [row.recipient_id for row in rows] == [(await person(db, "ha")).id]


async def test_pages_of_those_who_are_not_connected(speak: Speak) -> None:
    """A page beyond the end shows the last one in place of the message pressed."""
    say = await people.press_invite(replace(await speak("tuan"), rest="9"))
    assert say.edit
    assert "Đỗ Văn Bình" in text(say)
