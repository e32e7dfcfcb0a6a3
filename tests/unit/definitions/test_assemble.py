"""From documents to a hub, with its own words and with its pinned and live parts."""

from __future__ import annotations

from typing import Any

from hubwright.domain.definitions.assemble import assemble
from hubwright.domain.definitions.split import combine, split, uses

Doc = dict[str, Any]
TINY = ("tiny", 1)


def test_a_hub_is_drawn_with_the_documents_it_uses(
    hub_document: Doc, form_document: Doc, workflow_document: Doc
) -> None:
    hub, problems = assemble(hub_document, forms={TINY: form_document}, workflows={TINY: workflow_document})
    assert problems == []
    assert hub.find("clocks", "look").out_of_hours == "runs"
    assert hub.find("doors", "front").form == TINY
    assert hub.forms[TINY].enough == ("who", "what")
    assert hub.workflows[TINY].stages[0].standing == "new"
    assert hub.find("scales", "rg").tiers[0].deciders == {"child": "workers"}
    assert hub.local.duty[1].when == "closed"
    assert hub.find("calendars", "office").hours == {"mon": (("09:00", "17:00"),)}


def test_words_are_laid_over_a_copy_and_the_shared_document_stays(
    hub_document: Doc, form_document: Doc, workflow_document: Doc
) -> None:
    hub_document["shareable"]["words"] = {"forms": {"tiny": {"pages/page-one/questions/who/label": {"en": "Whom?"}}}}
    hub, problems = assemble(hub_document, forms={TINY: form_document}, workflows={TINY: workflow_document})
    assert problems == []
    assert hub.forms[TINY].question("who").label.en == "Whom?"
    assert form_document["pages"][0]["questions"][0]["label"] == {"en": "Who"}


def test_words_that_find_no_place_are_told(hub_document: Doc, form_document: Doc, workflow_document: Doc) -> None:
    hub_document["shareable"]["words"] = {"workflows": {"tiny": {"stages/limbo/name": {"en": "Limbo"}}}}
    _, problems = assemble(hub_document, forms={TINY: form_document}, workflows={TINY: workflow_document})
    assert [problem.code for problem in problems] == ["words-without-place"]


def test_a_document_that_is_not_there_leaves_the_rest_to_be_drawn(hub_document: Doc) -> None:
    hub, _ = assemble(hub_document, forms={}, workflows={})
    assert hub.forms == {}
    assert hub.find("pathways", "child").stands_for == "child"


def test_who_may_do_what_and_local_facts_are_live_and_the_rest_is_pinned(hub_document: Doc) -> None:
    pinned, live = split(hub_document)
    assert set(live) == {"local", "owner", "shareable"}
    assert set(live["shareable"]) == {"roles"}
    assert "clocks" in pinned["shareable"]
    assert combine(pinned, live) == hub_document


def test_an_old_case_follows_todays_numbers_and_its_own_clocks(hub_document: Doc) -> None:
    pinned, _ = split(hub_document)
    today: Doc = {**hub_document, "local": {**hub_document["local"], "closures": ["2026-12-24"]}}
    today["shareable"] = {**hub_document["shareable"], "clocks": []}
    _, live = split(today)
    combined = combine(pinned, live)
    assert combined["local"]["closures"] == ["2026-12-24"]
    assert [clock["id"] for clock in combined["shareable"]["clocks"]] == ["look", "decide"]


def test_a_hub_names_what_it_uses(hub_document: Doc) -> None:
    assert uses(hub_document) == (frozenset({TINY}), frozenset({TINY}))
