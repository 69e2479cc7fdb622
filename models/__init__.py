"""Tables and select statements; importing this registers every table."""

from models.base import Base
from models.dialogues import Dialogue
from models.directives import Directive
from models.inbox import InboxState, InboxUpdate
from models.notifications import Notification
from models.people import ChannelAccount, Invite, InviteAttempt, Person
from models.progress import ProgressEntry
from models.settings import Setting
from models.summaries import WeeklySnapshot
from models.tasks import Counter, Task, TaskReminder
from models.units import Unit

__all__ = [
    "Base",
    "ChannelAccount",
    "Counter",
    "Dialogue",
    "Directive",
    "InboxState",
    "InboxUpdate",
    "Invite",
    "InviteAttempt",
    "Notification",
    "Person",
    "ProgressEntry",
    "Setting",
    "Task",
    "TaskReminder",
    "Unit",
    "WeeklySnapshot",
]
