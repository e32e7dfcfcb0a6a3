"""Taking a template: ids stay; what would meet something else under its id comes under another, and the map is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.definitions.canonical import address_of
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.templates.bundle import with_ids
from hubwright.domain.definitions.templates.parts import Parts, Template, Use, elements, singular
from hubwright.domain.definitions.templates.references import Ids
from hubwright.domain.definitions.templates.upgrade import Sides, Upgrade, free_id, upgrade
from hubwright.domain.errors import Refusal

Published = Mapping[str, Mapping[Use, Any]]


def begin_hub(
    template: Template, *, id: str, name: Mapping[str, str], local: Mapping[str, Any] | None, published: Published
) -> tuple[dict[str, Any], Parts, Ids]:
    """A hub of its own, made of the whole of a template: its document, its parts and what goes by another id.

    Args:
        template: of a whole hub.
        id, name: of the new hub.
        local: its local part; None for one that the place has still to fill in.
        published: "forms" and "workflows" that are there already and stay as they are.

    Raises:
        Refusal: the template is not the whole of a hub.
    """
    about = template.about
    if about["only"]:
        raise Refusal(
            why="This template holds some parts of a hub and not the whole of one.",
            do="Name a hub that has its definitions already: its parts come beside what is there.",
            code="not_a_whole",
        )
    ids = _documents_apart(template.parts, prefix=about["id"], published=published)
    parts = with_ids(template.parts, ids)
    document = {
        "$schema": about["$schema"].replace("/template.", "/hub."),
        "id": id,
        "name": dict(name),
        "owner": about["owner"],
        "note": f"Taken from the template {about['id']}, version {about['version']}.",
        **parts.hub,
        "local": dict(local) if local is not None else _empty_local(about, name),
    }
    return document, parts, ids


def _empty_local(about: Mapping[str, Any], name: Mapping[str, str]) -> dict[str, Any]:
    """A local part that says nothing yet: the hub is not open, and `check` tells what is missing."""
    return {
        "nation": about["nation"],
        "state": "not_yet_open",
        "councils": [dict(name)],
        "areas": dict(name),
        "duty": [],
        "brand": {"colour": "#1d3f72", "assumed": "Any colour with contrast; the area has its own."},
    }


def take_parts(
    template: Template, *, ours: Parts, published: Published, instead: bool = False, plugins: Declared | None = None
) -> Upgrade:
    """Some parts of a template beside what a hub has.

    Args:
        template: of some parts.
        ours: the hub today.
        published: "forms" and "workflows" that are there already.
        instead: what has the same id here gives way, as somebody has said; otherwise the new one gets another id.
        plugins: of this installation, for what their options name.

    Raises:
        Refusal: it is the whole of a hub, or needs what this hub does not have.
    """
    about = template.about
    if not about["only"]:
        raise Refusal(
            why="This template is the whole of a hub, and this hub has its own definitions already.",
            do="Take it into a new folder, or ask for a template of single parts (--only).",
            code="not_parts",
        )
    there = {f"{singular(part)}:{id}" for part, id, _ in elements(ours.shareable)}
    there |= {f"form:{id}" for id, _ in (*ours.forms, *published.get("forms", {}))}
    there |= {f"workflow:{id}" for id, _ in (*ours.workflows, *published.get("workflows", {}))}
    missing = [one for one in about["needs"] if one not in there]
    if missing:
        raise Refusal(
            why=f"It needs what this hub does not have: {', '.join(missing)}.",
            do="Ask for a template with what it needs (--with-needs), or draw these first.",
            code="missing_dependency",
        )
    sides = Sides(
        origin=Parts(hub={key: value for key, value in ours.hub.items() if key != "shareable"}),
        ours=ours,
        theirs=template.parts,
        name=str(about["name"]["en"]),
        prefix=about["id"],
        whole=False,
        published=published,
        plugins=plugins,
    )
    ids = dict(_documents_apart(template.parts, prefix=about["id"], published=published))
    mine = {(part, id): one for part, id, one in elements(ours.shareable)}
    for part, id, one in elements(with_ids(template.parts, ids, plugins).shareable):
        if not instead and part != "plugins" and (part, id) in mine and address_of(mine[part, id]) != address_of(one):
            ids[part, id] = free_id(about["id"], id, sides, part)
    final = replace(sides, ours=_with_documents(ours, template, ids, published), ids=ids)
    made = upgrade(final)
    # A plugin is there once: beside another it would have no name of its own, so what the hub chose for it stays.
    answers = {one.id: "ours" if not instead and one.id.startswith("plugins/") else "theirs" for one in made.questions}
    return upgrade(final, answers) if answers else made


def _with_documents(ours: Parts, template: Template, ids: Ids, published: Published) -> Parts:
    """The hub with documents of the template that are published here word for word: they are shared, not copied."""
    theirs = with_ids(template.parts, ids)
    forms = {use: one for use, one in theirs.forms.items() if use in published.get("forms", {})}
    workflows = {use: one for use, one in theirs.workflows.items() if use in published.get("workflows", {})}
    return Parts(ours.hub, {**ours.forms, **forms}, {**ours.workflows, **workflows}, ours.scenarios)


def _documents_apart(parts: Parts, *, prefix: str, published: Published) -> Ids:
    """Forms and workflows whose id and version are another document's here, each with the id it gets instead."""
    apart: dict[tuple[str, str], str] = {}
    for kind, documents in (("forms", parts.forms), ("workflows", parts.workflows)):
        there = published.get(kind, {})
        for use, document in documents.items():
            if use in there and address_of(there[use]) != address_of(document):
                nothing = Sides(Parts(hub={}), Parts(hub={}), Parts(hub={}), "", prefix, published=published)
                apart[kind, use[0]] = free_id(prefix, use[0], nothing, kind)
    return apart
