"""What something in a draft can name: an element of the hub, a form, a page, a question, an option, a stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from hubwright.domain.definitions.edits import Path
from hubwright.domain.definitions.elements import OBJECT, key_of
from hubwright.domain.definitions.using.spots import listed

Thing: TypeAlias = tuple[str, ...]
"""("questions", form, id), ("options", form, question, id), ("pages", form, id), ("stages", workflow, id),
("tiers", id), ("forms", id), ("workflows", id), or the list of a hub with an id: ("clocks", "first-look")."""

# A step of a path into a form or workflow, and what the element after it is.
_PARTS = {"pages": "pages", "questions": "questions", "rows": "questions", "options": "options", "stages": "stages"}


def thing_at(path: Path) -> Thing | None:
    """What stands at a path, or None where it is nothing that anything could name."""
    if len(path) == 2 and path[0] not in ("hub", "local", "scenarios", "words"):
        return (path[0], _bare(path[1]) if path[0] in ("forms", "workflows") else path[1])
    if len(path) == 4 and path[0] == "scales" and path[2] == "tiers":
        return ("tiers", path[3])
    if len(path) >= 4 and len(path) % 2 == 0 and path[0] in ("forms", "workflows") and path[-2] in _PARTS:
        inside = path[-3:-2] if path[-2] == "options" else ()
        return (_PARTS[path[-2]], _bare(path[1]), *inside, path[-1])
    return None


def _bare(key: str) -> str:
    """A form or workflow as others name it; an older version stands beside the newest with its number."""
    return key.partition("@")[0]


def things_in(path: Path, element: Any) -> Iterator[Thing]:
    """What goes when an element goes: itself and everything within it that something can name."""
    found = thing_at(path)
    if found is not None:
        yield found
    if isinstance(element, OBJECT):
        for name, held in element.items():
            if isinstance(held, list) and (name in _PARTS or name == "tiers"):
                for one in held:
                    if (key := key_of(one)) is not None:
                        yield from things_in((*path, name, key), one)


def options_of(question: Mapping[str, Any]) -> frozenset[str]:
    """The ids of a question's options."""
    return frozenset(str(one["id"]) for one in listed(question.get("options")) if "id" in one)


def questions_of(form: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Each question of a form document with its path within it; those of rows after the one that holds them."""
    for page in listed(form.get("pages")):
        for question in listed(page.get("questions")):
            path: Path = ("pages", str(page.get("id")), "questions", str(question.get("id")))
            yield path, question
            for column in listed(question.get("rows")):
                yield (*path, "rows", str(column.get("id"))), column
