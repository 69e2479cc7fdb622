"""From parameters to what a message will hold: text with entities, buttons, the message replied to."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.html import Entity, Formatted, HtmlError, parse_html, utf16_length
from bot.sandbox.links import found_entities
from bot.sandbox.parameters import Parameters
from bot.sandbox.records import Chat, Keyboard, Message, SandboxUser

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_DATA_BYTES = 64
MAX_BUTTONS = 100
ASCII_SPACE = " \t\r\n\v\f\0"
INVISIBLE = (
    ASCII_SPACE + "\u00a0\u1680\u180e\u202e\u202f\u205f\u2800\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
)
"""Characters that do not make a message non-empty."""
OPAQUE = ("code", "pre", "text_link", "text_mention", "url", "bot_command", "mention")
"""Inside these nothing is found any more."""
BUTTON_KINDS = (
    "callback_data",
    "url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "web_app",
)


def message_text(parameters: Parameters) -> Formatted:
    """Return `text` as people will see it; raises 400 when it is empty, too long or broken HTML."""
    body = _formatted(parameters, "text", "entities")
    if not body.text.strip(INVISIBLE):
        raise bad_request("message text is empty")
    if utf16_length(body.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return body


def caption(parameters: Parameters) -> Formatted:
    """Return the caption as people will see it; it may be empty."""
    body = _formatted(parameters, "caption", "caption_entities")
    if utf16_length(body.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return body


def _formatted(parameters: Parameters, text_name: str, entities_name: str) -> Formatted:
    text, mode = parameters.text(text_name), parameters.text("parse_mode").lower()
    if mode not in ("", "html", "markdown", "markdownv2"):
        raise bad_request("unsupported parse_mode")
    if mode == "html":
        try:
            body = parse_html(text)
        except HtmlError as refusal:
            raise bad_request(f"can't parse entities: {refusal}") from None
    elif mode:
        raise bad_request(f"the sandbox does not read {mode}; use HTML or entities")
    else:
        body = Formatted(text, [dict(entity) for entity in parameters.structure(entities_name) or []])
    return _with_found(_stripped(body))


def with_people(body: Formatted, users: Mapping[int, SandboxUser]) -> Formatted:
    """Return the text with people in place of the ids of `tg://user` links; links to nobody are dropped."""
    entities = [
        {"type": "text_mention", "user": users[entity["user_id"]].as_json(), **_place(entity)}
        if "user_id" in entity
        else entity
        for entity in body.entities
        if entity.get("user_id", 0) in (0, *users)
    ]
    return Formatted(body.text, entities)


def _place(entity: Entity) -> Entity:
    return {"offset": entity["offset"], "length": entity["length"]}


def _stripped(body: Formatted) -> Formatted:
    """Cut white space at both ends as Telegram does, and entities with it."""
    text = body.text.rstrip(ASCII_SPACE)
    lead = len(text) - len(text.lstrip(ASCII_SPACE))
    text = text[lead:]
    size = utf16_length(text)
    entities: list[Entity] = []
    for entity in body.entities:
        begin = max(0, entity["offset"] - lead)
        end = min(size, entity["offset"] + entity["length"] - lead)
        if end > begin:
            entities.append(entity | {"offset": begin, "length": end - begin})
    return Formatted(text, entities)


def _with_found(body: Formatted) -> Formatted:
    opaque = [e for e in body.entities if e["type"] in OPAQUE]
    found = [e for e in found_entities(body.text) if not any(_overlap(e, other) for other in opaque)]
    return Formatted(body.text, sorted([*body.entities, *found], key=lambda e: (e["offset"], -e["length"])))


def _overlap(one: Entity, other: Entity) -> bool:
    begins, ends = (
        max(one["offset"], other["offset"]),
        (one["offset"] + one["length"], other["offset"] + other["length"]),
    )
    return bool(begins < min(ends))


def keyboard(parameters: Parameters) -> Keyboard:
    """Return the inline buttons; raises 400 as Telegram does. Other kinds of keyboard are accepted, not shown."""
    markup = parameters.structure("reply_markup")
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = [[_button(button) for button in row] for row in markup.get("inline_keyboard", [])]
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return [row for row in rows if row]


def _button(button: dict[str, Any]) -> dict[str, Any]:
    if not str(button.get("text", "")).strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not any(kind in button for kind in BUTTON_KINDS):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return button


def replied_to(parameters: Parameters, chat: Chat) -> Message | None:
    """Return the message to reply to; raises 400 if it is gone, unless the bot allows sending without it."""
    wanted = parameters.structure("reply_parameters") or {}
    message_id = int(wanted.get("message_id") or parameters.integer("reply_to_message_id"))
    if not message_id:
        return None
    message = chat.messages.get(message_id)
    lenient = wanted.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply")
    if message is None and not lenient:
        raise bad_request("message to be replied not found")
    return message
