"""The demo's agency: units of the Government Inspectorate, made-up people, and the tasks of a meeting's conclusion.

The meeting of 16 June 2017 on administrative reform gave these tasks; their days are moved so that the demo shows
tasks overdue, due now and due later, whatever day it is.
"""

import io
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook

from domain.calendar import WorkingCalendar

DIRECTIVE = "Thông báo kết luận họp CCHC 16/6"
REPORT_TO = "Vụ Kế hoạch, Tài chính và Tổng hợp"

UNITS = (
    ("LD", "Lãnh đạo Thanh tra Chính phủ", "Lãnh đạo TTCP; Lãnh đạo"),
    ("VP", "Văn phòng", "Văn phòng TTCP"),
    ("TCCB", "Vụ Tổ chức Cán bộ", "Vụ TCCB; Vụ Tổ chức"),
    ("VPC", "Vụ Pháp chế", "Vụ PC; Pháp chế"),
    ("KHTCTH", "Vụ Kế hoạch, Tài chính và Tổng hợp", "Vụ KHTCTH; Vụ KHTH; Vụ Kế hoạch"),
    ("HTQT", "Vụ Hợp tác quốc tế", "Vụ HTQT"),
    ("V1", "Vụ Thanh tra khối kinh tế ngành", "Vụ I; Vụ 1"),
    ("V2", "Vụ Thanh tra khối nội chính và kinh tế tổng hợp", "Vụ II; Vụ 2"),
    ("V3", "Vụ Thanh tra khối văn hóa, xã hội", "Vụ III; Vụ 3"),
    ("GSTD", "Vụ Giám sát, Thẩm định và Xử lý sau thanh tra", "Vụ Giám sát"),
    ("C1", "Cục Giải quyết khiếu nại, tố cáo và Thanh tra khu vực 1", "Cục I; Cục 1"),
    ("C2", "Cục Giải quyết khiếu nại, tố cáo và Thanh tra khu vực 2", "Cục II; Cục 2"),
    ("C3", "Cục Giải quyết khiếu nại, tố cáo và Thanh tra khu vực 3", "Cục III; Cục 3"),
    ("C4", "Cục Chống tham nhũng", "Cục IV; Cục 4"),
    ("BTCD", "Ban Tiếp công dân trung ương", "Ban Tiếp dân"),
    ("VCL", "Viện Khoa học Thanh tra", "Viện KHTT"),
    ("TCBTT", "Trường Cán bộ Thanh tra", "Trường CBTT"),
    ("BTT", "Báo Thanh tra", ""),
    ("TCTT", "Tạp chí Thanh tra", ""),
    ("TTTT", "Trung tâm Thông tin", "Trung tâm Tin học"),
)


@dataclass(frozen=True)
class DemoPerson:
    """One made-up person; `telegram_id` None: nobody in the sandbox plays them."""

    code: str
    name: str
    position: str
    unit: str
    role: str
    telegram_id: int | None = None
    tied: bool = True


PEOPLE = (
    DemoPerson("lan.nt", "Nguyễn Thị Lan", "Chuyên viên", "VPC", "cán bộ", 1001),
    DemoPerson("hung.tv", "Trần Văn Hùng", "Vụ trưởng", "VPC", "trưởng đơn vị", 1002),
    DemoPerson("thanh.lq", "Lê Quang Thành", "Phó Tổng Thanh tra", "LD", "lãnh đạo", 1003),
    DemoPerson("ha.pt", "Phạm Thu Hà", "Thư ký Tổ CCHC", "KHTCTH", "thư ký", 1004),
    DemoPerson("binh.dv", "Đỗ Văn Bình", "Chuyên viên chính", "TCCB", "cán bộ", 1005),
    DemoPerson("mai.vt", "Vũ Thị Mai", "Vụ trưởng", "TCCB", "trưởng đơn vị", 1006),
    DemoPerson("son.nh", "Ngô Hồng Sơn", "Giám đốc", "TTTT", "trưởng đơn vị", 1007),
    DemoPerson("nam.bq", "Bùi Quốc Nam", "Chuyên viên", "TTTT", "cán bộ", 1008, tied=False),
    DemoPerson("tuan.ha", "Hoàng Anh Tuấn", "Quản trị hệ thống", "TTTT", "quản trị", 1009),
    DemoPerson("phuong.lt", "Lý Thu Phương", "Vụ trưởng", "KHTCTH", "trưởng đơn vị"),
    DemoPerson("dung.tq", "Tạ Quang Dũng", "Chánh Văn phòng", "VP", "trưởng đơn vị"),
    DemoPerson("khanh.dn", "Đinh Ngọc Khánh", "Cục trưởng", "C4", "trưởng đơn vị"),
)

