"""The platform's own words in Welsh: gathered from code and templates, kept as a text file, compiled at set-up.

`python -m hubwright.web.catalogue` compiles (quick when nothing changed); `python -m hubwright.web.catalogue update`
gathers the messages anew and adds those that are missing to `translations/cy/LC_MESSAGES/messages.po`, empty, for
somebody to write.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from hubwright.web.language import LANGUAGES, TRANSLATIONS, WELSH, compiled_catalogue

WEB = Path(__file__).parent
KEYWORDS: dict[str, tuple[int, ...] | None] = {"gettext": None, "say": None, "mark": None, "ngettext": (1, 2)}
"""The functions of `language` that say something, with the places of what they say where it is not the first alone."""
WIDTH = 120
ENGLISH_ALONE = ("studio/", "templates/studio/")
"""Rooms whose words are English in every language (docs/decisions/0014): the Studio, where a hub is drawn."""


def source(language: str = WELSH) -> Path:
    """The text file that holds a language's words."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def gather() -> Catalog:
    """Every message in this package's code and templates, but for those of the rooms that speak English alone."""
    found = Catalog(domain="messages")
    for template in filter(_in_both, sorted(WEB.glob("templates/**/*.html"))):
        with template.open("rb") as file:
            for _, message, comments, context in extract("jinja2", file, KEYWORDS):
                _add(found, template, message, comments, context)
    for module in filter(_in_both, sorted(WEB.glob("**/*.py"))):
        for call in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            said = _message(call) if isinstance(call, ast.Call) else None
            if said is not None:
                _add(found, module, said)
    return found


def _in_both(path: Path) -> bool:
    return not path.relative_to(WEB).as_posix().startswith(ENGLISH_ALONE)


def _add(found: Catalog, path: Path, message: Any, comments: Sequence[str] = (), context: str | None = None) -> None:
    # Only the file is kept: a line number would change with every unrelated edit.
    place = [(path.relative_to(WEB).as_posix(), 0)]
    found.add(message, locations=place, auto_comments=comments, context=context)


def _message(call: ast.Call) -> str | tuple[str, ...] | None:
    """What a call of `say`, `gettext`, `mark` or `ngettext` says, where it says it in so many words.

    Babel's own reader of Python would also take the strings within an argument that is worked out, as in
    `say(WORDS["kind"])`.
    """
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name not in KEYWORDS:
        return None
    count = len(KEYWORDS[name] or (1,))
    words = tuple(
        arg.value for arg in call.args[:count] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    )
    if len(words) != count:
        return None
    return words if count > 1 else words[0]


def read(language: str = WELSH) -> Catalog:
    """What has been written in a language."""
    with source(language).open("rb") as file:
        return read_po(file, locale=language)


def missing(language: str = WELSH) -> list[str]:
    """The English of every message that has not been written in `language`, or only as a guess."""
    written = read(language)
    without = []
    for message in gather():
        if not message.id:
            continue
        other = written.get(message.id, message.context)
        if other is None or other.fuzzy or not _all_forms(other.string):
            without.append(message.id if isinstance(message.id, str) else message.id[0])
    return without


def update(language: str = WELSH) -> bool:
    """Bring the text file up to date with the code: new messages empty, old ones gone. True when it changed."""
    written = read(language)
    found = gather()
    found.creation_date = written.creation_date  # otherwise the file would change with every look
    written.update(found, no_fuzzy_matching=True, update_header_comment=False)
    written.obsolete.clear()
    text = io.BytesIO()
    write_po(text, written, width=WIDTH, sort_output=True, include_lineno=False, ignore_obsolete=True)
    if text.getvalue() == source(language).read_bytes():
        return False
    source(language).write_bytes(text.getvalue())
    return True


def compile_catalogues() -> bool:
    """Compile what is older than its text. True when something was written."""
    wrote = False
    for language in LANGUAGES:
        if not source(language).is_file():
            continue
        target = compiled_catalogue(language)
        made = io.BytesIO()
        write_mo(made, read(language))
        if not target.is_file() or target.read_bytes() != made.getvalue():
            target.write_bytes(made.getvalue())
            wrote = True
    return wrote


def _all_forms(words: str | list[str] | tuple[str, ...] | None) -> bool:
    forms = (words,) if isinstance(words, str) else words or ("",)
    return all(forms)


def main(arguments: list[str]) -> int:
    """Update when asked to, then compile; says what is still to be written."""
    if arguments not in ([], ["update"]):
        sys.stderr.write("Say nothing, to compile, or `update`, to gather new messages first.\n")
        return 2
    if arguments:
        sys.stdout.write("Wrote messages.po\n" if update() else "messages.po is up to date\n")
        for message in missing():
            sys.stdout.write(f"  to be written in Welsh: {message}\n")
    sys.stdout.write("Compiled the Welsh catalogue\n" if compile_catalogues() else "Nothing to compile\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
