"""What a plugin says of itself, once, at the start; and everything that may be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hubwright.domain.plugins.options import problems_of_options
from hubwright.domain.problems import Problem
from hubwright.domain.texts import Text

FACE: Final = 1
"""The number of the face that this release shows to plugins. A plugin written for another is refused at the start."""

_SLUG = re.compile(r"[a-z][a-z0-9-]{1,29}")
_PART = re.compile(r"[a-z][a-z_]{1,29}")
_MOST_KEYS = 4
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


def problems_of(plugin: Plugin, *, found_as: str, meanings: Collection[str]) -> list[Problem]:
    """Everything that keeps a plugin from being used here, at once.

    Args:
        plugin: what it says of itself.
        found_as: the name of its entry point.
        meanings: ids of the vocabulary.
    """
    found = [Problem(found_as, pointer, what, do, code) for pointer, what, do, code in _of_itself(plugin, found_as)]
    found += [Problem(found_as, *rest) for rest in _of_permissions(plugin)]
    found += [
        Problem(
            found_as, f"/needs/{number}", f"There is no meaning called {one[:60]!r}.",
            "Use an id of the vocabulary.", "unknown-meaning",
        )
        for number, one in enumerate(plugin.needs)
        if one not in meanings
    ]  # fmt: skip
    found += [Problem(found_as, *rest) for rest in (*_of_kinds(plugin), *_of_deeds(plugin), *_of_pages(plugin))]
    return found + problems_of_options(plugin.options, found_as, "/options")


def _of_itself(plugin: Plugin, found_as: str) -> Iterator[tuple[str, str, str, str]]:
    if not _SLUG.fullmatch(plugin.id):
        yield "/id", "An id is small letters, figures and hyphens.", "Give it another.", "id"
    elif plugin.id != found_as:
        yield "/id", "It is called otherwise than its entry point.", f"Call both {plugin.id!r}.", "id"
    if plugin.face != FACE:
        yield (
            "/face",
            f"It was written for face {plugin.face} of Hubwright; this release has {FACE}.",
            "Install the release of the plugin that goes with this one of Hubwright.",
            "face",
        )
    for pointer, words in (("/name", plugin.name.en), ("/does", plugin.does.en), ("/version", plugin.version)):
        if not words.strip():
            yield pointer, "It is empty.", "Say it.", "empty"


def _of_permissions(plugin: Plugin) -> Iterator[tuple[str, str, str, str]]:
    before = f"{plugin.id.replace('-', '_')}."
    for number, one in enumerate(plugin.permissions):
        if not one.id.startswith(before) or not _PART.fullmatch(one.id.removeprefix(before)):
            yield (
                f"/permissions/{number}",
                "A permission of a plugin begins with the plugin's own id.",
                f"Call it {before}something.",
                "permission",
            )


def _of_kinds(plugin: Plugin) -> Iterator[tuple[str, str, str, str]]:
    for number, kind in enumerate(plugin.kinds):
        yield from _of_kind(plugin, kind, f"/kinds/{number}")
        yield from _of_records(kind, f"/kinds/{number}")
        yield from _of_people(kind, f"/kinds/{number}")


def _of_kind(plugin: Plugin, kind: Kind, at: str) -> Iterator[tuple[str, str, str, str]]:
    permissions = {one.id for one in plugin.permissions}
    if not _PART.fullmatch(kind.id) or [one.id for one in plugin.kinds].count(kind.id) > 1:
        yield f"{at}/id", "A kind has an id of small letters that no other has.", "Give it another.", "kind"
    if kind.read not in permissions:
        yield f"{at}/read", "It is read under a permission that the plugin does not have.", "Declare it.", "kind"
    if kind.papers and kind.papers not in permissions:
        yield f"{at}/papers", "Papers need a permission that the plugin does not have.", "Declare it.", "kind"


def _of_records(kind: Kind, at: str) -> Iterator[tuple[str, str, str, str]]:
    held = kind.schema.get("properties", {})
    if kind.schema.get("type") != "object" or kind.schema.get("additionalProperties") is not False:
        yield f"{at}/schema", "A record is an object that refuses what it does not know.", "Say so.", "kind"
    if len(kind.keys) > _MOST_KEYS:
        yield f"{at}/keys", f"A kind has at most {_MOST_KEYS} keys.", "Leave some out.", "key"
    for key in kind.keys:
        if not _PART.fullmatch(key.name) or held.get(key.at, {}).get("type") != "string":
            yield f"{at}/keys", "A key names a property of the record that is a text.", "Name one.", "key"


def _of_people(kind: Kind, at: str) -> Iterator[tuple[str, str, str, str]]:
    if kind.about and kind.schema.get("properties", {}).get(kind.about, {}).get("type") != "array":
        yield f"{at}/about", "Whom it is about stands in no list of the record.", "Name a property.", "kind"
    if (kind.about or kind.across) and not kind.of_case:
        yield f"{at}/about", "Only a record of a case is about its people.", 'Give it the key "case".', "kind"
    if kind.across and not kind.about:
        yield f"{at}/across", "Nobody knows with whom it goes to other cases.", "Say whom it is about.", "kind"


def _of_deeds(plugin: Plugin) -> Iterator[tuple[str, str, str, str]]:
    for number, deed in enumerate(plugin.deeds):
        at = f"/deeds/{number}"
        if not _PART.fullmatch(deed.id) or [one.id for one in plugin.deeds].count(deed.id) > 1:
            yield f"{at}/id", "A deed has an id of small letters that no other has.", "Give it another.", "deed"
        if plugin.kind(deed.kind) is None:
            yield f"{at}/kind", "It is done to a kind of record that the plugin does not keep.", "Name one.", "deed"
        if deed.permission not in {one.id for one in plugin.permissions}:
            yield f"{at}/permission", "It needs a permission that the plugin does not have.", "Declare it.", "deed"
        if not deed.words.en.strip():
            yield f"{at}/words", "Its button would be empty.", "Say the act and its object.", "deed"


def _of_pages(plugin: Plugin) -> Iterator[tuple[str, str, str, str]]:
    for number, page in enumerate(plugin.pages):
        at = f"/pages/{number}"
        if not _PART.fullmatch(page.id) or [one.id for one in plugin.pages].count(page.id) > 1:
            yield f"{at}/id", "A page has an id of small letters that no other has.", "Give it another.", "page"
        if plugin.kind(page.kind) is None:
            yield f"{at}/kind", "It shows a kind of record that the plugin does not keep.", "Name one.", "page"
        if page.permission not in {one.id for one in plugin.permissions}:
            yield f"{at}/permission", "It needs a permission that the plugin does not have.", "Declare it.", "page"
        if not page.name.en.strip():
            yield f"{at}/name", "Its link would be empty.", "Name it.", "page"
