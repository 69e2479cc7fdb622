"""People, their chat accounts, and the invitations that tie the two together."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.people import Role
from models.base import Base, RoleSet
from models.units import Unit


class Person(Base):
    """Somebody of the agency. `language` is None until they choose one; then the agency's default holds."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    position: Mapped[str] = mapped_column(String(200), default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    roles: Mapped[frozenset[Role]] = mapped_column(RoleSet)
    language: Mapped[str | None] = mapped_column(String(8))
    active: Mapped[bool] = mapped_column(default=True)

    unit: Mapped[Unit | None] = relationship(lazy="joined")
    account: Mapped["ChannelAccount | None"] = relationship(back_populates="person", lazy="joined", uselist=False)


class ChannelAccount(Base):
    """The chat account of a person.

    `external_id` is the account's id in the channel, `chat_id` the private chat, `menu` the command menu it shows.
    """

    __tablename__ = "channel_accounts"
    __table_args__ = (UniqueConstraint("channel", "external_id"), UniqueConstraint("person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[str] = mapped_column(String(20), default="telegram")
    external_id: Mapped[int] = mapped_column(BigInteger)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    linked_at: Mapped[datetime]
    unreachable_at: Mapped[datetime | None]
    unreachable_why: Mapped[str | None] = mapped_column(String(300))
    menu: Mapped[str | None] = mapped_column(String(200))

    person: Mapped[Person] = relationship(back_populates="account", lazy="joined")


class Invite(Base):
    """A one-time code for one person; only its hash is kept."""

    __tablename__ = "invites"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class InviteAttempt(Base):
    """A wrong code that an account sent; counted to throttle guessing."""

    __tablename__ = "invite_attempts"
    __table_args__ = (Index("ix_invite_attempts_external_id_at", "external_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    external_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]


def all_people() -> Select[Person]:
    """Select every active person by name."""
    return select(Person).where(Person.active).order_by(Person.name, Person.id)


def person_by_code(code: str) -> Select[Person]:
    """Select the active person with this code, whatever its case."""
    return select(Person).where(func.lower(Person.code) == code.strip().lower(), Person.active)


def person_by_account(external_id: int, channel: str = "telegram") -> Select[Person]:
    """Select the active person to whom a chat account is tied."""
    return (
        select(Person)
        .join(ChannelAccount, ChannelAccount.person_id == Person.id)
        .where(ChannelAccount.channel == channel, ChannelAccount.external_id == external_id, Person.active)
    )


def people_of_unit(unit_id: int) -> Select[Person]:
    """Select the active people of one unit by name."""
    return all_people().where(Person.unit_id == unit_id)


def attempts_since(external_id: int, since: datetime) -> Select[int]:
    """Count the wrong codes of an account since an instant."""
    attempts = (InviteAttempt.external_id == external_id, InviteAttempt.at > since)
    return select(func.count()).select_from(InviteAttempt).where(*attempts)


def account_of(person_id: int, channel: str = "telegram") -> Select[ChannelAccount]:
    """Select the chat account that is tied to a person."""
    return select(ChannelAccount).where(ChannelAccount.person_id == person_id, ChannelAccount.channel == channel)
