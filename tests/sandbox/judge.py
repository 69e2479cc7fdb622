"""TDLib, the library behind the real Bot API server, as the judge of texts. Works offline."""

import json
from typing import Any

import tdjson

PARSED = {
    "textEntityTypeBold": "bold",
    "textEntityTypeItalic": "italic",
    "textEntityTypeUnderline": "underline",
    "textEntityTypeStrikethrough": "strikethrough",
    "textEntityTypeSpoiler": "spoiler",
    "textEntityTypeCode": "code",
    "textEntityTypePre": "pre",
    "textEntityTypePreCode": "pre",
    "textEntityTypeTextUrl": "text_link",
    "textEntityTypeMentionName": "text_mention",
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
    "textEntityTypeCustomEmoji": "custom_emoji",
    "textEntityTypeBotCommand": "bot_command",
    "textEntityTypeMention": "mention",
}


def _execute(request: dict[str, Any]) -> dict[str, Any]:
    answer = tdjson.td_execute(json.dumps(request).encode())
    assert answer is not None
    return json.loads(answer)


_execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def _triples(entities: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    kinds = [(entity["type"]["@type"], entity["offset"], entity["length"]) for entity in entities]
    return [(PARSED.get(kind, kind), offset, length) for kind, offset, length in kinds]


def tdlib_html(source: str) -> str | tuple[str, list[tuple[str, int, int]]]:
    """Return TDLib's refusal, or the text with (kind, offset, length) of its entities."""
    parse_mode = {"@type": "textParseModeHTML"}
    answer = _execute({"@type": "parseTextEntities", "text": source, "parse_mode": parse_mode})
    if answer["@type"] == "error":
        return str(answer["message"]).removeprefix("Can't parse entities: ")
    return answer["text"], _triples(answer["entities"])


def tdlib_found(text: str) -> list[tuple[str, int, int]]:
    """Return the entities that TDLib finds in a plain text."""
    return _triples(_execute({"@type": "getTextEntities", "text": text}).get("entities", []))
