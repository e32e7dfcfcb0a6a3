"""Ready pages and questions: each can be drawn by itself, is found by a word, and is added as a copy of its own."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.domain.definitions.checks import check_form
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.loading.reference_data import reference_data
from hubwright.loading.shape import shape_problems
from hubwright.schemas import address
from hubwright.web.studio.forms import places
from hubwright.web.studio.forms.ready import Ready, all_ready

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import Studio
from tests.web.studio.test_forms import PAGE, pages, press, question, words


def alone(one: Ready) -> dict[str, Any]:
    page = one.element if one.is_page else {"id": "a-page", "title": {"en": "Page"}, "questions": [one.element]}
    return {"$schema": address("form"), "schema_version": 1, "id": "a-form", "version": 1, "name": {"en": "Form"},
            "owner": "Head of the hub", "pages": [page]}  # fmt: skip


def test_whatever_is_ready_makes_a_form_by_itself() -> None:
    for one in all_ready():
        document = alone(one)
        assert shape_problems("form", document, file="form") == [], one.id
        drawing, problems = draw_form(document, file="form")
        assert problems == [], one.id
        found = check_form(drawing, document, file="form", reference=reference_data()).problems
        assert {each.what for each in found if each.code != "nothing-is-enough"} == set(), one.id


def test_a_ready_page_and_a_ready_question_are_found_by_a_word_and_added_with_ids_of_their_own(studio: Studio) -> None:
    ada = studio.begun()
    first = next(iter(pages(studio)))
    everything = studio.get(ada, f"{PAGE}/ready")
    assert len(soup(everything).select("main form[method=post]")) == len(all_ready())
    found = studio.get(ada, f"{PAGE}/ready", find="INTERPRETER needed")
    assert "Is an interpreter needed?" in words(found)
    assert "body map" not in words(found)
    assert "This form asks it already" in words(studio.get(ada, f"{PAGE}/ready", find="worried"))
    assert "Nothing here has these words." in words(studio.get(ada, f"{PAGE}/ready", find="zeppelin"))
    press(studio, ada, f"{PAGE}/ready", "", what="language/needs-interpreter", page=first)
    assert pages(studio)[first][-1] == "needs-interpreter"
    assert question(studio, "needs-interpreter")["label"]["en"] == "Is an interpreter needed?"
    for _ in range(2):
        assert studio.send(ada, f"{PAGE}/ready", form=1, what="household").status_code == 302
    assert list(pages(studio))[-2:] == ["household-2", "household-3"], "a question of the form is called so already"
    assert pages(studio)["household-3"] == ["household-people-2", "household-expecting-2"]
    wrong = [one.text for one in soup(studio.get(ada, PAGE)).select(".hw-studio-found") if "already used" in one.text]
    assert wrong == []
    assert studio.send(ada, f"{PAGE}/ready", form=1, what="nothing").status_code == 404


def test_what_a_form_cannot_hold_any_more_is_said_before_it_is_added(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = studio.begun()
    studio.send(ada, "forms", name="Long")
    before = pages(studio, "long")
    most = {"properties": {"pages": {"maxItems": 1}},
            "$defs": {"page": {"properties": {"questions": {"maxItems": 1}}}}}  # fmt: skip
    monkeypatch.setattr(places, "schema", lambda kind: most)
    sent: Any = {"what": "language/needs-interpreter", "page": "page-1"}
    full = ada.post(
        studio.address("forms/long/ready"), data={**form_of(studio.get(ada, "forms/long/ready"), 1), **sent}
    )
    assert full.status_code == 422
    assert "The page has 1 questions, and cannot have more." in words(full)
    typed = press(studio, ada, "forms/long", "add_question", label="And this?", type="date", page="page-1")
    assert "The page has 1 questions, and cannot have more." in words(typed)
    for act, more in (("add_page", {"title": "One more"}), ("copy", {"what": "page", "id": "page-1"})):
        assert "cannot have more" in words(press(studio, ada, "forms/long", act, **more))
    assert pages(studio, "long") == before
