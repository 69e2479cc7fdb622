import asyncio
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
ENCODED = TOKEN.replace(":", "%3A")
SECRET = 'mật "khẩu"/99'


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Put everything back that `configure` changes in the process."""
    root = logging.getLogger()
    hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    kept = (root.handlers, root.level, {name: logging.getLogger(name).level for name in logs.QUIET})
    show, pattern = warnings.showwarning, logs._redaction.pattern
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    root.handlers, root.level = kept[:2]
    for name, level in kept[2].items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(False)
    warnings.showwarning, logs._redaction.pattern = show, pattern
    structlog.reset_defaults()


@pytest.fixture(params=[False, True], ids=["console", "json"])
def out(request: pytest.FixtureRequest) -> io.StringIO:
    """Configure logging at INFO with two secrets and give the stream that it writes to."""
    stream = io.StringIO()
    logs.configure("info", request.param, [TOKEN, SECRET, ""], stream)
    return stream


def assert_clean(stream: io.StringIO, *expected: str) -> None:
    """Check that something was written, with `expected` in it, and no secret in any form."""
    text = stream.getvalue()
    assert logs.MASK in text
    assert all(each in text for each in expected)
    for hidden in (TOKEN, ENCODED, TOKEN.partition(":")[2], "khẩu", "kh\\u1ea9u", "kh%E1%BA%A9u"):
        assert hidden not in text


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        (
            f"POST https://api.telegram.org/bot{TOKEN}/sendMessage",
            "POST https://api.telegram.org/bot<token>/sendMessage",
        ),
        (f"file/bot{ENCODED}/a", "file/bot<token>/a"),
        (f"{ENCODED.replace('%3A', '%3a')} {TOKEN.replace(':', '%253A')}", "<token> <token>"),
        ("nhiệm vụ 123456789: hạn 16:00", "nhiệm vụ 123456789: hạn 16:00"),
        ("2017-06-16T09:00:00+07:00", "2017-06-16T09:00:00+07:00"),
    ],
)
def test_redacts_what_looks_like_a_token(text: str, redacted: str) -> None:
    """A bot token is hidden also before any is configured, percent-encoded too; times and numbers stay."""
    assert logs.redact(text) == redacted


def test_longer_secret_wins() -> None:
    """Of two secrets, one the beginning of the other, nothing remains; too short ones would hide half of the log."""
    logs.configure("info", False, ["hanoi", "hanoi-2017", "a", ""], io.StringIO())
    assert logs.redact("an hanoi-2017 and hanoi") == "an <token> and <token>"


def test_redacts_messages_values_and_extras(out: io.StringIO) -> None:
    """A secret is hidden in our events and values, in other loggers' messages, arguments and extras."""
    structlog.get_logger("dondoc.test").warning("calling", url=f"/bot{TOKEN}/x", words=[SECRET])
    logging.getLogger("some.library").warning("GET %s", f"/bot{ENCODED}/x", extra={"password": SECRET})
    assert_clean(out, "calling", "some.library", "password", "dondoc.test")
    assert len(out.getvalue().splitlines()) == 2


def test_redacts_tracebacks(out: io.StringIO) -> None:
    """A secret is hidden in the traceback of an error and of its cause, and no local variable is printed."""
    private = "người dân A viết"
    try:
        try:
            raise OSError(f"cannot open /bot{TOKEN}/x")
        except OSError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError:
        structlog.get_logger().exception("failed")
        logging.getLogger("some.library").exception("failed too")
    assert_clean(out, "OSError", "RuntimeError", "cannot open")
    assert private not in out.getvalue()


def test_json_is_one_readable_object_a_line() -> None:
    """JSON lines keep Vietnamese letters and carry level, logger, time and traceback."""
    stream = io.StringIO()
    logs.configure("INFO", True, [], stream)
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        structlog.get_logger("dondoc.x").exception("đôn đốc", số=3)
    line = stream.getvalue()
    assert "đôn đốc" in line
    entry = json.loads(line)
    assert (entry["event"], entry["số"], entry["level"], entry["logger"]) == ("đôn đốc", 3, "error", "dondoc.x")
    assert "ZeroDivisionError" in entry["exception"]
    assert entry["timestamp"].endswith("Z")


def test_redacts_uncaught_errors(out: io.StringIO) -> None:
    """An error that ends the program or a thread, or that nobody could catch, is logged without its secrets."""

    class Grave:
        def __del__(self) -> None:
            raise OSError(f"{TOKEN} in the grave")

    def work() -> None:
        raise OSError(f"{SECRET} in a thread")

    try:
        raise OSError(f"{TOKEN} at the end")
    except OSError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=work, name="worker")
    thread.start()
    thread.join()
    Grave()
    assert_clean(out, "at the end", "in a thread", "worker", "in the grave")


async def test_redacts_what_asyncio_reports(out: io.StringIO) -> None:
    """An error in a callback, which the loop's default handler reports, is logged without its secrets."""

    def callback() -> None:
        raise OSError(f"{TOKEN} in a callback")

    asyncio.get_running_loop().call_soon(callback)
    await asyncio.sleep(0)
    assert_clean(out, "in a callback")


def test_redacts_warnings(out: io.StringIO) -> None:
    """A warning goes through the log."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn(f"old way to use {TOKEN}", stacklevel=1)
    assert_clean(out, "old way to use")


def test_broken_log_line_shows_no_arguments(out: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    """A message that does not fit its arguments is reported on stderr without them."""
    record = logging.LogRecord("some.library", logging.WARNING, "x.py", 1, "%d", (TOKEN,), None)
    (handler,) = (each for each in logging.getLogger().handlers if type(each).__module__ == logs.__name__)
    handler.handle(record)
    told = capsys.readouterr().err + out.getvalue()
    assert "some.library" in told
    assert TOKEN not in told


def test_there_is_one_handler() -> None:
    """Configuring again replaces the handler, so that no line comes twice."""
    first, second = io.StringIO(), io.StringIO()
    logs.configure("info", False, [], first)
    logs.configure("warning", False, [], second)
    logging.getLogger("x").info("small")
    structlog.get_logger("x").info("small")
    logging.getLogger("x").warning("great")
    assert first.getvalue() == ""
    assert "great" in second.getvalue()
    assert "small" not in second.getvalue()


def test_talkative_libraries_are_kept_quiet() -> None:
    """At DEBUG no library writes requests or the texts of messages."""
    stream = io.StringIO()
    logs.configure("debug", False, [], stream)
    for name in ("httpx", "httpcore.connection", "aiohttp.access", "apscheduler.scheduler", "sqlalchemy.engine"):
        logging.getLogger(name).info("private")
    for name in ("telegram.ext.ExtBot", "aiosqlite"):
        logging.getLogger(name).debug("private")
    assert stream.getvalue() == ""
    structlog.get_logger("dondoc").debug("ours")
    assert "ours" in stream.getvalue()
