"""Which words of a reply point at which intent."""

from handlers.reading.said import Phrase

NO = r"(?:chưa|ch|chx|chưaa|không|ko|k|kg|khong|hông|hok|hem|hổng|chẳng|đâu có|chả|cha)"

DENIABLE = Phrase(r"(?<!\w)(?:đâu|gì)(?!\w)")
DENIED = Phrase(rf"(?<!\w){NO}(?!\w)")
QUESTION = Phrase(
    r"(?<!\w)(?:^(?:dạ |ủa |anh ơi |sếp ơi |chị ơi )*(?:sao|(?:vụ|đơn vị|cục|phòng|bên|ai) nào"
    r"|ai)(?= (?!cũng))|ở đâu|gửi đâu|nộp đâu|về đâu|chỗ nào|(?<!bất kỳ )(?:mẫu|đơn vị|cái|phần|biểu|bản|ngày"
    r"|văn bản"
    r"|việc|file|phòng|người|định dạng|hướng|hình thức|cách|tiêu chí|khung|phụ lục|kênh|số|chỉ tiêu|mục"
    r"|nội dung|đường|nơi|cấp|loại|kiểu|đâu|mail|năm|quý|tháng|kỳ|giai đoạn) nào|nào (?:ạ|thế|vậy|hả)"
    r"|như thế nào|ntn|thế nào|như nào|sao (?:ạ|nhỉ|vậy|anh|chị|sếp|đây|ah)|sao (?:vẫn|lại|chưa|không|em|bot"
    r"|hệ thống|nó|cứ|phải|k|ko|mà)|làm sao|tại sao|vì sao|là sao|là gì|gì (?:ạ|vậy|thế|không|nữa|nhỉ|hả|sếp)"
    r"|(?:cái|việc|những) gì|bao giờ|(?:đến |tới )khi nào|khi nào(?! (?:xong|em|e|có|được|duyệt|rảnh|đủ|ký"
    r"|trình|họp xong)(?!\w))|khi nào (?=(?:xong|có|được|duyệt|ký|trình)(?: \w+)?(?: ạ| thế| vậy|\?|$))"
    r"|bao lâu|bao nhiêu|(?:cần|phải|nên) (?:làm |nộp |gửi |chuẩn bị |bổ sung |báo cáo )?(?:những )?gì(?! cả)"
    r"|bao h\b|có (?:[\w/]+ ){1,4}?chưa(?= ?(?:$|[?.!]| (?:ạ|a|anh|chị|sếp|nhỉ|vậy|thế)\b))|mấy (?:bản|giờ"
    r"|ngày|trang|đơn vị|file)|hạn (?:là )?(?:bao giờ|ngày nào|mấy|khi nào"
    r"|chót)|(?<!chưa )(?<!không )(?<!ko )(?<!có )(?<!ít )ai (?:là|làm|ký|phụ trách|nhận|duyệt|chủ trì|đầu mối"
    r"|tổng hợp|thẩm định|phê duyệt|giao|cho|theo dõi|chịu)|(?:vào|ở|từ|lấy|tại|theo|bên|đi) đâu"
    r"|hay (?:là )?[\w/]+(?: [\w/]+){0,4}? (?:ạ|nhỉ|vậy|thế)(?= ?$|\?)|nào (?=thì|để|mới)|đến đâu(?= thì)"
    r"|(?:quý|tháng|năm|tầng|bản|mẫu|trang|kỳ|số) mấy"
    r"|(?<!không )(?<!chưa )(?<!ko )(?<!k )(?<!chả )(?<!xong )(?<!được )(?<!kịp )(?<!phải )(?<!làm )(?<!có )(?<!chẳng )"
    r"(?<!xem )(?:gì"
    r"|nào|đâu|ai|sao)(?: (?!rồi|r\b|cũng|cả|hết|đó|khác|đâu|em báo|em|e)[\w/]+){0,2}[ .!]*$|phải (?:làm|nộp|báo cáo"
    r"|gửi|viết|điền) gì|(?<=\w )hay(?= (?!quá|lắm|ghê|thế|thật|bị|bận|quên|là|hơn)\w+(?: [\w/]+){0,3}[ .]*$)"
    r"|(?:cho|của|với|gửi|gặp|hỏi|liên hệ|báo) ai"
    r"|(?:có )?(?:được|đc|dc|phải|cần|đúng|nên) (?:không|ko|k|hông|hok|khong|ko)(?: (?:ạ|a|anh|chị|sếp|nhỉ|vậy"
    r"|thế|ah|á|ta))*|có phải|có cần|có bắt buộc|phải không|đúng không|được chưa|(?:xong|có|duyệt|nộp|gửi|ký"
    r"|trình|nhận|nhận được|được) chưa(?= ?(?:$|[?.!,]| (?:ạ|nhỉ|anh|chị|sếp|em|e|vậy|thế|ta)\b))|hay là?(?= )"
    r"|hả(?= |$)|(?<!\w)nhỉ|(?<!chưa )(?<!xong )(?<!được )(?<!có )(?<!phải )(?<!biết )(?<!kịp )đâu (?:ạ|rồi"
    r"|nhỉ|vậy|thế|anh|chị)|(?:cho|xin) (?:em|e|mình|tôi|anh|chị)? ?hỏi|hỏi (?:chút|tí|xíu|là|về)|không (?:ạ"
    r"|nhỉ|vậy|anh|chị|sếp)\b|ko (?:ạ|a|nhỉ|vậy|anh|chị|sếp)\b|k (?:ạ|nhỉ|sếp)\b|chưa (?:nhỉ|vậy|thế|hả|ta)\b"
    r"|(?<=\w )không$|(?<=\w )ko$"
    r"|which|what|when|where|who|how|should i|can i|do i|is it|do we|should we|does it)(?!\w)"
)
LOOKS_BACK = Phrase(
    r"\b(?:sẽ )?(?:báo lại|trả lời sau|báo sau)\b|\bđể (?:(?:em|e|anh|chị|tôi|mình) )?(?:hỏi|xem|coi|tính"
    r"|nghĩ)\b|\b(?:để|cho) (?:em|e|anh|chị|a|c|tôi|mình|tớ) (?:hỏi (?:lại|đã)|xem|kiểm tra|check|coi|nghĩ"
    r"|tính|trao đổi"
    r"|xin ý kiến|bàn|xác nhận|rà)|\bxem đã\b|\b(?:em|e|để|anh) (?:sẽ )?(?:hỏi|xem|kiểm tra|check|coi) lại\b"
    r"|\b(?:em|e|anh) xem lại\b|\bđể bàn\b|\bchắc (?:vậy|thế|là)\b"
)

