# ruff: noqa: E501
import json
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from handlers.reading import read_directive

NOW = datetime.fromisoformat("2017-06-16T09:00:00+07:00")
SEED = (
    "Phó Tổng Thanh tra Chính phủ Nguyễn Văn Thanh giao các đơn vị phụ trách làm rõ lại một số nội dung như Vụ Tổ chức "
    "Cán bộ phối hợp với Vụ Pháp chế làm rõ nội dung về cơ cấu chức danh; Vụ Pháp chế chủ trì rà soát lại pháp luật; "
    "các cục, vụ, đơn vị rà soát lại các nội dung báo cáo Vụ Kế hoạch, Tài chính và Tổng hợp để tổng hợp báo cáo Tổng "
    "Thanh tra Chính phủ. Bên cạnh đó, Phó Tổng Thanh tra cũng yêu cầu các cục, vụ rà soát kế hoạch thanh tra."
)
TABLE = [
    ("Giao Vụ Pháp chế chủ trì, phối hợp với Vụ I, Vụ II rà soát quy trình trước ngày 30/6/2017.",
     "Vụ Pháp chế", ("Vụ I", "Vụ II"), date(2017, 6, 30)),
    ("Yêu cầu Văn phòng báo cáo Tổng Thanh tra trước ngày 5/7.", "Văn phòng", (), date(2017, 7, 5)),
    ("Bộ Văn hóa, Thể thao và Du lịch chủ trì xây dựng đề án trong quý III/2017.",
     "Bộ Văn hóa, Thể thao và Du lịch", (), date(2017, 9, 30)),
    ("Vụ Kế hoạch, Tài chính và Tổng hợp tổng hợp số liệu.", "Vụ Kế hoạch, Tài chính và Tổng hợp", (), None),
    ("Sở Y tế phối hợp với Sở Tài chính kiểm tra giá thuốc.", "Sở Y tế", ("Sở Tài chính",), None),
    ("Giao Cục III rà soát theo Quyết định số 12/QĐ-TTg ngày 20/7/2017.", "Cục III", (), None),
    ("Các đơn vị khẩn trương hoàn thiện bản mô tả công việc.", "Các đơn vị", (), None),
    ("Đề nghị Sở Nội vụ, Sở Tư pháp và Văn phòng UBND tỉnh gửi ý kiến trước ngày 25/6/2017.",
     "Sở Nội vụ; Sở Tư pháp; Văn phòng UBND tỉnh", (), date(2017, 6, 25)),
    ("Thủ tướng giao Bộ Công an chủ trì, phối hợp với các Bộ: Y tế, Kế hoạch và Đầu tư kiểm tra việc bán thuốc.",
     "Bộ Công an", ("Bộ Y tế", "Bộ Kế hoạch và Đầu tư"), None),
    ("Trung tâm Thông tin có trách nhiệm đăng tải kết quả, hoàn thành trong tháng 7/2017.",
     "Trung tâm Thông tin", (), date(2017, 7, 31)),
    ("Giao Vụ Giám sát, thẩm định và xử lý sau thanh tra chủ trì, Vụ I, Cục II phối hợp tổng hợp kết quả.",
     "Vụ Giám sát, thẩm định và xử lý sau thanh tra", ("Vụ I", "Cục II"), None),
    ("UBND các tỉnh, thành phố trực thuộc Trung ương rà soát các dự án, báo cáo Bộ Xây dựng trước 15/7.",
     "UBND các tỉnh, thành phố trực thuộc Trung ương", (), date(2017, 7, 15)),
    ("Bộ trưởng yêu cầu Cục Đường bộ Việt Nam khẩn trương khắc phục hư hỏng trên tuyến.",
     "Cục Đường bộ Việt Nam", (), None),
    ("Căn cứ kế hoạch, Vụ Tổ chức Cán bộ chủ trì xây dựng đề án vị trí việc làm.",
     "Vụ Tổ chức Cán bộ", (), None),
    ("Phân công đồng chí Nguyễn Văn An, Phó Vụ trưởng chủ trì dự thảo báo cáo xong trước 25/6.",
     "đồng chí Nguyễn Văn An, Phó Vụ trưởng", (), date(2017, 6, 25)),
    ("Các cơ quan, đơn vị cần nghiêm túc kiểm điểm.",
     "Các cơ quan, đơn vị", (), None),
    ("Bộ Lao động - Thương binh và Xã hội phối hợp với Bộ Nông nghiệp và Phát triển nông thôn và các địa phương hỗ trợ người dân.",
     "Bộ Lao động - Thương binh và Xã hội", ("Bộ Nông nghiệp và Phát triển nông thôn", "các địa phương"), None),
    ("Giao Tập đoàn Điện lực Việt Nam bảo đảm cung cấp điện trong mùa khô.",
     "Tập đoàn Điện lực Việt Nam", (), None),
    ("Bộ Tài chính được giao rà soát các khoản chi, báo cáo Thủ tướng trong quý IV/2017.",
     "Bộ Tài chính", (), date(2017, 12, 31)),
    ("Thanh tra Bộ kiểm tra việc thực hiện, trình Bộ trưởng trước ngày 10 tháng 8 năm 2017.",
     "Thanh tra Bộ", (), date(2017, 8, 10)),
    ("Chủ tịch UBND quận 1 giao Phòng Tư pháp theo dõi.",
     "Phòng Tư pháp", (), None),
]  # fmt: skip
NOTHING = [
    "Ngày 16/6, Phó Tổng Thanh tra Nguyễn Văn Thanh đã chủ trì cuộc họp.",
    "Cuộc họp do Thủ tướng chủ trì.",
    "Tại cuộc họp, các cục, vụ đã cùng nhau rà soát các tiêu chí.",
    "Công tác cải cách cần chủ động triển khai.",
]


def drafts(text: str):
    """Read a text on the shared day."""
    return read_directive(text, now=NOW, calendar=WorkingCalendar()).tasks


@pytest.mark.parametrize(("text", "lead", "coordinating", "on"), TABLE)
def test_one_task(text, lead, coordinating, on) -> None:
    """Who leads, with whom and until when are read as they stand."""
    (task,) = drafts(text)
    assert (task.lead, task.coordinating, task.deadline_on) == (lead, coordinating, on)


@pytest.mark.parametrize("text", NOTHING)
def test_no_task(text) -> None:
    """What was chaired, happened or is wished of nobody gives no task."""
    assert drafts(text) == ()


def test_the_conclusions_of_a_meeting() -> None:
    """Conclusions give a task for every unit that is told to do something, not for the sentence around them."""
    found = [(t.lead, t.coordinating, t.report_to) for t in drafts(SEED)]
    assert found == [
        ("Vụ Tổ chức Cán bộ", ("Vụ Pháp chế",), None),
        ("Vụ Pháp chế", (), None),
        ("các cục, vụ, đơn vị", (), "Vụ Kế hoạch, Tài chính và Tổng hợp"),
        ("các cục, vụ", (), None),
    ], json.dumps(found, ensure_ascii=False)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.one_of(st.text(max_size=150), st.lists(st.sampled_from(
    ["giao", "các Bộ:", "Vụ I", ",", ";", "và", "chủ trì", "phối hợp với", "rà soát", "trước ngày", "30/6", "99/99",
     "(", "báo cáo", "hằng tháng", "do", "."]), max_size=25).map(" ".join)))  # fmt: skip
def test_nothing_raises(text) -> None:
    """Every text gives a reading."""
    drafts(text)
