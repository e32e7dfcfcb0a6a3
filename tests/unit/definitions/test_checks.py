"""Checks of drawings that need no file: law, colour, order."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.domain.definitions.assemble import assemble
from hubwright.domain.definitions.checks import check_form, check_hub, check_workflow
from hubwright.domain.definitions.checks.colour import contrast
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.draw_workflow import draw_workflow
from hubwright.domain.definitions.reference import Floor, Reference

Doc = dict[str, Any]
TINY = ("tiny", 1)


@pytest.fixture
def reference() -> Reference:
    """A made-up law, so that it is seen to be data: elsewhere another qualification may be what the law asks for."""
    floor = Floor("f", "child", "harbour_pilot", frozenset({"england"}), "A pilot decides.", "S:1")
    return Reference(
        provisions={},
        nations=frozenset({"england"}),
        outcomes={"section_47": "child", "no_further_action": "any"},
        floors=(floor,),
        qualifications={"social_worker": "social_worker", "pilot": "harbour_pilot"},
        sources=frozenset({"public"}),
        meanings={},
    )


def found(hub_document: Doc, form: Doc, workflow: Doc, reference: Reference) -> list[tuple[str, str]]:
    hub, _ = assemble(hub_document, forms={TINY: form}, workflows={TINY: workflow})
    return [(one.pointer, one.code) for one in check_hub(hub, hub_document, file="h", reference=reference).problems]


def test_the_floor_is_what_the_reference_data_says(
    hub_document: Doc, form_document: Doc, workflow_document: Doc, reference: Reference
) -> None:
    below = [
        place
        for place, code in found(hub_document, form_document, workflow_document, reference)
        if code == "below-floor"
    ]
    assert below == ["/shareable/pathways/0/decider", "/shareable/scales/0/tiers/0/deciders/child"]
    hub_document["shareable"]["deciders"][0]["qualification"] = "pilot"
    codes = {code for _, code in found(hub_document, form_document, workflow_document, reference)}
    assert "below-floor" not in codes


def test_a_floor_of_another_nation_does_not_hold(
    hub_document: Doc, form_document: Doc, workflow_document: Doc, reference: Reference
) -> None:
    hub_document["local"]["nation"] = "scotland"
    codes = {code for _, code in found(hub_document, form_document, workflow_document, reference)}
    assert "below-floor" not in codes


def test_black_and_white_stand_furthest_apart_and_a_colour_does_not_differ_from_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#a64f00", "#a64f00") == 1
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


def test_a_row_may_reveal_by_its_own_row_and_read_pages_before(form_document: Doc, reference: Reference) -> None:
    rows = [
        {"id": "born-yet", "type": "yes_no_unknown", "label": {"en": "Born?"}},
        {"id": "due", "type": "date", "label": {"en": "Due?"}, "show": {"is": [{"answer": ["born-yet"]}, False]}},
        {"id": "worry", "type": "short_text", "label": {"en": "Worry?"}, "show": {"answer": ["danger-now"]}},
    ]
    people = {"id": "people", "type": "people", "label": {"en": "Who?"}, "row_name": {"en": "child"}, "rows": rows}
    form_document["pages"][1]["questions"].append(people)
    form, problems = draw_form(form_document, file="f")
    assert problems == []
    assert check_form(form, form_document, file="f", reference=reference).problems == []


def test_a_row_cannot_be_shown_by_a_later_question_of_its_row(form_document: Doc, reference: Reference) -> None:
    rows = [
        {"id": "due", "type": "date", "label": {"en": "Due?"}, "show": {"answer": ["unborn"]}},
        {"id": "unborn", "type": "yes_no_unknown", "label": {"en": "Unborn?"}},
    ]
    people = {"id": "people", "type": "people", "label": {"en": "Who?"}, "row_name": {"en": "child"}, "rows": rows}
    form_document["pages"][1]["questions"].append(people)
    form, _ = draw_form(form_document, file="f")
    codes = [one.code for one in check_form(form, form_document, file="f", reference=reference).problems]
    assert codes == ["reads-later-page"]


def test_a_form_in_two_languages_hints_at_what_has_no_welsh(form_document: Doc, reference: Reference) -> None:
    form_document["languages"] = ["en", "cy"]
    form, _ = draw_form(form_document, file="f")
    findings = check_form(form, form_document, file="f", reference=reference)
    assert findings.problems == []
    assert [hint.code for hint in findings.hints] == ["missing-welsh"]


def test_a_workflow_that_goes_round_is_sound_as_long_as_it_can_close(workflow_document: Doc) -> None:
    again = {"id": "again", "deed": "reopen", "sources": ["closed"], "target": "new"}
    workflow_document["transitions"].append(again)
    workflow, _ = draw_workflow(workflow_document, file="w")
    assert check_workflow(workflow, file="w").problems == []


def test_a_rule_of_a_workflow_is_held_against_the_tiers_of_the_hub(
    hub_document: Doc, form_document: Doc, workflow_document: Doc, reference: Reference
) -> None:
    workflow_document["transitions"][0]["when"] = {"is": [{"answer": ["tier"]}, "rde"]}
    workflow, _ = draw_workflow(workflow_document, file="w")
    assert check_workflow(workflow, file="w").problems == []
    hub, _ = assemble(hub_document, forms={TINY: form_document}, workflows={TINY: workflow_document})
    problems = check_hub(hub, hub_document, file="h", reference=reference).problems
    (wrong,) = [one for one in problems if one.code == "workflow-does-not-fit"]
    assert (wrong.pointer, wrong.nearest) == ("/shareable/pathways/0/workflow", "red")
