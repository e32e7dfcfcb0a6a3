"""What a loaded hub is published as: the whole set of its documents under one hash."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hubwright.domain.definitions.canonical import canonical, revision_of
from hubwright.loading.library import LoadedHub


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
