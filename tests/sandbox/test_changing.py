"""Edits, deletions and answers to pressed buttons."""

from datetime import timedelta

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.sandbox import RefusedError, World
from tests.sandbox.cast import BINH, GROUP, HANH, MAI, ManualClock

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Đã xong", callback_data="d:12")]])


async def test_edit_text(bot: telegram.Bot, world: World, clock: ManualClock) -> None:
    """An edit changes the message in place, and its buttons go unless they are given again."""
    sent = await bot.send_message(HANH, "cũ", reply_markup=BUTTONS)
    clock.now += timedelta(minutes=1)
    edited = await bot.edit_message_text("<b>mới</b>", HANH, sent.message_id, parse_mode="HTML")
    assert isinstance(edited, telegram.Message)
    assert (edited.text, edited.edit_date, edited.reply_markup) == ("mới", clock.now, None)
    assert [(m.id, m.text, m.buttons) for m in world.heard(HANH)] == [(1, "mới", [])]


async def test_edit_refusals(bot: telegram.Bot, world: World) -> None:
    """No change, no such message and somebody else's message are told apart."""
    theirs = world.say(HANH, "chào")
    sent = await bot.send_message(HANH, "x", reply_markup=BUTTONS)
    for wrong, reason in ((sent.message_id, "not modified"), (99, "edit not found"), (theirs.id, "can't be edited")):
        with pytest.raises(BadRequest, match=reason):
            await bot.edit_message_text("x", HANH, wrong, reply_markup=BUTTONS)


async def test_edit_buttons(bot: telegram.Bot, world: World) -> None:
    """Only the buttons change; taking away what is not there is no change."""
    sent = await bot.send_message(HANH, "x", reply_markup=BUTTONS)
    await bot.edit_message_reply_markup(HANH, sent.message_id)
    assert [(m.text, m.buttons) for m in world.heard(HANH)] == [("x", [])]
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(HANH, sent.message_id)


async def test_delete(bot: telegram.Bot, world: World, clock: ManualClock) -> None:
    """A message can be deleted once and within two days."""
    first, second = await bot.send_message(HANH, "x"), await bot.send_message(HANH, "y")
    assert await bot.delete_message(HANH, first.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(HANH, first.message_id)
    clock.now += timedelta(hours=49)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(HANH, second.message_id)
    assert [m.text for m in world.heard(HANH)] == ["y"]


async def test_pressed_button(bot: telegram.Bot, world: World) -> None:
    """The bot hears who pressed what on which message; the person sees the answer, once."""
    sent = await bot.send_message(HANH, "x", reply_markup=BUTTONS)
    pressed = world.press(HANH, HANH, sent.message_id, "d:12")
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.data, query.from_user.id, query.from_user.language_code) == ("d:12", HANH, "vi")
    assert isinstance(query.message, telegram.Message)
    assert (query.message.text, query.message.reply_markup) == ("x", BUTTONS)
    assert query.chat_instance
    await query.answer("Đã ghi", show_alert=True)
    assert await world.answered(pressed) == {"text": "Đã ghi", "show_alert": True}
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()


async def test_late_answer(bot: telegram.Bot, world: World, clock: ManualClock) -> None:
    """A pressed button cannot be answered after a minute, nor can one that nobody pressed."""
    sent = await bot.send_message(HANH, "x", reply_markup=BUTTONS)
    pressed = world.press(HANH, HANH, sent.message_id, "d:12")
    clock.now += timedelta(minutes=2)
    for query_id in (pressed.id, "1"):
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(query_id)


async def test_presses_refused(bot: telegram.Bot, world: World) -> None:
    """Only a button that is on the message now can be pressed, and only by somebody in the chat."""
    world.add_group(GROUP, "Tổ CCHC", [HANH, BINH])
    sent = await bot.send_message(GROUP, "x", reply_markup=BUTTONS)
    for user, data in ((HANH, "d:13"), (MAI, "d:12")):
        with pytest.raises(RefusedError):
            world.press(user, GROUP, sent.message_id, data)
    await bot.edit_message_reply_markup(GROUP, sent.message_id)
    with pytest.raises(RefusedError):
        world.press(HANH, GROUP, sent.message_id, "d:12")
