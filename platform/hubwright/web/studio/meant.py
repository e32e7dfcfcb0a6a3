"""What a form's answers are read as, and what would be read nowhere any more, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.reference.meanings import meanings
from hubwright.web.language import gettext


def read_as(question: Mapping[str, Any]) -> tuple[str, ...]:
    """Who reads the answer to a question by its meaning, whatever it is called; nothing where it has none."""
    meaning = meanings().get(question.get("meaning", ""))
    if meaning is None:
        return ()
    first = gettext("Reports and plugins read it as “%(meaning)s”.", meaning=meaning.name["en"])
    return (first, *([meaning.read_for] if meaning.read_for else []))


def unread(form: Mapping[str, Any], before: Any, after: Any = None) -> tuple[str, ...]:
    """What nothing of a form says any more, once one of its parts is another or is gone.

    Args:
        form: as it stands.
        before: the part of it: a question, a page, or the form.
        after: what is to stand in its place, or None.

    Returns:
        Sentences; none where another question of the form says the same.
    """
    left = Counter(_in(form)) - Counter(_in(before)) + Counter(_in(after))
    gone = [meanings()[one] for one in dict.fromkeys(_in(before)) if one not in left and one in meanings()]
    if not gone:
        return ()
    names = ", ".join(f"“{one.name['en']}”" for one in gone)
    told = gettext(
        "Reports and plugins read %(names)s here, and nothing else of this form says it: of later contacts they find "
        "nothing there. What was sent already stays as it is.",
        names=names,
    )
    used: dict[str, list[str]] = {}
    for one in gone:
        if one.read_for:
            used.setdefault(one.read_for, []).append(f"“{one.name['en']}”")
    return (told, *(f"{', '.join(said)}: {read_for}" for read_for, said in used.items()))


def _in(part: Any) -> Iterator[str]:
    """The meaning of each question of a part of a form."""
    if isinstance(part, Mapping):
        if isinstance(meaning := part.get("meaning"), str):
            yield meaning
        for inner in ("pages", "questions", "rows"):
            yield from _in(part.get(inner))
    elif isinstance(part, list):
        for one in part:
            yield from _in(one)
