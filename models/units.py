"""Units of the agency."""

from sqlalchemy import JSON, ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class Unit(Base):
    """A unit: department, office, institute; it may belong to another one."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)

    parent: Mapped["Unit | None"] = relationship(remote_side=[id], lazy="raise")

    @property
    def names(self) -> tuple[str, ...]:
        """Return everything that people call the unit: code, name, other names."""
        return (self.code, self.name, *self.aliases)


def all_units() -> Select[Unit]:
    """Select every unit in the agency's own order."""
    return select(Unit).order_by(Unit.position, Unit.id)


def unit_by_code(code: str) -> Select[Unit]:
    """Select the unit with this code."""
    return select(Unit).where(Unit.code == code)
