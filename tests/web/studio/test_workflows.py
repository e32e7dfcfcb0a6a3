"""Changing a workflow in the Studio: stages and ways in sentences, a picture beside them, and nothing left hanging."""

from __future__ import annotations

from typing import Any

from hubwright.actions.drafting import current

from tests.web.conftest import soup
from tests.web.studio.conftest import HUB, Studio

FLOW = "rate-ask-decide"
PAGE = f"workflows/{FLOW}"


def document(studio: Studio) -> dict[str, Any]:
    with studio.hubwright.house.store.reading(HUB) as reading:
        found = current(reading)
    assert found is not None
    return dict(found.tree["workflows"][FLOW])


def said(studio: Studio, client: Any, page: str = PAGE) -> str:
    return " ".join(soup(studio.get(client, page)).text.split())


def press(studio: Studio, client: Any, part: str, id: str, act: str) -> Any:
    page = soup(studio.get(client, PAGE))
    for form in page.select("main form"):
        values = {one["name"]: one.get("value", "") for one in form.select("input")}
        button = form.select_one("button")
        if (values.get("part"), values.get("id")) == (part, id) and button and button["value"] == act:
            return client.post(studio.address(PAGE), data={**values, "act": act})
    raise AssertionError(f"no button {act} for {id}")


def test_a_workflow_reads_as_sentences_beside_its_picture(studio: Studio) -> None:
    ada = studio.begun()
    assert FLOW in str(studio.get(ada, "workflows").data)
    words = said(studio, ada)
    assert "Being rated" in words
    assert "When it is rated at" in words
    assert "every agency that was asked has answered" in words
    assert soup(studio.get(ada, PAGE)).select_one("svg[role=img] title")


def test_a_stage_is_added_led_to_and_taken_out_with_its_ways_in_one_undoable_change(studio: Studio) -> None:
    ada = studio.begun()
    before = document(studio)
    refused = studio.send(ada, f"{PAGE}/stages/new-stage")
    assert refused.status_code == 422
    assert "Write what this stage is called" in soup(refused).text
    named: Any = {"name-en": "In panel", "standing": "waiting"}
    assert studio.send(ada, f"{PAGE}/stages/new-stage", **named).status_code == 302
    assert "No way leads from the first stage" in said(studio, ada)
    typed: Any = {"after": "note", "sources": ["deciding"], "target": "in-panel"}
    assert studio.send(ada, f"{PAGE}/ways/new-way", **typed).status_code == 302
    assert "never leaves it" in said(studio, ada), "a dead end is pointed at"
    typed = {"after": "decide", "sources": ["in-panel"], "target": "decided", "undecided": "none", "needs": ["returns"],
             "or_reason": ["yes"]}  # fmt: skip
    assert studio.send(ada, f"{PAGE}/ways/new-way", **typed).status_code == 302
    made = document(studio)["transitions"][-1]
    assert made["when"] == {"is": [{"answer": ["undecided"]}, 0]}
    assert (made["needs"], made["or_reason"]) == (["returns"], True)
    assert "First: every agency that was asked has answered, or a reason is given." in said(studio, ada)
    assert press(studio, ada, "stages", "in-panel", "take").status_code == 302
    assert document(studio) == before


def test_stages_and_ways_are_moved_by_buttons(studio: Studio) -> None:
    ada = studio.begun()
    ids = [one["id"] for one in document(studio)["stages"]]
    press(studio, ada, "stages", ids[2], "up")
    assert [one["id"] for one in document(studio)["stages"]][:3] == [ids[0], ids[2], ids[1]]
    press(studio, ada, "stages", ids[2], "down")
    assert [one["id"] for one in document(studio)["stages"]] == ids


def test_what_protects_never_waits(studio: Studio) -> None:
    ada = studio.begun()
    typed: Any = {"after": "act_now", "sources": ["waiting"], "target": "deciding", "needs": ["returns"]}
    refused = studio.send(ada, f"{PAGE}/ways/new-way", **typed)
    assert refused.status_code == 422
    assert "Protection and information wait for nothing" in soup(refused).text


def test_saving_a_way_without_a_change_leaves_the_draft_as_it_is(studio: Studio) -> None:
    ada = studio.begun()
    before = document(studio)
    for way in before["transitions"]:
        assert studio.send(ada, f"{PAGE}/ways/{way['id']}").status_code == 302
    assert document(studio) == before
    assert "0 changes" in said(studio, ada)


def test_a_workflow_is_copied_under_a_name_of_its_own(studio: Studio) -> None:
    ada = studio.begun()
    assert studio.send(ada, "workflows", of=FLOW).status_code == 302
    words = said(studio, ada, "workflows")
    assert "Rate, ask, decide (copy)" in words
    assert "No strand follows it." in words


def test_what_is_not_there_is_not_found(studio: Studio) -> None:
    ada = studio.begun()
    for page in ("workflows/none", f"{PAGE}/stages/none", f"{PAGE}/ways/none"):
        assert studio.get(ada, page).status_code == 404
    forged = ada.post(studio.address(PAGE), data={"part": "name", "id": "en", "act": "take", "deed": "d"})
    assert forged.status_code in (400, 404)
