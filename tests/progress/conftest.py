"""The agency that these tests talk to."""

from tests.tasks.office import office

__all__ = ["office"]
