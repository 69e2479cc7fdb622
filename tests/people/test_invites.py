"""Invitations: a code works once, in time, for one account, and cannot be guessed."""

import asyncio
import re
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.invites import create_invite, redeem
from bot.database import Database, upgrade
from domain.invites import ALPHABET, ATTEMPT_WINDOW, MAX_ATTEMPTS, VALID_FOR
from models import ChannelAccount, Invite, InviteAttempt, Person
from tests.people.conftest import NOW, person

STRANGER = 77


async def use(db: AsyncSession, code: str, account: int = STRANGER, at: object = NOW) -> str | None:
    """Use a code and return whose it was."""
    found = await redeem(db, code, external_id=account, chat_id=account, at=at)
    return found.code if found else None


async def test_a_code_ties_the_account(db: AsyncSession) -> None:
    """A code is shown in groups and stored as a hash only; typed in lower case and with spaces it ties the account."""
    code = await create_invite(db, await person(db, "nam"), None, NOW)
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{2}}", code)
    assert code.replace("-", "") not in str((await db.execute(select(Invite.code_hash))).all())
    assert await use(db, code.lower().replace("-", " ")) == "nam"
    account = (await person(db, "nam")).account
    assert (account.external_id, account.chat_id, account.linked_at) == (STRANGER, STRANGER, NOW)


async def test_what_is_not_accepted(db: AsyncSession) -> None:
    """Used, expired, replaced, wrong, and codes of somebody inactive all fail alike."""
    nam, binh = await person(db, "nam"), await person(db, "binh")
    replaced = await create_invite(db, nam, None, NOW)
    code = await create_invite(db, nam, None, NOW)
    late = await create_invite(db, binh, None, NOW - VALID_FOR)
    assert await use(db, replaced, 1001) is None
    assert await use(db, late, 1002) is None
    assert await use(db, "ABCD-EFGH-JKMN", 1003) is None
    assert await use(db, code, 1004) == "nam"
    assert await use(db, code, 1005) is None
    gone = await create_invite(db, binh, None, NOW)
    binh.active = False
    assert await use(db, gone, 1006) is None


async def test_guessing_is_throttled(db: AsyncSession) -> None:
    """After five wrong codes in an hour not even the right one is accepted, and an hour later it is."""
    code = await create_invite(db, await person(db, "nam"), None, NOW)
    for n in range(MAX_ATTEMPTS):
        assert await use(db, f"WRNG-WRNG-{n}") is None
    assert await use(db, code) is None
    assert await db.scalar(select(func.count()).select_from(InviteAttempt)) == MAX_ATTEMPTS
    assert await use(db, code, 1001, NOW) == "nam"
    again = await create_invite(db, await person(db, "nam"), None, NOW)
    assert await use(db, again, STRANGER, NOW + ATTEMPT_WINDOW + timedelta(seconds=1)) == "nam"


async def test_two_at_once_cannot_both_use_it(database: Database) -> None:
    """Of two accounts that send the same code at the same time one is tied."""
    async with database.transaction() as db:
        code = await create_invite(db, await person(db, "nam"), None, NOW)

    async def one(account: int) -> str | None:
        async with database.transaction() as db:
            return await use(db, code, account)

    assert sorted(await asyncio.gather(one(1001), one(1002)), key=str) == [None, "nam"]


async def test_a_new_tie_replaces_the_old_ones(db: AsyncSession) -> None:
    """The person's old account and the account's old person are both let go, and the person can be reached again."""
    lan = await person(db, "lan")
    lan.account.unreachable_at = NOW
    await db.flush()
    code = await create_invite(db, lan, None, NOW)
    hungs_account = 3
    assert await use(db, code, hungs_account) == "lan"
    assert (await person(db, "lan")).account.unreachable_at is None
    assert (await person(db, "hung")).account is None
    rows = (await db.execute(select(ChannelAccount.external_id, Person.code).join(Person))).all()
    assert (hungs_account, "lan") in rows
    assert 4 not in [external_id for external_id, _ in rows]


async def test_on_postgresql(postgres_url: str) -> None:
    """The conditional update lets one of two real transactions win on PostgreSQL as well."""
    await upgrade(postgres_url)
    database = Database(postgres_url)
    async with database.transaction() as db:
        nam = Person(code="nam", name="Nam", roles=frozenset(), active=True)
        db.add(nam)
        await db.flush()
        code = await create_invite(db, nam, None, NOW)

    async def one(account: int) -> str | None:
        async with database.transaction() as db:
            return await use(db, code, account)

    assert sorted(await asyncio.gather(one(1001), one(1002)), key=str) == [None, "nam"]
    await database.dispose()
