"""The translator: a value bound to one language, never global."""

import gettext
import io
from functools import lru_cache
from importlib import resources
from typing import Any

from babel.messages import Catalog, mofile, pofile
from markupsafe import Markup

LANGUAGES = ("vi", "en")


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> gettext.NullTranslations:
    """Read the .po files of a language, one a subject, as they are: a compiled copy could be out of step with them.

    English needs none, for the message ids are English.
    """
    merged = Catalog(locale=language)
    folder = resources.files("locales").joinpath(language)
    sources = sorted(folder.iterdir(), key=lambda source: source.name) if folder.is_dir() else []
    for source in sources:
        if source.name.endswith(".po"):
            with source.open("rb") as file:
                for message in pofile.read_po(file, locale=language):
                    if message.id:
                        merged[message.id] = message
    compiled = io.BytesIO()
    mofile.write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Translator:
    """Says message ids (English) in one language; facts are escaped where they are put in."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._catalogue = _catalogue(self.language)

    def __call__(self, message: str, /, **facts: Any) -> Markup:
        """Return the message with its facts; the message may hold HTML tags, facts never do unless they are Markup."""
        return Markup(self._catalogue.gettext(message)).format(**facts)  # noqa: S704 - message ids are ours

    def plural(self, one: str, many: str, count: int, /, **facts: Any) -> Markup:
        """Return the form that fits `count`, which is also the fact `count`."""
        return Markup(self._catalogue.ngettext(one, many, count)).format(count=count, **facts)  # noqa: S704

    def label(self, message: str, /, **facts: Any) -> str:
        """Return a message for a button or a menu, where HTML does not exist: nothing is escaped."""
        return self._catalogue.gettext(message).format(**facts)


def translator(language: str | None, default: str = "vi") -> Translator:
    """Return the translator of a person's language, or of the agency's."""
    return _translator(language or default)


@lru_cache(maxsize=8)
def _translator(language: str) -> Translator:
    return Translator(language)
