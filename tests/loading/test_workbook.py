"""Reading a workbook: what is taken, and what is told with sheet, row and column."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from domain.errors import RefusalError
from domain.loading import Problem, Sheet
from domain.people import Role
from handlers.reading.workbook import read_workbook
from tests.loading.conftest import TASKS, saved, workbook
from texts.documents.template import template_workbook


def places(problems: tuple[Problem, ...]) -> set[tuple[str, int | None, str, str]]:
    """Return sheet, row, column and code of each problem."""
    return {(each.sheet.value, each.row, each.column, each.code) for each in problems}


def refusal(data: bytes) -> str:
    """Return the code with which a file is refused."""
    with pytest.raises(RefusalError) as refused:
        read_workbook(data)
    return refused.value.code


def test_rows_become_values() -> None:
    """Codes may be numbers, days real dates or texts, several names stand between semicolons."""
    book = read_workbook(
        saved(
            workbook(
                units=[("VPC", "Vụ Pháp chế", "Vụ PC; Pháp chế", None)],
                people=[
                    (12, "Nguyễn  Thị Lan ", "Chuyên viên", "VPC", "Can bo; THƯ KÝ"),
                    ("b", "Bình", "", "VPC", None),
                ],
                tasks=[
                    (
                        "Việc\nmột",
                        "VPC",
                        "TCCB; VP",
                        12,
                        date(2017, 6, 30),
                        "35/TB",
                        "16-6-2017",
                        "Vụ KH",
                        "Báo cáo",
                    ),
                    ("Việc hai", "VPC", None, None, "không có", None, None, None, None),
                    ("Việc ba", "VPC", None, None, "2017-06-30", None, None, None, None),
                ],
            )
        )
    )
    assert book.problems == ()
    assert book.units[0].aliases == ("Vụ PC", "Pháp chế")
    assert (book.people[0].code, book.people[0].name) == ("12", "Nguyễn Thị Lan")
    assert book.people[0].roles == {Role.OFFICIAL, Role.SECRETARIAT}
    assert book.people[1].roles == {Role.OFFICIAL}
    first = book.tasks[0]
    assert (first.content, first.coordinating, first.owner) == ("Việc\nmột", ("TCCB", "VP"), "12")
    assert (first.deadline_on, first.document_on) == (date(2017, 6, 30), date(2017, 6, 16))
    assert [task.deadline_on for task in book.tasks[1:]] == [None, date(2017, 6, 30)]


def test_headers_are_found_in_any_order_below_a_title() -> None:
    """The header row may stand below a title, without diacritics, in another order, among other columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "can bo"
    sheet.append(["DANH SÁCH CÁN BỘ"])
    sheet.append([])
    sheet.append(["TT", "VAI TRO", "Don vi (*)", "Họ và tên", "Ghi chú", "mã", "Chức vụ"])
    sheet.append([1, "cán bộ", "VPC", "Lan", "?", "lan.nt", "Chuyên viên"])
    person = read_workbook(saved(book)).people[0]
    assert (person.row, person.code, person.name, person.unit) == (4, "lan.nt", "Lan", "VPC")


def test_missing_columns_are_named() -> None:
    """A sheet without some of its columns is not read, and each missing one is named."""
    book = workbook(tasks=[])
    book["Nhiệm vụ"].delete_cols(9)
    book["Nhiệm vụ"].delete_cols(5)
    problems = read_workbook(saved(book)).problems
    assert [(each.code, each.header) for each in problems] == [
        ("missing_column", "Thời hạn"),
        ("missing_column", "Sản phẩm"),
    ]


def bad_tasks(sheet: Worksheet) -> None:
    """Write one row for each kind of cell that cannot be read, from row 2 on."""
    good = ("Việc", "VPC", None, None, None, None, None, None, None)
    for column, value in (
        (5, "31/4/2017"),
        (5, "cuối tháng"),
        (5, 42916),
        (5, "30/6/1017"),
        (6, date(2017, 5, 12)),
        (1, " "),
        (1, "a" * 4097),
        (9, "#REF!"),
        (9, "=A2"),
        (7, date(2017, 6, 16)),
    ):
        sheet.append(good)
        sheet.cell(sheet.max_row, column, value)
    sheet["I9"].data_type = "e"
    sheet.append(good)
    sheet.append(good)
    sheet.merge_cells("B12:B13")


def test_every_bad_cell_is_told_at_once() -> None:
    """Each bad cell is told with its sheet, row and column letter; good rows are not blamed."""
    book = workbook(units=[("A", None, None, None)], people=[("x", "X", None, "A", "vua")], tasks=[])
    bad_tasks(book["Nhiệm vụ"])
    found = read_workbook(saved(book))
    assert places(found.problems) == {
        ("Đơn vị", 2, "B", "required"),
        ("Cán bộ", 2, "E", "unknown_role"),
        ("Nhiệm vụ", 2, "E", "no_such_day"),
        ("Nhiệm vụ", 3, "E", "not_a_date"),
        ("Nhiệm vụ", 4, "E", "not_a_date"),
        ("Nhiệm vụ", 5, "E", "unlikely_year"),
        ("Nhiệm vụ", 6, "F", "date_in_text"),
        ("Nhiệm vụ", 7, "A", "required"),
        ("Nhiệm vụ", 8, "A", "too_long"),
        ("Nhiệm vụ", 9, "I", "error_cell"),
        ("Nhiệm vụ", 10, "I", "formula_without_value"),
        ("Nhiệm vụ", 11, "F", "document_without_number"),
        ("Nhiệm vụ", 12, "B", "merged_cells"),
    }
    assert found.tasks == ()


def test_too_many_rows() -> None:
    """More than 20,000 rows in a sheet are refused, not cut."""
    row = ("Việc", "VPC")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Nhiệm vụ")
    sheet.append(TASKS)
    for _ in range(20_001):
        sheet.append(row)
    assert places(read_workbook(saved(book)).problems) == {("Nhiệm vụ", None, "", "too_many_rows")}


def test_files_that_are_no_workbook_are_refused() -> None:
    """A renamed .xls, a file with a password, a text, a damaged file, one without our sheets: each has its own code."""
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    good = saved(workbook(units=[("A", "A", None, None)]))
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as archive:
        archive.writestr("[Content_Types].xml", "<broken")
    assert refusal(ole) == "workbook_old_format"
    assert refusal(ole + "EncryptedPackage".encode("utf-16-le")) == "workbook_encrypted"
    assert refusal(b"Ma;Ten\n") == "workbook_not_xlsx"
    assert refusal(good[: len(good) // 2]) == "workbook_not_xlsx"
    assert refusal(damaged.getvalue()) == "workbook_damaged"
    assert refusal(saved(openpyxl.Workbook())) == "workbook_without_sheets"


@pytest.mark.parametrize("size", [30_000_000, 110_000_000])
def test_zip_bombs_are_refused(size: int) -> None:
    """A file that unpacks to far more than it is, or to more than 100 MB, is refused before it is parsed."""
    bomb = io.BytesIO(saved(workbook(units=[("A", "A", None, None)])))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(size))
    assert refusal(bomb.getvalue()) == "workbook_too_large"


def test_the_template_loads_without_problems() -> None:
    """The template is a workbook with our three sheets, and nothing in it counts as data."""
    book = read_workbook(template_workbook())
    assert (book.problems, book.units, book.people, book.tasks) == ((), (), (), ())
    assert set(book.letters) == set(Sheet)
