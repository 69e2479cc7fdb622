"""The agency's own choices that rules depend on."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from domain.calendar import WorkingCalendar
from domain.schedule import WeeklyMoment


@dataclass(frozen=True)
class Agency:
    """Zone, working calendar and hours of one agency, as its settings say; `bot_username` without the @."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Ho_Chi_Minh"))
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    reminder_time: time = time(8, 30)
    summary_at: WeeklyMoment = field(default_factory=lambda: WeeklyMoment(4, time(16, 0)))
    language: str = "vi"
    bot_username: str | None = None

    def local(self, instant: datetime) -> datetime:
        """Return an aware instant in the agency's zone."""
        return instant.astimezone(self.zone)

    def day(self, instant: datetime) -> date:
        """Return the agency's calendar day of an aware instant."""
        return self.local(instant).date()
