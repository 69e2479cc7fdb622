"""Turning Vietnamese (and English) into values; pure functions, `now` is an argument."""

from handlers.reading.dates import find_date, read_date
from handlers.reading.directives import DirectiveReading, DraftTask, read_directive
from handlers.reading.intents import Intent, ReplyReading
from handlers.reading.moment import DateReading
from handlers.reading.replies import read_replies, read_reply

__all__ = [
    "DateReading",
    "DirectiveReading",
    "DraftTask",
    "Intent",
    "ReplyReading",
    "find_date",
    "read_date",
    "read_directive",
    "read_replies",
    "read_reply",
]
