"""Everything that may be wrong with what a plugin says of itself, at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from hubwright.domain.plugins.declared import FACE, Kind, Plugin
from hubwright.domain.plugins.options import problems_of_options
from hubwright.domain.problems import Problem

_SLUG = re.compile(r"[a-z][a-z0-9-]{1,29}")
_PART = re.compile(r"[a-z][a-z_]{1,29}")
_MOST_KEYS = 4


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
