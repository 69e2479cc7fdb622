"""A fresh database, and workbooks made in a line."""

import io
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import openpyxl
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database

NOW = datetime(2017, 6, 19, 1, 30, tzinfo=UTC)

UNITS = ("Mã", "Tên đơn vị", "Tên gọi khác", "Đơn vị cấp trên")
PEOPLE = ("Mã", "Họ và tên", "Chức vụ", "Đơn vị", "Vai trò")
TASKS = (
    "Nội dung",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Người phụ trách",
    "Thời hạn",
    "Văn bản",
    "Ngày văn bản",
    "Báo cáo về",
    "Sản phẩm",
)


def workbook(**sheets: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    """Return a workbook; `units`, `people` and `tasks` are rows below the usual headers."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for key, title, header in (("units", "Đơn vị", UNITS), ("people", "Cán bộ", PEOPLE), ("tasks", "Nhiệm vụ", TASKS)):
        if key in sheets:
            sheet = book.create_sheet(title)
            sheet.append(header)
            for row in sheets[key]:
                sheet.append(list(row))
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
async def db(sqlite_url: str) -> AsyncIterator[AsyncSession]:
    """Open one writing transaction on a fresh database."""
    database = Database(sqlite_url)
    async with database.transaction() as session:
        yield session
    await database.dispose()