EXTEND = Phrase(
    r"(?<!\w)(?:gia hạn|giãn (?:hạn|tiến độ|thời gian)|(?:lùi|dời|rời|hoãn|hoản|đẩy|lui|kéo) (?:lại|hạn"
    r"|thời hạn|thời gian|ngày|deadline|dl|sang|đến|tới|lịch|tiến độ|qua|thêm|báo cáo|việc|nộp|xuống|ra)"
    r"|kéo dài|cần thêm|(?:xin|cho|đề nghị)(?: phép| (?:được|em|e|vụ|cục|phòng|đơn vị|tôi|chị|mình|bên em"
    r"|vụ em|chúng tôi|tụi em|phòng em|đội em))*(?: nộp| gửi| báo cáo| trình| hoàn thành)* (?:thêm|chậm|trễ"
    r"|muộn|khất|nợ|lùi|hoãn|dời|lui|cham|tre)|xin khất|khất|(?:xin|đổi|đặt) (?:cái )?(?:hạn"
    r"|deadline) (?:mới)?|thêm thời gian|thêm (?:ít|chút|mấy"
    r"|vài) (?:thời gian|ngày|hôm|bữa)|(?:điều chỉnh|đổi|chuyển|sửa|nới|dãn|chỉnh)(?: lại)?(?: thời)? (?:hạn"
    r"|thời gian hoàn thành|deadline|dl|tiến độ)|chuyển (?:hạn )?sang (?=tuần|tháng|quý|ngày|thứ|đầu|cuối"
    r"|giữa)|extend|extension|postpone|more time|delay(?:ed)? (?:to|until|till)|push (?:it )?(?:back )?to"
    r"|need (?:\w+ )?more (?:days?|weeks?|time))(?!\w)"
)
PLEADS = Phrase(r"(?<!\w)(?:xin|cho (?:em|e|vụ|cục|phòng|mình|tôi)|đề nghị|cần thêm|mong)(?!\w)")
NOT_EXTEND = Phrase(
    rf"(?<!\w)(?:{NO} (?:cần |phải |xin |được )*(?:gia hạn|lùi|thêm thời gian|hoãn)|(?:không|ko) (?:cho"
    r"|được) (?:gia hạn|lùi|hoãn))"
)
HOW_TO_EXTEND = Phrase(
    r"(?:thế nào|ở đâu|làm sao|như nào|ntn|gửi ai|mẫu nào|thủ tục|(?:được|đã) gia hạn (?:chưa|không))"
)
ASK_UNTIL = Phrase(
    r"(?<!\w)(?:xin(?: phép)?|cho(?: (?:em|e|vụ|cục|phòng|tôi|mình|chị|bên em|vụ em|phòng em|đơn vị))?|đề nghị"
    r"|mong|nhờ sếp cho|cho phép)(?: (?:em|e|vụ|được|đc|phép|sếp|anh|chị|nộp|gửi|báo cáo|trình|hoàn thành|để"
    r"|phòng|cục|nợ|vụ em|đơn vị))*(?: (?:đến|tới|sang|hết|qua|cuối|thêm|trước|vào|hạn|đầu|giữa|toi"
    r"|den))?(?!\w)[ :]*$|(?:can|could|may) (?:i|we)(?: \w+){0,3} (?:until|till|by|on|to)? ?$"
)
CANNOT_MAKE = Phrase(
    r"(?<!\w)(?:không|ko|k|hông|khó|chắc không|chắc ko|hok|kg) (?:thể )?(?:kịp|xong kịp|hoàn thành kịp"
    r"|đúng hạn|hoàn thành (?:đúng|trước|trong)|nộp kịp|làm kịp|nộp đúng|gửi kịp)|trễ hạn|quá hạn"
    r"|chậm (?:tiến độ|hạn)|lỡ hạn|(?:sẽ|bị|phải|xin|hơi|còn) (?:trễ|chậm|muộn)|chậm mất|chậm (?=do|vì|tại)"
    r"|can'?t make it|running late"
)
MAY_I = Phrase(
    r"(?:được|đc|dc|duoc) (?:không|ko|k|khong|hông|hok|chứ|hem)(?: (?:ạ|a|anh|chị|sếp|nhỉ|vậy|á|ah))*|(?:được"
    r"|ok|đc) (?:chứ|nhỉ)|ok (?:không|ko|k)|may i|can i|is (?:that|it) ok"
)

