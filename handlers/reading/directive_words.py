"""The words of directives: who can be told to do something, and the verbs of what is to be done."""
# ruff: noqa: E501

import re

from handlers.reading.said import canonical


def pattern(source: str) -> "re.Pattern[str]":
    """Compile a pattern for canonical text; upper-case escapes and named groups cannot be used in it."""
    return re.compile(canonical(source))


def _any(source: str) -> str:
    """Return alternatives, longest first, of phrases separated by "|" over several lines."""
    phrases = {" ".join(phrase.split()) for phrase in source.split("|")} - {""}
    return "(?:" + "|".join(sorted(phrases, key=lambda p: (-len(p), p))) + r")(?!\w)"


_UNITS = """
bộ|vụ|cục|tổng cục|chi cục|sở|ban|ủy ban|uỷ ban|ubnd|hđnd|hội đồng|văn phòng|thanh tra|trung tâm|viện|học viện|trường
|đại học|tập đoàn|tổng công ty|công ty|ngân hàng|kiểm toán|bảo hiểm|kho bạc|tòa án|công an|quân khu|bộ đội|đài|báo
|tạp chí|cổng|phòng|tổ|đội|đoàn|hội|mặt trận|liên đoàn|liên minh|hiệp hội|tỉnh|thành phố|tp|quận|huyện|thị xã|phường
|xã|thị trấn|thành ủy|tỉnh ủy|huyện ủy|quận ủy|đảng ủy|thành uỷ|tỉnh uỷ|chính phủ|quốc hội|cảng vụ|hải quan|bệnh viện
|ngành|thông tấn|tổng liên đoàn|trung ương|thường trực|tiểu ban|khối|khoa|ủy viên|kiểm lâm|quỹ|đảng bộ|nhà xuất bản
|thư viện|bảo tàng|cụm|bqlda|nhà máy|nhà hát|hạt|trạm|cơ quan|nhóm|đảng đoàn|thuế|bưu điện|cơ sở|chi nhánh|xí nghiệp
"""
_PEOPLE = """
đồng chí|đ/c|ông|bà|chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|tổng giám đốc|phó tổng giám đốc|hiệu trưởng|thủ trưởng
|chánh|phó chánh|bộ trưởng|thứ trưởng|trưởng|phó trưởng|phó|vụ trưởng|cục trưởng|phó vụ trưởng|phó cục trưởng|bí thư
|phó bí thư|lãnh đạo|người đứng đầu|tư lệnh|viện trưởng|tổng thanh tra|phó tổng thanh tra|thủ tướng|phó thủ tướng
|tổng cục trưởng|trưởng ban|phó trưởng ban|trưởng phòng|phó trưởng phòng|chánh văn phòng|phó chánh văn phòng
|chánh thanh tra|thống đốc|tổng kiểm toán|tổng giám|cục phó|vụ phó|tổng bí thư|chuyên viên|tổ trưởng|anh|chị
"""
_GENERIC = """
cơ quan|đơn vị|địa phương|doanh nghiệp|chủ đầu tư|nhà thầu|cấp ủy|cấp uỷ|chính quyền|thủ trưởng|người đứng đầu
|ủy ban nhân dân|uỷ ban nhân dân|ubnd|toàn ngành|cán bộ|lực lượng|lãnh đạo|cấp có thẩm quyền|cấp thẩm quyền|ban qlda
|ban quản lý|tổ công tác|ban chỉ đạo|tổ cchc|tổ giúp việc|chính phủ|thủ tướng|văn phòng|bộ phận|cơ quan, đơn vị
"""
_PLURAL_ONLY = "thành viên|tổ chức|nhà trường|cấp|bên|cá nhân|công chức|đầu mối|chủ nhiệm|chủ rừng|chủ dự án|chủ hồ"

