"""The queue of updates that wait for the bot, and the webhook they may be posted to."""

from collections import deque
from dataclasses import dataclass

from bot.sandbox.records import JSON

ASKED_FOR_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that a bot gets only when it names them in `allowed_updates`."""


@dataclass
class Webhook:
    """Where updates are posted; an empty url means polling."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: int = 0


class Updates:
    """Updates in order of `update_id` until they are confirmed."""

    def __init__(self, first_id: int = 100_001) -> None:
        self.pending: deque[JSON] = deque()
        self.webhook = Webhook()
        self.poll = 0
        """The number of the newest getUpdates call; an older one that still waits is told of the conflict."""
        self._next_id = first_id
        self.allowed: frozenset[str] = frozenset()

    def begin_after(self, update_id: int) -> None:
        """Number what comes from now on above `update_id`: for a bot that remembers an earlier run; never goes back."""
        self._next_id = max(self._next_id, update_id + 1)

    def wants(self, kind: str) -> bool:
        """Tell whether the bot asked for this kind; with no list, all but the rare ones."""
        return kind in self.allowed if self.allowed else kind not in ASKED_FOR_ONLY

    def add(self, kind: str, payload: JSON) -> int | None:
        """Queue an update and return its id, or None when the bot did not ask for the kind."""
        if not self.wants(kind):
            return None
        update_id, self._next_id = self._next_id, self._next_id + 1
        self.pending.append({"update_id": update_id, kind: payload})
        return update_id

    def confirm(self, offset: int) -> None:
        """Forget updates below `offset`; a negative offset keeps only the last so many."""
        if offset < 0:
            offset = self.pending[max(0, len(self.pending) + offset)]["update_id"] if self.pending else 0
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()

    def first(self, limit: int) -> list[JSON]:
        """Return up to `limit` updates, oldest first, without confirming them."""
        return [update for update, _ in zip(self.pending, range(limit), strict=False)]
