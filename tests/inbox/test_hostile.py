"""Text from people is data, whatever it is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.office import MONDAY, open_office

HOSTILE = {
    "html": '<b>&"\'</b><a href="x">&amp;&lt;',
    "nul": "việc\x00thử\x07",
    "right_to_left": "\u202evitcefni\u202c \u2067x\u2069",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 50,
    "lines": "\n".join("dòng" for _ in range(1000)),
    "long": "a" * 4000,
    "words": "nội dung " * 450,
    "braces": "{0} {x} %s %(x)s {{}}",
    "zalgo": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!" * 20,
    "surrogates": "𝕏" * 2000,
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_words_everywhere(sqlite_url: str, words: str) -> None:
    """As a note, a reason, a plain text, a title, a search: an answer comes, and Telegram's own parser takes it."""
    async with open_office(sqlite_url) as office:
        room = 4096 - len("/assign VPC; ; 30/6/2017")
        for line in (f"/progress 2 50% {words}", f"/blocked 2 {words}", words, f"/status {words}", f"/task {words}"):
            clean = "".join(c for c in line if c != "\x00")[: room // 2]
            if clean.strip():
                said = await office.say("Hùng", clean)
                assert said or line == words, line[:40]
        said = await office.say("Thành", f"/assign VPC; {words[: room // 2]}; 30/6/2017")
        assert said
        for line in ("/tasks", "/status", "/digest"):
            assert await office.say("Thành", line)
        await office.move_to(MONDAY.replace(hour=9))
        assert {row.state for row in await office.outbox()} <= {"sent", "unreachable"}


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=5))
async def test_any_words_never_fail(sqlite_url: str, texts: list[str]) -> None:
    """No text at all makes the assistant fail."""
    async with open_office(sqlite_url) as office:
        for words in texts:
            if words.strip():
                told = await office.say("Lan", words)
                assert not any("gặp lỗi" in said.text for said in told)
