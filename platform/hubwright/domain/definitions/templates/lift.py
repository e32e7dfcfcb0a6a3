"""Documents of older schema versions, brought to the one that this version of the platform reads.

A lift is a pure function from one schema version to the next. It is never deleted: a pack of years ago still opens.
A document of a newer version cannot be read at all, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.definitions.templates.parts import Parts, Template
from hubwright.domain.problems import Problem

Lift = Callable[[Mapping[str, Any]], dict[str, Any]]

CURRENT: Mapping[str, int] = {"template": 1, "hub": 1, "form": 1, "workflow": 1, "scenario": 1}
"""The schema version in which each kind of document is written now."""

LIFTS: Mapping[tuple[str, int], Lift] = {}
"""(kind, version) to what makes the next version of it. The first schema versions are the current ones."""


def lifted(
    kind: str,
    document: Mapping[str, Any],
    *,
    file: str,
    current: Mapping[str, int] = CURRENT,
    lifts: Mapping[tuple[str, int], Lift] = LIFTS,
) -> tuple[dict[str, Any], list[Problem]]:
    """A document in today's shape, or why it cannot be.

    Args:
        kind: "template", "hub", "form", "workflow" or "scenario".
        document: as it was written; its `schema_version` says in which shape. Without one it is taken for today's,
            and the check of its shape tells what is missing.
        file: its name, for the problem.
        current, lifts: of this version of the platform.
    """
    found = dict(document)
    version = found.get("schema_version", current[kind])
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return found, []
    if version > current[kind]:
        return found, [
            Problem(
                file,
                "/schema_version",
                f"It is written in version {version} of the {kind} schema; this platform reads up to {current[kind]}.",
                "Bring Hubwright up to date, or ask for a pack made with an older version.",
                "newer-schema",
            )
        ]
    while version < current[kind]:
        lift = lifts.get((kind, version))
        if lift is None:
            return found, [
                Problem(
                    file,
                    "/schema_version",
                    f"There is no way from version {version} of the {kind} schema to the next.",
                    "Ask for a newer pack.",
                    "no-lift",
                )
            ]
        version += 1
        found = {**lift(found), "schema_version": version}
    return found, []


def template_lifted(
    template: Template,
    *,
    current: Mapping[str, int] = CURRENT,
    lifts: Mapping[tuple[str, int], Lift] = LIFTS,
) -> tuple[Template, list[Problem]]:
    """A template all of whose documents are in today's shape, or why they cannot be."""
    problems: list[Problem] = []

    def of(kind: str, document: Mapping[str, Any], place: str) -> dict[str, Any]:
        found, wrong = lifted(kind, document, file=place, current=current, lifts=lifts)
        problems.extend(wrong)
        return found

    parts = template.parts
    made = Parts(
        hub=of("hub", parts.hub, "hub.json"),
        forms={use: of("form", one, f"form_definitions/{use[0]}/v{use[1]}.json") for use, one in parts.forms.items()},
        workflows={
            use: of("workflow", one, f"workflow_definitions/{use[0]}/v{use[1]}.json")
            for use, one in parts.workflows.items()
        },
        scenarios={id: of("scenario", one, f"scenarios/{id}.json") for id, one in parts.scenarios.items()},
    )
    return replace(template, parts=made), problems
