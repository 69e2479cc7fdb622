"""Inviting people, and tying the account that brings the code to the person invited."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.invites import ATTEMPT_WINDOW, MAX_ATTEMPTS, VALID_FOR, hash_code, new_code
from models import ChannelAccount, Invite, InviteAttempt, Person
from models.people import attempts_since

CHANNEL = "telegram"


async def create_invite(db: AsyncSession, person: Person, by: Person | None, at: datetime) -> str:
    """Make a code for `person` and return it as it is shown; earlier codes of theirs end now.

    `by` None: the command line. Only the hash is stored, so nobody can look the code up later.
    """
    code = new_code()
    await db.execute(
        update(Invite)
        .where(Invite.person_id == person.id, Invite.used_at.is_(None), Invite.expires_at > at)
        .values(expires_at=at)
        .execution_options(synchronize_session=False)
    )
    db.add(
        Invite(
            person_id=person.id,
            code_hash=hash_code(code),
            created_at=at,
            created_by_id=by.id if by else None,
            expires_at=at + VALID_FOR,
        )
    )
    await db.flush()
    return code


async def redeem(db: AsyncSession, code: str, *, external_id: int, chat_id: int, at: datetime) -> Person | None:
    """Use a code for an account and return whose it is now; None when the code is not accepted.

    Wrong, used, expired, of somebody inactive, too many tries: nothing tells them apart. It returns None and does not
    raise, for the attempt has to be kept and a raise would roll it back. An account beyond `MAX_ATTEMPTS` is not even
    looked up, nor counted further: five wrong codes an hour, no more and no less.
    """
    if (await db.scalar(attempts_since(external_id, at - ATTEMPT_WINDOW)) or 0) >= MAX_ATTEMPTS:
        return None
    person_id = await _use(db, code, at)
    if person_id is None:
        db.add(InviteAttempt(external_id=external_id, at=at))
        await db.flush()
        return None
    await tie(db, person_id, external_id=external_id, chat_id=chat_id, at=at)
    return await db.get_one(Person, person_id, populate_existing=True)


async def tie(db: AsyncSession, person_id: int, *, external_id: int, chat_id: int, at: datetime) -> None:
    """Tie an account to a person; what either was tied to before ends, and so does being unreachable."""
    of_account = (ChannelAccount.channel == CHANNEL) & (ChannelAccount.external_id == external_id)
    await db.execute(
        delete(ChannelAccount)
        .where(of_account | (ChannelAccount.person_id == person_id))
        .execution_options(synchronize_session="fetch")
    )
    db.add(ChannelAccount(person_id=person_id, channel=CHANNEL, external_id=external_id, chat_id=chat_id, linked_at=at))
    await db.flush()


async def _use(db: AsyncSession, code: str, at: datetime) -> int | None:
    """Mark the code as used and return whose it is: one conditional UPDATE, so that of two at once only one wins."""
    active = select(Person.id).where(Person.id == Invite.person_id, Person.active).exists()
    return (
        await db.scalars(
            update(Invite)
            .where(Invite.code_hash == hash_code(code), Invite.used_at.is_(None), Invite.expires_at > at, active)
            .values(used_at=at)
            .returning(Invite.person_id)
            .execution_options(synchronize_session=False)
        )
    ).one_or_none()
