"""Edits of a hub's draft: named, pure, invertible, by id. Several people make them without writing over each other."""

from hubwright.domain.definitions.edits.between import between
from hubwright.domain.definitions.edits.edit import (
    FIRST,
    Edit,
    Insert,
    Move,
    Overtaken,
    Path,
    Set,
    Take,
    applied,
    applied_all,
    as_json,
    from_json,
    inverse,
)
from hubwright.domain.definitions.edits.making import add, find, move, put, siblings, take
from hubwright.domain.definitions.edits.naming import fresh_id

__all__ = [
    "FIRST",
    "Edit",
    "Insert",
    "Move",
    "Overtaken",
    "Path",
    "Set",
    "Take",
    "add",
    "applied",
    "applied_all",
    "as_json",
    "between",
    "find",
    "fresh_id",
    "from_json",
    "inverse",
    "move",
    "put",
    "siblings",
    "take",
]
