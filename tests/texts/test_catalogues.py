import ast
import re
from pathlib import Path

import pytest
from babel.messages import pofile
from babel.messages.catalog import Message

from handlers.table import COMMANDS
from texts.translator import LANGUAGES

ROOT = Path(__file__).parents[2]
ROOMS = ("texts", "handlers", "jobs", "bot")
FROM_THE_TABLE = {"bot/telegram/menus.py", "bot/command_line/reference.py", "texts/people.py"}
"""Files that say the help lines of the table, which are no literals there."""

Id = str | tuple[str, str]


def said_in(path: Path) -> tuple[set[Id], list[str]]:
    """Return the message ids in a file, and the places where something else than a literal is said."""
    ids: set[Id] = set()
    odd: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        method = ""
        if isinstance(function, ast.Attribute) and function.attr in ("plural", "label"):
            method, function = function.attr, function.value
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if name != "t":
            continue
        wanted = node.args[: 2 if method == "plural" else 1]
        words = [arg.value for arg in wanted if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if len(words) != len(wanted) or not words:
            odd.append(f"{path.relative_to(ROOT)}:{node.lineno}")
        else:
            ids.add((words[0], words[1]) if method == "plural" else words[0])
    return ids, odd


def everything_said() -> set[Id]:
    """Return every message id of the program."""
    ids: set[Id] = {command.help for command in COMMANDS}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            ids |= said_in(path)[0]
    return ids


def catalogue(language: str) -> dict[Id, Message]:
    """Return all messages of a language."""
    found: dict[Id, Message] = {}
    for path in sorted((ROOT / "locales" / language).glob("*.po")):
        with path.open("rb") as file:
            found |= {message.id: message for message in pofile.read_po(file, locale=language) if message.id}
    return found


def placeholders(text: str) -> set[str]:
    """Return the names of the facts in a message."""
    return set(re.findall(r"{(\w+)[^}]*}", text))


def forms(message: Message) -> list[str]:
    """Return every form of a translated message."""
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def test_every_message_is_a_literal() -> None:
    """What is said stands in the code as a literal, so that nothing can be missing unseen."""
    odd = [
        place
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if str(path.relative_to(ROOT)) not in FROM_THE_TABLE
        for place in said_in(path)[1]
    ]
    assert odd == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_message_is_in_every_language(language: str) -> None:
    """No message id is missing, none is left over, none is empty or unsure."""
    said, known = everything_said(), catalogue(language)
    assert sorted(map(str, said - known.keys())) == []
    assert sorted(map(str, known.keys() - said)) == []
    assert [key for key, message in known.items() if message.fuzzy or not all(forms(message))] == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_translations_keep_facts_and_tags(language: str) -> None:
    """Every translation names the same facts and the same HTML tags as its id."""
    wrong = []
    for key, message in catalogue(language).items():
        source = key[1] if isinstance(key, tuple) else key
        for form in forms(message):
            tags = sorted(re.findall(r"</?\w+>", source)) == sorted(re.findall(r"</?\w+>", form))
            if placeholders(source) != placeholders(form) or not tags:
                wrong.append((source, form))
    assert wrong == []
