"""Beginning a hub with what another one has: the definitions under a name of their own, and nothing of the place."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.templates import keep_origin
from hubwright.cli.opening import Misused
from hubwright.cli.template_places import place_at
from hubwright.domain.definitions.canonical import revision_of
from hubwright.domain.definitions.templates.kept import revision_of_parts
from hubwright.domain.definitions.templates.origin import taken_from
from hubwright.domain.definitions.templates.packing import Provenance, make
from hubwright.domain.definitions.templates.parts import Template
from hubwright.domain.definitions.templates.taking import begin_hub
from hubwright.domain.errors import Refusal
from hubwright.wiring import Hubwright

_LICENCE = "As the hub that it was taken from says.\n"


@dataclass(frozen=True, slots=True)
class Beginning:
    """A hub that is about to begin.

    Args:
        document, parts: what it is published with.
        template: what it was taken from.
        invite: the command that invites its first administrator.
    """

    id: str
    name: str
    documents: Mapping[str, Any]
    template: Template
    invite: str

    def publish(self, hubwright: Hubwright) -> None:
        """Publish it, and keep what it began with, so that later improvements can be taken."""
        documents = self.documents
        publish_hub(
            hubwright.house,
            hub=self.id,
            name=self.name,
            revision=revision_of([documents["hub"], *documents["forms"], *documents["workflows"]]),
            documents=documents,
            note="Begun.",
            deed=secrets.token_urlsafe(24),
        )
        keep_origin(
            hubwright.house,
            hub=self.id,
            taken=(taken_from(self.template),),
            templates={self.template.about["content"]: self.template},
            scenarios=self.template.parts.scenarios,
        )


def begin_with(folder: Path, *, id: str, name: str, library: Iterable[Path] = ()) -> Beginning:
    """A hub of its own, made of what lies in another hub's folder.

    Args:
        folder: of the other hub.
        id, name: of the new one.
        library: further folders with shared documents.

    Raises:
        Said, Misused: the folder holds no hub that can be read, or none with somebody who may set one up.
    """
    place = place_at(str(folder), library=library)
    provenance = Provenance(
        id=place.document["id"],
        name=place.document["name"],
        owner=place.document["owner"],
        version=1,
        nation=place.document["local"]["nation"],
        licence=_LICENCE.strip(),
        origin=place.origin,
    )
    template = make(place.parts, provenance, readme=place.readme or "-\n", licence=_LICENCE)
    try:
        document, parts, _ = begin_hub(template, id=id, name={"en": name}, local=None, published={})
    except Refusal as refusal:
        raise Misused(f"{refusal.why} {refusal.do}") from refusal
    role = next((one["id"] for one in parts.shareable["roles"] if "hub.configure" in one["permissions"]), "")
    if not role:
        raise Misused("No role of that hub may change definitions: nobody could set the new one up.")
    agency = parts.shareable["agencies"][0]["id"]
    invite = f'hubwright seat invite --hub {id} --agency {agency} --role {role} --email EMAIL --name "NAME"'
    return Beginning(id, name, revision_of_parts(document, parts), template, invite)
