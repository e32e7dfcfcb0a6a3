"""Ratings, clocks and the other components of case work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from hubwright.web import components as ui
from hubwright.web.chrome import Chrome, Link, contrast, ink_on
from hubwright.web.components.casework import SHAPES
from hypothesis import given, settings
from hypothesis import strategies as st

NOW = datetime(2026, 11, 27, 16, 12, tzinfo=UTC)
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def drawn(app: Flask, macro: str, x: Any, inside: str | None = None) -> BeautifulSoup:
    call = f"{{{{ c.{macro}(x) }}}}" if inside is None else f"{{% call c.{macro}(x) %}}{inside}{{% endcall %}}"
    template = app.jinja_env.from_string(f'{{% import "macros/casework.html" as c %}}{call}')
    return BeautifulSoup(template.render(x=x), "html5lib")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_rating_is_a_word_and_a_shape_as_well_as_a_colour(app: Flask, shape: str) -> None:
    html = drawn(app, "tier", ui.TierBadge("RED", "#d4351c", shape, "provisional"))
    assert html.get_text(" ", strip=True) == "RED provisional"
    picture = html.find("svg")
    assert picture is not None
    assert picture["aria-hidden"] == "true"
    assert 'fill="#d4351c"' in str(picture)


def test_every_shape_is_drawn_differently(app: Flask) -> None:
    drawings = {str(drawn(app, "tier", ui.TierBadge("X", "#000000", shape)).find("svg")) for shape in SHAPES}
    assert len(drawings) == len(SHAPES)


def test_what_is_not_rated_has_words_and_no_shape(app: Flask) -> None:
    html = drawn(app, "tier", ui.TierBadge("not read"))
    assert html.find("svg") is None
    assert "not read" in html.get_text()


def test_a_clock_says_what_is_due_and_when_exactly(app: Flask) -> None:
    html = drawn(app, "clock", ui.ClockFace("decision", NOW + timedelta(minutes=38), NOW))
    assert html.get_text(" ", strip=True) == "38 min left decision"
    time = html.find("time")
    assert time is not None
    assert time["datetime"] == "2026-11-27T16:50:00Z"
    assert time["title"] == "Friday 27 November 2026, 4:50 pm"


def test_a_clock_shows_how_it_was_worked_out_when_asked(app: Flask) -> None:
    html = drawn(app, "clock", ui.ClockFace("decision", NOW, NOW, how="4 hours from 12:12 pm"))
    assert "4 hours from 12:12 pm" in html.get_text()


def test_a_stopped_clock_is_neither_late_nor_soon(app: Flask) -> None:
    face = ui.ClockFace("return", NOW - timedelta(hours=1), NOW, stopped="answered at 2:10 pm")
    assert not face.late
    assert not face.soon
    assert drawn(app, "clock", face).get_text(" ", strip=True) == "answered at 2:10 pm return"


@given(st.integers(-10000, 10000))
@settings(max_examples=40)
def test_a_running_clock_is_never_late_and_soon_at_once(seconds: int) -> None:
    face = ui.ClockFace("x", NOW + timedelta(seconds=seconds), NOW)
    assert not (face.late and face.soon)
    assert face.late == (seconds < 0)


@pytest.mark.parametrize(
    ("state", "words"),
    [("replied", "has replied"), ("part", "has replied in part"), ("waiting", "has not replied yet")],
)
def test_an_agencys_state_is_said_in_words_too(app: Flask, state: str, words: str) -> None:
    html = drawn(app, "agency", ui.AgencyMark("Police", state))
    hidden = html.find("span", class_="govuk-visually-hidden")
    assert hidden is not None
    assert hidden.text == words


def test_a_timeline_puts_space_between_title_and_name(app: Flask) -> None:
    html = drawn(app, "timeline", ui.Timeline((ui.TimelineItem("Rated RED", NOW, "Why", "A. Example"),)))
    header = html.find("div", class_="moj-timeline__header")
    assert header is not None
    assert " ".join(header.text.split()) == "Rated RED by A. Example"


def test_words_that_somebody_typed_are_escaped(app: Flask) -> None:
    nasty = '<img src=x onerror="alert(1)">'
    for macro, x in (
        ("tier", ui.TierBadge(nasty, "#000000", "bar", nasty)),
        ("clock", ui.ClockFace(nasty, NOW, NOW, how=nasty)),
        ("timeline", ui.Timeline((ui.TimelineItem(nasty, NOW, nasty, nasty),))),
        ("badge", ui.Badge(nasty)),
        ("alert", ui.Alert(nasty, nasty)),
        ("identity_bar", ui.IdentityBar(nasty, None, nasty)),
        ("page_header", ui.PageHeader(nasty)),
        ("agency", ui.AgencyMark(nasty, "part")),
        ("next_act", ui.NextAct(nasty, None, nasty)),
        ("sub_navigation", ui.SubNavigation((Link(nasty, "/"),), nasty)),
    ):
        assert drawn(app, macro, x).find("img") is None, macro


def test_a_filter_folds_around_its_fields_and_stays_open_while_it_filters(app: Flask) -> None:
    groups = (ui.FilterGroup("Tier", (Link("RED", "/queue"),)),)
    html = drawn(app, "filter", ui.Filter("Filter", "Show these", "Filtered by", groups), "<i>fields</i>")
    fold = html.find("details")
    assert fold is not None
    assert fold.has_attr("data-keep-open")
    assert fold.find("i") is not None
    link = fold.find("a", class_="moj-filter__tag")
    assert link is not None
    assert link.text == "Remove this filter RED"


def test_side_navigation_says_where_one_is(app: Flask) -> None:
    links = (Link("Rate", "/rate"), Link("Ask agencies", "/ask", current=True, count=2))
    html = drawn(app, "side_navigation", ui.SideNavigation((ui.NavigationSection(links, "Acts"),), "Acts"))
    here = html.find("a", attrs={"aria-current": "location"})
    assert here is not None
    assert here.text == "Ask agencies 2"


@given(COLOURS, COLOURS)
@settings(max_examples=80)
def test_the_hubs_name_can_be_read_on_any_colour(colour: str, wanted: str) -> None:
    assert contrast(colour, Chrome(colour=colour, text_colour=wanted).ink) >= 4.5


def test_contrast_is_the_published_measure() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert ink_on("#ffdd00") == "#000000"


@pytest.mark.parametrize("colour", ["red", "#fff", "#00000g", "#000000;}", "#000000\n", ""])
def test_what_is_no_colour_never_reaches_the_style_sheet(colour: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        Chrome(colour=colour)