NOT_MINE = Phrase(
    r"(?<!\w)(?:(?:không|ko|k|chẳng|đâu|hông|hok|chả|kg) (?:phải )?(?:là )?(?:việc|nhiệm vụ|phần|trách nhiệm"
    r"|nội dung|mảng|task|phần việc|lĩnh vực)(?: việc)?(?: này)?(?: là)? (?:của|bên|do|em|e|mình|tôi|vụ|cục"
    r"|phòng)|(?:đâu có|đâu|không|ko|k|hông|kg)(?: có)? (?:phải )?(?:của|do) (?:em|e|mình|tôi|bên|vụ|cục|phòng"
    r"|đơn vị|chúng)|(?:hết|không còn|ko còn|thôi không|đã thôi) (?:phụ trách|theo dõi|làm mảng|đảm nhiệm)"
    r"|(?:không|ko|k) (?:có chức năng|được giao|được phân công|phụ trách)|(?:không|ko|k|kg|hông) (?:thuộc"
    r"|liên quan|phụ trách|theo dõi|quản lý|đảm nhiệm|đảm nhận|phải đầu mối|làm mảng|làm việc này|làm cái này"
    r"|làm phần này|được giao|được phân công|có chức năng|đúng chức năng|phải thẩm quyền|đúng thẩm quyền"
    r"|phải bên|phải vụ|phải phòng|phải cục|phải đơn vị|phải em|phải e\b|phải mình|phải tôi|phải người)"
    r"|(?:giao|gửi|nhắn|phân|gán|tag|nhắc|chuyển) (?:nhầm|lộn|sai)|nhầm (?:người|đơn vị|phòng|vụ|cục|địa chỉ"
    r"|rồi|sang|số)|lộn (?:người|đơn vị|phòng)|sai (?:người|đơn vị|địa chỉ)|(?:em|e|mình|tôi|vụ|phòng"
    r"|cục) (?:không|ko|k) (?:làm|nhận) (?:việc|cái|phần|nhiệm vụ) này|(?:việc|cái|phần|nhiệm vụ) này (?:em|e"
    r"|mình|tôi|vụ|phòng|cục) (?:không|ko|k) (?:làm|nhận|phụ trách)(?! được| kịp| nổi)|rút (?:nhiệm vụ|việc)"
    r"|trước (?:giờ|nay)(?: do| là)? (?:bên )?(?:vụ|phòng|cục|văn phòng|ban)(?: \w+){0,3} (?:làm|phụ trách"
    r"|theo dõi)"
    r"|nhầm (?:ạ|nhé|nha)|bên (?:vụ|phòng|cục) khác|có (?:phải|được giao|được phân công"
    r"|liên quan)(?: \w+){0,3} đâu|(?:không|ko|k) (?:phải )?chủ trì|không có (?:nhiệm vụ|việc|chức năng"
    r"|trách nhiệm) này|(?:không|ko|k) làm (?:về|mảng|lĩnh vực)|hỏi (?:bên )?(?:vụ|phòng|cục|văn phòng"
    r"|ban) [^?]{0,30}chứ|chuyển về (?:vụ|phòng|cục|văn phòng|ban)(?: \w+){0,3} (?:quản lý|phụ trách|thực hiện"
    r"|theo dõi)|(?:đề nghị|xin|nên|phải|kính đề nghị)(?: được)? (?:chuyển|giao|điều chuyển|chuyển giao"
    r"|trả)(?: lại)?(?: (?:việc|nhiệm vụ|cho|sang|nội dung|này|về|vụ việc))* (?:đơn vị khác|bên khác|vụ|cục"
    r"|phòng khác|người khác|phòng|ban|văn phòng|bộ|thanh tra|sở)|(?:đề nghị|xin|cho)(?: phép"
    r"| em)? trả lại(?: (?:việc|nhiệm vụ))|(?:việc|nhiệm vụ|cái|nội dung|mảng"
    r"|phần(?= này))(?: việc)?(?: này)? (?:là )?(?:của|thuộc|do) (?:bên )?(?:vụ|cục|phòng|văn phòng|ban|bộ"
    r"|đơn vị|sở|thanh tra|tổ|vpc|tccb|khtcth|người khác|viện|trường|trung tâm|anh|chị|bên)"
    r"|thuộc (?:thẩm quyền|chức năng|trách nhiệm|nhiệm vụ) (?:của )?(?:vụ|cục|phòng|văn phòng|ban|bộ|đơn vị|sở"
    r"|thanh tra|bên)|ngoài (?:chức năng|phạm vi|thẩm quyền)|trái (?:chức năng|thẩm quyền)|not mine"
    r"|not my (?:task|job)|wrong person)(?!\w)"
)
SOCIAL = Phrase(
    r"(?<!\w)(?:chúc|sinh nhật|happy birthday|hpbd|ăn (?:gì|trưa|sáng|tối|cơm|phở|bún|nhậu|uống|liên hoan"
    r"|mừng)|đi (?:ăn|nhậu|cà phê|cafe|cf|chơi|đá bóng|bơi|du lịch)|nhậu|trà sữa|cà phê|cafe|cf|bóng đá"
    r"|đá bóng|trận (?:tối|đêm|chung kết|hôm|đấu|bóng|này)|world cup|ha(?:ha)+|hi(?:hi)+|he(?:he)+|k{3,}|hô hô"
    r"|lol|:v|=\)+|:\)+|đám cưới|thiệp cưới|ăn cưới|trời (?:mưa|nắng|nóng|lạnh|đẹp|ơi)|mưa (?:to|quá|lớn)"
    r"|nóng quá|lạnh quá|kẹt xe|tắc đường|cả phòng|cả nhà|chào (?:buổi sáng|cả nhà|mọi người|các|anh chị em|cả phòng)"
    r"|good (?:morning|night|afternoon)|cuối tuần vui|ngủ ngon|vui vẻ|đẹp trai|xinh|liên hoan|karaoke"
    r"|quỹ (?:lớp|phòng|công đoàn)|gửi xe|thẻ xe|wifi|pass|tiền (?:ăn|điện|nước|quỹ)|xổ số|vé số|tiệc tùng"
    r"|hoa hồng|8/3|20/10|shopee|giảm giá|khuyến mãi|alo|alô|hai+z+|hic|hix|huhu|hu hu|vui quá|mệt quá"
    r"|buồn ngủ|đói quá|có ai (?:thấy|nhặt|đi|muốn|mua)|tòa nhà|thang máy|chìa khóa|nhặt được|(?:đẹp|vui|mệt"
    r"|ngon|nóng|lạnh|đói|buồn|xinh|chán|đỉnh) (?:quá|thế|ghê|thật)|mượn|sân (?:bóng|mỹ)|thắng rồi|bún|mưa"
    r"|nghỉ lễ|anh chị em|một ngày|hello|hi cả nhà|xin chào|chào bot|test)(?!\w)",
    exact=True,
)
AHEAD_OF_TIME = Phrase(
    r"(?<!\w)(?:sẽ|se|sắp|chuẩn bị|cố gắng|cố|dự kiến|phấn đấu|tranh thủ|hứa|định|chắc|có lẽ|hy vọng|đang"
    r"|sẽ cố|khoảng|tính|will|going to|nearly|almost)(?!\w)"
)
NEARLY = Phrase(
    r"(?<!\w)(?:gần|sắp|sap|cơ bản|gần như|hầu như|suýt|tương đối|sơ bộ|hầu hết|phần lớn|đa số|almost|nearly"
    r"|mostly|chuẩn bị|tạm|coi như|cũng) (?:đã |là |như |được |cũng |thì )*(?:xong|hoàn thành|hoàn tất"
    r"|hoàn thiện|xong xuôi|done|đủ|cơ bản|nộp|gửi|trình|xg|rồi|ổn|tới)|(?:xong|hoàn thành)(?: về)? (?:cơ bản"
    r"|sơ bộ|phần lớn|một phần|hầu hết|gần hết)|(?:80|90) ?phần"
)
TARGET = Phrase(
    r"(?<!\w)(?:sẽ|se|dự kiến|phấn đấu|cố gắng|(?:mục tiêu|chỉ tiêu|yêu cầu)(?: là| phải| giao| năm)"
    r"|kế hoạch là|phải đạt|cần đạt"
    r"|phải được|mới được phép|hứa|will|target)(?!\w)"
)
WORK_TALK = Phrase(
    r"(?<!\w)(?:hoàn thành|thực hiện|triển khai|thời gian|chưa|đã|đang|sẽ|phải|chỉ đạo|kết quả|ý kiến|kinh phí"
    r"|dự án|mai|nay|báo|em có|việc|báo cáo|bc|nhiệm vụ|nộp|gửi|trình|hạn|số liệu|văn bản|vb|hồ sơ|sếp"
    r"|lãnh đạo|lđ|vụ|cục"
    r"|phòng|tiêu chí|kế hoạch|làm|xong|tiến độ|duyệt|ký|file|công văn|xem|hỏi|gọi|kiểm tra|tính|để|chắc|được"
    r"|trao đổi|họp|rà|sửa|giao|chuyển|task|report|check)(?!\w)"
)
UNSURE = Phrase(
    r"(?<!\w)(?:hình như|nghe nói|nghe bảo|(?:em|e|mình|tôi) (?:nghĩ|tưởng|đoán)|tưởng|có lẽ|không chắc"
    r"|ko chắc|chắc là|chưa rõ|không rõ|không nhớ|chắc(?= xong| rồi| đã))(?!\w)"
)
UNFINISHED = Phrase(
    rf"(?<!\w)(?:{NO}(?: (?:có|phải|phải là|được|đc|dc|thể|là|thấy|kịp|làm|ai|hề|em|e|nộp"
    r"|gửi))*(?: [\w]+)?? (?:xong|hoàn thành|hoàn tất|hoàn thiện|nộp|gửi|trình|làm|báo cáo|bắt đầu|đâu|có gì"
    r"|kịp|done|bđ|ban hành|ký|triển khai|thực hiện|tổng hợp|rà soát|xog|xg)|chưa (?:được|đc|dc)(?= ?(?:$"
    r"|[,.!;\n]| (?:ạ|anh|chị|sếp)))|(?:chưa|vẫn chưa)(?= ?(?:$"
    r"|[,.!;\n]| (?:ạ|anh|chị|sếp|đâu|e|em|nhé|nha|nhá|đạt|a|á|nhen)\b))|(?:xong|hoàn thành|nộp|gửi|kịp"
    r"|được) đâu(?! (?:ạ\?|vậy|thế))|(?:chưa|không|ko|k|chx|ch) [\w/]+(?: \w+)? (?:được|đc|dc|nổi)(?! không)"
    r"|not (?:yet|done|finished)|haven'?t|isn'?t (?:done|finished))(?!\w)"
)
REMAINS = Phrase(
    r"(?<!\w)(?:còn (?:thiếu|lại|phần|mục|chờ|vướng|nợ|một|1|\d|chút|ít|mỗi|đang|chưa|bước|khâu|thẩm|trình"
    r"|phải|ký|đợi|vài|mấy|biểu|phụ|tổng|rà|chỉnh|số)|một phần|1 phần|một số|phần lớn|(?:phần|bước|giai đoạn"
    r"|đợt|chương|mục|khâu|kỳ|lần) (?:\d|một|đầu|thứ)|xong phần|phần (?:số liệu|phụ lục|nội dung|khung|thô"
    r"|đầu)|dự thảo|bản nháp|nháp|đề cương|xin ý kiến|lấy ý kiến|xin yk|góp ý|đôn đốc|trừ|ngoại trừ|riêng"
    r"|mới (?:được|xong|làm|có|chỉ|gửi|nộp|đc|dc|tổng)|nhưng|tuy nhiên|hầu hết|cơ bản|sơ bộ|hòm hòm|kha khá"
    r"|tàm tạm|tạm tạm|đại khái|nốt|đề nghị (?!đóng|xác nhận|nghiệm thu|anh|chị|tổ|kết thúc|xóa|bỏ|kiểm tra)"
    r"|yêu cầu|thẩm định|thẩm tra|để xem|cho ý kiến|hỏi|chủ trương|lấy số liệu|thu thập|lấy thông tin"
    r"|chỉnh sửa|(?<!gửi )bổ sung|hoàn thiện (?:lại|nốt|thêm)|draft|part of|except|but|tạm)(?!\w)"
)
ACT = (
    r"xong(?: xuôi| hết)?|xog|xg|hoàn thành|hoàn tất|nộp|gửi|gởi|trình|báo cáo|ban hành|phát hành|cập nhật"
    r"|đăng tải|đăng|up|upload|ký|bàn giao|giải quyết|xử lý|chuyển|đẩy|làm|thực hiện|tổng hợp|rà soát|send"
    r"|sent|submit|submitted|done|finished|completed|bc|phê duyệt|duyệt|thông qua|nghiệm thu|scan|in|phô tô"
    r"|nhập|khai|triển khai|soạn|hoàn thiện|công bố|chốt|tham mưu|fax|mail|email|finish|complete"
)

