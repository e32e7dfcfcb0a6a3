"""Every part of a hub has pages that its schema draws: each is opened, saved as it stands, and changed in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hubwright.actions.drafting import current
from hubwright.domain.definitions.using import as_words
from hubwright.web.studio.parts.drawn import ANY, LIST, OBJECT, ONE, drawn_at, fields_at, shape_at
from hubwright.web.studio.parts.pages import parts_of_schema
from hubwright.web.studio.parts.words import CHOICES, FIELDS, PARTS

from tests.web.conftest import soup
from tests.web.studio.conftest import HUB, Studio

_NOT_HERE = {"words"}
"""Laid over forms and workflows: they are changed where those are."""


def tree(studio: Studio) -> Any:
    with studio.hubwright.house.store.reading(HUB) as reading:
        found = current(reading)
    assert found is not None
    return found.tree


def words(answer: Any) -> str:
    return " ".join(soup(answer).text.split())


def drawn_everywhere(spot: tuple[str | int, ...], depth: int = 0) -> Iterator[Any]:
    for one in fields_at(spot):
        yield one
        if one.kind == LIST and depth < 4:
            yield from drawn_everywhere((*spot, one.name, "*"), depth + 1)
        if one.kind == OBJECT:
            yield from drawn_everywhere((*spot, one.name), depth + 1)


@pytest.mark.parametrize("part", sorted(parts_of_schema() - _NOT_HERE))
def test_every_part_of_the_schema_has_a_name_and_every_field_in_it_has_words(part: str) -> None:
    assert part in PARTS
    listed = shape_at((part,)).get("type") == "array"
    fields = list(drawn_everywhere((part, "*") if listed else (part,))) or [drawn_at((part,))]
    for one in fields:
        assert one.name in FIELDS, one
        if one.kind in (ONE, ANY):
            assert set(one.options) <= set(CHOICES), one


def places(held: Any, spot: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Every element of a part, and what has a page of its own within it."""
    yield spot
    for one in fields_at(spot):
        inner = held.get(one.name) if isinstance(held, dict) else None
        if one.kind == OBJECT and inner:
            yield from places(inner, (*spot, one.name))
        if one.kind == LIST and inner:
            for number, each in enumerate(inner):
                yield from places(each, (*spot, one.name, each.get("id") or each.get("agency") or number))


@pytest.mark.parametrize("which", [0, pytest.param(-1, marks=pytest.mark.soak)])
def test_every_element_of_the_hub_is_opened_and_saving_it_changes_nothing(studio: Studio, which: int) -> None:
    ada = studio.begun()
    before = tree(studio)
    spots: list[tuple[str | int, ...]] = [("hub",), ("local",), ("calendar",), ("draft_days",)]
    for part in sorted(set(PARTS) & set(before)):
        held = before[part]
        if isinstance(held, list):
            # The first of each list stands for the others, and at leisure the last: they have the same fields.
            for one in held[which : which + 1 or None]:
                spots += places(one, (part, one["id"]))
    saved = 0
    for spot in dict.fromkeys(spots):
        address = f"parts/{as_words(spot)}"
        shown = studio.get(ada, address)
        assert shown.status_code == 200, spot
        if soup(shown).select("main form input[name], main form select, main form textarea"):
            answer = studio.send(ada, address)
            assert answer.status_code == 302, (spot, words(answer)[:600])
            saved += 1
    assert saved > 60
    assert tree(studio) == before


def test_an_agency_is_added_changed_moved_copied_and_undone(studio: Studio) -> None:
    ada = studio.begun()
    before = tree(studio)
    typed: Any = {"name-en": "Fire and rescue", "mode": "virtual", "fte": "1.5"}
    assert studio.send(ada, "parts/agencies~new", **typed).status_code == 302
    made = tree(studio)["agencies"][-1]
    assert made == {"id": "fire-and-rescue", "name": {"en": "Fire and rescue"}, "mode": "virtual", "fte": "1.5"}
    wrong: Any = {"name-en": " ", "fte": "many"}
    refused = studio.send(ada, "parts/agencies~fire-and-rescue", **wrong)
    assert refused.status_code == 422
    assert "This cannot be left empty." in words(refused)
    assert "Write a number, as 1.5." in words(refused)
    page = soup(studio.get(ada, "parts/agencies"))
    form = page.select("main form")[-1]
    values = {str(one["name"]): one.get("value", "") for one in form.select("input[name]")}
    assert ada.post(studio.address("parts/agencies"), data={**values, "act": "up"}).status_code == 302
    assert tree(studio)["agencies"][-2]["id"] == "fire-and-rescue"
    assert "Used by" not in words(studio.get(ada, "parts/agencies~fire-and-rescue"))
    assert "Used by" in words(studio.get(ada, "parts/agencies~police"))
    for _ in range(2):
        assert studio.send(ada, "", form=0).status_code == 302
    assert tree(studio) == before


