"""The shipped hubs as they are drawn from their real documents, whole or with something taken out of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from hubwright.domain.definitions.assemble import assemble
from hubwright.domain.definitions.checks import check_form, check_hub, check_workflow
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.draw_workflow import draw_workflow
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.problems import Problem
from hubwright.loading.reference_data import reference_data
from hubwright.loading.shape import shape_problems

ROOT = Path(__file__).parents[2]
GONE = object()
"""Put in the place of a value that is to be no longer there."""

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to one document.

    Args:
        document: "hub", or the way to a shared one without its version ("form_definitions/adult-referral").
        pointer: where; in a list a step may be an element's id, the agency an ask goes to, or the element itself.
        value: what stands there instead, or `GONE`.
    """

    document: str
    pointer: str
    value: Any


@dataclass(frozen=True, slots=True)
class Without:
    """One way to take an element out of the definition: changes that are made together.

    Args:
        refused: what is left is no hub, and `hubwright check` says so; otherwise the row itself has to fail.
    """

    edits: tuple[Edit, ...] = ()
    refused: bool = False

    def __add__(self, other: Without) -> Without:
        return Without(self.edits + other.edits, refused=self.refused or other.refused)

    def __str__(self) -> str:
        return " and ".join(
            f"{'' if one.document == 'hub' else one.document + ' '}{one.pointer}"
            + ("" if one.value is GONE else f" = {json.dumps(one.value)[:40]}")
            for one in self.edits
        )


def gone(pointer: str, *, document: str = "hub") -> Without:
    """The hub without what stands there."""
    return Without((Edit(document, pointer, GONE),))


def put(pointer: str, value: Any, *, document: str = "hub") -> Without:
    """The hub with its neutral value there, where nothing at all would be no hub."""
    return Without((Edit(document, pointer, value),))


def refused(without: Without) -> Without:
    """Taking this out leaves something that `hubwright check` will not have."""
    return replace(without, refused=True)


WHOLE = Without()


@cache
def read(path: str) -> Document:
    """A document of the repository; nobody changes what is returned."""
    found: Document = json.loads((ROOT / path).read_bytes())
    return found


@cache
def shared(kind: str) -> Mapping[tuple[str, int], Document]:
    """Every shared document of a kind ("form", "workflow"), by id and version."""
    found = {}
    for path in sorted((ROOT / f"{kind}_definitions").glob("*/v*.json")):
        document = read(path.relative_to(ROOT).as_posix())
        found[document["id"], document["version"]] = document
    return found


def drawn(area: str, without: Without = WHOLE) -> tuple[Hub, list[Problem]]:
    """A shipped hub, and what `hubwright check` says of it.

    Args:
        area: the folder below tenant_configs.
        without: what is taken out of it, or of the documents that it uses.

    Returns:
        the drawing (None where its shape is broken) and the problems.
    """
    if without == WHOLE:
        return _whole(area)
    return _draw(area, without)


@cache
def _whole(area: str) -> tuple[Hub, list[Problem]]:
    return _draw(area, WHOLE)


def _draw(area: str, without: Without) -> tuple[Any, list[Problem]]:
    document = _changed("hub", read(f"tenant_configs/{area}/hub.json"), without)
    parts = {kind: _shared_changed(kind, without) for kind in ("form", "workflow")}
    problems = shape_problems("hub", document, file="hub")
    for kind, documents in parts.items():
        for use, one in documents.items():
            if one is not shared(kind)[use]:
                problems += _of_shared(kind, one)
    if problems:
        return None, problems
    hub, problems = assemble(document, forms=parts["form"], workflows=parts["workflow"])
    return hub, [*problems, *check_hub(hub, document, file="hub", reference=reference_data()).problems]


def _of_shared(kind: str, document: Document) -> list[Problem]:
    problems = shape_problems(kind, document, file=kind)
    if problems:
        return problems
    if kind == "form":
        form, problems = draw_form(document, file=kind)
        return [*problems, *check_form(form, document, file=kind, reference=reference_data()).problems]
    workflow, problems = draw_workflow(document, file=kind)
    return [*problems, *check_workflow(workflow, file=kind).problems]


def _shared_changed(kind: str, without: Without) -> dict[tuple[str, int], Document]:
    return {use: _changed(f"{kind}_definitions/{use[0]}", document, without) for use, document in shared(kind).items()}


def _changed(name: str, document: Document, without: Without) -> Document:
    """The document with the edits that are its own; itself where there are none."""
    edits = [one for one in without.edits if one.document == name]
    if not edits:
        return document
    changed = deepcopy(document)
    for edit in edits:
        _edit(changed, edit)
    return changed


def _edit(document: Any, edit: Edit) -> None:
    *way, last = edit.pointer.strip("/").split("/")
    place = document
    for step in way:
        place = place[_key(place, step)]
    key: Any = last if isinstance(place, dict) and edit.value is not GONE else _key(place, last)
    if edit.value is GONE:
        del place[key]
    else:
        place[key] = edit.value


def _key(place: Any, step: str) -> Any:
    """The name or index that a step means in this place.

    Raises:
        LookupError: there is nothing of this name: the row takes out what is not there.
    """
    if isinstance(place, dict):
        if step in place:
            return step
    else:
        for index, element in enumerate(place):
            known = (element.get("id"), element.get("agency")) if isinstance(element, dict) else (element,)
            if step in known:
                return index
        if step.isdecimal() and int(step) < len(place):
            return int(step)
    raise LookupError(f"There is no {step!r} here to be taken out.")
