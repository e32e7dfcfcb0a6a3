"""A hub's definitions as the one tree that its draft edits, and the documents that come of the tree again.

In the tree every element goes by its id and every form and workflow stands once, without a version: a published version
is never edited, and which version a changed document becomes is worked out when the draft is published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hubwright.domain.definitions.templates.bundle import ABOUT, bundle, unbundle
from hubwright.domain.definitions.templates.kept import parts_of_revision, revision_of_parts
from hubwright.domain.definitions.templates.parts import Parts, Use

LOCAL = "local"
"""Where the tree keeps what belongs to the place itself: its name in the hub document, too."""

TAKEN = "taken"
"""Where the tree keeps which templates the hub took, as `origin.as_document` writes them."""

ITSELF = ("id", "name", "note", "owner", "still_right", "$schema")
"""Fields of a hub document that do not travel and that a draft edits."""

Tree = Mapping[str, Any]
Published = Mapping[str, Mapping[Use, Mapping[str, Any]]]


def tree_of(
    documents: Mapping[str, Any], scenarios: Mapping[str, Any], taken: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """The tree of what a hub has published.

    Args:
        documents: "hub", "forms" and "workflows" of a revision.
        scenarios: the hub's, by id.
        taken: the templates that it took.
    """
    hub = documents["hub"]
    tree = bundle(parts_of_revision(documents, scenarios))
    tree[ABOUT] = {**tree[ABOUT], **{key: hub[key] for key in ITSELF if key in hub}}
    return {**tree, LOCAL: hub[LOCAL], TAKEN: [dict(one) for one in taken]}


def documents_of(
    tree: Tree, base: Mapping[str, Any], *, published: Published
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The documents that a tree stands for, each changed form and workflow as the next version that is free.

    Args:
        tree: as edits left it.
        base: the documents of the revision that the draft began with.
        published: "forms" and "workflows" by (id, version) that this hub ever published; they stay as they are.

    Returns:
        "hub", "forms" and "workflows" as a revision has them, and the scenarios by id.
    """
    ours = parts_of_revision(base, {})
    parts = unbundle(
        {key: one for key, one in tree.items() if key not in (LOCAL, TAKEN)},
        ours=ours,
        theirs=Parts(hub={}),
        published=published,
    )
    # A field that the draft took out is not to come back from the document before.
    kept = {key: one for key, one in base["hub"].items() if key in ("$schema", "schema_version", "id")}
    documents = revision_of_parts({**kept, LOCAL: tree[LOCAL]}, parts)
    return documents, {id: dict(one) for id, one in parts.scenarios.items()}
