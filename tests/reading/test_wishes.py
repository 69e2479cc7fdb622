import pytest

from handlers.reading.wishes import is_greeting, wants_tasks

ASKING = ("việc của tôi", "viec cua em", "Cho em xem việc của em ạ", "Danh sách công việc của tôi", "my tasks")
ASKING_MORE = ("tôi còn việc gì ạ?", "nhiệm vụ của mình đâu", "xem nhiem vu cua toi", "co viec gi khong a")


@pytest.mark.parametrize("text", [*ASKING, *ASKING_MORE])
def test_wish_to_see_ones_tasks(text: str) -> None:
    """A short text that asks for one's tasks and nothing else is understood."""
    assert wants_tasks(text)


@pytest.mark.parametrize(
    "text",
    ["việc của tôi xong rồi", "việc của em còn vướng", "việc không phải của tôi", "xong", "70%", "việc 12 của em xong"],
)
def test_report_is_no_wish(text: str) -> None:
    """A report that speaks of one's task is not taken for the wish to see it."""
    assert not wants_tasks(text)


@pytest.mark.parametrize("text", ["chào bạn", "Em chào anh ạ", "xin chao", "hello", "Chào buổi sáng"])
def test_greeting(text: str) -> None:
    """A greeting is known as one."""
    assert is_greeting(text)


@pytest.mark.parametrize("text", ["chào anh, em xong rồi ạ", "xong", "chào hàng 70%, còn chờ", "chào anh, 70%"])
def test_report_is_no_greeting(text: str) -> None:
    """Words that may be a report are no greeting, whatever they begin with."""
    assert not is_greeting(text)
