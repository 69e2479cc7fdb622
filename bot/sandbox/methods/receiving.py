"""How updates reach the bot: long polling or a webhook."""

import ipaddress
from urllib.parse import urlsplit

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.parameters import Parameters
from bot.sandbox.records import JSON
from bot.sandbox.state import State
from bot.sandbox.updates import Webhook

MAX_POLL_SECONDS = 50
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def get_updates(state: State, parameters: Parameters) -> list[JSON]:
    """Wait for updates up to `timeout` seconds; a newer call ends an older one with 409."""
    updates = state.updates
    if updates.webhook.url:
        raise ApiError(409, WEBHOOK_ACTIVE)
    updates.poll += 1
    mine = updates.poll
    state.bell.ring()
    _allow(state, parameters)
    updates.confirm(parameters.integer("offset"))
    seconds = min(parameters.integer("timeout"), MAX_POLL_SECONDS)
    if seconds > 0 and not updates.pending:
        await _something(state, mine, seconds)
    limit = parameters.integer("limit", 100)
    return updates.first(limit if 1 <= limit <= 100 else 100)


async def _something(state: State, mine: int, seconds: float) -> None:
    updates = state.updates
    try:
        await state.bell.until(lambda: bool(updates.pending) or updates.poll != mine, seconds)
    except TimeoutError:
        return
    if updates.poll != mine:
        raise ApiError(409, CONFLICT)


async def set_webhook(state: State, parameters: Parameters) -> bool:
    """Have updates posted to a loopback address; plain http is fine here, unlike at Telegram."""
    url = parameters.text("url")
    if url and not _is_loopback(url):
        raise bad_request("bad webhook: the sandbox posts to loopback addresses only")
    state.updates.webhook = Webhook(url, parameters.text("secret_token"), parameters.integer("max_connections", 40))
    _allow(state, parameters)
    _drop_pending(state, parameters)
    return True


async def delete_webhook(state: State, parameters: Parameters) -> bool:
    """Go back to polling."""
    state.updates.webhook = Webhook()
    _drop_pending(state, parameters)
    return True


async def get_webhook_info(state: State, parameters: Parameters) -> JSON:
    """Tell about the webhook."""
    webhook = state.updates.webhook
    info: JSON = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.pending),
    }
    if webhook.url:
        info["max_connections"] = webhook.max_connections
    if webhook.last_error:
        info |= {"last_error_message": webhook.last_error, "last_error_date": webhook.last_error_at}
    if state.updates.allowed:
        info["allowed_updates"] = sorted(state.updates.allowed)
    return info


def _allow(state: State, parameters: Parameters) -> None:
    allowed = parameters.structure("allowed_updates")
    if allowed is not None:
        state.updates.allowed = frozenset(allowed)


def _drop_pending(state: State, parameters: Parameters) -> None:
    if parameters.flag("drop_pending_updates"):
        state.updates.pending.clear()
    state.bell.ring()


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
