"""Directives: the documents that tasks come from."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Select, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Directive(Base):
    """A document that gives tasks: conclusion notice, decision, letter; `number` as printed on it."""

    __tablename__ = "directives"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(200), index=True)
    issued_on: Mapped[date | None]
    issuer: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]


def directive_by_number(number: str, issued_on: date | None) -> Select[Directive]:
    """Select the directive with this number and date; numbers start anew each year."""
    return select(Directive).where(Directive.number == number, Directive.issued_on == issued_on)


def directives_with_numbers(numbers: Collection[str]) -> Select[Directive]:
    """Select the directives with these numbers, whatever their dates, the oldest first."""
    return select(Directive).where(Directive.number.in_(numbers)).order_by(Directive.id)
