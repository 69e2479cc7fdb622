import os
from pathlib import Path

import pytest

from tests.conversations.dialogue import perform
from tests.office import open_office

DIALOGUES = sorted(Path(__file__).parent.glob("*.md"))


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
async def test_dialogue_is_heard_as_written(path: Path, database_url: str) -> None:
    """Every line of the golden dialogue is heard, and nothing else is said.

    `make dialogues` writes what is heard into the files; read the difference before you keep it.
    """
    async with open_office(database_url) as office:
        heard = await perform(path, office)
    if os.environ.get("DONDOC_WRITE_DIALOGUES"):
        path.write_text(heard, encoding="utf-8")
    assert heard == path.read_text(encoding="utf-8")
