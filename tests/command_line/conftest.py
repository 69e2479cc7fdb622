"""The command line in an empty folder, with a database of its own."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.command_line import main


@pytest.fixture(autouse=True)
def _loggers_as_they_were() -> Iterator[None]:
    """Take back the log handlers that a command sets: their stream ends with the command."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before


@pytest.fixture
def dondoc(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Return a function that calls `dondoc` with words; keyword `env` adds variables, `stdin` is its input."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str, env: dict[str, str] | None = None, stdin: str | bytes | None = None) -> Result:
        variables = {"DONDOC_DATABASE_URL": sqlite_url, **(env or {})}
        return CliRunner().invoke(main, words, prog_name="dondoc", env=variables, input=stdin)

    return call
