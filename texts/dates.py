"""Days and hours as they are said: always with the weekday, a deadline also with how far it is."""

from datetime import date, datetime

from babel.dates import format_date
from markupsafe import Markup

from domain.calendar import WorkingCalendar
from domain.tasks import countdown
from texts.translator import Translator


def weekday(t: Translator, on: date) -> Markup:
    """Return the name of a day's weekday: "thứ sáu", "Friday"."""
    names = (t("Monday"), t("Tuesday"), t("Wednesday"), t("Thursday"), t("Friday"), t("Saturday"), t("Sunday"))
    return names[on.weekday()]


def short_day(t: Translator, on: date) -> Markup:
    """Return a day without its weekday: "30/6/2017", "30 June 2017"; for places that say the weekday otherwise."""
    # Translators: a pattern of Unicode TR35 (day, month, year), no sentence.
    return Markup("{}").format(format_date(on, t.label("d MMMM y"), locale=t.language))


def day(t: Translator, on: date) -> Markup:
    """Return a day with its weekday: "thứ sáu 30/6/2017", "Friday 30 June 2017"."""
    return t("{weekday} {date}", weekday=weekday(t, on), date=short_day(t, on))


def day_time(t: Translator, at: datetime) -> Markup:
    """Return an instant, given in the agency's zone: "08:30 thứ hai 19/6/2017"."""
    return t("{time} {day}", time=f"{at:%H:%M}", day=day(t, at.date()))


def time_left(t: Translator, on: date, today: date, calendar: WorkingCalendar) -> Markup:
    """Return how far a deadline is: "còn 12 ngày làm việc", "hôm nay", "quá hạn 3 ngày" (calendar days late)."""
    if on == today:
        return t("today")
    left = countdown(on, today, calendar)
    if left.days_late:
        return t.plural("{count} day overdue", "{count} days overdue", left.days_late)
    if not left.working_days_left:
        return t("no working day left")
    return t.plural("{count} working day left", "{count} working days left", left.working_days_left)


def deadline(t: Translator, on: date | None, today: date, calendar: WorkingCalendar) -> Markup:
    """Return a deadline and how far it is: "thứ sáu 30/6/2017 (còn 12 ngày làm việc)"; None: "không thời hạn"."""
    if on is None:
        return t("no deadline")
    return t("{day} ({left})", day=day(t, on), left=time_left(t, on, today, calendar))
