"""A template and a hub's origin as JSON, where they are kept in the database and not in files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.definitions.templates.packing import whole
from hubwright.domain.definitions.templates.parts import HUB, Parts, Template, Use


def template_as_json(template: Template) -> dict[str, Any]:
    """The whole of a template."""
    return {
        "about": dict(template.about),
        "documents": {place: dict(one) for place, one in template.parts.documents().items()},
        "readme": template.readme,
        "licence": template.licence,
    }


def template_from_json(kept: Mapping[str, Any]) -> Template:
    """What `template_as_json` was made of."""
    documents = dict(kept["documents"])
    hub = documents.pop(HUB)
    forms: dict[Use, Any] = {}
    workflows: dict[Use, Any] = {}
    scenarios: dict[str, Any] = {}
    for place, document in documents.items():
        if place.startswith("scenarios/"):
            scenarios[document["id"]] = document
        else:
            kind = forms if place.startswith("form_") else workflows
            kind[document["id"], document["version"]] = document
    parts = Parts(hub=hub, forms=forms, workflows=workflows, scenarios=scenarios)
    return Template(about=kept["about"], parts=parts, readme=kept["readme"], licence=kept["licence"])


def parts_of_revision(documents: Mapping[str, Any], scenarios: Mapping[str, Any]) -> Parts:
    """The shareable part of what a hub has published.

    Args:
        documents: "hub", "forms" and "workflows" of a revision; forms that no door leads to are kept as well.
        scenarios: by id.
    """
    forms = {(one["id"], one["version"]): one for one in documents["forms"]}
    workflows = {(one["id"], one["version"]): one for one in documents["workflows"]}
    made = whole(documents["hub"], forms=forms, workflows=workflows, scenarios=scenarios)
    return replace(made, forms=forms, workflows=workflows)


def revision_of_parts(document: Mapping[str, Any], parts: Parts) -> dict[str, Any]:
    """The documents of a revision that these parts make of a hub.

    Args:
        document: the hub document before; its local part stays.
        parts: the new parts.
    """
    return {
        "hub": {**document, **parts.hub},
        "forms": [dict(one) for one in parts.forms.values()],
        "workflows": [dict(one) for one in parts.workflows.values()],
    }
