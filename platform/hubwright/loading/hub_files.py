"""The files that a hub's folder is made of after something was taken into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.templates.origin import Taken
from hubwright.domain.definitions.templates.packing import told_on
from hubwright.domain.definitions.templates.parts import Parts, Template, place_of
from hubwright.loading.hub_folder import SCENARIOS, HubFolder
from hubwright.loading.origins import ORIGIN, origin_bytes, pack_place
from hubwright.loading.packs import write_pack

Files = dict[str, bytes | None]


def hub_files(
    base: Path,
    folder: Path,
    document: Mapping[str, Any],
    parts: Parts,
    taken: tuple[Taken, ...],
    packs: Mapping[str, Template | None],
    before: HubFolder | None,
) -> Files:
    """What is to be written, by its place from the base; None for what goes.

    Args:
        base: the folder that holds the roots.
        folder: the hub's own.
        document: the hub document.
        parts: what the hub is made of.
        taken: the templates it took.
        packs: templates that are new in its folder, or go from it (None), by id.
        before: the hub as it was, or None for a new one.
    """
    own = folder.relative_to(base).as_posix()
    files: Files = {f"{own}/hub.json": canonical(document)}
    files |= {f"{own}/{pack_place(id)}": None if one is None else write_pack(one) for id, one in packs.items()}
    files[f"{own}/{ORIGIN}"] = origin_bytes(document["id"], taken)
    files |= {f"{own}/{SCENARIOS}/{name}": content for name, content in _scenarios(parts, document["id"], before)}
    for kind, documents in (("form", parts.forms), ("workflow", parts.workflows)):
        for use, one in documents.items():
            place = place_of(kind, use)
            if not (base / place).exists():
                files[place] = canonical(one)
    return files


def _scenarios(parts: Parts, hub: str, before: HubFolder | None) -> Iterator[tuple[str, bytes | None]]:
    """Scenarios that are new or other than before, and those that go; the rest stays as it was written."""
    names = before.scenario_files if before else {}
    yield from ((name, None) for id, name in names.items() if id not in parts.scenarios)
    for id, scenario in parts.scenarios.items():
        told = told_on(scenario, hub)
        if before is None or before.scenarios.get(id) != told:
            yield names.get(id, f"{id}.json"), canonical(told)
