"""What the local Bot API refuses, in Telegram's own words and codes."""

import math


class ApiError(Exception):
    """An answer with `ok: false`: an HTTP status, Telegram's sentence and, for some, machine-readable parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class RefusedError(Exception):
    """A person in the sandbox tried what a real Telegram client would not let them do."""


def bad_request(reason: str, **parameters: int) -> ApiError:
    """Return the 400 whose description is `Bad Request: <reason>`."""
    return ApiError(400, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> ApiError:
    """Return the 403 whose description is `Forbidden: <reason>`."""
    return ApiError(403, f"Forbidden: {reason}")


def too_many_requests(seconds: float) -> ApiError:
    """Return the 429 that asks to wait; `retry_after` is whole seconds and at least 1."""
    wait = max(1, math.ceil(seconds))
    return ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
