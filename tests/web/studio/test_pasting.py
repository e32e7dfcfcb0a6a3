"""A form on paper is pasted, shown as it was understood, corrected, and added in one change."""

from __future__ import annotations

from typing import Any

from hubwright.actions.drafting import current

from tests.unit.definitions.test_pasting import REFERRAL
from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import HUB, Studio


def tree(studio: Studio) -> Any:
    with studio.hubwright.house.store.reading(HUB) as reading:
        found = current(reading)
    assert found is not None
    return found.tree


def shown(studio: Studio, client: Any, text: str, into: str = "") -> tuple[Any, dict[str, str]]:
    """The page on which what was pasted is corrected, and what its fields hold."""
    answer = studio.send(client, "paste", pasted=text, act="read", **({"into": into} if into else {}))
    assert answer.status_code == 200
    return answer, {key: one[0] for key, one in form_of(answer, -1).items()}


def make(studio: Studio, client: Any, values: dict[str, Any], **typed: Any) -> Any:
    data = {**values, **typed, "act": "make"}
    return client.post(studio.address("paste"), data={key: one for key, one in data.items() if one is not None})


def test_a_pasted_form_is_corrected_and_added_in_one_change_that_can_be_undone(studio: Studio) -> None:
    ada = studio.begun()
    before = tree(studio)
    answer, values = shown(studio, ada, REFERRAL)
    page = soup(answer)
    assert "3 lines made no question" in page.text or "2 lines made no question" in page.text
    assert "Signature: ________" in page.text
    assert tree(studio) == before
    number = next(key for key, one in values.items() if one == "School or nursery attended").rpartition("-")[2]
    added = make(
        studio, ada, values, **{f"as-{number}": "list", f"options-{number}": "Hill School\nOther", "name": "Ours"}
    )
    assert added.status_code == 302
    form = tree(studio)["forms"]["ours"]
    assert [one["title"]["en"] for one in form["pages"]] == [
        "Details of the child or young person", "Family and household", "REFERRER", "Your concerns"
    ]  # fmt: skip
    every = {one["label"]["en"]: one for page in form["pages"] for one in page["questions"]}
    school = every["School or nursery attended"]
    assert (school["type"], [one["label"]["en"] for one in school["options"]]) == ("list", ["Hill School", "Other"])
    assert every["NHS number"]["meaning"] == "subject.nhs_number"
    assert studio.get(ada, "forms/ours").status_code == 200
    assert studio.send(ada, "", form=0).status_code == 302
    assert tree(studio) == before


def test_pages_go_onto_a_form_that_is_there_and_a_suggestion_can_be_turned_down(studio: Studio) -> None:
    ada = studio.begun()
    there = [one["id"] for one in tree(studio)["forms"]["child-referral"]["pages"]]
    _, values = shown(
        studio, ada, "Section 9: Education\n1. Attendance: ____\n2. When was the last visit?", "child-referral"
    )
    assert make(studio, ada, values).status_code == 302
    pages = tree(studio)["forms"]["child-referral"]["pages"]
    assert [one["id"] for one in pages] == [*there, "education"]
    assert pages[-1]["questions"][1]["type"] == "date"
    _, values = shown(studio, ada, "Your details\nNHS number: ____\n")
    assert (
        make(
            studio, ada, {key: one for key, one in values.items() if not key.startswith("means-")}, name="Two"
        ).status_code
        == 302
    )
    assert "meaning" not in tree(studio)["forms"]["two"]["pages"][0]["questions"][0]


def test_what_is_not_complete_is_marked_and_nothing_typed_is_lost(studio: Studio) -> None:
    ada = studio.begun()
    before = tree(studio)
    empty = studio.send(ada, "paste", pasted="  ", act="read")
    assert (empty.status_code, "paste them here" in soup(empty).text) == (422, True)
    assert studio.send(ada, "paste", pasted="a\n" * 2001, act="read").status_code == 422
    _, values = shown(studio, ada, "<script>alert(1)</script>\nColour of door:\nNothing else")
    refused = make(studio, ada, values, **{"as-1": "choice", "words-2": "", "name": ""})
    text = soup(refused).text
    assert refused.status_code == 422
    assert "Write what the form is called." in text
    assert "Write what can be chosen" in text
    assert "Write the words, or leave the line out." in text
    assert "<script>alert" not in refused.text
    assert form_of(refused, -1)["as-1"] == ["choice"]
    assert make(studio, ada, values, **{"as-0": "plugin", "name": "X"}).status_code == 404
    left = {key: "left" for key in values if key.startswith("as-")}
    assert "No line makes a question" in soup(make(studio, ada, values, **left, name="X")).text
    assert tree(studio) == before
