"""English and Welsh: which language a page speaks, and what it shows where nobody has checked the words.

The platform's own words stand in gettext catalogues; a hub's words are `Text`. Welsh that no Welsh speaker has checked
never stands alone: the page shows the English beside it. In templates, `say` and the filter `text` give words that
carry their English with them; `gettext` and the filter `plain` give bare words for attributes, titles and options.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.support import NullTranslations, Translations
from markupsafe import Markup, escape

from hubwright.domain.texts import Text

ENGLISH = "en"
WELSH = "cy"
LANGUAGES = {ENGLISH: "English", WELSH: "Cymraeg"}

WELSH_IS_CHECKED = False
"""True once a Welsh speaker has checked the platform's catalogue; until then its English stands beside it."""

TRANSLATIONS = Path(__file__).parent / "translations"

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


class Said(str):
    """Words in the page's language that know their English: a sentence in both languages is made of both.

    Args:
        words: what the page says, in its language.
        english: the same in English.
    """

    __slots__ = ("english",)

    english: str

    def __new__(cls, words: str, english: str) -> Said:
        """Both wordings as one value."""
        made = super().__new__(cls, words)
        made.english = english
        return made


class Beside(str):
    """Words in the page's language that carry their English: in HTML both are shown, in an attribute only the first.

    Args:
        words: what the page says, in its language; None when it has only the English.
        english: the same in English.
    """

    __slots__ = ("english", "only_english")

    english: str
    only_english: bool

    def __new__(cls, words: str | None, english: str) -> Beside:
        """Both wordings as one value."""
        made = super().__new__(cls, english if words is None else words)
        made.english = english
        made.only_english = words is None
        return made

    def __html__(self) -> Markup:
        """The words, then the English in a quieter voice, each marked with its language for screen readers."""
        if self.only_english:
            return Markup('<span lang="en">{}</span>').format(self.english)
        beside = Markup(' <span class="hw-english" lang="en">{}</span>').format(self.english)
        return escape(str(self)) + beside


def current_language() -> str:
    """The language being spoken now, "en" or "cy"."""
    return _spoken.get()


def start_speaking(language: str) -> None:
    """Speak `language` from now on in this thread; one that is not offered means English."""
    _spoken.set(language if language in LANGUAGES else ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` inside a `with` block: for letters, jobs and tests, where there is no request."""
    before = current_language()
    start_speaking(language)
    try:
        yield
    finally:
        start_speaking(before)


def gettext(message: str, **values: object) -> str:
    """The platform's words in the page's language, bare.

    Args:
        message: the English, with `%(name)s` for each of `values`.
    """
    words = message if current_language() == ENGLISH else _catalogue(current_language()).gettext(message)
    return words % values if values else words


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """As `gettext`, for words that depend on a number, which they may name as `%(number)s`."""
    if current_language() == ENGLISH:
        words = one if number == 1 else many
    else:
        words = _catalogue(current_language()).ngettext(one, many, number)
    return words % {"number": number, **values}


def say(message: str, **values: object) -> str:
    """The platform's words for a page: with the English beside them while the Welsh is unchecked."""
    words = gettext(message, **values)
    english = message % {name: _in_english(value) for name, value in values.items()} if values else message
    if current_language() == ENGLISH or (WELSH_IS_CHECKED and words != english):
        return words
    return Beside(None if words == english else words, english)


def _in_english(value: object) -> object:
    return value.english if isinstance(value, Said | Beside) else value


def text(words: Text | str | None) -> str:
    """A hub's words for a page: Welsh with the English beside it, or the English where no Welsh has been written."""
    if words is None or isinstance(words, str):
        return words or ""
    return words.en if current_language() == ENGLISH else Beside(words.cy, words.en)


def plain(words: Text | str | None) -> str:
    """Bare words in the page's language, for an attribute, a title or an option."""
    if isinstance(words, Text):
        return words.said_in(current_language())
    return "" if words is None else str.__str__(words)


def mark(message: str) -> str:
    """Marks English that is translated later, where it is shown; gives it back unchanged."""
    return message


def compiled_catalogue(language: str) -> Path:
    """Where set-up puts a language's compiled words."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo"


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(str(TRANSLATIONS), [language])
