"""A refusal: the one kind of error that a person is meant to read."""


class RefusalError(Exception):
    """Something cannot be done as asked; nothing was changed.

    It carries a code and facts, never a sentence: `texts/refusals.py` says it in the language of the person.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class NotAllowedError(RefusalError):
    """The person may not do this, or may not know whether the thing exists: both sound the same."""
