"""What the command `dondoc` says: help, results and errors, as plain lines."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from texts import dates
from texts.message import lines
from texts.translator import Translator


def program_help(t: Translator) -> str:
    """Return what the program is, for `dondoc --help`."""
    return t.label("Đôn Đốc remembers who owns which task, reminds in time and reads the answers.")


def command_help(t: Translator, name: str) -> str:
    """Return what a command does, in one line."""
    return {
        "demo": t.label("Try everything on this computer: no account, no token, nothing is sent out."),
        "run": t.label("Run the assistant until Ctrl-C, as the settings DONDOC_… say."),
        "load": t.label("Load units, people and tasks from an Excel workbook: all of it, or nothing."),
        "template": t.label("Write an empty workbook to fill in."),
        "invite": t.label("Make a one-time code that connects a person's account."),
        "read": t.label("Show how words are understood: JSON lines in, JSON lines out."),
        "db": t.label("Look after the database."),
        "upgrade": t.label("Bring the tables of the database to the newest form."),
        "check": t.label("Check the settings and the database; shows no secrets."),
        "health": t.label("Tell whether the assistant works: exit code 0 if it does, else 1 and why."),
    }[name]


def option_help(t: Translator, name: str) -> str | None:
    """Return what an option does; None when its name says all."""
    return {
        "port": t.label("Port of the page on this computer."),
        "keep": t.label("Keep the demo's data in the folder dondoc-demo, and go on with it next time."),
        "language": t.label("Language of people who have not chosen one: vi or en."),
        "force": t.label("Overwrite the file if it exists."),
        "version": t.label("Show the version and exit."),
        "help": t.label("Show this message and exit."),
    }.get(name)


def wrong_settings(t: Translator, sentences: Sequence[str]) -> Markup:
    """Say what is wrong with the settings, one line each."""
    return lines(*(t("Settings: {sentence}", sentence=sentence) for sentence in sentences))


def settings_right(t: Translator) -> Markup:
    """Say that the settings can be read."""
    return t("Settings: all right.")


def no_token(t: Translator) -> Markup:
    """Say that the bot's token is missing."""
    return t("Settings: DONDOC_BOT_TOKEN is missing; write the token that @BotFather gave, or try: dondoc demo")


def token_refused(t: Translator) -> Markup:
    """Say that Telegram does not know the token."""
    return t("Telegram does not accept the token; please check DONDOC_BOT_TOKEN.")


def database_reached(t: Translator, kind: str) -> Markup:
    """Say that the database answers and its tables are there."""
    return t("Database: {kind} answers, its tables are up to date.", kind=kind)


def database_not_upgraded(t: Translator, kind: str) -> Markup:
    """Say that the tables are missing or old."""
    return t("Database: {kind} answers, but its tables are not up to date; run: dondoc db upgrade", kind=kind)


def database_away(t: Translator, why: str) -> Markup:
    """Say that the database cannot be reached, without its address: that may hold a password."""
    return t("Database: it cannot be reached ({why}); please check DONDOC_DATABASE_URL.", why=why)


def database_upgraded(t: Translator) -> Markup:
    """Say that the tables have the newest form."""
    return t("The tables are up to date.")


def works(t: Translator, seconds: int) -> Markup:
    """Say that the assistant works; `seconds` since it last looked at what is due."""
    return t("The assistant works; it looked at what is due {seconds} s ago.", seconds=seconds)


def never_ran(t: Translator) -> Markup:
    """Say that nothing ever ran on the database: mostly a wrong folder or address."""
    return t("The assistant has never run on this database; please check the folder and .env, then run: dondoc run")


def does_not_tick(t: Translator, last: datetime) -> Markup:
    """Say that the assistant stands still, and since when. `last` is in the agency's zone."""
    return t(
        "The assistant does not work: it last looked at what is due at {moment}. Please see its log and restart it.",
        moment=dates.day_time(t, last),
    )


def file_not_read(t: Translator, name: str) -> Markup:
    """Say that a file cannot be opened."""
    return t("The file {name} cannot be opened; please check its name and folder.", name=name)


def file_not_written(t: Translator, name: str) -> Markup:
    """Say that a file cannot be written."""
    return t("The file {name} cannot be written; please choose another name or folder.", name=name)


def file_exists(t: Translator, name: str) -> Markup:
    """Say that a file is there and was left alone."""
    return t("The file {name} exists already and was not changed; choose another name, or add --force.", name=name)


def template_written(t: Translator, name: str) -> Markup:
    """Say where the template is, and how to go on."""
    return t("The template is in {name}. Fill it in, then: dondoc load {name}", name=name)


def nobody_with_code(t: Translator, code: str, nearest: Sequence[tuple[str, str]]) -> Markup:
    """Say that no active person has a code, and who could be meant (codes and names)."""
    head = t("Nobody has the code “{code}”; people and their codes come from the sheet Cán bộ.", code=code)
    if not nearest:
        return head
    return lines(head, t("Perhaps:"), *(Markup("{} – {}").format(*each) for each in nearest))


def invited(t: Translator, name: str, code: str, link: str | None, until: datetime) -> Markup:
    """Hand out an invitation; the code stands alone on the last line. `until` is in the agency's zone."""
    return lines(
        t("Invitation for {name}, once, until {moment}:", name=name, moment=dates.day_time(t, until)),
        link or t("There is no link, for the bot's name is not known yet; the person sends the bot: /start CODE"),
        code,
    )


def line_not_read(t: Translator, number: int) -> Markup:
    """Say that a line of the input is no JSON object with a text."""
    return t('Line {number} cannot be read; write {{"text": "…", "at": "2017-06-16T09:00:00+07:00"}}', number=number)