FINISHED = Phrase(
    r"(?<!\w)(?:xong(?: xuôi| hết| cả| toàn bộ)?(?: (?:rồi|r|roi|rùi|ròi|rui|hết))?|xog|xg|done|finished"
    r"|completed|hoàn thành|hoàn tất|(?:hoàn thành|xong) (?:toàn bộ|100%))(?!\w)"
)
WEAK_ACT = (
    r"tổng hợp|rà soát|làm|thực hiện|soạn|nhập|xử lý|giải quyết|in|scan|triển khai|khai|hoàn thiện|chuyển"
    r"|tham mưu|chốt|duyệt|phê duyệt"
)

HANDED_IN = Phrase(
    r"(?<!\w)(?:đã có (?:báo cáo|công văn|văn bản|tờ trình)(?: \w+){0,3}? (?:gửi|nộp|trình|báo cáo)|(?:đã"
    r"|vừa|mới|vừa mới|da|đã vừa)(?: (?:được|đc|dc|ký|em|e|hoàn thành|kịp|có(?= báo cáo| công văn| văn bản)"
    r"|làm|chủ động|chính thức|soạn|tự|trực tiếp|tổng hợp|và))* (?:nộp|gửi|gởi|trình|báo cáo|ban hành"
    r"|phát hành|cập nhật|đăng tải|đăng|up|upload|ký|hoàn thành|hoàn tất|xong|giải quyết|bc|công bố|scan|fax"
    r"|mail|email|lên|đẩy lên|bàn giao|chuyển (?:văn thư|báo cáo|hồ sơ|văn bản|tài liệu|công văn|file|số liệu"
    r"|kết quả)|phê duyệt|nghiệm thu|duyệt|thông qua|update|phúc đáp|trả lời|phản hồi|công khai|niêm yết"
    r"|khắc phục|thanh toán|tham mưu (?:ban hành|trình|ký))"
    r"|(?:nộp|gửi|gởi|trình|báo cáo|ban hành|phát hành|cập nhật|đăng|up|ký|làm|thực hiện|bc|send|xử lý"
    r"|giải quyết|tổng hợp|rà soát)(?: (?!chưa|chua|không|khi|thì|phải|cho ai)[^\s,.;?!]+){0,6}? (?:rồi|r"
    r"|roi|rùi|ròi|rui|xong|rồi ạ)|(?:i (?:have |'ve )?)?(?:already )?(?:sent|submitted|handed in"
    r"|delivered))(?!\w)"
)
FUTURE_ACT = Phrase(
    r"(?<!\w)(?:em|e|mình|tôi|anh|chị|vụ|phòng|cục|bên em|sẽ|se|là|mới|thì|phải|kịp|xin|cố|vụ em|hoàn thành"
    rf"|có thể|i'?ll|will)? ?(?:{ACT})(?!\w)"
)
WORKING = Phrase(
    r"(?<!\w)(?:làm d[ởo]|d[ở](?= dang| tay|$)|đang|dang|đag|đg|dg|(?:còn |một |1 )?(?:tí|chút"
    r"|xíu)(?: xíu)? nữa|vẫn|bắt đầu|bắt tay|vừa làm|chưa có thời gian|(?:phải|sẽ) mất|đến đâu|xong việc"
    r"|em có(?= ?$)|tiếp tục"
    r"|khẩn trương|sẽ|se|chuẩn bị|mới (?:được|xong|làm|bắt đầu|có|chỉ|đc|dc|nhận|rà|tổng|triển|gửi)"
    r"|còn (?:thiếu|lại|phần|mục|một|1|\d|chút|ít|mỗi|khoảng|vài|mấy|nhiều|nợ|bước|khâu|đang|phải|tổng|rà"
    r"|chỉnh)|đã (?:có dự thảo|họp|phân công|giao|đôn đốc|liên hệ|chỉ đạo|triển khai|bắt đầu|làm|rà soát"
    r"|tổng hợp|soạn|có|nhắc|lập|xây dựng|xin|lấy|gửi dự thảo|chuẩn bị|yêu cầu|xử lý|nghiên cứu|dự thảo"
    r"|thu thập|thực hiện|đề nghị|trao đổi|khảo sát)|xong phần|dự thảo|tiến độ|theo kế hoạch|đúng tiến độ"
    r"|cố gắng|tranh thủ|phấn đấu|dự kiến|gần|sắp|sap|cơ bản|in progress|working on|wip|still|ongoing|nếu xong"
    r"|khi nào xong|xong (?:thì )?(?:em|e|mình) (?:sẽ )?báo|làm nốt|cố (?:xong|làm|nộp|gửi|hoàn)|(?:nộp|gửi"
    r"|gởi|trình|làm|báo cáo|bc) (?:ngay|liền|luôn|sớm|bây giờ|đây|tiếp|sau)|(?:rà soát|tổng hợp|làm|xử lý"
    r"|hoàn thiện|chỉnh sửa|soạn|hoàn chỉnh) (?:nốt|tiếp|dần|gấp|lại|thêm))(?!\w)"
)
_ACKNOWLEDGED = (
    r"ok+|oke+|oki+e?|oki la|okela|okay|okê|ô kê|oce|uk|uh|ừ+|ừm|um|vâng|vang|vg|dạ|da|rõ|đã rõ"
    r"|nhận(?: (?:việc|nhiệm vụ|lệnh|thông báo|tin|được|đc|dc|đủ|rồi))*|(?:đã|vừa|mới) (?:nhận|tiếp nhận"
    r"|ghi nhận|nắm|xem|đọc|hiểu|biết|rõ|thấy|tiếp thu|noted|được|đc|dc)(?: (?:việc|nhiệm vụ|lệnh|thông báo"
    r"|tin|được|đc|dc|đủ|văn bản|thông tin|chỉ đạo|công việc|rồi|rõ))*"
    r"|noted|note|roger|copy|yes|yep|got it|sure|understood|received|will do|thanks?(?: you)?|tks|thks|cảm ơn"
    r"|cám ơn|tuân lệnh|thông suốt|nhất trí|đồng ý|được|đc|dc|ghi nhận|tiếp nhận|tiếp thu|biết rồi|nhớ rồi"
    r"|ghi nhớ|nghe rồi"
    r"|thấy rồi|biết ạ|hiểu rồi|hiểu ạ|nắm (?:được|đc|dc|rồi|rõ|thông tin|bắt)(?: thông tin)?"
    r"|nghiêm túc (?:tiếp thu|thực hiện|triển khai)|yên tâm"
    r"|(?:sẽ )?(?:làm|thực hiện|triển khai|xử lý|chấp hành|kiểm tra) (?:ngay|liền|luôn)|sẽ (?:làm|thực hiện"
    r"|triển khai|xử lý|chấp hành|cố gắng|lưu ý|chú ý)|(?:để|xin) (?:em|e|mình|tôi) (?:làm|thực hiện|nhận"
    r"|tiếp thu|lo|xử lý|triển khai|giải quyết)|đã nhắc|rồi ạ|chuẩn|good|👍|👌|🙏|🫡|💪"
)
_BESIDE = (
    r"b|ạ|a|ah|á|ơi|nhé|nha|nhá|nhen|nghen|hen|la|lah|em|e|anh|a|chị|c|sếp|boss|bác|cô|chú|ông|bà|thầy|đ/c"
    r"|đồng chí|thủ trưởng|lãnh đạo|mọi người|mình|tôi|vụ|phòng|cục|bot|ad|admin|trợ lý|rồi|r|roi|rùi|thưa|xin"
    r"|nhiều|rất|của|đã|vậy|thế|thì|và|việc này|cái này|nhiệm vụ này|nhắc|ạ\.|đủ|luôn|ngay|đây|nhắc nhở|các|ví"
    r"|hihi|hehe|you|sir|thông tin|chỉ đạo|ý kiến|tin|công việc"
)

ACK = Phrase(rf"(?:(?:{_ACKNOWLEDGED}|{_BESIDE})(?!\w)[ ,.!~\n]*)+")
ACK_CORE = Phrase(rf"(?<!\w)(?:{_ACKNOWLEDGED})(?!\w)")
EMOJI_ACK = frozenset("👍👌🙏🫡💪")
