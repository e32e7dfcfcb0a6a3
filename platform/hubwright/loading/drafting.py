"""A draft's tree, looked at whole: what can be drawn of it, and everything that is wrong, by its place in the tree.

A draft may be invalid. What is in shape is drawn all the same, so that it can be shown, and each finding says where in
the draft it belongs: the Studio leads there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.definitions.assemble import assemble
from hubwright.domain.definitions.checks import check_form, check_hub, check_workflow
from hubwright.domain.definitions.drafting import LOCAL, Published, Tree, documents_of
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.draw_workflow import draw_workflow
from hubwright.domain.definitions.edits import Path
from hubwright.domain.definitions.elements import key_of
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.health import Finding, Saying
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.split import uses
from hubwright.domain.definitions.templates.bundle import ABOUT
from hubwright.domain.definitions.templates.packing import told_on
from hubwright.domain.definitions.workflow import Workflow
from hubwright.domain.problems import Hint, Problem
from hubwright.domain.rehearsal.checks import check_scenario
from hubwright.loading.reference_data import called, reference_data
from hubwright.loading.shape_again import shape_again

__all__ = ["Drawn", "Finding", "drawn"]

_HUB = "hub"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draft as it would run.

    Args:
        documents: "hub", "forms" and "workflows" as they would be published.
        scenarios: by id.
        hub: the drawing, or None while the hub document itself is out of shape or names documents that are.
        forms, workflows: those in shape, by their key in the tree; without the hub's own words laid over them.
        findings: in the order of their places; those that stop first.
    """

    documents: Mapping[str, Any]
    scenarios: Mapping[str, Mapping[str, Any]]
    hub: Hub | None
    forms: Mapping[str, Form] = field(default_factory=dict)
    workflows: Mapping[str, Workflow] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What stands in the way of publishing."""
        return tuple(one for one in self.findings if one.stops)

    @property
    def hints(self) -> tuple[Finding, ...]:
        """What could be better."""
        return tuple(one for one in self.findings if not one.stops)

    def under(self, path: Path) -> tuple[Finding, ...]:
        """What was found at a place and below it."""
        return tuple(one for one in self.findings if one.path[: len(path)] == path)


def drawn(
    tree: Tree,
    base: Mapping[str, Any],
    *,
    published: Published,
    facts: Mapping[str, Any] | None = None,
    plugins: Declared | None = None,
) -> Drawn:
    """Look at a draft.

    Args:
        tree: as its edits left it.
        base: the documents of the revision that it began with.
        published: "forms" and "workflows" by (id, version) that this hub ever published.
        facts: facts of the day that hold over the local part, so that nothing is missed that is there today.
        plugins: of this installation; None where nobody asked, and then nothing is said of those that are not there.
    """
    documents, scenarios = documents_of(tree, base, published=published)
    look = _Look(_today(documents, facts or {}), plugins)
    forms = dict(zip(tree["forms"], documents["forms"], strict=True)) if _in_step(tree, documents, "forms") else {}
    forms = forms or {one["id"]: one for one in documents["forms"]}
    workflows = {one["id"]: one for one in documents["workflows"]}
    drawn_forms = {key: form for key, one in forms.items() if (form := look.form(key, one)) is not None}
    drawn_flows = {key: flow for key, one in workflows.items() if (flow := look.workflow(key, one)) is not None}
    hub = look.hub()
    if hub is not None:
        for id, scenario in scenarios.items():
            look.scenario(id, scenario, hub)
    saying = Saying(tree, {**called(), **_named(plugins or {})})
    findings = dict.fromkeys(saying.said(one) for one in look.findings)
    return Drawn(
        documents=documents,
        scenarios=scenarios,
        hub=hub,
        forms=drawn_forms,
        workflows=drawn_flows,
        findings=tuple(sorted(findings, key=lambda one: (not one.stops, one.path, one.code))),
    )


def _named(plugins: Declared) -> Mapping[str, str]:
    """What the ids that plugins bring are called."""
    permissions = {one.id: one.what.en for plugin in plugins.values() for one in plugin.permissions}
    return permissions | {id: plugin.name.en for id, plugin in plugins.items()}


def _today(documents: Mapping[str, Any], facts: Mapping[str, Any]) -> Mapping[str, Any]:
    if not facts:
        return documents
    hub = documents["hub"]
    return {**documents, "hub": {**hub, LOCAL: {**hub[LOCAL], **facts}}}


def _in_step(tree: Tree, documents: Mapping[str, Any], kind: str) -> bool:
    return [key.partition("@")[0] for key in tree[kind]] == [one["id"] for one in documents[kind]]


class _Look:
    """Draws and checks the documents of one draft, and gathers what is wrong."""

    def __init__(self, documents: Mapping[str, Any], plugins: Declared | None) -> None:
        self.documents, self.plugins = documents, plugins
        self.findings: list[Finding] = []
        self.sound: dict[str, dict[tuple[str, int], Any]] = {"forms": {}, "workflows": {}}

    def note(self, above: Path, document: Any, found: Iterable[Problem | Hint]) -> None:
        for one in found:
            stops = isinstance(one, Problem)
            path = (*above, *_steps(document, one.pointer))
            path = _in_tree(path) if not above else path
            near = one.nearest if isinstance(one, Problem) else None
            self.findings.append(Finding(path, stops, one.what, one.do, one.code, near))

    def form(self, key: str, document: Mapping[str, Any]) -> Form | None:
        above = ("forms", key)
        if wrong := shape_again("form", document, file=key):
            self.note(above, document, wrong)
            return None
        form, problems = draw_form(document, file=key)
        findings = check_form(form, document, file=key, reference=reference_data())
        self.note(above, document, [*problems, *findings.problems, *findings.hints])
        self.sound["forms"][document["id"], document["version"]] = document
        return form

    def workflow(self, key: str, document: Mapping[str, Any]) -> Workflow | None:
        above = ("workflows", key)
        if wrong := shape_again("workflow", document, file=key):
            self.note(above, document, wrong)
            return None
        workflow, problems = draw_workflow(document, file=key)
        findings = check_workflow(workflow, file=key)
        self.note(above, document, [*problems, *findings.problems, *findings.hints])
        self.sound["workflows"][document["id"], document["version"]] = document
        return workflow

    def hub(self) -> Hub | None:
        document = self.documents["hub"]
        if wrong := shape_again("hub", document, file=_HUB):
            self.note((), document, wrong)
            return None
        hub, problems = assemble(document, forms=self.sound["forms"], workflows=self.sound["workflows"], file=_HUB)
        # Problems inside a form or workflow are noted with it.
        self.note((), document, [one for one in problems if one.file == _HUB])
        findings = check_hub(hub, document, file=_HUB, reference=reference_data(), plugins=self.plugins)
        self.note((), document, [*findings.problems, *findings.hints])
        forms, workflows = uses(document)
        whole = forms <= set(self.sound["forms"]) and workflows <= set(self.sound["workflows"])
        return hub if whole else None

    def scenario(self, id: str, document: Mapping[str, Any], hub: Hub) -> None:
        told = told_on(document, hub.id)
        wrong = shape_again("scenario", told, file=id)
        self.note(("scenarios", id), told, wrong or check_scenario(told, hub, file=id).problems)


def _steps(document: Any, pointer: str) -> Path:
    """A JSON pointer as steps by id."""
    steps: list[str] = []
    for part in pointer.split("/")[1:] if pointer else ():
        step = part.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list):
            at = int(step) if step.isdecimal() else len(document)
            document = document[at] if at < len(document) else None
            # What goes by nothing has no place of its own: its list is the place.
            if (key := key_of(document)) is None:
                break
            steps.append(key)
        else:
            steps.append(step)
            document = document.get(step) if isinstance(document, Mapping) else None
    return tuple(steps)


def _in_tree(path: Path) -> Path:
    """A place of the hub document as the tree has it: its shareable part lies at the top."""
    if path[:1] == ("shareable",):
        return path[1:] or (ABOUT,)
    return path if path[:1] == (LOCAL,) else (ABOUT, *path)
