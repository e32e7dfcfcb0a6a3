"""A page or a question again, with ids of its own and rules that read the copies where they read what was copied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.edits import fresh_id


def copied(element: Mapping[str, Any], taken: set[str], *, beside: bool = True) -> dict[str, Any]:
    """A copy of a page or question.

    Args:
        element: as it stands.
        taken: ids that its form has; those of the copy are added.
        beside: what it is a copy of stands in the same form.
    """
    ids: dict[str, str] = {}
    for id in _ids(element):
        ids[id] = fresh_id(f"{id} copy" if beside else id, taken)
        taken.add(ids[id])
    made: dict[str, Any] = _renamed(element, ids)
    return made


def _ids(element: Mapping[str, Any]) -> list[str]:
    inner = [*element.get("questions", ()), *element.get("rows", ())]
    return [element["id"], *(id for one in inner for id in _ids(one))]


def _renamed(value: Any, ids: Mapping[str, str], *, named: bool = True) -> Any:
    """The same with each id of a page or question, and each rule's reading of one, under its new id."""
    if isinstance(value, Mapping):
        made: dict[str, Any] = {}
        for key, part in value.items():
            if key == "id" and named:
                made[key] = ids.get(part, part)
            elif key == "answer" and isinstance(part, list) and part:
                made[key] = [ids.get(part[0], part[0]), *part[1:]]
            else:
                # Options have ids of their own, which are no question's.
                made[key] = _renamed(part, ids, named=key != "options")
        return made
    return [_renamed(one, ids, named=named) for one in value] if isinstance(value, list) else value
