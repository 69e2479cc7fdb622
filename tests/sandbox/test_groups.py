"""Groups: what the bot hears there, migration, members, menus."""

import pytest
import telegram
from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.sandbox import RefusedError, World
from tests.sandbox.cast import BINH, GROUP, HANH, MAI


@pytest.fixture
def group(world: World) -> int:
    """A group of Hạnh (its admin) and Bình with the bot in it."""
    return world.add_group(GROUP, "Tổ CCHC", [HANH, BINH], admin_ids=[HANH], announce=False).id


async def test_added_to_group(bot: telegram.Bot, world: World) -> None:
    """The bot is told who added it, and sees itself among the new members."""
    world.add_group(GROUP, "Tổ CCHC", [HANH, BINH], admin_ids=[HANH])
    joined, service = await bot.get_updates()
    assert joined.my_chat_member is not None
    assert (joined.my_chat_member.from_user.id, joined.my_chat_member.new_chat_member.status) == (HANH, "member")
    assert service.message is not None
    assert [user.id for user in service.message.new_chat_members] == [bot.id]


async def test_privacy(bot: telegram.Bot, world: World, group: int) -> None:
    """In a group the bot hears commands, mentions and replies to itself, not the talk of others."""
    sent = await bot.send_message(group, "Tin tuần")
    world.say(BINH, "hôm nay họp lúc mấy giờ?", group)
    world.say(BINH, "/viec@other_bot", group)
    world.say(BINH, "/viec", group)
    world.say(BINH, "/viec@dondoc_demo_bot 12", group)
    world.say(BINH, "nhờ @dondoc_demo_bot ghi nhé", group)
    world.say(BINH, "đã xong", group, reply_to=sent.message_id)
    texts = [update.message.text for update in await bot.get_updates() if update.message]
    assert texts == ["/viec", "/viec@dondoc_demo_bot 12", "nhờ @dondoc_demo_bot ghi nhé", "đã xong"]
    world.privacy = False
    world.say(BINH, "hôm nay họp lúc mấy giờ?", group)
    assert len(await bot.get_updates()) == 5


async def test_stranger_in_group(world: World, group: int) -> None:
    """Only members write in a group; they may join and leave."""
    with pytest.raises(RefusedError):
        world.say(MAI, "/viec", group)
    world.join(MAI, group)
    world.say(MAI, "/viec", group)
    world.leave(MAI, group)
    with pytest.raises(RefusedError):
        world.say(MAI, "/viec", group)


async def test_migration(bot: telegram.Bot, world: World, group: int) -> None:
    """The old id answers with the new one, both service messages come, and the new chat works."""
    new = world.migrate(group)
    old_message, new_message = (update.message for update in await bot.get_updates())
    assert old_message is not None
    assert new_message is not None
    assert (old_message.chat.id, old_message.migrate_to_chat_id) == (group, new.id)
    assert (new_message.chat.id, new_message.migrate_from_chat_id, new_message.chat.type) == (
        new.id,
        group,
        "supergroup",
    )
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group, "x")
    assert moved.value.new_chat_id == new.id
    await bot.send_message(new.id, "x")
    with pytest.raises(RefusedError):
        world.say(BINH, "/viec", group)
    world.say(BINH, "/viec", new.id)


async def test_kicked(bot: telegram.Bot, world: World, group: int) -> None:
    """Thrown out, the bot is told so, and writing is 403; so it is after leaving by itself."""
    world.kick_bot(group, HANH)
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(group, "x")
    world.chat(group).bot_status = "member"
    assert await bot.leave_chat(group)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(group, "x")


async def test_chat_and_members(bot: telegram.Bot, world: World, group: int) -> None:
    """The bot can look up a chat and who is what in it."""
    assert (await bot.get_chat(group)).title == "Tổ CCHC"
    assert (await bot.get_chat(HANH)).first_name == "Hạnh"
    statuses = [(await bot.get_chat_member(group, user)).status for user in (HANH, BINH, MAI, bot.id)]
    assert statuses == ["administrator", "member", "left", "member"]
    with pytest.raises(BadRequest, match="Invalid user_id specified"):
        await bot.get_chat_member(group, 4711)


async def test_menus(bot: telegram.Bot, world: World, group: int) -> None:
    """A person sees the narrowest menu: this chat before this kind of chat before all, own language before none."""

    def seen(user: int, chat: int) -> list[str]:
        language = world.users[user].language_code
        return [entry["command"] for entry in world.menus.seen_by(world.chat(chat), user, language)]

    await bot.set_my_commands([BotCommand("all", "Mọi nơi")])
    assert seen(HANH, HANH) == seen(HANH, group) == ["all"]
    await bot.set_my_commands([BotCommand("group", "Nhóm")], BotCommandScopeAllGroupChats())
    await bot.set_my_commands([BotCommand("own", "Riêng")], BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([BotCommand("own_en", "Own")], BotCommandScopeAllPrivateChats(), "en")
    await bot.set_my_commands([BotCommand("head", "Thủ trưởng")], BotCommandScopeChat(BINH))
    assert [seen(HANH, HANH), seen(MAI, MAI), seen(BINH, BINH), seen(HANH, group)] == [
        ["own"],
        ["own_en"],
        ["head"],
        ["group"],
    ]
    assert [c.command for c in await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "en")] == ["own_en"]
    await bot.delete_my_commands(BotCommandScopeAllPrivateChats(), "en")
    assert seen(MAI, MAI) == ["own"]


@pytest.mark.parametrize(("name", "description"), [("việc", "x"), ("Viec", "x"), ("x" * 33, "x"), ("viec", " ")])
async def test_bad_commands(bot: telegram.Bot, name: str, description: str) -> None:
    """Command names are 1 to 32 of a-z, 0-9 and _, and each has a description."""
    with pytest.raises(BadRequest, match=r"(?i)bot_command_(description_)?invalid"):
        await bot.set_my_commands([(name, description)])


async def test_menu_of_unknown_chat(bot: telegram.Bot) -> None:
    """A menu for a chat that the bot does not know is 400."""
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([BotCommand("a", "x")], BotCommandScopeChat(4711))
