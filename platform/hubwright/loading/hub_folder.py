"""The folder of one hub: its document, the shared documents it uses, its scenarios and what it was taken from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hubwright.domain.definitions.split import uses
from hubwright.domain.definitions.templates.origin import Taken
from hubwright.domain.definitions.templates.packing import whole
from hubwright.domain.definitions.templates.parts import Parts, Use
from hubwright.domain.problems import Problem
from hubwright.loading.finding import ROOTS
from hubwright.loading.library import load_library
from hubwright.loading.origins import read_origins
from hubwright.loading.reading import read_file

SCENARIOS = "scenarios"


@dataclass(frozen=True, slots=True)
class HubFolder:
    """A hub as it lies in a folder.

    Args:
        folder: where `hub.json` lies.
        base: the folder that holds the roots of shared documents.
        document: the hub document.
        forms, workflows: the documents it uses.
        scenarios: by id.
        scenario_files: the name of each scenario's file in `scenarios/`, by id.
        published: "forms" and "workflows" that lie beside it, by (id, version), whether it uses them or not.
        taken: the templates it took.
        library: further folders with shared documents that it was read with.
        to_do: problems of its local part alone: what the place itself still has to fill in.
    """

    folder: Path
    base: Path
    document: dict[str, Any]
    forms: Mapping[Use, dict[str, Any]]
    workflows: Mapping[Use, dict[str, Any]]
    scenarios: Mapping[str, dict[str, Any]]
    scenario_files: Mapping[str, str]
    published: Mapping[str, Mapping[Use, dict[str, Any]]]
    taken: tuple[Taken, ...] = ()
    library: tuple[Path, ...] = ()
    to_do: tuple[Problem, ...] = ()

    @property
    def parts(self) -> Parts:
        """Everything of the hub that may be shared."""
        return whole(self.document, forms=self.forms, workflows=self.workflows, scenarios=self.scenarios)


def base_of(folder: Path) -> Path:
    """The folder that holds the roots of shared documents, or would: two above a hub's own folder."""
    folder = folder.absolute()
    for above in (folder, *folder.parents):
        if any((above / root).is_dir() for root in ROOTS):
            return above
    return folder.parent.parent if folder.parent.name == "tenant_configs" else folder.parent


def published_beside(base: Path) -> Mapping[str, Mapping[Use, dict[str, Any]]]:
    """The "forms" and "workflows" that lie in the roots of a folder, by (id, version)."""
    found = load_library([], library=[base])
    return {"forms": found.forms, "workflows": found.workflows}


def read_hub_folder(folder: Path, *, library: Iterable[Path] = ()) -> tuple[HubFolder | None, list[Problem]]:
    """The hub in a folder, or everything that is wrong with it beyond what its place has still to fill in.

    Args:
        folder: a hub's folder, in `tenant_configs/` or by itself.
        library: further folders with shared documents.
    """
    folder, library = folder.absolute(), tuple(library)
    found = load_library([folder], library=library)
    hubs = [source for source in found.sources if source.asked and source.kind == "hub"]
    if len(hubs) != 1:
        problems = [one for one in found.problems if one.code != "unknown-schema"]
        what = "There is no hub in this folder." if not hubs else "There are several hubs in this folder."
        return None, problems or [Problem(folder.name, "", what, "Name the folder of one hub.", "no-hub")]
    hub = hubs[0]
    local = [one for one in found.problems if one.file == hub.file and _of_the_place(one)]
    problems = [one for one in found.problems if one not in local]
    document = hub.document
    forms, workflows = uses(document)
    scenarios, files, wrong = read_scenarios(folder)
    # What cannot be read of them at all was told with the rest of the folder.
    problems += [] if problems else wrong
    taken, wrong = read_origins(folder)
    problems += [one for one in wrong if one.code not in {known.code for known in problems}]
    if problems:
        return None, problems
    return HubFolder(
        folder=folder,
        base=base_of(folder),
        document=document,
        forms={use: dict(found.forms[use]) for use in sorted(forms)},
        workflows={use: dict(found.workflows[use]) for use in sorted(workflows)},
        scenarios=scenarios,
        scenario_files=files,
        published={"forms": found.forms, "workflows": found.workflows},
        taken=taken,
        library=tuple(library),
        to_do=tuple(local),
    ), []


def _of_the_place(problem: Problem) -> bool:
    """Whether what is wrong is mended in the local part: by an address, a number or a page of the place's own."""
    return problem.pointer.startswith("/local") or "local/" in problem.do


def read_scenarios(folder: Path) -> tuple[dict[str, dict[str, Any]], dict[str, str], list[Problem]]:
    """The scenarios in a hub's folder by id, the name of each one's file, and what is wrong with them."""
    found: dict[str, dict[str, Any]] = {}
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted((folder / SCENARIOS).glob("*.json")):
        name = f"{SCENARIOS}/{path.name}"
        document, wrong = read_file(path, name=name, root=folder)
        problems += wrong
        if wrong:
            continue
        id = document.get("id") if isinstance(document, dict) else None
        if not isinstance(id, str) or "$schema" not in document:
            problems.append(
                Problem(name, "", "A scenario says what it is and has an id.", "Add $schema and id.", "missing")
            )
        elif id in found:
            problems.append(
                Problem(name, "/id", f"{files[id]} has this id already.", "Give it another.", "duplicate-id")
            )
        else:
            found[id], files[id] = document, path.name
    return found, files, problems
