"""The gallery: what the hubs of an installation share with one another, and which of them use what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.actions.house import House, seated
from hubwright.domain.cases.entries import OPERATOR, Actor
from hubwright.domain.definitions.templates.kept import template_as_json, template_from_json
from hubwright.domain.definitions.templates.parts import Template
from hubwright.domain.errors import NotFound, Refusal

BY_OPERATOR = ""
"""Stands for whoever runs the installation, where no hub shared something."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A template in the gallery.

    Args:
        about: its manifest.
        by: id of the hub that shared it, or `BY_OPERATOR`.
        used_by: ids of the hubs that took it, with the version that each has.
    """

    about: Mapping[str, Any]
    by: str
    at: datetime
    used_by: Mapping[str, int]


def gallery(house: House) -> tuple[Shared, ...]:
    """The latest version of everything that is shared, by name."""
    with house.store.installation.reading() as reading:
        rows = reading.rows("installation_template", order=("template", "-version", "-shared_at"))
        uses = reading.rows("installation_template_use", order=("used_by",))
    latest: dict[str, Shared] = {}
    for row in rows:
        used = {one["used_by"]: one["version"] for one in uses if one["template"] == row["template"]}
        latest.setdefault(row["template"], Shared(row["about"], row["shared_by"], row["shared_at"], used))
    return tuple(sorted(latest.values(), key=lambda one: (bool(one.about["only"]), one.about["name"]["en"])))


def versions(house: House, template: str) -> tuple[Shared, ...]:
    """Every version of a template that was shared, the latest first."""
    with house.store.installation.reading() as reading:
        rows = reading.rows("installation_template", where={"template": template}, order=("-version", "-shared_at"))
    return tuple(Shared(row["about"], row["shared_by"], row["shared_at"], {}) for row in rows)


def template_of(house: House, content: str) -> Template:
    """A template of the gallery by its content hash.

    Raises:
        NotFound: nobody shared it here.
    """
    with house.store.installation.reading() as reading:
        row = reading.one("installation_template", content=content)
    if row is None:
        raise NotFound("There is no such record.")
    return template_from_json(row["kept"])


def share(house: House, *, hub: str, actor: Actor, template: Template) -> None:
    """Put a template into the gallery, for every hub of the installation to see.

    Args:
        house: the ports.
        hub: id of the hub that shares it, `BY_OPERATOR` for whoever runs the installation.
        actor: who shares it.
        template: already found fit to travel.

    Raises:
        Refusal: the actor may not, or another hub shares something under this id.
    """
    if actor != OPERATOR:
        _require(house, hub, actor)
    about, now = template.about, house.now()
    with house.store.installation.work(actor) as work:
        for row in work.rows("installation_template", where={"template": about["id"]}):
            if row["shared_by"] != hub:
                raise Refusal(
                    why="Another hub shares something under this name.",
                    do="Give yours another name.",
                    code="template_taken",
                    fields=(("name", "Give yours another name."),),
                )
            if row["version"] == about["version"] and row["content"] != about["content"]:
                raise Refusal(
                    why="This version has been shared already, and it was another.",
                    do="Share it again: it becomes the next version.",
                    code="version_taken",
                )
        work.put(
            "installation_template",
            content=about["content"],
            template=about["id"],
            version=about["version"],
            about=dict(about),
            kept=template_as_json(template),
            shared_by=hub,
            shared_at=now,
        )
        work.commit()


def note_use(house: House, *, hub: str, template: Template) -> None:
    """Note that a hub uses a template, so that whoever made it knows whom a change of it reaches."""
    about = template.about
    with house.store.installation.work(OPERATOR) as work:
        work.put(
            "installation_template_use", used_by=hub, template=about["id"], version=about["version"], at=house.now()
        )
        work.commit()


def _require(house: House, hub: str, actor: Actor) -> None:
    with house.store.work(hub, actor, deed="", now=house.now()) as work:
        if not seated(work).reader.may("hub.configure"):
            raise Refusal(
                why="Your membership of this hub does not include this act.",
                do="Ask whoever keeps the hub's definitions.",
                code="no_authority",
            )