REVIEW = "Rà soát lại các nội dung chịu trách nhiệm nằm trong các tiêu chí đánh giá CCHC"
PLAN = "Rà soát, tham mưu điều chỉnh kế hoạch thanh tra bảo đảm khả thi, đúng tiến độ"

TASKS: tuple[tuple[str, str, str, str, int | None, str], ...] = (
    (
        "Làm rõ tỷ lệ đơn vị sự nghiệp công lập thực hiện đúng cơ cấu chức danh nghề nghiệp viên chức theo vị trí "
        "việc làm được phê duyệt",
        "TCCB",
        "VPC",
        "binh.dv",
        3,
        "Báo cáo rà soát",
    ),
    (
        "Rà soát lại pháp luật về việc triển khai cung cấp dịch vụ công trực tuyến mức độ 3, 4",
        "VPC",
        "TTTT",
        "lan.nt",
        1,
        "Báo cáo rà soát",
    ),
    (
        "Xây dựng quy trình kiểm tra, đôn đốc việc thực hiện nhiệm vụ được giao trên cơ sở ứng dụng CNTT",
        "TTTT",
        "KHTCTH; VP",
        "nam.bq",
        7,
        "Dự thảo quy trình",
    ),
    (REVIEW, "VPC", "", "lan.nt", 0, "Báo cáo của đơn vị"),
    (REVIEW, "TCCB", "", "", -2, "Báo cáo của đơn vị"),
    (REVIEW, "TTTT", "", "", -2, "Báo cáo của đơn vị"),
    (REVIEW, "VP", "", "", -2, "Báo cáo của đơn vị"),
    (REVIEW, "C4", "", "", 4, "Báo cáo của đơn vị"),
    (PLAN, "V1", "KHTCTH", "", 10, "Kế hoạch điều chỉnh"),
    (PLAN, "V2", "KHTCTH", "", 10, "Kế hoạch điều chỉnh"),
    (PLAN, "C1", "KHTCTH", "", -4, "Kế hoạch điều chỉnh"),
    ("Đa dạng hóa các hình thức tuyên truyền cải cách hành chính", "BTT", "TCTT; VP", "", None, "Chuyên mục định kỳ"),
    ("Hoàn thiện bản mô tả công việc và khung năng lực cho từng vị trí việc làm", "TCCB", "", "binh.dv", 15, "Đề án"),
)
"""Content, lead unit, co-ordinating units, owner, working days from the first day (None: no deadline), product."""


def demo_workbook(today: date, calendar: WorkingCalendar) -> bytes:
    """Return the agency as the workbook that `dondoc load` reads, with days counted from `today`."""
    book = Workbook()
    units = book.active
    assert units is not None  # noqa: S101 - a new workbook has a sheet
    units.title = "Đơn vị"
    units.append(["Mã", "Tên đơn vị", "Tên gọi khác", "Đơn vị cấp trên"])
    for code, name, aliases in UNITS:
        units.append([code, name, aliases, ""])
    people = book.create_sheet("Cán bộ")
    people.append(["Mã", "Họ và tên", "Chức vụ", "Đơn vị", "Vai trò"])
    for person in PEOPLE:
        people.append([person.code, person.name, person.position, person.unit, person.role])
    tasks = book.create_sheet("Nhiệm vụ")
    tasks.append(
        [
            "Nội dung",
            "Đơn vị chủ trì",
            "Đơn vị phối hợp",
            "Người phụ trách",
            "Thời hạn",
            "Văn bản",
            "Ngày văn bản",
            "Báo cáo về",
            "Sản phẩm",
        ]
    )
    issued_on = calendar.add_working_days(today, -12)
    for content, lead, coordinating, owner, days, product in TASKS:
        deadline = None if days is None else calendar.add_working_days(calendar.first_working_day_from(today), days)
        tasks.append([content, lead, coordinating, owner, deadline, DIRECTIVE, issued_on, REPORT_TO, product])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