def test_a_clock_shows_worked_examples_that_follow_what_is_saved(studio: Studio) -> None:
    ada = studio.begun()
    first = words(studio.get(ada, "parts/clocks~red-decision"))
    assert "Friday at ten to five before a bank holiday" in first
    typed: Any = {"amount": "6"}
    assert studio.send(ada, "parts/clocks~red-decision", **typed).status_code == 302
    second = words(studio.get(ada, "parts/clocks~red-decision"))
    assert first != second
    assert studio.send(ada, "parts/clocks~red-decision", amount="-4").status_code == 422


def test_a_rating_says_in_a_sentence_what_it_causes(studio: Studio) -> None:
    ada = studio.begun()
    scale = tree(studio)["scales"][0]
    said = words(studio.get(ada, f"parts/scales~{scale['id']}~tiers~red"))
    assert "asks Police, Health, Education" in said
    assert "is decided by" in said
    assert "through the night" in said


def test_hours_colours_and_names_are_read_as_they_are_typed(studio: Studio) -> None:
    ada = studio.begun()
    typed: Any = {"hours-mon": "8:30-12:00, 13:00 to 17:00", "hours-sat": "10:00-12:00"}
    assert studio.send(ada, "parts/calendars~office-hours", **typed).status_code == 302
    hours = tree(studio)["calendars"][0]["hours"]
    assert hours["mon"] == [["08:30", "12:00"], ["13:00", "17:00"]]
    assert hours["sat"] == [["10:00", "12:00"]]
    assert studio.send(ada, "parts/calendars~office-hours", **{"hours-mon": "nine to five"}).status_code == 422
    bad: Any = {"colour": "green"}
    assert studio.send(ada, "parts/local~brand", **bad).status_code == 422
    light: Any = {"colour": "#ffff00", "text": "#ffffff"}
    assert studio.send(ada, "parts/local~brand", **light).status_code == 302
    assert "less than 4.5" in words(studio.get(ada, "parts/local~brand"))


def test_what_is_not_there_is_not_found(studio: Studio) -> None:
    ada = studio.begun()
    for spot in ("none", "agencies~none", "clocks~red-decision~nothing", "words", "$defs"):
        assert studio.get(ada, f"parts/{spot}").status_code == 404, spot


def test_what_is_typed_is_tried_without_being_saved(studio: Studio) -> None:
    ada = studio.begun()
    before, first = tree(studio), words(studio.get(ada, "parts/clocks~red-decision"))
    tried = studio.send(ada, "parts/clocks~red-decision", amount="6", act="try")
    assert tried.status_code == 200
    assert "it is not saved yet" in words(tried)
    assert soup(tried).select("#said p")[1].text not in first
    assert tree(studio) == before
    letter: Any = {"body-en": "Dear reader, {{reference}} has come to {{hub}}.", "act": "try"}
    said = words(studio.send(ada, "parts/letters~letter-acknowledge", **letter))
    assert "Dear reader, XM-2026-00001 has come to" in said
    assert "the telephone number for these hours" in said
    assert tree(studio) == before


def test_who_may_see_something_is_asked_and_changed_by_ticking_roles(studio: Studio) -> None:
    ada = studio.begun()
    asked = words(studio.get(ada, "permissions"))
    assert "Who may see protected addresses and numbers?" in asked
    only: Any = {"roles": ["social-worker"]}
    assert studio.send(ada, "permissions/protected.read", **only).status_code == 302
    roles = tree(studio)["roles"]
    assert [one["id"] for one in roles if "protected.read" in one["permissions"]] == ["social-worker"]
    assert studio.get(ada, "permissions/nothing.such").status_code == 404


def test_the_place_leads_to_the_facts_that_change_from_day_to_day(studio: Studio) -> None:
    ada = studio.begun()
    links = {str(one["href"]) for one in soup(studio.get(ada, "parts/local")).select("main a[href]")}
    assert {f"/{HUB}/{page}" for page in ("facts", "rota", "today")} <= links
