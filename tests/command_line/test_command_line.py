"""`dondoc`: help everywhere, one clear line for what is wrong, and nothing done by halves."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from sqlalchemy import func, select

from bot.command_line.group import COMMANDS
from bot.database import Database
from domain.invites import hash_code
from models import Invite, Person, Setting, Unit
from tests.loading.conftest import saved, workbook

Dondoc = Callable[..., Result]

TOKEN = "123456789:abcdefghijklmnopqrstuvwxyz0123456789"
UNITS = [("VPC", "Vụ Pháp chế", None, None)]
PEOPLE = [("lan.nt", "Nguyễn Thị Lan", None, "VPC", "cán bộ")]


def in_database(url: str, work: Callable[..., object]) -> object:
    """Do something in one transaction."""

    async def run() -> object:
        database = Database(url)
        async with database.transaction() as db:
            result = await work(db)
        await database.dispose()
        return result

    return asyncio.run(run())


def count(url: str, table: type) -> object:
    """Count the rows of a table."""

    async def work(db: object) -> object:
        return await db.scalar(select(func.count()).select_from(table))

    return in_database(url, work)


@pytest.fixture
def loaded(dondoc: Dondoc, tmp_path: Path) -> None:
    """Load one unit with one person."""
    (tmp_path / "good.xlsx").write_bytes(saved(workbook(units=UNITS, people=PEOPLE)))
    assert dondoc("load", "good.xlsx").exit_code == 0


@pytest.mark.parametrize("words", [(), *((name,) for name in COMMANDS), ("db", "upgrade")])
def test_help_everywhere(dondoc: Dondoc, words: tuple[str, ...]) -> None:
    """Every command explains itself, in Vietnamese and, asked for, in English."""
    vietnamese = dondoc(*words, "--help")
    english = dondoc(*words, "--help", env={"DONDOC_LANGUAGE": "en"})
    assert (vietnamese.exit_code, english.exit_code) == (0, 0)
    assert "Hiện hướng dẫn này rồi thoát." in vietnamese.output
    assert "Show this message and exit." in english.output
    assert vietnamese.output.splitlines()[2] != english.output.splitlines()[2]


def test_version(dondoc: Dondoc) -> None:
    """The version is said."""
    assert dondoc("--version").output.startswith("dondoc 0.")


def test_load_says_what_it_did(dondoc: Dondoc, tmp_path: Path) -> None:
    """A good file is loaded; a second time nothing is new."""
    (tmp_path / "good.xlsx").write_bytes(saved(workbook(units=UNITS, people=PEOPLE)))
    assert "Đơn vị: 1 mới, 0 thay đổi, 0 giữ nguyên." in dondoc("load", "good.xlsx").output
    assert "Cán bộ: 0 mới, 0 thay đổi, 1 giữ nguyên." in dondoc("load", "good.xlsx").output


def test_load_tells_every_problem_and_changes_nothing(dondoc: Dondoc, tmp_path: Path, sqlite_url: str) -> None:
    """With a problem anywhere the exit code is 1, each problem has its line, and nothing is loaded."""
    rows = [("Việc", "VPC", None, None, "31/4/2017"), ("Việc hai", "Vụ Lạ Hoắc")]
    (tmp_path / "bad.xlsx").write_bytes(saved(workbook(units=UNITS, tasks=rows)))
    result = dondoc("load", "bad.xlsx")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 3
    assert "Nhiệm vụ, dòng 2, cột E (Thời hạn): '31/4/2017' không có trong lịch" in result.stderr
    assert count(sqlite_url, Unit) == 0


def test_load_refuses_what_is_no_workbook(dondoc: Dondoc, tmp_path: Path) -> None:
    """A file that is missing or no workbook gets one line and exit code 1."""
    (tmp_path / "old.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    for name, words in (("old.xlsx", ".xls"), ("missing.xlsx", "Không mở được tệp missing.xlsx")):
        result = dondoc("load", name)
        assert result.exit_code == 1
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_template_overwrites_only_when_told(dondoc: Dondoc, tmp_path: Path) -> None:
    """The template is not written over a file, unless --force says so; it can be loaded as it is."""
    target = tmp_path / "dondoc-mau.xlsx"
    assert dondoc("template").exit_code == 0
    assert openpyxl.load_workbook(target).sheetnames == ["Đơn vị", "Cán bộ", "Nhiệm vụ", "Hướng dẫn"]
    target.write_bytes(b"mine")
    assert dondoc("template").exit_code == 1
    assert target.read_bytes() == b"mine"
    assert dondoc("template", "--force").exit_code == 0
    assert dondoc("load", "dondoc-mau.xlsx").exit_code == 0


@pytest.mark.usefixtures("loaded")
def test_invite_prints_link_and_code(dondoc: Dondoc, sqlite_url: str) -> None:
    """The link holds the code, which stands alone on the last line; without the bot's name there is no link."""
    without = dondoc("invite", "LAN.NT")
    assert "t.me" not in without.output

    async def learn_name(db: object) -> None:
        db.add(Setting(key="bot_username", value="dondoc_bot"))

    in_database(sqlite_url, learn_name)
    result = dondoc("invite", "lan.nt")
    code = result.output.splitlines()[-1]
    assert f"https://t.me/dondoc_bot?start={code.replace('-', '')}" in result.output

    async def newest(db: object) -> object:
        return (await db.scalars(select(Invite.code_hash).order_by(Invite.id.desc()))).first()

    assert in_database(sqlite_url, newest) == hash_code(code)


