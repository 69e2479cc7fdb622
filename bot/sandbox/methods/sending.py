"""Methods that put something new into a chat."""

from bot.sandbox.composing import caption, keyboard, message_text, replied_to, with_people
from bot.sandbox.errors import bad_request
from bot.sandbox.html import Formatted
from bot.sandbox.parameters import Parameters
from bot.sandbox.records import JSON, Draft, StoredFile
from bot.sandbox.state import State

PHOTO_WIDTH, PHOTO_HEIGHT = 1280, 720


async def send_message(state: State, parameters: Parameters) -> JSON:
    """Send a text."""
    return _post(state, parameters, message_text(parameters), {})


async def send_document(state: State, parameters: Parameters) -> JSON:
    """Send a file, uploaded or known by its file_id."""
    stored = _file(state, parameters, "document", "documents")
    document = _file_fields(stored) | {"file_name": stored.name, "mime_type": stored.mime_type}
    return _post(state, parameters, caption(parameters), {"document": document})


async def send_photo(state: State, parameters: Parameters) -> JSON:
    """Send a picture; the answer states a made-up size."""
    stored = _file(state, parameters, "photo", "photos")
    size = _file_fields(stored) | {"width": PHOTO_WIDTH, "height": PHOTO_HEIGHT}
    return _post(state, parameters, caption(parameters), {"photo": [size]})


async def send_chat_action(state: State, parameters: Parameters) -> bool:
    """Pretend to type."""
    state.chat_to_write(parameters.needed_chat_id())
    if not parameters.text("action"):
        raise bad_request("wrong parameter action in request")
    return True


def _post(state: State, parameters: Parameters, body: Formatted, media: JSON) -> JSON:
    buttons = keyboard(parameters)
    chat = state.chat_to_write(parameters.needed_chat_id())
    draft = Draft(with_people(body, state.users), buttons, replied_to(parameters, chat), media)
    return state.post(chat, state.bot, draft).as_json()


def _file(state: State, parameters: Parameters, name: str, folder: str) -> StoredFile:
    reference = parameters.text(name)
    upload = parameters.uploads.get(reference.removeprefix("attach://") or name)
    if upload is None:
        return _known_file(state, reference, name)
    if not upload.content:
        raise bad_request("file must be non-empty")
    return state.store_file(upload.name, upload.content, folder)


def _known_file(state: State, reference: str, name: str) -> StoredFile:
    if not reference:
        raise bad_request(f"there is no {name} in the request")
    if reference not in state.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return state.files[reference]


def _file_fields(stored: StoredFile) -> JSON:
    return {name: value for name, value in stored.as_json().items() if name != "file_path"}
