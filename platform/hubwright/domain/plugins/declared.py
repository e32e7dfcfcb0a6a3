"""What a plugin says of itself, once, at the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hubwright.domain.texts import Text

FACE: Final = 1
"""The number of the face that this release shows to plugins. A plugin written for another is refused at the start."""

CASE: Final = "case"
"""The key that makes a record part of a case."""
_NOTHING: Mapping[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}


@dataclass(frozen=True, slots=True)
class Permission:
    """Something that a role of a hub may be allowed.

    Args:
        id: the plugin's id with "_" for "-", a dot, and a name: "marac_links.refer".
        what: how it goes on after "May": "refer a case to a MARAC".
    """

    id: str
    what: Text


@dataclass(frozen=True, slots=True)
class Key:
    """Something of a record under which the platform finds it again.

    Args:
        name: of the key; "case" makes the record part of that case: it is read, destroyed and copied with it.
        at: the property of the record that holds it, a text or an instant.
    """

    name: str
    at: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that the plugin keeps. The platform stores, projects, exports, destroys and copies it.

    Args:
        id: of the kind within the plugin.
        name: as its readers know it.
        read: of the plugin's permissions, the one without which nobody sees a record.
        schema: JSON Schema (2020-12) of a record.
        keys: up to four. Without the key "case" a record belongs to the hub and to no case.
        about: the property of a record that lists ids of people of its case, "" for none. Whoever does not see one of
            them on the case does not see the record at all.
        across: a record is told wherever the same people stand in another case, to whoever may open both.
        papers: of the plugin's permissions, the one without which nobody takes a paper about it away; "" for no papers.
    """

    id: str
    name: Text
    read: str
    schema: Mapping[str, Any]
    keys: tuple[Key, ...] = ()
    about: str = ""
    across: bool = False
    papers: str = ""

    @property
    def of_case(self) -> bool:
        """Whether its records belong to cases."""
        return any(one.name == CASE for one in self.keys)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a person does with records of a kind. The platform asks for it, keeps what was typed, and puts on
    record what the plugin's `decide` makes of it.

    Args:
        id: of the deed within the plugin.
        words: the act and its object, on the button.
        kind: of the record that it makes or changes.
        permission: of the plugin's, without which nobody does it.
        begins: it makes a record; otherwise it is done to one.
        asks: questions, as those of a form's page are written; none for a deed that is a press. A plugin that
            has its say at `asks` says there what it asks instead, for the case that it is done on.
    """

    id: str
    words: Text
    kind: str
    permission: str
    begins: bool = False
    asks: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the hub with the plugin's records of many cases, or of none, and a place among the hub's pages.

    Args:
        id: of the page within the plugin.
        name: of its link and its heading.
        kind: of the records that it is handed: those that the reader may see.
        permission: of the plugin's, without which nobody opens it.
    """

    id: str
    name: Text
    kind: str
    permission: str


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin.

    Args:
        id: under which hubs switch it on; its package's entry point has the same name.
        name: as administrators know it.
        does: one sentence.
        version: its own, as its package has it.
        face: of `FACE`, the one it was written for.
        options: JSON Schema of what a hub may choose, as `options.problems_of_options` allows.
        permissions: that a role may be given.
        needs: ids of meanings that it reads; a form that lacks them leaves parts of it empty.
        kinds: of the records that it keeps.
        deeds: what people do with them.
        pages: of the hub.
    """

    id: str
    name: Text
    does: Text
    version: str
    face: int
    options: Mapping[str, Any] = field(default_factory=lambda: dict(_NOTHING))
    permissions: tuple[Permission, ...] = ()
    needs: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    deeds: tuple[Deed, ...] = ()
    pages: tuple[Page, ...] = ()

    def kind(self, id: str) -> Kind | None:
        """The kind of record of this id, or None."""
        return next((one for one in self.kinds if one.id == id), None)

    def deed(self, id: str) -> Deed | None:
        """The deed of this id, or None."""
        return next((one for one in self.deeds if one.id == id), None)

    def page(self, id: str) -> Page | None:
        """The page of this id, or None."""
        return next((one for one in self.pages if one.id == id), None)
