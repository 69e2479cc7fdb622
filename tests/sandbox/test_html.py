"""Our HTML against TDLib's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.html import HtmlError, parse_html
from bot.sandbox.links import checked_link, found_entities
from tests.sandbox import judge

GOOD = [
    "",
    "<b>a</b>",
    "<b> a </b> ",
    "<strong>x</strong><em>y</em><ins>z</ins><strike>s</strike><del>d</del>",
    "<b>x<i>y<u>z</u></i></b>",
    "<B>x</b>",
    "<b>x</>",
    "<b >x</b\n>",
    "<b any=thing>x</b>",
    "<code>x &lt; y</code>",
    '<pre><code class="language-python">x</code></pre>',
    '<code class="language-python"><pre>x</pre></code>',
    "<pre><code>x</code></pre>",
    '<a href="https://x.vn/?a=1&amp;b=2">x</a>',
    "<a href='https://x.vn'>x</a>",
    "<a>http://x.vn/a</a>",
    '<a href="tg://user?id=5">x</a>',
    '<a href="">x</a>',
    '<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>',
    '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
    "<blockquote>a</blockquote><blockquote expandable>b</blockquote>",
    "😀<b>ế</b>😀<i>Đôn Đốc</i>",
    "a & b &lt;&gt;&amp;&quot; &copy; &nbsp; &#65;&#x1F600; &#0; &#1114111; &amp",
    "1 > 0",
    "a\x00b",
]
BAD = [
    "<b>",
    "</b>",
    "<foo>x</foo>",
    "<p>x</p>",
    "<br/>",
    "<br>",
    "<b>x</i>",
    "<i>a<b>b</i>c</b>",
    "<b",
    "<b x",
    "<b x=",
    "< b>x</b>",
    "a < 5",
    "a<5>",
    "<b>x</b",
    "<b/>",
    '<a href="x>y</a>',
    '<a ="x">y</a>',
    "<a href=x/y>z</a>",
    "<span>x</span>",
    '<span class="other">x</span>',
    '<tg-emoji emoji-id="x">👍</tg-emoji>',
    "&#xd83d;",
    "Vụ Pháp chế <b",
    "<",
]


def ours(source: str) -> str | tuple[str, list[tuple[str, int, int]]]:
    """Return our refusal, or the text with (kind, offset, length) of its entities."""
    try:
        parsed = parse_html(source)
    except HtmlError as refusal:
        return str(refusal)
    return parsed.text, [(e["type"], e["offset"], e["length"]) for e in parsed.entities]


@pytest.mark.parametrize("source", GOOD)
def test_good_html(source: str) -> None:
    """Text, kinds, offsets and lengths are TDLib's."""
    assert ours(source) == judge.tdlib_html(source)
    assert isinstance(ours(source), tuple)


@pytest.mark.parametrize("source", BAD)
def test_bad_html(source: str) -> None:
    """What TDLib refuses is refused with TDLib's own reason."""
    assert ours(source) == judge.tdlib_html(source)
    assert isinstance(ours(source), str)


TAGS = ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote", "a", "span", "p"]
PIECES = [
    *(f"<{tag}>" for tag in TAGS),
    *(f"</{tag}>" for tag in TAGS),
    *(
        '<a href="https://x.vn/a">',
        '<span class="tg-spoiler">',
        '<code class="language-py">',
        "<blockquote expandable>",
    ),
    *("<", ">", "</", "</>", "<b ", "&", "&#", "&#x41", "&#55357;", "&lt;", ";", "=", '"', "'", "/"),
    *("a", "ế", "😀", " ", "\n", "\x00", "http://x.vn"),
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_any_html(source: str) -> None:
    """Whatever is thrown together: refused for the same reason or read as the same text and entities."""
    assert ours(source) == judge.tdlib_html(source)


WORDS = ["/", "/start", "/viec", "@", "@bot_abc", "a", "ế", "_", "1", " ", "\n", ".", "<", ">", "-", "(", "😀", "@ab"]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join))
def test_commands_and_mentions(text: str) -> None:
    """Bot commands and mentions are marked where TDLib marks them."""
    assert [(e["type"], e["offset"], e["length"]) for e in found_entities(text)] == judge.tdlib_found(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("/viec@dondoc_demo_bot 12", [("bot_command", 0, 21)]),
        ("/tiến độ", []),
        ("😀 /viec", [("bot_command", 3, 5)]),
        ("xem https://x.vn/a.", [("url", 4, 14)]),
        ("ngày 30/6", []),
    ],
)
def test_found_entities(text: str, kinds: list[tuple[str, int, int]]) -> None:
    """A command with diacritics is no command, and a date is none either."""
    assert [(e["type"], e["offset"], e["length"]) for e in found_entities(text)] == kinds


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("https://x.vn", "https://x.vn/"),
        ("x.vn", "http://x.vn/"),
        ("https://x.vn/a?b=1", "https://x.vn/a?b=1"),
        ("foo", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://[", ""),
    ],
)
def test_checked_link(target: str, kept: str) -> None:
    """Links that Telegram would drop are dropped."""
    assert checked_link(target) == kept
