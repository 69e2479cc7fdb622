"""The settings: environment variables DONDOC_* and the file .env, checked before anything starts.

Nothing is read at import. A wrong setting is answered with one sentence that names the variable and says what to write
instead, and never shows the value: it may be a secret in the wrong place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.setting_values import (
    BOT_TOKEN,
    LOWER_CASE,
    WEBHOOK_SECRET,
    Address,
    database_address,
    read_with,
    secret_matching,
    web_address,
    zone,
)
from domain.schedule import WeeklyMoment, parse_time

PREFIX = "DONDOC_"
FROM_FILES = ("bot_token", "database_url", "webhook_secret")
"""Settings that hold a secret: each may come from a file that DONDOC_…_FILE names."""


class SettingsProblem(Exception):  # noqa: N818 says what there is
    """Some settings are wrong; `sentences` has one for each, without any value."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Described:
    """One row of the reference: the variable, its default as one would write it ("" for none), what it means."""

    variable: str
    default: str
    meaning: str


@dataclass(frozen=True)
class _Broken:
    """Stands in for a value that could not be read, until it is the field's turn to complain."""

    why: str


class _SecretFiles(PydanticBaseSettingsSource):
    """Reads DONDOC_X_FILE for each secret X; white space around a file's content does not count."""

    def __init__(self, settings_cls: type[BaseSettings], variables: Mapping[str, str | None]) -> None:
        super().__init__(settings_cls)
        self.variables = variables

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return the content of the file, or what is wrong with it, for one field."""
        name = _variable(field_name).lower()
        path = self.variables.get(f"{name}_file")
        if field_name not in FROM_FILES or not path:
            return None, field_name, False
        if self.variables.get(name):
            why = f"is set and {name.upper()}_FILE too: keep one of them"
            return _Broken(why), field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        except (OSError, UnicodeError) as error:
            why = f"cannot be read from the file that {name.upper()}_FILE names ({type(error).__name__})"
            return _Broken(why), field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return the values that files give."""
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value is not None}


def _setting(default: Any, meaning: str, write: str, **more: Any) -> Any:
    """Declare a setting: its default, what it means (reference), what to write when it is wrong (errors)."""
    return Field(default, description=meaning, json_schema_extra={"write": write}, **more)


