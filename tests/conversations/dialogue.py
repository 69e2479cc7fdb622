"""Golden dialogues: markdown that people read and the test plays.

Lines that act:
    **Lan:** xong                                somebody writes
    **Lan** ↩ «Rà soát lại»: 70%                 … in reply to the newest message with these words
    **Lan** [✅ Xong]                            … presses a button
    **Đồng hồ:** 2017-06-20 08:30                the clock moves, and ticks
What was heard follows, for each message:
    **Đôn Đốc → Lan:**                           a new message; "sửa tin → Lan" an edited one; "báo → Lan" a toast
    > its lines
    > `[button] [button]`
All other lines are explanation. Whatever is said and not written down here fails the test; with a line
    **Nghe:** Lan, Hùng
only these telephones are listened to, so that a dialogue about two people is not drowned by the others' reminders.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.office import IDS, ZONE, Office, Said

ACTS = (
    ("clock", re.compile(r"\*\*Đồng hồ:\*\* (\d{4}-\d\d-\d\d \d\d:\d\d)\Z")),
    ("reply", re.compile(r"\*\*(\S+)\*\* ↩ «(.+?)»: (.+)\Z")),
    ("press", re.compile(r"\*\*(\S+)\*\* \[(.+)\]\Z")),
    ("block", re.compile(r"\*\*(\S+)\*\* (chặn|bỏ chặn)\Z")),
    ("say", re.compile(r"\*\*(?!Nghe:)(\S+):\*\* (.+)\Z")),
)
ANSWER = re.compile(r"\*\*(Đôn Đốc|sửa tin|báo) → (\S+):\*\*\Z")
LISTENERS = re.compile(r"^\*\*Nghe:\*\* (.+)$", re.MULTILINE)
SECRET_LINK = re.compile(r"(?<=\?start=)[2-9A-Z]{12}")
SECRET = re.compile(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}")
"""Invitation codes are random; a dialogue shows them as ABCD-EFGH-JKMN."""


@dataclass
class Step:
    """One act, its explanation before it, and what is heard because of it."""

    before: list[str]
    line: str
    kind: str
    words: tuple[str, ...]
    expected: list[str] = field(default_factory=list)


def parse(text: str) -> tuple[list[Step], list[str]]:
    """Return the steps of a dialogue and the explanation after the last one."""
    steps: list[Step] = []
    loose: list[str] = []
    hearing = False
    for line in text.splitlines():
        if ANSWER.match(line) or (hearing and line.startswith(">")):
            steps[-1].expected.append(line)
            hearing = True
            continue
        if hearing and not line.strip():
            steps[-1].expected.append(line)
            continue
        hearing = False
        act = next(((kind, found) for kind, pattern in ACTS if (found := pattern.match(line))), None)
        if act is None:
            loose.append(line)
        else:
            steps.append(Step(loose, line, act[0], act[1].groups()))
            loose = []
    return steps, loose


def written(said: list[Said]) -> list[str]:
    """Return what was heard as the lines of a dialogue."""
    lines: list[str] = []
    for each in said:
        head = {"new": "Đôn Đốc", "edited": "sửa tin", "toast": "báo"}[each.how]
        lines += ["", f"**{head} → {each.to}:**"]
        lines += [f"> {line}".rstrip() for line in _without_codes(each.text).splitlines()]
        lines += ["> `" + " ".join(f"[{label}]" for label in row) + "`" for row in each.buttons]
    return lines


def _without_codes(text: str) -> str:
    return SECRET_LINK.sub("ABCDEFGHJKMN", SECRET.sub("ABCD-EFGH-JKMN", text))


async def play(step: Step, office: Office) -> list[Said]:
    """Do one act and return what was heard."""
    words = step.words
    if step.kind == "clock":
        return await office.move_to(datetime.strptime(words[0], "%Y-%m-%d %H:%M").replace(tzinfo=ZONE))
    if step.kind == "reply":
        return await office.say(words[0], words[2], reply_to=office.message_with(words[0], words[1]))
    if step.kind == "press":
        return await office.press(words[0], words[1])
    if step.kind == "block":
        (office.world.block if words[1] == "chặn" else office.world.unblock)(IDS[words[0]])
        await office.settle()
        return office.news()
    return await office.say(words[0], words[1].replace(" ⏎ ", "\n"))


async def perform(path: Path, office: Office) -> str:
    """Play a dialogue and return it with what was really heard."""
    text = path.read_text(encoding="utf-8")
    steps, rest = parse(text)
    only = LISTENERS.search(text)
    names = set(only.group(1).split(", ")) if only else set(IDS)
    lines: list[str] = []
    for step in steps:
        heard = [said for said in await play(step, office) if said.to in names]
        # Different people hear at the same time; only the order on each telephone is a promise.
        heard.sort(key=lambda said: list(IDS).index(said.to))
        lines += [*step.before, step.line, *written(heard), ""]
    lines += rest
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
