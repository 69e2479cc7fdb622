import os
import subprocess
import sys
import traceback
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import settings
from bot.setting_values import Address
from bot.settings import Settings, SettingsProblem
from domain.schedule import WeeklyMoment

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start from an empty folder and an environment without our variables."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.upper().startswith(settings.PREFIX):
            monkeypatch.delenv(name)


def load(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    """Load the settings with these variables, given without their prefix."""
    for name, value in values.items():
        monkeypatch.setenv(f"DONDOC_{name}", value)
    return settings.load()


def sentences(monkeypatch: pytest.MonkeyPatch, **values: str) -> list[str]:
    """Load wrong settings and return what is said, after checking that no value is shown anywhere."""
    with pytest.raises(SettingsProblem) as caught:
        load(monkeypatch, **values)
    error = caught.value
    assert error.__cause__ is error.__context__ is None
    told = str(error) + repr(error) + "".join(traceback.format_exception(error))
    assert not [value for value in values.values() if len(value) > 4 and value in told]
    assert str(error) == "\n".join(error.sentences)
    return error.sentences


def test_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing needs to be set, and an empty variable counts as not set."""
    found = load(monkeypatch, BOT_TOKEN="", TICK_SECONDS="")
    assert found.bot_token is found.webhook_url is found.webhook_secret is None
    assert found.telegram_api_url == "https://api.telegram.org"
    assert found.database_url == "sqlite+aiosqlite:///dondoc.db"
    assert found.timezone == ZoneInfo("Asia/Ho_Chi_Minh")
    assert found.reminder_time == time(8, 30)
    assert found.summary_at == WeeklyMoment(4, time(16))
    assert found.tick_seconds == 15
    assert found.listen == Address("127.0.0.1", 8443)
    assert (found.log_level, found.log_format, found.language) == ("info", "console", "vi")
    assert found.secrets() == []


def test_reads_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every setting can be set as an office would write it."""
    found = load(
        monkeypatch,
        BOT_TOKEN=f" {TOKEN} ",
        TELEGRAM_API_URL="http://127.0.0.1:8081/",
        DATABASE_URL="postgres://dondoc:m%40t@db/dondoc",
        TIMEZONE="Asia/Bangkok",
        REMINDER_TIME="8h",
        SUMMARY_AT="thứ sáu 16h30",
        TICK_SECONDS="3600",
        WEBHOOK_URL="https://dondoc.example.vn/hook",
        WEBHOOK_SECRET="Ab_-9",
        LISTEN="[::1]:80",
        LOG_LEVEL="DEBUG",
        LOG_FORMAT="json",
        LANGUAGE="en",
    )
    assert found.bot_token is not None
    assert found.bot_token.get_secret_value() == TOKEN
    assert found.telegram_api_url == "http://127.0.0.1:8081"
    assert found.timezone == ZoneInfo("Asia/Bangkok")
    assert (found.reminder_time, found.summary_at) == (time(8), WeeklyMoment(4, time(16, 30)))
    assert (found.tick_seconds, found.webhook_url) == (3600, "https://dondoc.example.vn/hook")
    assert (found.listen, str(found.listen)) == (Address("::1", 80), "[::1]:80")
    assert (found.log_level, found.log_format, found.language) == ("debug", "json", "en")
    assert set(found.secrets()) == {TOKEN, "Ab_-9", "m%40t", "m@t"}
    assert TOKEN not in repr(found)
    assert "m%40t" not in repr(found)


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("postgres://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("postgresql://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("postgresql+asyncpg://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("postgres://u@h/d?sslmode=require", "postgresql+asyncpg://u@h/d?ssl=require"),
        ("sqlite:///a.db", "sqlite+aiosqlite:///a.db"),
        ("sqlite:////var/a.db", "sqlite+aiosqlite:////var/a.db"),
        ("sqlite+aiosqlite:///a.db", "sqlite+aiosqlite:///a.db"),
    ],
)
def test_database_address_gets_our_driver(written: str, used: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses as hosting providers hand them out work unchanged."""
    assert load(monkeypatch, DATABASE_URL=written).database_url == used


def test_reads_the_file_of_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """.env is read, the environment is stronger, and foreign names in the file do no harm."""
    Path(".env").write_text("DONDOC_LANGUAGE=en\nDONDOC_SUMMARY_AT=thứ hai 8h\nOTHER=1\nDONDOC_X=1\n", encoding="utf-8")
    found = load(monkeypatch, LANGUAGE="vi")
    assert (found.language, found.summary_at) == ("vi", WeeklyMoment(0, time(8)))


def test_unreadable_file_of_the_folder_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A .env in another encoding is told in a sentence, without its content."""
    Path(".env").write_bytes(f"DONDOC_BOT_TOKEN={TOKEN}\n# th\xfd".encode("latin-1"))
    (sentence,) = sentences(monkeypatch)
    assert ".env" in sentence


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("BOT_TOKEN", "123456789:AAtooshort"),
        ("BOT_TOKEN", f"bot{TOKEN}"),
        ("TELEGRAM_API_URL", "bot-api.local:8081"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
        ("TELEGRAM_API_URL", "https://api.telegram.org?a=secret"),
        ("DATABASE_URL", "mysql://root:password@db/d"),
        ("DATABASE_URL", "sqlite://memory"),
        ("TIMEZONE", "Asia/Hanoi"),
        ("TIMEZONE", "../../etc/passwd"),
        ("TIMEZONE", "Asia"),
        ("REMINDER_TIME", "half past eight"),
        ("REMINDER_TIME", "24:00"),
        ("REMINDER_TIME", "30600"),
        ("SUMMARY_AT", "16:05"),
        ("SUMMARY_AT", "someday 16:00"),
        ("TICK_SECONDS", "0"),
        ("TICK_SECONDS", "3601"),
        ("TICK_SECONDS", "fifteen"),
        ("WEBHOOK_URL", "ftp://dondoc.example.vn"),
        ("WEBHOOK_SECRET", "has spaces in it"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("LISTEN", "8443"),
        ("LISTEN", "127.0.0.1:99999"),
        ("LISTEN", "::1:8443"),
        ("LOG_LEVEL", "verbose"),
        ("LOG_FORMAT", "logfmt"),
        ("LANGUAGE", "french"),
    ],
)
def test_wrong_setting_is_told_in_one_sentence(name: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong value gets one sentence with the variable's name and what to write, never the value."""
    others = {"WEBHOOK_SECRET": "Ab_-9"} if name == "WEBHOOK_URL" else {}
    (sentence,) = sentences(monkeypatch, **others, **{name: wrong})
    assert sentence.startswith(f"DONDOC_{name} is wrong; write ")
    assert sentence.endswith(".")


def test_all_wrong_settings_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to start three times to learn of three mistakes."""
    told = sentences(monkeypatch, BOT_TOKEN="wrong-token", TICK_SECONDS="often", WEBHOOK_URL="https://a.example.vn")
    assert [sentence.split()[0] for sentence in told] == [
        "DONDOC_BOT_TOKEN",
        "DONDOC_TICK_SECONDS",
        "DONDOC_WEBHOOK_SECRET",
    ]
    assert "is needed with DONDOC_WEBHOOK_URL" in told[2]


@pytest.mark.parametrize(
    ("name", "value"),
    [("BOT_TOKEN", TOKEN), ("WEBHOOK_SECRET", "Ab_-9"), ("DATABASE_URL", "sqlite+aiosqlite:///secret.db")],
)
def test_secret_from_a_file(name: str, value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A secret comes from the file that DONDOC_X_FILE names, also if .env names it; its last line break is dropped."""
    path = tmp_path / "secret"
    path.write_text(f"{value}\n", encoding="utf-8")
    Path(".env").write_text(f"DONDOC_{name}_FILE={path}\n", encoding="utf-8")
    for found in (settings.load(), load(monkeypatch, **{f"{name}_FILE": str(path)})):
        kept = getattr(found, name.lower())
        assert (kept if isinstance(kept, str) else kept.get_secret_value()) == value


def test_secret_and_its_file_together_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Which of the two counts is not guessed."""
    path = tmp_path / "secret"
    path.write_text(TOKEN, encoding="utf-8")
    (sentence,) = sentences(monkeypatch, BOT_TOKEN=TOKEN, BOT_TOKEN_FILE=str(path))
    assert sentence.startswith("DONDOC_BOT_TOKEN is set and DONDOC_BOT_TOKEN_FILE too")


def test_missing_empty_or_wrong_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that is not there, is a folder, is empty or holds no token ends the start instead of running without."""
    wrong = tmp_path / "wrong"
    wrong.write_text("my-password", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.touch()
    for path in (tmp_path / "missing", tmp_path, empty, wrong):
        (sentence,) = sentences(monkeypatch, BOT_TOKEN_FILE=str(path))
        assert sentence.startswith("DONDOC_BOT_TOKEN ")
        assert "my-password" not in sentence
    (sentence,) = sentences(monkeypatch, BOT_TOKEN_FILE=str(tmp_path / "missing"))
    assert "DONDOC_BOT_TOKEN_FILE" in sentence


def test_settings_made_by_hand() -> None:
    """Code may give values of the right types, which stay as they are, and nothing can be changed afterwards."""
    found = Settings(
        _env_file=None, timezone=ZoneInfo("UTC"), reminder_time=time(7), summary_at=WeeklyMoment(0, time(7))
    )
    assert (found.timezone, found.reminder_time) == (ZoneInfo("UTC"), time(7))
    with pytest.raises(ValueError, match="frozen"):
        found.language = "en"


def test_error_of_settings_made_by_hand_hides_the_value() -> None:
    """Pydantic's own error does not show a wrong token either."""
    with pytest.raises(ValueError) as caught:
        Settings(_env_file=None, bot_token="123456789:AAtooshort")
    assert "AAtooshort" not in str(caught.value) + repr(caught.value)


def test_reference_names_every_setting_with_a_default_that_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference has each setting once, and writing its defaults changes nothing."""
    rows = settings.describe()
    assert [row.variable for row in rows] == [f"DONDOC_{name.upper()}" for name in Settings.model_fields]
    assert all(row.meaning.endswith(".") for row in rows)
    assert [row.variable for row in rows if "_FILE" in row.meaning] == [
        "DONDOC_BOT_TOKEN",
        "DONDOC_DATABASE_URL",
        "DONDOC_WEBHOOK_SECRET",
    ]
    before = settings.load()
    assert load(monkeypatch, **{row.variable.removeprefix("DONDOC_"): row.default for row in rows}) == before


def test_import_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Importing the settings works whatever the environment says."""
    monkeypatch.setenv("DONDOC_TICK_SECONDS", "often")
    subprocess.run([sys.executable, "-c", "import bot.settings"], check=True)
