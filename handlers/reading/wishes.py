"""Short words to the assistant itself that are no report: a greeting, or the wish to see one's tasks."""

import re

from domain.words import fold

LONGEST = 40
"""Characters; whoever writes more has something to report."""

WHOM = r"(?: (?:ban|anh|chi|em|bac|co|chu|sep|moi nguoi|ca nha|bot|tro ly|don doc|buoi (?:sang|trua|chieu|toi)|a))*"
GREETING = re.compile(rf"(?:xin |em |da )?chao{WHOM}|(?:hi|hello|alo|hey|good (?:morning|afternoon)){WHOM}")
TASKS = re.compile(
    r"(?:cho (?:toi|em|anh|chi|minh) )?(?:xem )?(?:danh sach )?(?:cac |nhung )?(?:cong )?(?:viec|nhiem vu)"
    r" (?:cua )?(?:toi|em|anh|chi|minh)(?: a| dau| nao| la gi)*"
    r"|(?:toi|em|anh|chi|minh)? ?(?:con |dang |co )+(?:nhung |cac )?(?:viec|nhiem vu) (?:gi|nao)(?: a| khong)*"
    r"|(?:show |list )?my tasks|what (?:are|do i have to do)(?: my tasks)?"
)


def is_greeting(text: str) -> bool:
    """Tell whether a text greets and says nothing else."""
    return _is_all(GREETING, text)


def wants_tasks(text: str) -> bool:
    """Tell whether a text asks for the list of one's tasks: "việc của tôi", "toi con viec gi"."""
    return _is_all(TASKS, text)


def _is_all(pattern: re.Pattern[str], text: str) -> bool:
    if len(text) > LONGEST:
        return False
    return pattern.fullmatch(" ".join(re.findall(r"[a-z0-9%#]+", fold(text)))) is not None
