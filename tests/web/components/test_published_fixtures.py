"""Our macros write the markup that govuk-frontend 6.3.0 publishes, fixture by fixture.

What is left out is listed here by name and reason. A fixture that is left out without need fails, as does one that is
not left out and differs: nobody can widen the list in silence.
"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hubwright.web import look
from jinja2 import Environment

from .published import READERS, as_it_is, canonical, fixtures

FREE_ATTRIBUTES = "free attributes: a page that needs one asks for a component, so that none carries a style or script"
TRANSLATIONS = "words for the scripts come from the catalogue, not from the page"
EMPTY_ITEMS = "a view model has no empty items, which the publisher's templates skip but count"

LEFT_OUT: dict[str, dict[str, str]] = {
    "label": {"attributes": FREE_ATTRIBUTES},
    "hint": {"attributes": FREE_ATTRIBUTES},
    "error-message": {"attributes": FREE_ATTRIBUTES},
    "fieldset": {"attributes": FREE_ATTRIBUTES},
    "input": {
        "attributes": FREE_ATTRIBUTES,
        "with prefix with attributes": FREE_ATTRIBUTES,
        "with suffix with attributes": FREE_ATTRIBUTES,
        "with customised input wrapper": FREE_ATTRIBUTES,
    },
    "textarea": {"attributes": FREE_ATTRIBUTES},
    "character-count": {
        "attributes": FREE_ATTRIBUTES,
        "with textarea maxlength attribute": FREE_ATTRIBUTES,
        "with translations": TRANSLATIONS,
    },
    "radios": {
        "attributes": FREE_ATTRIBUTES,
        "items with attributes": FREE_ATTRIBUTES,
        "label with attributes": FREE_ATTRIBUTES,
        "fieldset params": FREE_ATTRIBUTES,
        "with falsy items": EMPTY_ITEMS,
    },
    "checkboxes": {
        "attributes": FREE_ATTRIBUTES,
        "items with attributes": FREE_ATTRIBUTES,
        "label with attributes": FREE_ATTRIBUTES,
        "fieldset params": FREE_ATTRIBUTES,
        "with falsy values": EMPTY_ITEMS,
    },
    "select": {"attributes": FREE_ATTRIBUTES, "attributes on items": FREE_ATTRIBUTES},
    "date-input": {"attributes": FREE_ATTRIBUTES, "with input attributes": FREE_ATTRIBUTES},
    "password-input": {"attributes": FREE_ATTRIBUTES, "with translations": TRANSLATIONS},
    "error-summary": {"attributes": FREE_ATTRIBUTES, "error list with attributes": FREE_ATTRIBUTES},
    "button": {"attributes": FREE_ATTRIBUTES, "link attributes": FREE_ATTRIBUTES},
    "details": {"attributes": FREE_ATTRIBUTES},
    "warning-text": {"attributes": FREE_ATTRIBUTES},
    "inset-text": {"attributes": FREE_ATTRIBUTES},
    "summary-list": {
        "attributes": FREE_ATTRIBUTES,
        "actions with attributes": FREE_ATTRIBUTES,
        "summary card with custom attributes": FREE_ATTRIBUTES,
    },
    "tag": {"attributes": FREE_ATTRIBUTES},
    "pagination": {"with custom attributes": FREE_ATTRIBUTES},
    "table": {
        "attributes": FREE_ATTRIBUTES,
        "head with attributes": FREE_ATTRIBUTES,
        "firstCellIsHeader with attributes": FREE_ATTRIBUTES,
        "rows with attributes": FREE_ATTRIBUTES,
    },
    "notification-banner": {"attributes": FREE_ATTRIBUTES, "custom tabindex": FREE_ATTRIBUTES},
    "panel": {"attributes": FREE_ATTRIBUTES},
    "breadcrumbs": {"attributes": FREE_ATTRIBUTES, "item attributes": FREE_ATTRIBUTES},
    "back-link": {"attributes": FREE_ATTRIBUTES},
}

PROVEN = {
    "label": 16,
    "hint": 5,
    "error-message": 8,
    "fieldset": 17,
    "input": 41,
    "textarea": 17,
    "character-count": 22,
    "radios": 38,
    "checkboxes": 37,
    "select": 17,
    "date-input": 24,
    "password-input": 10,
    "error-summary": 17,
    "button": 35,
    "details": 9,
    "warning-text": 7,
    "inset-text": 5,
    "summary-list": 27,
    "tag": 11,
    "pagination": 14,
    "table": 17,
    "notification-banner": 19,
    "panel": 8,
    "breadcrumbs": 10,
    "back-link": 6,
}
"""How many fixtures of each component our macros match."""


@pytest.fixture(scope="module")
def environment() -> Environment:
    app = Flask("look", static_folder=None)
    look.install(app)
    return app.jinja_env


def drawn(environment: Environment, component: str, options: Any) -> str:
    file, macro, read = READERS[component]
    around = "{% call f.fieldset(x) %}{{ inner }}{% endcall %}" if macro == "fieldset" else f"{{{{ f.{macro}(x) }}}}"
    template = environment.from_string(f'{{% import "macros/{file}.html" as f %}}{around}')
    return template.render(x=read(options), inner=as_it_is(options.get("html") or ""))


@pytest.mark.parametrize("component", READERS)
def test_every_fixture_of_a_component_matches_or_is_left_out_for_a_reason(
    environment: Environment, component: str
) -> None:
    different = {
        name
        for name, (options, html) in fixtures(component).items()
        if canonical(drawn(environment, component, options)) != canonical(html)
    }
    assert different == set(LEFT_OUT[component])


@pytest.mark.parametrize("component", READERS)
def test_the_count_of_matching_fixtures_is_written_down(component: str) -> None:
    assert len(fixtures(component)) - len(LEFT_OUT[component]) == PROVEN[component]


def test_in_all_so_many_fixtures_are_matched_and_so_many_left_out() -> None:
    assert sum(PROVEN.values()) == 437
    assert sum(len(names) for names in LEFT_OUT.values()) == 50


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<p class="a">x</p>', '<p class="b">x</p>'),
        ('<p class="a">x</p>', '<p class="a" hidden>x</p>'),
        ("<p>x</p>", "<div>x</div>"),
        ("<p>x <b>y</b></p>", "<p>x<b>y</b></p>"),
        ("<textarea>a  b</textarea>", "<textarea>a b</textarea>"),
        ('<p aria-describedby="a b">x</p>', '<p aria-describedby="b a">x</p>'),
    ],
)
def test_the_comparison_sees_a_difference(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_the_comparison_does_not_mind_order_and_white_space() -> None:
    assert canonical('<p id="a" class="b c">\n  x\n</p>') == canonical('<p class="c b" id="a">x</p>')
