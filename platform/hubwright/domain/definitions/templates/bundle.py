"""The parts of a hub as one tree that can be merged by id, and back again.

A shared document is never edited once published, so its version says nothing by itself: in the tree documents go by
id, doors and pathways name them without a version, and the version follows from what a merged document turned out as.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.canonical import address_of
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.templates.parts import Parts, Use
from hubwright.domain.definitions.templates.references import Ids, renamed

ABOUT = "hub"
"""Where the tree keeps what a hub says beside its shareable part."""

DOCUMENTS = ("forms", "workflows", "scenarios")
"""Parts of the tree that are documents of their own. No shareable part of a hub has such a name, or `ABOUT`'s."""

_NAMED = {"forms": ("doors", "form"), "workflows": ("pathways", "workflow")}
Tree = dict[str, Any]


def bundle(parts: Parts) -> Tree:
    """The tree of some parts."""
    tree = renamed(parts.shareable, {})
    tree[ABOUT] = {key: value for key, value in parts.hub.items() if key != "shareable"}
    for kind, documents in (("forms", parts.forms), ("workflows", parts.workflows)):
        newest = _newest(documents)
        tree[kind] = {
            _key(use, newest): {key: value for key, value in document.items() if key != "version"}
            for use, document in documents.items()
        }
        part, field = _NAMED[kind]
        for element in tree.get(part, ()):
            if field in element and element[field]["version"] == newest.get(element[field]["id"]):
                element[field] = {"id": element[field]["id"]}
    tree["scenarios"] = dict(parts.scenarios)
    return tree


def _newest(documents: Mapping[Use, Any]) -> dict[str, int]:
    newest: dict[str, int] = {}
    for id, version in documents:
        newest[id] = max(version, newest.get(id, 0))
    return newest


def _key(use: Use, newest: Mapping[str, int]) -> str:
    id, version = use
    return id if version == newest[id] else f"{id}@{version}"


def unbundle(
    tree: Mapping[str, Any], *, ours: Parts, theirs: Parts, published: Mapping[str, Mapping[Use, Any]]
) -> Parts:
    """The parts of a tree, each document in a version that is not yet another document's.

    Args:
        tree: what a merge gave.
        ours, theirs: the two sides, for the versions of documents that came through unchanged.
        published: "forms" and "workflows" by (id, version) that are there already and stay as they are.
    """
    shareable = renamed({key: one for key, one in tree.items() if key not in (*DOCUMENTS, ABOUT)}, {})
    made: dict[str, dict[Use, dict[str, Any]]] = {}
    for kind, of_ours, of_theirs in (
        ("forms", ours.forms, theirs.forms),
        ("workflows", ours.workflows, theirs.workflows),
    ):
        there = {**published.get(kind, {}), **of_ours}
        made[kind], versions = {}, {}
        for key, document in tree[kind].items():
            use = _use(key, document, there, of_theirs)
            versions[key] = use[1]
            made[kind][use] = {**document, "version": use[1]}
        part, field = _NAMED[kind]
        for element in shareable.get(part, ()):
            if field in element and "version" not in element[field]:
                id = element[field]["id"]
                element[field] = {"id": id, "version": versions.get(id, 1)}
    return Parts(
        hub={**tree[ABOUT], "shareable": shareable},
        forms=dict(sorted(made["forms"].items())),
        workflows=dict(sorted(made["workflows"].items())),
        scenarios=dict(sorted(tree["scenarios"].items())),
    )


def _use(key: str, document: Mapping[str, Any], there: Mapping[Use, Any], theirs: Mapping[Use, Any]) -> Use:
    """The version of a merged document: that of the same document where there is one, else the next that is free."""
    id = key.partition("@")[0]
    found = address_of(document)
    for known in (there, theirs):
        for use in sorted(known, reverse=True):
            same = use[0] == id and (known is there or use not in there)
            if same and address_of({name: one for name, one in known[use].items() if name != "version"}) == found:
                return use
    return id, max([version for known in (there, theirs) for other, version in known if other == id], default=0) + 1


def with_ids(parts: Parts, ids: Ids, plugins: Declared | None = None) -> Parts:
    """The same parts under the ids by which a hub knows them.

    Args:
        parts, ids: which, and what goes by another id.
        plugins: of this installation, for what their options name.
    """

    def of(kind: str, documents: Mapping[Use, Mapping[str, Any]]) -> dict[Use, Mapping[str, Any]]:
        moved: dict[Use, Mapping[str, Any]] = {}
        for (id, version), document in documents.items():
            other = ids.get((kind, id), id)
            moved[other, version] = {**document, "id": other}
        return moved

    if not ids:
        return parts
    return Parts(
        hub={**parts.hub, "shareable": renamed(parts.shareable, ids, plugins)},
        forms=of("forms", parts.forms),
        workflows=of("workflows", parts.workflows),
        scenarios={
            ids.get(("scenarios", id), id): {**document, "id": ids.get(("scenarios", id), id)}
            for id, document in parts.scenarios.items()
        },
    )
