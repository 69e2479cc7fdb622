import ast
import re
from datetime import date
from pathlib import Path

import pytest

from handlers import progress, replies, tasks
from tests.tasks.office import Office, buttons
from texts.message import plain_text
from texts.refusals import REFUSALS
from texts.translator import translator

ROOMS = ("domain", "actions", "handlers", "jobs", "bot")
MINE = ("dates", "tasks", "task_cards", "progress", "replies", "assignments")
NASTY = '<b>&"x</b>'


def _ids(module: str) -> set[str]:
    """Return the message ids that a text module says."""
    found = set()
    for node in ast.walk(ast.parse(Path(f"texts/{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            named = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0] if node.args else None
            if named in ("t", "label", "plural") and isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


@pytest.mark.parametrize("module", MINE)
def test_every_sentence_has_vietnamese_with_the_same_facts(module: str) -> None:
    """Each message id of these modules is in the Vietnamese catalogue, with the same facts and tags."""
    catalogue = translator("vi")._catalogue
    for message in _ids(module):
        said = catalogue.gettext(message)
        fields = re.compile(r"\{\w+\}")
        assert "{" not in message or set(fields.findall(said)) == set(fields.findall(message)), message
        assert said != message or not re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}|<[^>]+>", "", message)), message


def test_every_refusal_in_the_source_has_its_sentence() -> None:
    """Every code that is raised anywhere is in the registry."""
    raised = re.compile(r"(?:RefusalError|NotAllowedError)\(\s*\"(\w+)\"")
    sources = [path.read_text(encoding="utf-8") for room in ROOMS for path in Path(room).rglob("*.py")]
    codes = {code for source in sources for code in raised.findall(source)}
    assert codes - set(REFUSALS) == set()


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_nasty_and_huge_contents_are_said_whole_and_fit(office: Office, language: str) -> None:
    """Tags and quotes come back as they were written, and 4,096 wide characters fit into list, card and answers."""
    office.people["APC"].language = language
    await office.give(NASTY, owner="APC", product=NASTY)
    await office.give("😀" * 4096, owner="APC", product="😀" * 4000, deadline_on=None)
    await office.give("chữ " * 1024, owner="APC")
    for handler, text in (
        (tasks.list_tasks, ""),
        (tasks.show_task, "1"),
        (progress.log_progress, f"1 70% {NASTY}"),
        (progress.log_blocked, f"1 {NASTY}"),
        (tasks.show_task, "1"),
    ):
        assert NASTY in await office.words(handler, "APC", text)
    for number in (2, 3):
        for handler in (tasks.show_task, progress.log_progress, progress.log_blocked, progress.log_done):
            await office.hear(handler, "APC", str(number))
        await office.hear(progress.log_blocked, "APC", f"{number} {'😀' * 1990}")


async def test_a_full_text_loses_nothing(office: Office) -> None:
    """A content that a card must cut can be read whole behind a button."""
    content = "".join(chr(0x1F600 + n % 60) for n in range(4096))
    await office.give(content, owner="APC")
    assert "task:1:full" in buttons(await office.hear(tasks.show_task, "APC", "1"))
    said = await office.hear(tasks.press_task, "APC", rest="1:full")
    pieces = [plain_text(say.message.text).partition("\n")[2] for say in said if say.message]
    assert "".join(pieces) == content


async def test_a_secret_task_is_a_number(office: Office) -> None:
    """Neither list, card, full text, answer nor chooser shows what a confidential task is about."""
    await office.give("bí mật", owner="APC", confidential=True, product="bí mật")
    await office.give("việc thường", owner="APC")
    for handler, text in (
        (tasks.list_tasks, ""),
        (tasks.show_task, "1"),
        (tasks.press_task, "1:full"),
        (progress.log_progress, "1 70%"),
        (replies.hear, "xong"),
    ):
        assert "bí mật" not in await office.words(handler, "APC", text)


async def test_lists_turn_pages_and_number_their_places(office: Office) -> None:
    """Eight tasks a page, overdue first, and a page too far shows the last one."""
    for n in range(10):
        await office.give(f"việc {n}", owner="APC", deadline_on=date(2017, 6, 25 - n))
    first = await office.hear(tasks.list_tasks, "APC")
    last = await office.hear(tasks.press_page, "APC", rest="99")
    assert buttons(first) == [*(f"task:{n}" for n in range(10, 2, -1)), "tasks:2"]
    assert buttons(last) == ["task:2", "task:1", "tasks:1"]
    assert "1. #10 việc 9\n🔴 thứ sáu 16/6/2017 (quá hạn 3 ngày)" in plain_text(first[0].message.text)
    assert last[0].edit
