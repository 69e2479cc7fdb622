import pytest

from tests.office import IDS, Office, open_office


def menu_of(office: Office, who: str) -> list[str]:
    """Return the command names that somebody's telephone shows."""
    user = office.world.users[IDS[who]]
    return [
        command["command"]
        for command in office.world.menus.seen_by(office.world.chat(user.id), user.id, user.language_code)
    ]


@pytest.mark.parametrize(
    ("who", "has", "lacks"),
    [
        ("Lan", {"viec", "xong", "tiendo"}, {"giao", "tinhhinh", "moi"}),
        ("Hùng", {"viec", "giao", "tinhhinh", "moi"}, set()),
        ("Thành", {"tinhhinh", "giao", "bantin"}, {"xong", "moi"}),
        ("Tuấn", {"moi", "trogiup"}, {"viec", "tinhhinh"}),
    ],
)
async def test_menu_fits_the_role(sqlite_url: str, who: str, has: set[str], lacks: set[str]) -> None:
    """After the first message, a person's menu shows the Vietnamese names of what their role may use."""
    async with open_office(sqlite_url) as office:
        await office.say(who, "/start")
        shown = set(menu_of(office, who))
        assert has <= shown
        assert not lacks & shown


async def test_menu_follows_the_language_and_is_set_once(sqlite_url: str) -> None:
    """Choosing English changes the names in the menu; while nothing changes, Telegram is not asked again."""
    async with open_office(sqlite_url) as office:
        await office.say("Lan", "/viec")
        await office.say("Lan", "/viec")
        assert [call.method for call in office.world.calls].count("setMyCommands") == 1
        await office.say("Lan", "/language en")
        assert "tasks" in menu_of(office, "Lan")
