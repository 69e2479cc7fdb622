"""An empty agency for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.status.house import House, open_house


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """Return an empty agency in memory."""
    async with open_house() as opened:
        yield opened
