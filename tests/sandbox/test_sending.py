"""Messages, documents and pictures that the bot sends."""

import io

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, Forbidden

from bot.sandbox import RunningServer, World
from tests.sandbox.cast import HANH, MAI, call


async def test_get_me(bot: telegram.Bot) -> None:
    """The bot is told its id, name and that it does not read all of a group."""
    me = await bot.get_me()
    assert (me.id, me.username, me.can_read_all_group_messages) == (7000001, "dondoc_demo_bot", False)


async def test_html_is_shown(bot: telegram.Bot, world: World) -> None:
    """People see plain text with entities, white space at the ends cut."""
    sent = await bot.send_message(HANH, "\n <b>CV-12</b> &lt;gấp&gt; /viec \n", parse_mode="HTML")
    assert sent.text == "CV-12 <gấp> /viec"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 0, 5), ("bot_command", 12, 5)]
    assert [message.text for message in world.heard(HANH)] == ["CV-12 <gấp> /viec"]


async def test_ids_count_by_chat(bot: telegram.Bot, world: World) -> None:
    """Each chat counts its messages from 1."""
    world.say(MAI, "/start")
    first, second = await bot.send_message(HANH, "một"), await bot.send_message(HANH, "hai")
    other = await bot.send_message(MAI, "ba")
    assert (first.message_id, second.message_id, other.message_id) == (1, 2, 2)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Message text is empty"),
        (" \n ", "Message text is empty"),
        ("\u200b\u00a0", "Message text is empty"),
        ("<b></b>", "Message text is empty"),
        ("<b>x", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("<p>x</p>", 'Can\'t parse entities: unsupported start tag "p" at byte offset 0'),
        ("x" * 4097, "Message is too long"),
        ("😀" * 2049, "Message is too long"),
    ],
)
async def test_texts_refused(bot: telegram.Bot, world: World, text: str, reason: str) -> None:
    """Telegram's reasons; length counts UTF-16 units after the tags are gone."""
    with pytest.raises(BadRequest) as refusal:
        await bot.send_message(HANH, text, parse_mode="HTML")
    assert refusal.value.message.lower() == reason.lower()
    assert world.heard(HANH) == []


async def test_mentions_by_id(bot: telegram.Bot) -> None:
    """A link to a person becomes a mention, a link to nobody plain text."""
    text = '<a href="tg://user?id=1002">Bình</a> <a href="tg://user?id=4711">ai</a> @dondoc_demo_bot'
    sent = await bot.send_message(HANH, text, parse_mode="HTML")
    assert [(e.type, e.user and e.user.first_name) for e in sent.entities] == [
        ("text_mention", "Bình"),
        ("mention", None),
    ]


async def test_longest_text(bot: telegram.Bot) -> None:
    """4096 units of text pass, however many tags are around them."""
    sent = await bot.send_message(HANH, "<b>" + "😀" * 2048 + "</b>", parse_mode="HTML")
    assert sent.entities[0].length == 4096


async def test_unknown_chat(bot: telegram.Bot) -> None:
    """An id that nobody has is 400 chat not found."""
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4711, "x")


async def test_bot_cannot_write_first(bot: telegram.Bot, world: World) -> None:
    """Somebody who never pressed Start cannot be written to; after /start it works."""
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(MAI, "x")
    world.say(MAI, "/start")
    assert (await bot.send_message(MAI, "x")).chat.first_name == "Mai"


async def test_blocked_and_gone(bot: telegram.Bot, world: World) -> None:
    """Blocked is 403, unblocked is fine, a deleted account is 403 with its own words."""
    world.block(HANH)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(HANH, "x")
    world.unblock(HANH)
    await bot.send_message(HANH, "x")
    world.deactivate(HANH)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(HANH, "x")


async def test_buttons(bot: telegram.Bot, world: World, api: RunningServer) -> None:
    """Buttons are on the message; 64 bytes of data pass, 65 do not, nor does a button without a kind."""
    rows = [[InlineKeyboardButton("Đã xong", callback_data="é" * 32)]]
    await bot.send_message(HANH, "x", reply_markup=InlineKeyboardMarkup(rows))
    assert world.heard(HANH)[0].data_of("Đã xong") == "é" * 32
    for wrong, reason in (({"callback_data": "é" * 32 + "x"}, "BUTTON_DATA_INVALID"), ({}, "unallowed")):
        markup = {"inline_keyboard": [[{"text": "a", **wrong}]]}
        status, answer = await call(api, "sendMessage", chat_id=HANH, text="x", reply_markup=markup)
        assert (status, reason in answer["description"]) == (400, True)
    assert len(world.heard(HANH)) == 1


async def test_replies(bot: telegram.Bot, world: World) -> None:
    """A reply quotes the message; a message that is gone is 400 unless the bot can do without."""
    asked = world.say(HANH, "/viec")
    sent = await bot.send_message(HANH, "x", reply_to_message_id=asked.id)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/viec"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(HANH, "x", reply_parameters=ReplyParameters(99))
    lenient = ReplyParameters(99, allow_sending_without_reply=True)
    assert (await bot.send_message(HANH, "x", reply_parameters=lenient)).reply_to_message is None


async def test_documents(bot: telegram.Bot, world: World) -> None:
    """A document arrives with name and caption, can be fetched, and is sent again by its file_id."""
    content = b"PK" + bytes(1000)
    sent = await bot.send_document(
        HANH, io.BytesIO(content), "<b>Báo cáo</b>", filename="báo cáo.xlsx", parse_mode="HTML"
    )
    assert sent.document is not None
    assert (sent.document.file_name, sent.caption, sent.document.file_size) == ("báo cáo.xlsx", "Báo cáo", 1002)
    fetched = await (await bot.get_file(sent.document.file_id)).download_as_bytearray()
    assert bytes(fetched) == content
    again = await bot.send_document(HANH, sent.document.file_id)
    assert again.document == sent.document
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_document(HANH, "no-such-file")
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(HANH, content, "x" * 1025)


async def test_photos(bot: telegram.Bot) -> None:
    """A picture arrives as a list of sizes."""
    sent = await bot.send_photo(HANH, b"\x89PNG....", filename="chart.png")
    assert len(sent.photo) == 1


async def test_persons_file(bot: telegram.Bot, world: World) -> None:
    """The bot can fetch a file that a person sent."""
    world.send_file(HANH, "kết luận.txt", "Vụ Pháp chế chủ trì".encode(), "/nhap")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.caption == "/nhap"
    assert update.message.document is not None
    fetched = await (await update.message.document.get_file()).download_as_bytearray()
    assert bytes(fetched).decode() == "Vụ Pháp chế chủ trì"


async def test_chat_action_and_small_settings(bot: telegram.Bot, world: World) -> None:
    """Settings that the sandbox does not show are accepted; the description is kept by language."""
    assert await bot.send_chat_action(HANH, "typing")
    assert await bot.set_my_name("Đôn Đốc")
    assert await bot.set_my_short_description("Nhắc việc")
    await bot.set_my_description("Em nhắc việc ạ.")
    await bot.set_my_description("I remind.", "en")
    assert (world.description("vi"), world.description("en")) == ("Em nhắc việc ạ.", "I remind.")
    assert (await bot.get_my_description("en")).description == "I remind."
