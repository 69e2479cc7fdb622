"""What the pages say is what the program does."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pydantic_settings import DotEnvSettingsSource

from bot.command_line import main, reference
from bot.settings import Settings, describe, explicit

ROOT = Path(__file__).parents[2]
OUTSIDE = {".git", ".venv", ".hypothesis"}
PAGES = sorted(path for path in ROOT.rglob("*.md") if not OUTSIDE & set(path.relative_to(ROOT).parts))
ALL = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
BY_HAND = "\n".join(
    path.read_text(encoding="utf-8") for path in PAGES if "Written by `make docs`" not in path.read_text("utf-8")
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FOREIGN = re.compile(r"/(?:root|home|Users|tmp|work(?:space)?|builds)/")
"""Folders of somebody's own machine; /opt, /srv and /var are a server's."""


def named(page: Path) -> str:
    """Return what a test is called after a page."""
    return str(page.relative_to(ROOT))


def every_command(group: click.Group, words: str) -> Iterator[str]:
    """Return the full words of each command that does something: "dondoc db upgrade"."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from every_command(command, f"{words} {name}")
        else:
            yield f"{words} {name}"


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", ["commands", "settings"])
def test_reference_is_up_to_date(name: str) -> None:
    """The written page is what `make docs` would write now."""
    made = {"commands": reference.commands_page, "settings": reference.settings_page}[name]()
    assert (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") == made


def test_every_command_is_explained_by_hand() -> None:
    """Whatever `dondoc` can do is mentioned in a page that somebody wrote."""
    assert [words for words in every_command(main, "dondoc") if words not in BY_HAND] == []


def test_every_setting_is_in_the_example() -> None:
    """.env.example has a line for each setting, and none that does not exist."""
    lines = re.findall(r"^#?(DONDOC_\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(lines) == {each.variable for each in describe()}


def test_values_of_the_example_are_good(tmp_path: Path) -> None:
    """Taking the # away from every line of .env.example that has a value gives settings that can be read."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    (tmp_path / "env").write_text(re.sub(r"^#(DONDOC_\w+=.)", r"\1", text, flags=re.MULTILINE), encoding="utf-8")
    source = DotEnvSettingsSource(Settings, env_file=tmp_path / "env", env_ignore_empty=True)
    values = {name: value for name, value in source().items() if name in Settings.model_fields}
    assert explicit(**values, webhook_secret="a-word").webhook_url == "https://bot.example.gov.vn/telegram"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link is to a file of the project, and to a heading of it when it names one."""
    broken = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, heading = link.partition("#")
        target = (page.parent / path) if path else page
        if not target.exists() or (heading and heading not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_page_knows_somebodys_machine(page: Path) -> None:
    """No page mentions a folder of the machine that it was written on."""
    assert FOREIGN.findall(page.read_text(encoding="utf-8")) == []


def test_every_make_target_that_is_mentioned_exists() -> None:
    """`make x` in a page is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", ALL)) | set(re.findall(r"^make ([a-z]+)", ALL, re.MULTILINE)) <= targets


def test_log_lines_of_the_page_exist() -> None:
    """Each log line that docs/deploy.md explains is a literal of the program."""
    page = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8").partition("## Log lines")[2]
    code = "".join(path.read_text(encoding="utf-8") for room in ("bot", "jobs") for path in (ROOT / room).rglob("*.py"))
    lines = re.findall(r"^\| `(\w+)`", page, re.MULTILINE)
    assert len(lines) > 5
    assert [line for line in lines if f'("{line}"' not in code] == []


def test_the_readme_quotes_real_dialogues() -> None:
    """What the README lets the assistant say is said in a golden dialogue."""
    heard = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "conversations").glob("*.md"))
    quoted = re.findall(r"^> .+$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(quoted) > 5
    assert [line for line in quoted if line not in heard.splitlines()] == []