class Settings(BaseSettings):
    """What this installation is told; `load` makes one and explains what is wrong."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    bot_token: Annotated[SecretStr | None, secret_matching(BOT_TOKEN)] = _setting(
        None,
        "The bot's token, as @BotFather gives it.",
        "digits, a colon and at least 30 letters, as @BotFather gives it",
    )
    telegram_api_url: Annotated[str, web_address("https", "http")] = _setting(
        "https://api.telegram.org",
        "Where the Bot API is; a local Bot API server or the sandbox may stand in.",
        "an address such as https://api.telegram.org",
    )
    database_url: Annotated[str, read_with(database_address)] = _setting(
        "sqlite+aiosqlite:///dondoc.db",
        "The database: SQLite for one process, PostgreSQL for more.",
        "sqlite:///dondoc.db or postgresql://user:password@host/name",
        repr=False,
    )
    timezone: Annotated[ZoneInfo, read_with(zone)] = _setting(
        "Asia/Ho_Chi_Minh", "The agency's time zone.", "a name such as Asia/Ho_Chi_Minh"
    )
    reminder_time: Annotated[time, read_with(parse_time)] = _setting(
        "08:30", "When the day's reminders go out.", "a time of day such as 08:30 or 8h30"
    )
    summary_at: Annotated[WeeklyMoment, NoDecode, read_with(WeeklyMoment.parse)] = _setting(
        "fri 16:00", "When the week's summary goes out.", 'a weekday and a time such as "fri 16:00" or "thứ sáu 16h"'
    )
    tick_seconds: int = _setting(
        15, "Seconds between two looks at what is due.", "a whole number from 1 to 3600, such as 15", ge=1, le=3600
    )
    webhook_url: Annotated[str | None, web_address("https", "http")] = _setting(
        None,
        "Where Telegram should deliver messages; without it the assistant asks for them (polling).",
        "an address that begins with https:// (http:// is only for a local Bot API server)",
    )
    webhook_secret: Annotated[SecretStr | None, secret_matching(WEBHOOK_SECRET)] = _setting(
        None,
        "The word by which the webhook knows Telegram; needed with DONDOC_WEBHOOK_URL.",
        "1 to 256 of the characters A-Z a-z 0-9 _ -",
    )
    listen: Annotated[Address, NoDecode, read_with(Address.parse)] = _setting(
        "127.0.0.1:8443", "Where the webhook server listens.", "host:port such as 127.0.0.1:8443"
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error"], LOWER_CASE] = _setting(
        "info", "How much is logged.", "debug, info, warning or error"
    )
    log_format: Annotated[Literal["console", "json"], LOWER_CASE] = _setting(
        "console", "Log lines for people or one JSON object a line.", "console or json"
    )
    language: Annotated[Literal["vi", "en"], LOWER_CASE] = _setting(
        "vi", "The language for people who have not chosen one.", "vi or en"
    )

    @field_validator("*", mode="before")
    @classmethod
    def _complain(cls, value: Any) -> Any:
        if isinstance(value, _Broken):
            raise ValueError(value.why)
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_with_webhook(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if value is None and info.data.get("webhook_url"):
            raise ValueError(f"is needed with {PREFIX}WEBHOOK_URL")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Add the files of secrets to what pydantic-settings reads."""
        variables: dict[str, str | None] = {}
        for source in (dotenv_settings, env_settings):
            if isinstance(source, EnvSettingsSource | DotEnvSettingsSource):
                variables |= source.env_vars
        return init_settings, _SecretFiles(settings_cls, variables), env_settings, dotenv_settings

    def secrets(self) -> list[str]:
        """Return everything that must not reach a log."""
        kept = [secret.get_secret_value() for secret in (self.bot_token, self.webhook_secret) if secret]
        password = urlsplit(self.database_url).password
        return [*kept, password, unquote(password)] if password else kept


class _Explicit(Settings):
    """Settings that look at nothing but what they are given."""

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *_: Any, **__: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Keep the given values only."""
        return (init_settings,)


def explicit(**values: Any) -> Settings:
    """Return settings from these values and the defaults alone: neither environment nor files (demo, tests).

    Raises:
        pydantic.ValidationError: a value is wrong.
    """
    return _Explicit(**values)


def load() -> Settings:
    """Read the settings from the environment and .env.

    Raises:
        SettingsProblem: something is wrong; all wrong settings are told at once.
    """
    try:
        return Settings()
    except ValidationError as error:
        problem = SettingsProblem([_sentence(each) for each in error.errors(include_input=False, include_url=False)])
    except (OSError, UnicodeError) as error:
        problem = SettingsProblem([f"The file .env cannot be read ({type(error).__name__}); write UTF-8 text."])
    # Raised outside the except block, so that pydantic's error with the values is not kept as the context.
    raise problem


def describe() -> list[Described]:
    """Return the reference of all settings, in the order of the class."""
    return [
        Described(_variable(name), "" if field.default is None else str(field.default), _meaning(name, field))
        for name, field in Settings.model_fields.items()
    ]


def _variable(name: str) -> str:
    return f"{PREFIX}{name}".upper()


def _meaning(name: str, field: FieldInfo) -> str:
    return (
        f"{field.description} May come from a file: {_variable(name)}_FILE."
        if name in FROM_FILES
        else f"{field.description}"
    )


def _sentence(error: Any) -> str:
    name = str(error["loc"][0])
    extra = Settings.model_fields[name].json_schema_extra
    write = extra["write"] if isinstance(extra, dict) else ""
    why = str(error.get("ctx", {}).get("error", ""))
    return f"{_variable(name)} {why if why.startswith(('is ', 'cannot ')) else 'is wrong'}; write {write}."
