"""The last resort for a whole date in figures and words that our own grammar has no opinion on: the dateparser library.

It guesses wildly ("50%" as 2050, "T6" as 6 March), so it is asked only about a short text that shows a day, a month and
a four-figure year in this order, and its answer must agree with those figures.
"""

import re
from datetime import date, datetime

import dateparser

_SHAPE = re.compile(r"\D{0,12}(?P<day>\d{1,2})\D{1,14}(?P<month>\d{1,2})\D{1,14}(?P<year>20\d\d)\D{0,3}")
_MAX = 40


def guess(text: str, now: datetime) -> date | None:
    """Return the date, or None wherever there is any doubt or it lies before `now`."""
    shape = _SHAPE.fullmatch(text) if len(text) <= _MAX else None
    if shape is None or "%" in text:
        return None
    figures = f"{shape['day']}/{shape['month']}/{shape['year']}"
    found = dateparser.parse(
        figures,
        languages=["vi"],
        settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
    )
    if found is None or (found.day, found.month) != (int(shape["day"]), int(shape["month"])):
        return None
    return found.date() if found.date() >= now.date() else None
