"""Choosing what is shared, and saying what it is and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.templates.parts import (
    OF_THE_HUB,
    Parts,
    Template,
    Use,
    content_of,
    elements,
    singular,
    uses_in,
)
from hubwright.domain.definitions.templates.references import needs
from hubwright.domain.errors import Refusal
from hubwright.domain.rules.parsing import nearest, quoted
from hubwright.schemas import address

Documents = Mapping[Use, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who made a template, which one it is, and what it was made from.

    Args:
        id: what the template is called in addresses and origins; a slug.
        name: language to words.
        owner: the post that answers for it.
        version: counts the published states of this template.
        nation: the law it was written for.
        licence: the licence in a few words, its first line.
        note: what the next council should know.
        history: version and content hash of each earlier version, oldest first; so a template that was given another
            id is still known as the one that was taken.
        origin: id, version and content hash of what it was itself taken from, nearest first.
        looked_at: places that look like somebody's name and are not: somebody has looked.
    """

    id: str
    name: Mapping[str, str]
    owner: str
    version: int
    nation: str
    licence: str
    note: str = ""
    history: tuple[Mapping[str, Any], ...] = ()
    origin: tuple[Mapping[str, Any], ...] = ()
    looked_at: tuple[str, ...] = ()


def whole(
    document: Mapping[str, Any], *, forms: Documents, workflows: Documents, scenarios: Mapping[str, Mapping[str, Any]]
) -> Parts:
    """Everything of a hub that may be shared.

    Args:
        document: the hub document.
        forms, workflows: at least those it uses, by (id, version).
        scenarios: by id.
    """
    used_forms, used_workflows = uses_in(document["shareable"])
    return Parts(
        hub={key: document[key] for key in OF_THE_HUB if key in document},
        forms={use: forms[use] for use in sorted(used_forms)},
        workflows={use: workflows[use] for use in sorted(used_workflows)},
        scenarios={id: untold(one) for id, one in sorted(scenarios.items())},
    )


def untold(scenario: Mapping[str, Any]) -> dict[str, Any]:
    """A scenario without the hub that it is told on: it is told on whichever hub has it."""
    return {key: value for key, value in scenario.items() if key != "hub"}


def told_on(scenario: Mapping[str, Any], hub: str) -> dict[str, Any]:
    """A scenario as it stands in a hub's folder."""
    return {**scenario, "hub": hub}


def only(parts: Parts, wanted: Sequence[str], *, with_needs: bool = False, plugins: Declared | None = None) -> Parts:
    """Some elements of a hub and the documents they use, as "scale:rag" or "form:child-referral".

    Args:
        parts: everything of the hub that may be shared.
        wanted: what is shared; a form or workflow goes in every version that the hub uses.
        with_needs: share what they name as well, and what that names.
        plugins: of this installation, for what their options name.

    Raises:
        Refusal: the hub has no such thing.
    """
    there = _all_names(parts)
    unknown = [one for one in wanted if one not in there]
    if unknown:
        near = nearest(unknown[0], there)
        raise Refusal(
            why=f"There is no {', no '.join(quoted(one) for one in unknown)} in this hub.",
            do=f"Did you mean {near}?" if near else f"Write for example {', '.join(sorted(there)[:3])}.",
            code="unknown_part",
        )
    chosen = set(wanted)
    while True:
        made = _chosen(parts, chosen)
        more = set(lacking(made, plugins)) & there if with_needs else set()
        if not more:
            return made
        chosen |= more


def _all_names(parts: Parts) -> set[str]:
    names = {f"{singular(part)}:{id}" for part, id, _ in elements(parts.shareable)}
    return names | {f"form:{id}" for id, _ in parts.forms} | {f"workflow:{id}" for id, _ in parts.workflows}


def _chosen(parts: Parts, chosen: set[str]) -> Parts:
    shareable = {
        part: kept
        for part, values in parts.shareable.items()
        if isinstance(values, list)
        and (kept := [one for one in values if isinstance(one, Mapping) and _is(part, one, chosen)])
    }
    forms, workflows = uses_in(shareable)
    return Parts(
        hub={**parts.hub, "shareable": shareable},
        forms={use: one for use, one in parts.forms.items() if use in forms or f"form:{use[0]}" in chosen},
        workflows={
            use: one for use, one in parts.workflows.items() if use in workflows or f"workflow:{use[0]}" in chosen
        },
    )


def _is(part: str, element: Mapping[str, Any], chosen: set[str]) -> bool:
    return f"{singular(part)}:{element.get('id')}" in chosen


def lacking(parts: Parts, plugins: Declared | None = None) -> dict[str, str]:
    """What these parts name and do not hold, each with the id path of the first who names it."""
    return needs(
        parts.shareable,
        forms=frozenset(id for id, _ in parts.forms),
        workflows=frozenset(id for id, _ in parts.workflows),
        plugins=plugins,
    )


def make(parts: Parts, provenance: Provenance, *, readme: str, licence: str, chosen: Iterable[str] = ()) -> Template:
    """The template of some parts.

    Args:
        parts: the definitions, already found fit to leave.
        provenance: who, which and from where.
        readme, licence: texts.
        chosen: what was asked for, where it is not the whole hub.

    Raises:
        Refusal: it would stand among its own origins.
    """
    picked = sorted(set(chosen))
    content = content_of(parts)
    about: dict[str, Any] = {
        "$schema": address("template"),
        "schema_version": 1,
        "id": provenance.id,
        "name": dict(provenance.name),
        "owner": provenance.owner,
        "version": provenance.version,
        "nation": provenance.nation,
        "licence": provenance.licence,
        "content": content,
        "history": [dict(one) for one in provenance.history],
        "origin": [dict(one) for one in provenance.origin],
        "looked_at": sorted(provenance.looked_at),
        "only": picked,
        "needs": list(lacking(parts)) if picked else [],
    }
    if provenance.note:
        about["note"] = provenance.note
    if circular(about):
        raise Refusal(
            why="This template would be its own origin: the hub was taken from the same version of it.",
            do="Give the next version with --after FILE, or pack it under another id.",
            code="circular_origin",
        )
    return Template(about=about, parts=parts, readme=readme, licence=licence)


def circular(about: Mapping[str, Any]) -> bool:
    """Whether a manifest's origins lead back to itself, or one of them stands there twice."""
    chain = [(one["id"], one["version"]) for one in (about, *about["origin"])]
    return len(set(chain)) != len(chain)
