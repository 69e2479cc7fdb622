"""`python -m bot.command_line.reference docs`: write docs/commands.md and docs/settings.md from the code.

`make docs` calls it; a test fails when the pages are out of date.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.command_line.group import COMMANDS as PROGRAM_COMMANDS
from bot.settings import FROM_FILES, describe
from bot.telegram.menus import menu
from domain.people import Role
from handlers.table import COMMANDS
from texts.command_line import command_help
from texts.message import plain_text
from texts.people import role_name
from texts.translator import Translator, translator

GENERATED = "<!-- Written by `make docs` from {source}; change it there. -->"

COMMANDS_PAGE = """{generated}

# Lệnh · Commands

Gõ tên nào cũng được. Dấu ✓ là vai trò được dùng; một người có thể có nhiều vai trò. Trả lời thẳng vào tin nhắc
(`xong`, `70%`, `vướng: lý do`) thì không cần lệnh.

{vietnamese}

Either name works. A ✓ marks the roles that may use a command; one person may have several. To a reminder one simply
replies (`done`, `70%`, `blocked: reason`), without a command.

{english}

## Dòng lệnh · Command line

Trên máy chủ; tiếng Anh thì đặt `DONDOC_LANGUAGE=en`. `dondoc LỆNH --help` cho biết thêm.

{program}
"""

SETTINGS_PAGE = """{generated}

# Settings · Cấu hình

Environment variables, or lines of a file `.env` in the folder where `dondoc` is started; the environment wins. None is
needed but the token. `dondoc check` names every wrong one, and never shows a value.

Biến môi trường, hoặc ghi vào tệp `.env` trong thư mục chạy `dondoc` (mẫu: [.env.example](../.env.example)). Bắt buộc
chỉ có mã của bot. `dondoc check` chỉ ra chỗ ghi sai và không bao giờ hiện giá trị.

{table}

What is secret can stay in a file of its own, as Docker and systemd keep secrets: leave the variable out, and put the
file's path into the variable with `_FILE` at its end, for example `DONDOC_BOT_TOKEN_FILE=/run/secrets/bot_token`. This
goes for {from_files}.
"""


def commands_page() -> str:
    """Return docs/commands.md: what one can say, who may say it, and the command line."""
    vi, en = translator("vi"), translator("en")
    program = [(f"`dondoc {name}`", command_help(vi, name), command_help(en, name)) for name in PROGRAM_COMMANDS]
    return COMMANDS_PAGE.format(
        generated=GENERATED.format(source="handlers/table.py"),
        vietnamese=_commands(vi, ("Lệnh", "Tên tiếng Anh", "Để làm gì")),
        english=_commands(en, ("Command", "Vietnamese name", "What it does")),
        program=_table(("Lệnh · Command", "Để làm gì", "What it does"), program),
    )


def settings_page() -> str:
    """Return docs/settings.md: every variable, its default and its meaning."""
    rows = [(f"`{each.variable}`", f"`{each.default}`" if each.default else "", each.meaning) for each in describe()]
    return SETTINGS_PAGE.format(
        generated=GENERATED.format(source="bot/settings.py"),
        table=_table(("Variable", "Default", "Meaning"), rows),
        from_files=", ".join(f"`DONDOC_{name.upper()}`" for name in FROM_FILES),
    )


def write(folder: Path) -> None:
    """Write both pages into a folder."""
    (folder / "commands.md").write_text(commands_page(), encoding="utf-8")
    (folder / "settings.md").write_text(settings_page(), encoding="utf-8")


def _commands(t: Translator, heads: Sequence[str]) -> str:
    rows = []
    for command, shown in zip(COMMANDS, menu(list(COMMANDS), t), strict=True):
        others = [f"`/{name}`" for name in (command.name, command.alias) if name not in (shown.command, None)]
        allowed = ["✓" if role in command.roles else "" for role in Role]
        rows.append((f"`/{shown.command}`", *(others or [""]), shown.description, *allowed))
    return _table((*heads, *(plain_text(role_name(t, role)) for role in Role)), rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
