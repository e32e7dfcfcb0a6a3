"""Folders of definitions, read, checked and drawn: what `hubwright check`, import and the demo stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hubwright.domain.definitions.assemble import assemble
from hubwright.domain.definitions.canonical import revision_of
from hubwright.domain.definitions.checks import check_form, check_hub, check_workflow
from hubwright.domain.definitions.checks.demo import check_demo
from hubwright.domain.definitions.checks.findings import Findings
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.draw_workflow import draw_workflow
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.definitions.plugged import Declared, switched_on
from hubwright.domain.definitions.split import split, uses
from hubwright.domain.problems import Hint, Problem
from hubwright.domain.rehearsal.checks import check_scenario
from hubwright.domain.rules.parsing import nearest, quoted, said
from hubwright.loading.finding import Found, find
from hubwright.loading.reading import read_file
from hubwright.loading.reference_data import reference_data
from hubwright.loading.shape import shape_problems
from hubwright.schemas import KINDS, address

Use = tuple[str, int]

Installed = Callable[[], Declared]
"""Says which plugins are installed; only asked where a hub has one switched on, since each is begun to be asked."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document in shape.

    Args:
        file: its name.
        kind: "form", "workflow", "hub", "demo" or "scenario".
        document: plain JSON, valid against its schema.
        asked: it was asked for, not only there to be used.
    """

    file: str
    kind: str
    document: dict[str, Any]
    asked: bool = True


@dataclass(frozen=True, slots=True)
class LoadedHub:
    """A hub without problems, with the documents it was drawn from.

    Args:
        hub: the drawing.
        document: the hub document; `split` gives its pinned and live parts.
        forms, workflows: the documents it uses, by (id, version).
        revision: the hash of the set it runs: its pinned part and those documents.
    """

    hub: Hub
    document: dict[str, Any]
    forms: Mapping[Use, dict[str, Any]]
    workflows: Mapping[Use, dict[str, Any]]
    revision: str


@dataclass(frozen=True, slots=True)
class Library:
    """What some folders hold.

    Args:
        hubs: by id, those without problems.
        forms, workflows: documents without problems, by (id, version).
        problems: of everything that was asked for and of what it uses.
        hints: what could be better there.
        sources: every document in shape.
    """

    hubs: Mapping[str, LoadedHub]
    forms: Mapping[Use, dict[str, Any]]
    workflows: Mapping[Use, dict[str, Any]]
    problems: tuple[Problem, ...]
    hints: tuple[Hint, ...] = ()
    sources: tuple[Source, ...] = field(default=(), repr=False)
    demos: Mapping[str, dict[str, Any]] = field(default_factory=dict, repr=False)
    scenarios: Mapping[str, tuple[dict[str, Any], ...]] = field(default_factory=dict, repr=False)


def load_library(
    paths: Iterable[Path | str], *, library: Iterable[Path | str] = (), plugins: Installed | None = None
) -> Library:
    """Everything under these paths, with the shared documents beside them.

    Args:
        paths: files or folders (see `loading.finding`).
        library: further folders that hold roots of shared documents.
        plugins: says which are installed; without it nothing is said of those that are not.
    """
    return _Reader(plugins).read(find([Path(path) for path in paths], library=[Path(path) for path in library]))


class _Reader:
    """Reads one set of files, and keeps what is wrong by file until it is known which files matter."""

    def __init__(self, plugins: Installed | None) -> None:
        self.plugins = plugins
        self.problems: dict[str, list[Problem]] = {}
        self.hints: dict[str, list[Hint]] = {}
        self.sources: dict[str, Source] = {}
        self.places: dict[tuple[str, str, int], str] = {}

    def read(self, found: list[Found]) -> Library:
        for one in found:
            self.take(one)
        shared: dict[str, dict[Use, dict[str, Any]]] = {"form": {}, "workflow": {}}
        for source in self.sources.values():
            if source.kind in shared:
                self.shared(source)
                shared[source.kind][source.document["id"], source.document["version"]] = source.document
        hubs = {}
        matter = {one.name for one in found if one.asked}
        for source in [one for one in self.sources.values() if one.kind == "hub"]:
            used = {name for name in self.used(source.document) if name in self.sources or name in self.problems}
            if source.asked:
                matter |= used
            loaded = self.hub(source, shared["form"], shared["workflow"])
            if loaded is not None and not self.problems.get(source.file) and not any(map(self.problems.get, used)):
                hubs[loaded.hub.id] = loaded
        demos = {one["id"]: one for one in self.told("demo", self.demo, hubs)}
        scenarios: dict[str, tuple[dict[str, Any], ...]] = {}
        for story in self.told("scenario", self.scenario, hubs):
            scenarios[story["hub"]] = (*scenarios.get(story["hub"], ()), story)
        return Library(
            hubs=hubs,
            forms=self.sound(shared["form"], "form"),
            workflows=self.sound(shared["workflow"], "workflow"),
            problems=tuple(sorted(one for name in matter for one in self.problems.get(name, ()))),
            hints=tuple(sorted(one for name in matter for one in self.hints.get(name, ()))),
            sources=tuple(self.sources.values()),
            demos=demos,
            scenarios=scenarios,
        )

    def note(self, file: str, problems: Iterable[Problem], hints: Iterable[Hint] = ()) -> None:
        self.problems.setdefault(file, []).extend(problems)
        self.hints.setdefault(file, []).extend(hints)

    def take(self, found: Found) -> None:
        """Read one file: a source if it is in shape, else its problems."""
        document, problems = read_file(found.path, name=found.name, root=found.root)
        kind, wrong = (None, []) if document is None and problems else _kind(document, found.name)
        self.note(found.name, [*problems, *wrong])
        if kind is None:
            return
        wrong = shape_problems(kind, document, file=found.name)
        self.note(found.name, wrong)
        if problems or wrong:
            return
        self.note(found.name, self.misplaced(kind, document, found))
        self.sources[found.name] = Source(found.name, kind, document, found.asked)

    def misplaced(self, kind: str, document: dict[str, Any], found: Found) -> list[Problem]:
        """A document whose place says something else than it does, or that another file already is."""
        id, version = document["id"], document.get("version", 0)
        # Two hubs may each tell a story of the same name.
        id = f"{document['hub']}/{id}" if kind == "scenario" else id
        problems = []
        first = self.places.setdefault((kind, id, version), found.name)
        if first != found.name:
            problems.append(
                Problem(
                    found.name,
                    "/id",
                    f"{first} is already the {kind} with this id and version.",
                    "Give one of them another id, or the next version.",
                    "duplicate-document",
                )
            )
        parts = found.path.parts
        if len(parts) >= 3 and parts[-3] == f"{kind}_definitions" and parts[-2:] != (id, f"v{version}.json"):
            problems.append(
                Problem(
                    found.name,
                    "/id",
                    "The file's place does not agree with its id and version.",
                    f"Put it at {kind}_definitions/{id}/v{version}.json, or mend the two.",
                    "wrong-place",
                )
            )
        return problems

    def shared(self, source: Source) -> None:
        """Draw and check a form or workflow by itself."""
        findings: Findings
        if source.kind == "form":
            form, problems = draw_form(source.document, file=source.file)
            findings = check_form(form, source.document, file=source.file, reference=reference_data())
        else:
            workflow, problems = draw_workflow(source.document, file=source.file)
            findings = check_workflow(workflow, file=source.file)
        self.note(source.file, [*problems, *findings.problems], findings.hints)

    def used(self, document: dict[str, Any]) -> set[str]:
        """The names of the files that a hub document uses, read or not."""
        names = set()
        for kind, uses_of_kind in zip(("form", "workflow"), uses(document), strict=True):
            for id, version in uses_of_kind:
                names.add(self.places.get((kind, id, version), f"{kind}_definitions/{id}/v{version}.json"))
        return names

    def hub(
        self, source: Source, forms: dict[Use, dict[str, Any]], workflows: dict[Use, dict[str, Any]]
    ) -> LoadedHub | None:
        hub, problems = assemble(source.document, forms=forms, workflows=workflows, file=source.file)
        # Problems inside a shared document are already noted under its own file.
        self.note(source.file, [one for one in problems if one.file == source.file])
        asked = self.plugins is not None and any(switched_on(source.document["shareable"]))
        plugins = self.plugins() if self.plugins is not None and asked else None
        findings = check_hub(hub, source.document, file=source.file, reference=reference_data(), plugins=plugins)
        self.note(source.file, findings.problems, findings.hints)
        form_uses, workflow_uses = uses(source.document)
        if not (form_uses <= set(forms) and workflow_uses <= set(workflows)):
            return None
        used_forms = {use: forms[use] for use in sorted(form_uses)}
        used_workflows = {use: workflows[use] for use in sorted(workflow_uses)}
        pinned, _ = split(source.document)
        revision = revision_of([pinned, *used_forms.values(), *used_workflows.values()])
        return LoadedHub(hub, source.document, used_forms, used_workflows, revision)

    def told(
        self, kind: str, check: Callable[[Source, Mapping[str, LoadedHub]], None], hubs: Mapping[str, LoadedHub]
    ) -> list[dict[str, Any]]:
        """The documents of a kind that is told on a hub, without those that do not fit theirs."""
        sources = [one for one in self.sources.values() if one.kind == kind]
        for source in sources:
            check(source, hubs)
        return [one.document for one in sources if not self.problems.get(one.file)]

    def demo(self, source: Source, hubs: Mapping[str, LoadedHub]) -> None:
        """Check a demonstration against its hub; where the hub has problems, those are to be mended first."""
        loaded = hubs.get(source.document["id"])
        if loaded is not None:
            self.note(source.file, check_demo(source.document, loaded.hub, file=source.file).problems)
        elif not any(
            one.kind == "hub" and one.document["id"] == source.document["id"] for one in self.sources.values()
        ):
            self.note(
                source.file,
                [
                    Problem(
                        source.file,
                        "/id",
                        "There is no hub with this id for the demonstration to fill.",
                        "Give it the id of the hub beside it.",
                        "unknown-reference",
                    )
                ],
            )

    def scenario(self, source: Source, hubs: Mapping[str, LoadedHub]) -> None:
        """Check a scenario against its hub; where the hub has problems, those are to be mended first."""
        told_on = source.document["hub"]
        if told_on in hubs:
            self.note(source.file, check_scenario(source.document, hubs[told_on].hub, file=source.file).problems)
        elif not any(one.kind == "hub" and one.document["id"] == told_on for one in self.sources.values()):
            self.note(
                source.file,
                [
                    Problem(
                        source.file,
                        "/hub",
                        "There is no hub with this id for the scenario to be told on.",
                        "Name the hub beside it.",
                        "unknown-reference",
                    )
                ],
            )

    def sound(self, documents: dict[Use, dict[str, Any]], kind: str) -> dict[Use, dict[str, Any]]:
        """Those without problems."""
        return {use: one for use, one in documents.items() if not self.problems.get(self.places[kind, *use])}


def _kind(document: Any, name: str) -> tuple[str | None, list[Problem]]:
    """Which kind of document this is, by what it says itself."""
    if not isinstance(document, dict):
        return None, [
            Problem(
                name, "", f"A definition is an object, but this is {said(document)}.", "Start it with {.", "wrong-type"
            )
        ]
    said_schema = document.get("$schema")
    for kind in KINDS:
        if said_schema == address(kind):
            return kind, []
    if said_schema is None:
        return None, [
            Problem(
                name,
                "",
                "The document does not say what it is.",
                f'Add "$schema": "{address("form")}" (or workflow, or hub).',
                "missing-schema",
            )
        ]
    return None, [
        Problem(
            name,
            "/$schema",
            f"{quoted(said_schema)} is not a schema that this version knows.",
            f"Use one of: {', '.join(address(kind) for kind in KINDS)}.",
            "unknown-schema",
            nearest(said_schema, [address(kind) for kind in KINDS]) if len(str(said_schema)) <= 60 else None,
        )
    ]