UNIT_NAMED = pattern(_any(_UNITS))
PERSON_NAMED = pattern(_any(_PEOPLE))
ADDRESSED = pattern(r"(?:các |những )?(?:đồng chí|đ/c|ông|bà|anh|chị)(?!\w)")
UNNAMED = pattern(_any(_GENERIC))
PLURAL = pattern(
    r"(?:tất cả |toàn bộ |toàn thể )?(?:các|những|mỗi|từng|một số) "
    + _any("|".join((_UNITS, _PEOPLE, _GENERIC, _PLURAL_ONLY)))
)
MORE_OF_GROUP = pattern(
    r"(?:(?:bộ|ngành|địa phương|cơ quan|đơn vị|cá nhân|doanh nghiệp|vụ|cục|sở|ban|phòng|tổng cục|huyện|thị xã"
    r"|thành phố|quận|tỉnh|xã|phường|thị trấn|viện|trường|trung tâm|đoàn thể|hiệp hội|hội|chi cục)(?!\w)"
    r"|tổ chức(?=,| có liên quan| liên quan| chính trị| xã hội| đoàn thể| và cá nhân| trực thuộc| thuộc|;|$))"
)
_INNER = """
văn hóa, thể thao và du lịch|văn hoá, thể thao và du lịch|vh, tt&dl|vh,tt&dl|vh, tt và dl|kế hoạch và đầu tư
|nông nghiệp và phát triển nông thôn|nông nghiệp và môi trường|lao động - thương binh và xã hội
|lao động – thương binh và xã hội|lao động, thương binh và xã hội|lao động thương binh và xã hội|giáo dục và đào tạo
|khoa học và công nghệ|thông tin và truyền thông|tài nguyên và môi trường|dân tộc và tôn giáo
|kế hoạch, tài chính và tổng hợp|kế hoạch và tài chính|giám sát, thẩm định và xử lý sau thanh tra|văn hóa và thể thao
|văn hoá và thể thao|phòng cháy, chữa cháy và cứu nạn, cứu hộ|phòng cháy và chữa cháy|phòng cháy chữa cháy
|cứu nạn, cứu hộ|kiểm soát thủ tục hành chính|quản lý dự án|phòng, chống tham nhũng|phòng chống tham nhũng
|phòng, chống tham nhũng, lãng phí, tiêu cực|phòng, chống thiên tai|phòng chống thiên tai|tiếp dân và xử lý đơn thư
|tiếp công dân|phòng, chống thiên tai và tìm kiếm cứu nạn|phòng chống thiên tai và tìm kiếm cứu nạn|quản lý nhà nước
|quản lý quỹ|xây dựng cơ bản|trang bị và xây dựng|thi đua - khen thưởng|thi đua, khen thưởng|đào tạo, bồi dưỡng
|tổ chức cán bộ|tổ chức - hành chính|tổ chức hành chính|tổ chức, cán bộ|quản lý thị trường|quản lý chất lượng
|quản lý giá|quản lý công sản|thanh tra, kiểm tra|thi hành án dân sự|thi hành án|kiểm tra văn bản|cải cách hành chính
|hội nhập quốc tế|hợp tác quốc tế|đăng ký kinh doanh|xúc tiến thương mại|xúc tiến đầu tư|khuyến công|điều tra hình sự
|cảnh sát điều tra|chấp hành trung ương đảng|thực hiện đề án|thực hiện dự án|thực hiện chương trình|giám sát tài chính
|kinh tế, hạ tầng|kinh tế và hạ tầng|xây dựng đảng|tổ chức trung ương|quản lý khu kinh tế|quản lý khu công nghiệp
|phát triển công nghiệp|quản lý đất đai|kiểm tra, giám sát|xử lý sau thanh tra|báo chí|quản lý, vận hành
|ngân sách và tài chính|hạ tầng và đô thị|tư pháp và pháp luật|hoạch và đầu tư|tổ chức đảng|chủ quản|kiểm dịch
"""
INNER_NAME = pattern(_any(_INNER))

