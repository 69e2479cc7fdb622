"""setMyCommands and its kin."""

from bot.sandbox.errors import bad_request
from bot.sandbox.menus import OF_A_CHAT, WHOLE, Key
from bot.sandbox.parameters import Parameters
from bot.sandbox.records import JSON
from bot.sandbox.state import State


async def set_my_commands(state: State, parameters: Parameters) -> bool:
    """Store a menu for a scope and a language."""
    commands = parameters.structure("commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    state.menus.put(_key(state, parameters), commands)
    state.bell.ring()
    return True


async def get_my_commands(state: State, parameters: Parameters) -> list[JSON]:
    """Return the menu stored for exactly this scope and language."""
    return state.menus.get(_key(state, parameters))


async def delete_my_commands(state: State, parameters: Parameters) -> bool:
    """Forget the menu of this scope and language."""
    state.menus.delete(_key(state, parameters))
    state.bell.ring()
    return True


def _key(state: State, parameters: Parameters) -> Key:
    scope = parameters.structure("scope") or {"type": "default"}
    kind, language = scope.get("type"), parameters.text("language_code")
    if kind in WHOLE:
        return kind, 0, 0, language
    if kind not in OF_A_CHAT:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = state.chat_known_to_bot(int(scope.get("chat_id") or 0))
    return kind, chat.id, int(scope.get("user_id") or 0), language
