"""From documents to drawings: what publishing, starting and checking cost, for one hub and for a hundred."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from hubwright.domain.definitions.assemble import assemble
from hubwright.domain.definitions.checks import check_form, check_hub, check_workflow
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.draw_workflow import draw_workflow
from hubwright.loading.library import LoadedHub, load_library
from hubwright.loading.reference_data import reference_data
from hubwright.loading.shape import shape_problems

from bench.figures import Section, milliseconds, spread
from bench.timing import alone

HUNDRED = 100
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Documents:
    """One hub as plain JSON."""

    hub: dict[str, Any]
    forms: dict[tuple[str, int], dict[str, Any]]
    workflows: dict[tuple[str, int], dict[str, Any]]


def measure(*, rounds: int, hubs: int = HUNDRED) -> Section:
    """The section.

    Args:
        hubs: how many are drawn in one turn.
    """
    shipped = sorted(load_library([_ROOT]).hubs.values(), key=lambda loaded: loaded.hub.id)
    many = [_another(shipped[number % len(shipped)], number) for number in range(hubs)]
    forms = sum(len(one.forms) for one in many)
    questions = sum(len(page["questions"]) for one in many for form in one.forms.values() for page in form["pages"])
    section = Section(
        "Compiling definitions",
        f"The {len(shipped)} shipped hubs under {hubs} ids of their own, {forms} forms with {questions:,} questions in"
        " all; nothing is shared between them or kept from one turn to the next.",
        ("what", f"all {hubs}", "95th percentile", "one"),
    )
    few = max(1, rounds // 10)
    for name, act, turns in (
        ("documents to drawings, rules parsed", _drawn, few),
        ("drawn, and every rule and reference checked", _checked, few),
        # Many seconds each: a spread of two turns says enough.
        ("drawn, checked, and held against the schemas", _shaped, min(few, 2)),
    ):
        whole = alone(partial(_each, act, many), turns)
        section.add(name, *spread(whole), milliseconds(whole.median / hubs))
    return section


def _each(act: Callable[[Documents], object], many: Iterable[Documents]) -> None:
    for one in many:
        act(one)


def _another(loaded: LoadedHub, number: int) -> Documents:
    """A shipped hub's documents, copied, under another id."""
    hub = deepcopy(loaded.document)
    hub["id"] = f"{hub['id']}-{number}"
    return Documents(hub, deepcopy(dict(loaded.forms)), deepcopy(dict(loaded.workflows)))


def _drawn(one: Documents) -> Any:
    hub, problems = assemble(one.hub, forms=one.forms, workflows=one.workflows)
    _clean(problems)
    return hub


def _checked(one: Documents) -> None:
    reference = reference_data()
    for document in one.forms.values():
        form, problems = draw_form(document, file="form")
        _clean([*problems, *check_form(form, document, file="form", reference=reference).problems])
    for document in one.workflows.values():
        workflow, problems = draw_workflow(document, file="workflow")
        _clean([*problems, *check_workflow(workflow, file="workflow").problems])
    _clean(check_hub(_drawn(one), one.hub, file="hub", reference=reference).problems)


def _shaped(one: Documents) -> None:
    for kind, documents in (("hub", [one.hub]), ("form", one.forms.values()), ("workflow", one.workflows.values())):
        for document in documents:
            _clean(shape_problems(kind, document, file=kind))
    _checked(one)


def _clean(problems: Any) -> None:
    if problems:
        raise AssertionError(f"A shipped definition has problems: {list(problems)[:3]}")
