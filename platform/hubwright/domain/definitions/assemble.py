"""From a hub document and the documents it uses to the hub, whole: from a folder and from the database alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.draw_hub import draw_hub
from hubwright.domain.definitions.draw_workflow import draw_workflow
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.definitions.split import uses
from hubwright.domain.definitions.words import lay_words
from hubwright.domain.problems import Problem

Documents = Mapping[tuple[str, int], Mapping[str, Any]]


def assemble(
    document: Mapping[str, Any], *, forms: Documents, workflows: Documents, file: str = "hub"
) -> tuple[Hub, list[Problem]]:
    """The hub of a schema-valid document, with its own words laid over the forms and workflows it uses.

    Args:
        document: the hub document (of a pinned and a live part, what `combine` gives).
        forms, workflows: schema-valid documents by (id, version); those it does not use are left alone.
        file: the hub document's name, for the problems.

    Returns:
        the hub, with what could be found, and the problems: words without a place and rules that cannot be read.
        Whether references lead anywhere is for `check_hub`.
    """
    used_forms, used_workflows = uses(document)
    words = document["shareable"].get("words", {})
    problems: list[Problem] = []

    def laid(kind: str, use: tuple[str, int], documents: Documents) -> dict[str, Any]:
        own = words.get(kind, {}).get(use[0], {})
        found, wrong = lay_words(documents[use], own, file=file, pointer=f"/shareable/words/{kind}/{use[0]}")
        problems.extend(wrong)
        return found

    drawn_forms, drawn_workflows = {}, {}
    for use in sorted(used_forms & set(forms)):
        drawn_forms[use], wrong = draw_form(laid("forms", use, forms), file=f"{use[0]} v{use[1]}")
        problems.extend(wrong)
    for use in sorted(used_workflows & set(workflows)):
        drawn_workflows[use], wrong = draw_workflow(laid("workflows", use, workflows), file=f"{use[0]} v{use[1]}")
        problems.extend(wrong)
    return draw_hub(document, forms=drawn_forms, workflows=drawn_workflows), problems
