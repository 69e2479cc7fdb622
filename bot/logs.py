"""Logging through one handler, behind which no secret passes.

structlog and the standard library's loggers meet in one handler; its finished text (message, traceback, everything) is
redacted. We never log what people write; libraries that would do so at DEBUG are kept above that level.
"""

import json as json_text
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

import structlog

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

MASK = "<token>"
SHORTEST_SECRET = 4
"""Shorter secrets are not looked for: hiding every "a" would make the log unreadable and tell the secret."""

TOKEN = r"\d{6,}(?::|%(?:25)*3[Aa])[A-Za-z0-9_-]{30,}"  # noqa: S105 a pattern, not a token
"""What a Telegram bot token looks like, its colon perhaps percent-encoded."""

QUIET = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    "apscheduler": logging.WARNING,
    "telegram": logging.INFO,  # DEBUG writes whole messages
    "aiosqlite": logging.INFO,  # DEBUG writes statements with their values
    "sqlalchemy": logging.WARNING,  # INFO does
}
"""Lowest levels of talkative loggers."""


class _Redaction:
    """The pattern of all that is hidden; `configure` adds the secrets of this run."""

    def __init__(self) -> None:
        self.pattern = re.compile(TOKEN)

    def hide(self, secrets: Iterable[str]) -> None:
        forms = {form for secret in secrets if len(secret) >= SHORTEST_SECRET for form in _written_forms(secret)}
        longest_first = sorted(forms, key=len, reverse=True)
        self.pattern = re.compile("|".join([*map(re.escape, longest_first), TOKEN]))


_redaction = _Redaction()


def redact(text: str) -> str:
    """Return `text` with "<token>" in place of every known secret and of all that looks like a bot token."""
    return _redaction.pattern.sub(MASK, text)


def configure(level: str | int, json: bool, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send all logging, warnings and uncaught errors to `stream` (default stderr), redacted; may be called again.

    `level` is a name (any case) or number of `logging`; `json` chooses one JSON object a line over lines for people.
    """
    _redaction.hide(secrets)
    handler = _RedactingHandler(stream or sys.stderr)
    handler.setFormatter(_RedactingFormatter(json=json, colors=handler.stream.isatty()))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper() if isinstance(level, str) else level)
    for name, lowest in QUIET.items():
        logging.getLogger(name).setLevel(max(lowest, root.level))
    logging.captureWarnings(True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_FACTS,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_thread_death
    sys.unraisablehook = _log_unraisable


_FACTS: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class _RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    def __init__(self, *, json: bool, colors: bool) -> None:
        # A plain traceback: the pretty one prints local variables, and with them what people wrote.
        renderers: list[structlog.typing.Processor] = (
            [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
            if json
            else [structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=structlog.dev.plain_traceback)]
        )
        super().__init__(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
            foreign_pre_chain=[*_FACTS, structlog.stdlib.ExtraAdder()],
        )

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class _RedactingHandler(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 the standard library's name
        # The inherited one prints the message and its arguments to stderr as they are.
        problem = "".join(traceback.format_exception_only(sys.exc_info()[1]))
        print(redact(f"a log line of {record.name} could not be written: {problem}"), file=sys.stderr)  # noqa: T201


def _log_uncaught(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        logging.getLogger("dondoc").info("interrupted")
    else:
        logging.getLogger("dondoc").critical("uncaught error", exc_info=(kind, error, where))


def _log_thread_death(args: threading.ExceptHookArgs) -> None:
    error = args.exc_value
    if error is not None and not isinstance(error, SystemExit):
        name = args.thread.name if args.thread else "?"
        logging.getLogger("dondoc").error("uncaught error in thread %s", name, exc_info=error)


def _log_unraisable(args: "UnraisableHookArgs") -> None:
    logging.getLogger("dondoc").error("error that nobody could catch: %r", args.object, exc_info=args.exc_value)


def _written_forms(secret: str) -> set[str]:
    """The secret as it stands, in an address, in JSON and in a `repr`."""
    forms: set[Any] = {secret, quote(secret, safe=""), quote(secret), repr(secret)[1:-1]}
    return forms | {json_text.dumps(secret)[1:-1], json_text.dumps(secret, ensure_ascii=False)[1:-1]}