_VERBS = """
rà soát|kiểm tra|xây dựng|tổng hợp|báo cáo|hoàn thành|hoàn thiện|hoàn tất|thực hiện|triển khai|tổ chức|nghiên cứu
|đề xuất|tham mưu|làm rõ|xử lý|lập|soạn thảo|dự thảo|trình|gửi|cung cấp|cập nhật|công bố|công khai|niêm yết|đăng tải
|tuyên truyền|phổ biến|hướng dẫn|đôn đốc|theo dõi|giám sát|thanh tra|điều tra|xác minh|giải quyết|bố trí|bảo đảm
|đảm bảo|chuẩn bị|sửa đổi|bổ sung|ban hành|điều chỉnh|thẩm định|phê duyệt|tiếp thu|giải trình|đánh giá|phân tích
|thống kê|khảo sát|thu hồi|nộp|mời|ký|cấp|lấy ý kiến|xin ý kiến|góp ý|cho ý kiến|phân công|phân bổ|thành lập|kiện toàn
|sắp xếp|tuyển dụng|đào tạo|bồi dưỡng|tập huấn|rút kinh nghiệm|khắc phục|phối hợp|chủ trì|chỉ đạo|quán triệt|đẩy mạnh
|tăng cường|nâng cao|khẩn trương|tiếp tục|nhanh chóng|kịp thời|chủ động|tập trung|nghiêm túc|thường xuyên|gấp rút|sớm
|xem xét|căn cứ|quản lý|vận hành|áp dụng|ứng dụng|kết nối|tích hợp|số hóa|số hoá|nhập|đối chiếu|kê khai|xác nhận
|thông báo|lên kế hoạch|xác định|chấn chỉnh|siết chặt|kiểm điểm|xem lại|rà lại|tổng kết|sơ kết|đàm phán|thống nhất
|trao đổi|làm việc|kiến nghị|tháo gỡ|thúc đẩy|giải ngân|quyết toán|thanh toán|di dời|ứng phó|trực|cử|đăng ký|tham gia
|rà|đầu tư|cải tạo|sửa chữa|nâng cấp|bàn giao|tiếp nhận|phân loại|in|phát hành|viết|thiết kế|vận động|huy động|duy trì
|phát huy|phát triển|kiểm soát|ngăn chặn|phòng ngừa|đấu tranh|truy quét|bám sát|tính toán|cân đối|ưu tiên|quan tâm
|tạo điều kiện|hỗ trợ|phụ trách|làm đầu mối|là đầu mối|đầu mối|đưa|thu thập|lựa chọn|bảo vệ|phản hồi|trả lời|thẩm tra
|kiểm kê|rà quét|cắt giảm|đơn giản hóa|đơn giản hoá|khởi công|thi công|nghiệm thu|giải phóng|quy hoạch|lồng ghép|phát động
|tuân thủ|chấp hành|chịu|lưu ý|ghi nhận|tiến hành|chuyển|đề ra|cụ thể hóa|cụ thể hoá|có văn bản|có báo cáo|có kế hoạch
|có giải pháp|có phương án|có biện pháp|có ý kiến|hạn chế|rà phá|điều phối|điều hành|bãi bỏ|quyết liệt|lãnh đạo|kiên quyết
|thu gom|vận chuyển|thống nhất|nắm|rút ngắn|phân cấp|phân quyền|chuyển đổi|chuyển giao|quyết định|mở|đặt|khai thác|dừng
|tạm dừng|giảm|tăng|ổn định|thay thế|sử dụng|trang bị|mua sắm|đấu thầu|tìm|giới thiệu|nhắc nhở|phát hiện|tổng rà soát
|sẵn sàng|tự|cùng|làm tốt|làm|đổi mới|cải thiện|cải cách|khôi phục|củng cố|tham khảo|bàn|họp|phát sóng|đề cao|tổng|kiểm định
|hoạch định|tích cực|trực tiếp|chậm nhất|hiệu chỉnh|khuyến khích|xóa|xoá|loại bỏ|giao ban|rà soát lại|giữ|thu xếp|đối thoại
|kêu gọi|thu hút|nhân rộng|quy định|luân chuyển|bổ nhiệm|khen thưởng|nêu|thu|chi|tính
"""
VERB = pattern(_any(_VERBS))
STOP = pattern(
    _any(
        """có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|cần|phải|nên|được|đã|đang|sẽ|vừa|từng|theo|trong|trước|sau|để
        |về|là|không|định kỳ|hằng|hàng|từ|khi|nếu|bằng|tại|cũng|vào|đến|với|cho|rằng|nhằm|mà|như|thì|luôn|chưa|vẫn|do
        |hết sức|đồng thời|một lần nữa|ngay|xong|trên cơ sở|dự kiến|bị|giao|yêu cầu|đề nghị|chính thức|kết quả|nhấn mạnh|cho biết|cho rằng
        |khẳng định|phát biểu|kết luận|đồng ý|nhất trí|ghi|biểu dương|hoan nghênh|cùng nhau"""
    )
)
QUALIFIER = pattern(
    r"(?:(?:có )?liên quan|chức năng|trực thuộc|thuộc|của|ở|trong ngành|phụ trách(?= [^,;.:]{2,60}(?:chủ trì|rà|làm))"
    r"|tại|cấp|ngang bộ|tham mưu giúp việc|quản lý|thực hiện (?:đề án|dự án|chương trình|nhiệm vụ))(?!\w)"
)
"""What may follow a noun for a body and still belongs to its name."""
