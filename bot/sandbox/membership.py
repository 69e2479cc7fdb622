"""Who is what in a chat, as the Bot API's ChatMember: https://core.telegram.org/bots/api#chatmember."""

from bot.sandbox.records import JSON, Chat, SandboxUser

RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def status_of(chat: Chat, user: SandboxUser) -> str:
    """Return member, administrator, left or kicked."""
    if user.is_bot:
        return chat.bot_status or "left"
    if user.id in chat.admin_ids:
        return "administrator"
    return "member" if user.id in chat.member_ids else "left"


def member(user: SandboxUser, status: str) -> JSON:
    """Return the ChatMember of this status with the fields that it must have."""
    entry: JSON = {"status": status, "user": user.as_json()}
    if status == "administrator":
        entry |= dict.fromkeys(RIGHTS, False)
    if status == "kicked":
        entry["until_date"] = 0
    return entry