@pytest.mark.usefixtures("loaded")
def test_invite_of_nobody(dondoc: Dondoc, sqlite_url: str) -> None:
    """An unknown code makes no invitation and shows who could be meant."""
    result = dondoc("invite", "lan")
    assert result.exit_code == 1
    assert "lan.nt – Nguyễn Thị Lan" in result.stderr
    assert (count(sqlite_url, Invite), count(sqlite_url, Person)) == (0, 1)


@pytest.mark.usefixtures("loaded")
def test_invite_when_telegram_does_not_answer(dondoc: Dondoc) -> None:
    """Where Telegram cannot be reached the code is made all the same, and the token is not shown."""
    result = dondoc(
        "invite", "lan.nt", env={"DONDOC_BOT_TOKEN": TOKEN, "DONDOC_TELEGRAM_API_URL": "http://127.0.0.1:9"}
    )
    assert result.exit_code == 0
    assert "Chưa có đường dẫn" in result.output
    assert TOKEN not in result.output + result.stderr


def test_read_answers_line_by_line(dondoc: Dondoc) -> None:
    """Each line in gives one line out; a line that is no JSON ends with its number."""
    line = json.dumps({"text": "thứ sáu tuần sau", "at": "2017-06-16T09:00:00+07:00"}, ensure_ascii=False)
    result = dondoc("read", "date", stdin=f"{line}\n\n{line}\n".encode())
    assert [json.loads(each)["at"] for each in result.stdout.splitlines()] == ["2017-06-23"] * 2
    broken = dondoc("read", "reply", stdin=f"{line}\nxong\n".encode())
    assert (broken.exit_code, len(broken.stdout.splitlines())) == (1, 1)
    assert "dòng 2" in broken.stderr


def test_read_imports_little() -> None:
    """Reading starts without the database, Telegram and openpyxl: it has to be quick."""
    script = (
        "import sys; from bot.command_line.group import main; import bot.command_line.read;"
        "print([name for name in ('sqlalchemy', 'telegram', 'openpyxl', 'aiohttp', 'alembic') if name in sys.modules])"
    )
    began = time.perf_counter()
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert ran.stdout.strip() == "[]"
    assert time.perf_counter() - began < 10


def test_wrong_settings_end_with_one_line(dondoc: Dondoc) -> None:
    """A wrong setting is named without its value and without a traceback; the exit code is 2."""
    for words in (("run",), ("load", "x.xlsx"), ("invite", "x"), ("db", "upgrade"), ("check",)):
        result = dondoc(*words, env={"DONDOC_BOT_TOKEN": "not-a-token"})
        assert result.exit_code == 2
        assert result.stderr.startswith("Cấu hình: DONDOC_BOT_TOKEN")
        assert len(result.stderr.splitlines()) == 1
        assert "not-a-token" not in result.stderr


def test_run_needs_a_token(dondoc: Dondoc) -> None:
    """Without a token `run` says where it comes from."""
    result = dondoc("run")
    assert result.exit_code == 2
    assert "@BotFather" in result.stderr


def test_check(dondoc: Dondoc, tmp_path: Path) -> None:
    """Check says what is right, tells a database without tables and one that is away, and shows no secret."""
    good = dondoc("check", env={"DONDOC_BOT_TOKEN": TOKEN})
    assert good.exit_code == 0
    assert len(good.output.splitlines()) == 2
    old = dondoc("check", env={"DONDOC_DATABASE_URL": f"sqlite:///{tmp_path}/empty.db"})
    assert (old.exit_code, "dondoc db upgrade" in old.stderr) == (1, True)
    away = dondoc("check", env={"DONDOC_DATABASE_URL": "postgresql://me:hidden-word@127.0.0.1:9/x"})
    assert (away.exit_code, "không kết nối được" in away.stderr) == (1, True)
    for result in (good, old, away):
        assert TOKEN not in result.output
        assert "hidden-word" not in result.output + result.stderr


def test_upgrade_makes_the_tables(dondoc: Dondoc, tmp_path: Path) -> None:
    """A new database gets its tables, and a second time nothing happens."""
    env = {"DONDOC_DATABASE_URL": f"sqlite:///{tmp_path}/new.db", "DONDOC_BOT_TOKEN": TOKEN}
    for _ in range(2):
        assert dondoc("db", "upgrade", env=env).output == "Các bảng đã ở bản mới nhất.\n"
    assert dondoc("check", env=env).exit_code == 0
