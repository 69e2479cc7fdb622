"""Methods that change or remove what a chat shows, and the answer to a pressed button."""

from datetime import timedelta

from bot.sandbox.composing import caption, keyboard, message_text, with_people
from bot.sandbox.errors import bad_request
from bot.sandbox.html import Formatted
from bot.sandbox.parameters import Parameters
from bot.sandbox.records import JSON, Keyboard, Message
from bot.sandbox.state import State

DELETABLE_FOR = timedelta(hours=48)
"""https://core.telegram.org/bots/api#deletemessage"""
QUERY_LIVES_FOR = timedelta(minutes=1)
"""How long a pressed button can be answered; Telegram states no number, its clients stop waiting by then."""
MAX_ANSWER = 200


async def edit_message_text(state: State, parameters: Parameters) -> JSON:
    """Replace text and buttons; buttons that are not given again disappear."""
    body = message_text(parameters)
    message = _own_message(state, parameters)
    if message.media:
        raise bad_request("there is no text in the message to edit")
    return _change(state, message, body, keyboard(parameters))


async def edit_message_caption(state: State, parameters: Parameters) -> JSON:
    """Replace the caption and buttons of a document or picture."""
    body = caption(parameters)
    message = _own_message(state, parameters)
    if not message.media:
        raise bad_request("there is no caption in the message to edit")
    return _change(state, message, body, keyboard(parameters))


async def edit_message_reply_markup(state: State, parameters: Parameters) -> JSON:
    """Replace only the buttons."""
    message = _own_message(state, parameters)
    return _change(state, message, Formatted(message.text, message.entities), keyboard(parameters))


def _own_message(state: State, parameters: Parameters) -> Message:
    chat = state.chat_to_write(parameters.needed_chat_id())
    message = chat.messages.get(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _change(state: State, message: Message, body: Formatted, buttons: Keyboard) -> JSON:
    body = with_people(body, state.users)
    if (message.text, message.entities, message.buttons) == (body.text, body.entities, buttons):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as "
            "a current content and reply markup of the message"
        )
    message.text, message.entities, message.buttons = body.text, body.entities, buttons
    message.edited_at = state.clock()
    state.bell.ring()
    return message.as_json()


async def delete_message(state: State, parameters: Parameters) -> bool:
    """Remove a message that is younger than two days."""
    chat = state.chat_to_write(parameters.needed_chat_id())
    message = chat.messages.get(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    foreign = not message.from_bot and chat.kind != "private" and chat.bot_status != "administrator"
    if foreign or state.clock() - message.sent_at > DELETABLE_FOR:
        raise bad_request("message can't be deleted")
    del chat.messages[message.id]
    state.bell.ring()
    return True


async def answer_callback_query(state: State, parameters: Parameters) -> bool:
    """Answer a pressed button, once and soon."""
    if len(parameters.text("text")) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = state.queries.get(parameters.text("callback_query_id"))
    if query is None or query.answer is not None or state.clock() - query.pressed_at > QUERY_LIVES_FOR:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.answer = {"text": parameters.text("text"), "show_alert": parameters.flag("show_alert")}
    state.bell.ring()
    return True
