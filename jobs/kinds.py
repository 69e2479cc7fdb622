"""THE list of messages that the outbox knows: how each is rendered, and whether it may be said twice."""

from collections.abc import Mapping

from actions.reminders import after_sent
from jobs.delivery import Kind
from jobs.notices import answer
from jobs.people import account_unreachable
from jobs.reminders import reminder
from jobs.summaries import weekly_summary
from jobs.tasks import task_assigned, tasks_assigned

KINDS: Mapping[str, Kind] = {
    "answer": Kind(answer, forget=True),
    "task_assigned": Kind(task_assigned),
    "tasks_assigned": Kind(tasks_assigned),
    "reminder": Kind(reminder, after_sent=after_sent),
    "weekly_summary": Kind(weekly_summary, may_repeat=False),
    "account_unreachable": Kind(account_unreachable),
}
