"""Methods about the bot itself, chats and their members, and files."""

from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.membership import member, status_of
from bot.sandbox.parameters import Parameters
from bot.sandbox.records import JSON, Draft
from bot.sandbox.state import State
from bot.sandbox.world import NOBODY

MAX_DESCRIPTION = 512
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


async def get_me(state: State, parameters: Parameters) -> JSON:
    """Tell who the bot is."""
    return state.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not state.privacy,
        "supports_inline_queries": False,
    }


async def get_chat(state: State, parameters: Parameters) -> JSON:
    """Tell about a chat (ChatFullInfo with the fields that it must have)."""
    chat = state.chat_known_to_bot(parameters.needed_chat_id())
    gifts = dict.fromkeys(GIFTS, False)
    return chat.as_json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


async def get_chat_member(state: State, parameters: Parameters) -> JSON:
    """Tell what a person is in a chat."""
    chat = state.chat_known_to_bot(parameters.needed_chat_id())
    if chat.bot_status in ("left", "kicked") and chat.kind != "private":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    user_id = parameters.integer("user_id")
    user = state.bot if user_id == state.bot.id else state.users.get(user_id)
    if user is None:
        raise bad_request("invalid user_id specified")
    return member(user, status_of(chat, user))


async def leave_chat(state: State, parameters: Parameters) -> bool:
    """Leave a group."""
    chat = state.chat_to_write(parameters.needed_chat_id())
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    state.post(chat, state.bot, Draft(NOBODY, service={"left_chat_member": state.bot.as_json()}))
    chat.bot_status = "left"
    return True


async def get_file(state: State, parameters: Parameters) -> JSON:
    """Tell where a file can be fetched."""
    stored = state.files.get(parameters.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    return stored.as_json()


async def set_my_description(state: State, parameters: Parameters) -> bool:
    """Store what an empty chat with the bot shows, for one language."""
    description = parameters.text("description")
    if len(description) > MAX_DESCRIPTION:
        raise bad_request("description is too long")
    state.descriptions[parameters.text("language_code")] = description
    state.bell.ring()
    return True


async def get_my_description(state: State, parameters: Parameters) -> JSON:
    """Return the description for a language, or the general one."""
    return {"description": state.description(parameters.text("language_code"))}


async def accept(state: State, parameters: Parameters) -> bool:
    """Accept a setting that the sandbox does not show."""
    return True
