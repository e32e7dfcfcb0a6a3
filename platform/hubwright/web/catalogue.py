"""The platform's own words in Welsh: gathered from code and templates, kept as a text file, compiled at set-up.

`python -m hubwright.web.catalogue` compiles (quick when nothing changed); `python -m hubwright.web.catalogue update`
gathers the messages anew and adds those that are missing to `translations/cy/LC_MESSAGES/messages.po`, empty, for
somebody to write.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from hubwright.web.language import LANGUAGES, TRANSLATIONS, WELSH, compiled_catalogue

WEB = Path(__file__).parent
KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "mark": None}
WIDTH = 120


def source(language: str = WELSH) -> Path:
    """The text file that holds a language's words."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def gather() -> Catalog:
    """Every message in this package's code and templates."""
    with (WEB / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call] # Babel leaves it untyped
    found = Catalog(domain="messages")
    for name, _, message, comments, context in extract_from_dir(
        str(WEB), method_map=methods, options_map=options, keywords=KEYWORDS, strip_comment_tags=True
    ):
        # Only the file is kept: a line number would change with every unrelated edit.
        found.add(message, locations=[(Path(name).as_posix(), 0)], auto_comments=comments, context=context)
    return found


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
