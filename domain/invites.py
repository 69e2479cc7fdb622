"""One-time codes that tie a chat account to a person."""

import hashlib
import secrets
from datetime import timedelta

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0/O, 1/I/L: codes are also read aloud and copied by hand."""

CODE_LENGTH = 12
"""31^12 is about 2^59: with five tries an hour nobody guesses one in a lifetime."""

GROUP = 4
"""Letters between two dashes when a code is shown."""

VALID_FOR = timedelta(days=7)
MAX_ATTEMPTS = 5
ATTEMPT_WINDOW = timedelta(hours=1)


def new_code() -> str:
    """Return a new random code as it is shown: "ABCD-EFGH-JKMN"."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return "-".join(code[start : start + GROUP] for start in range(0, CODE_LENGTH, GROUP))


def normalise_code(text: str) -> str:
    """Return the code as stored: upper case, without the spaces and dashes that people add."""
    return "".join(c for c in text.upper() if c.isascii() and c.isalnum())


def hash_code(code: str) -> str:
    """Return the SHA-256 of a code in hex; the code itself is never stored.

    A plain hash is enough for random codes of 59 bits: there is no dictionary to try.
    """
    return hashlib.sha256(normalise_code(code).encode()).hexdigest()


def invite_link(bot_username: str | None, code: str) -> str | None:
    """Return the link that opens the chat and hands the code over (https://core.telegram.org/bots/features#deep-linking).

    None when the bot's name is not known.
    """
    return f"https://t.me/{bot_username}?start={normalise_code(code)}" if bot_username else None
