"""What a loaded hub is published as: the whole set of its documents under one hash."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hubwright.actions.templates import ORIGIN
from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.canonical import canonical, revision_of
from hubwright.domain.definitions.templates.kept import template_from_json
from hubwright.domain.definitions.templates.origin import from_document
from hubwright.domain.definitions.templates.packing import told_on
from hubwright.loading.hub_folder import SCENARIOS
from hubwright.loading.library import LoadedHub
from hubwright.loading.origins import ORIGIN as ORIGIN_FILE
from hubwright.loading.origins import origin_bytes, pack_place, parts_by_kind
from hubwright.loading.packs import write_pack
from hubwright.ports import Reading


def documents_of(loaded: LoadedHub) -> dict[str, Any]:
    """The documents of a revision, as the database keeps them."""
    return {
        "hub": loaded.document,
        "forms": list(loaded.forms.values()),
        "workflows": list(loaded.workflows.values()),
    }


def revision_of_all(loaded: LoadedHub) -> str:
    """The revision of the whole set: what is live is published too, so a change of it is a revision of its own."""
    return revision_of([loaded.document, *loaded.forms.values(), *loaded.workflows.values()])


def written_as(documents: dict[str, Any], folder: Path) -> dict[Path, bytes]:
    """The files that a revision's documents are, each in its root below a folder; references stay references."""
    hub = documents["hub"]
    files = {folder / "tenant_configs" / hub["id"] / "hub.json": canonical(hub)}
    for kind in ("form", "workflow"):
        for document in documents[f"{kind}s"]:
            path = folder / f"{kind}_definitions" / document["id"] / f"v{document['version']}.json"
            files[path] = canonical(document)
    return files


def beside_as(reading: Reading, folder: Path) -> dict[Path, bytes]:
    """The files beside a hub's document: its scenarios, and the templates that it took as they were taken."""
    rows = reading.rows("hub_setting", scope=Everything(), where={"key": ORIGIN})
    kept: dict[str, Any] = dict(rows[0]["value"]) if rows else {"scenarios": {}, "taken": []}
    own = folder / "tenant_configs" / reading.hub
    files = {
        own / SCENARIOS / f"{id}.json": canonical(told_on(one, reading.hub)) for id, one in kept["scenarios"].items()
    }
    if kept["taken"]:
        kinds = parts_by_kind()
        files[own / ORIGIN_FILE] = origin_bytes(reading.hub, [from_document(one, kinds) for one in kept["taken"]])
        for one in kept["taken"]:
            templates = reading.rows("hub_setting", scope=Everything(), where={"key": f"{ORIGIN} {one['content']}"})
            if templates:
                files[own / pack_place(one["id"])] = write_pack(template_from_json(templates[0]["value"]))
    return files
