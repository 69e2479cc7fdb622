"""The empty workbook in which an agency writes down its units, people and tasks."""

import io
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from domain.loading import COLUMNS, MAX_ROWS, ROLE_NAMES, Column, Sheet

GUIDE = "Hướng dẫn"

HINTS: Mapping[tuple[Sheet, str], str] = {
    (Sheet.UNITS, "code"): "Mã ngắn, không trùng. Ví dụ: VPC",
    (Sheet.UNITS, "name"): "Tên đầy đủ. Ví dụ: Vụ Pháp chế",
    (Sheet.UNITS, "aliases"): "Các tên gọi khác, cách nhau bằng dấu chấm phẩy. Ví dụ: Vụ PC; Pháp chế",
    (Sheet.UNITS, "parent"): "Mã hoặc tên đơn vị cấp trên; để trống nếu không có.",
    (Sheet.PEOPLE, "code"): "Mã cán bộ, không trùng. Ví dụ: lan.nt",
    (Sheet.PEOPLE, "name"): "Ví dụ: Nguyễn Thị Lan",
    (Sheet.PEOPLE, "position"): "Ví dụ: Chuyên viên",
    (Sheet.PEOPLE, "unit"): "Mã hoặc tên đơn vị ở trang Đơn vị.",
    (Sheet.PEOPLE, "roles"): "Chọn trong danh sách; nhiều vai trò thì cách nhau bằng dấu chấm phẩy. Để trống: cán bộ.",
    (Sheet.TASKS, "content"): "Nội dung nhiệm vụ, mỗi nhiệm vụ một dòng.",
    (Sheet.TASKS, "lead"): "Một đơn vị (mã hoặc tên). Giao nhiều đơn vị thì mỗi đơn vị một dòng.",
    (Sheet.TASKS, "coordinating"): "Mã hoặc tên các đơn vị, cách nhau bằng dấu chấm phẩy.",
    (Sheet.TASKS, "owner"): "Mã hoặc họ tên cán bộ thuộc đơn vị chủ trì; để trống nếu chưa có.",
    (
        Sheet.TASKS,
        "deadline_on",
    ): "Ngày/tháng/năm. Ví dụ: 30/6/2017. Để trống hoặc ghi “không có” nếu không có thời hạn.",
    (Sheet.TASKS, "document"): "Số văn bản giao việc. Ví dụ: 1234/TB-TTCP",
    (Sheet.TASKS, "document_on"): "Ngày/tháng/năm của văn bản.",
    (Sheet.TASKS, "report_to"): "Đơn vị hoặc cấp nhận báo cáo.",
    (Sheet.TASKS, "product"): "Kết quả phải có. Ví dụ: Báo cáo rà soát",
}
"""What stands in the comment of a header: comments are no data."""

INSTRUCTIONS = (
    "1. Ghi đơn vị ở trang Đơn vị, cán bộ ở trang Cán bộ, nhiệm vụ ở trang Nhiệm vụ. Giữ nguyên tên trang và tên cột.",
    "2. Cột có dấu * là bắt buộc. Rê chuột lên tiêu đề để xem cách ghi.",
    "3. Nhiều tên trong một ô thì cách nhau bằng dấu chấm phẩy (;). Không gộp ô.",
    "4. Ngày ghi theo ngày/tháng/năm, ví dụ 30/6/2017.",
    "5. Nạp bằng lệnh: dondoc load TÊN-TỆP.xlsx. Nếu có chỗ sai, mọi chỗ được báo một lần và chưa có gì được nạp.",
    "6. Nạp lại cùng một tệp không tạo bản trùng; chỗ nào đã sửa trong tệp thì được cập nhật.",
)

WIDE = ("content", "product")
SIDE = 24
"""Width of a usual column, in characters."""


def template_workbook() -> bytes:
    """Return the template as the bytes of an .xlsx file; loaded as it is, it has no problems and changes nothing."""
    book = Workbook()
    guide = book.active
    if not isinstance(guide, Worksheet):
        raise TypeError("a new workbook has a sheet")
    for sheet in Sheet:
        _write_sheet(book.create_sheet(sheet.value), sheet)
    _write_guide(guide)
    book.move_sheet(guide, len(Sheet))
    book.active = 0
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_sheet(page: Worksheet, sheet: Sheet) -> None:
    for index, column in enumerate(COLUMNS[sheet], start=1):
        _write_header(page, sheet, index, column)
    page.freeze_panes = "A2"
    page.row_dimensions[1].height = 24
    if sheet is Sheet.PEOPLE:
        _offer_roles(page)


def _write_header(page: Worksheet, sheet: Sheet, index: int, column: Column) -> None:
    cell = page.cell(1, index, column.header + (" *" if column.required else ""))
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DDEBF7")
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.comment = Comment(HINTS[sheet, column.field], "Đôn Đốc", height=90, width=260)
    letter = get_column_letter(index)
    page.column_dimensions[letter].width = 60 if column.field in WIDE else SIDE
    # Days as days, everything else as text: a document "12/5" must not become the 12th of May.
    page.column_dimensions[letter].number_format = "DD/MM/YYYY" if column.is_date else "@"


def _offer_roles(page: Worksheet) -> None:
    """Offer the roles; several by semicolons can still be typed."""
    letter = next(get_column_letter(n) for n, each in enumerate(COLUMNS[Sheet.PEOPLE], 1) if each.field == "roles")
    offer = DataValidation("list", formula1=f'"{",".join(ROLE_NAMES.values())}"', allow_blank=True)
    offer.errorStyle = "information"
    offer.showErrorMessage = False
    page.add_data_validation(offer)
    offer.add(f"{letter}2:{letter}{MAX_ROWS}")


def _write_guide(page: Worksheet) -> None:
    page.title = GUIDE
    page.column_dimensions["A"].width = 110
    page.append(["Cách ghi tệp này"])
    page["A1"].font = Font(bold=True, size=14)
    for line in INSTRUCTIONS:
        page.append([line])
    for (cell,) in page.iter_rows(min_row=2, max_col=1):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
