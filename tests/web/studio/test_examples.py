"""A worked example from a form filled in as a referrer would to one that breaks, says what happens now, and goes."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import Studio
from tests.web.studio.test_parts import words

FORM, NAME = "child-referral", "A bruise on a Friday"


def kept(studio: Studio, ada: FlaskClient, **chosen: Any) -> Any:
    """The form is tried, and what was typed is kept under a name with what is chosen beside it."""
    typed = form_of(studio.get(ada, f"try/{FORM}"))
    (child,) = [name for name in typed if name.endswith("children--1--child-name")]
    typed |= {child: ["Kim Example"], "f_views": ["I fell off the bed."], "act": ["begin"]}
    new = studio.address(f"examples/new/{FORM}")
    begun = ada.post(new, data=typed)
    assert begun.status_code == 200, words(begun)[:800]
    for name in ("door", "when", "role"):
        assert soup(begun).select_one(f"select[name=keep-{name}] option[selected]")["value"], name  # type: ignore[index]
    looked = ada.post(new, data={**form_of(begun), **chosen, "act": "look"})
    return ada.post(new, data={**form_of(looked), "keep-name": NAME, **chosen, "act": "keep"})


def scenario(studio: Studio, ada: FlaskClient) -> Any:
    page = soup(studio.get(ada, "examples"))
    return next(one for one in page.select("section") if NAME in one.text)


def press(studio: Studio, ada: FlaskClient, act: str, **typed: str) -> Any:
    form = next(one for one in scenario(studio, ada).select("form") if one.select_one(f"button[value={act}]"))
    values = {one["name"]: one.get("value", "") for one in form.select("input[name]")}
    return ada.post(studio.address("examples"), data={**values, **typed, "act": act})


def test_what_was_tried_on_a_form_is_kept_and_tells_when_the_hub_changes(studio: Studio) -> None:
    ada = studio.begun()
    role = {"keep-rated": "child~amber", "keep-role": "social-worker", "keep-later": "200"}
    assert kept(studio, ada, **role).status_code == 302
    shown = " ".join(scenario(studio, ada).text.split())
    assert "As expected" in shown
    assert "It is rated Amber by: Level three social worker." in shown
    assert "200 hours later nobody has done more." in shown
    assert studio.send(ada, "parts/clocks~amber-decision", amount="3").status_code == 302
    shown = " ".join(scenario(studio, ada).text.split())
    assert "Not as expected" in shown
    assert "the decision: Children is due" in shown
    publish = soup(studio.get(ada, "publish"))
    assert NAME in publish.select_one("main").text
    assert not publish.select("button[value=publish]"), "it stops publishing until somebody says why it may"
    assert press(studio, ada, "copy").status_code == 302
    assert f"{NAME}: a copy" in soup(studio.get(ada, "examples")).text
    assert press(studio, ada, "take", example="a-bruise-on-a-friday-a-copy").status_code == 302
    assert press(studio, ada, "now").status_code == 302
    assert "Not as expected" not in scenario(studio, ada).text
    assert press(studio, ada, "rename", **{f"name-{'a-bruise-on-a-friday'}": " "}).status_code == 422
    assert press(studio, ada, "take").status_code == 302
    assert NAME not in soup(studio.get(ada, "examples")).text


def test_an_example_has_a_name_and_expects_something_that_can_be_done(studio: Studio) -> None:
    ada = studio.begun()
    bare = kept(studio, ada, **{"keep-name": ""})
    assert bare.status_code == 422
    assert "Say in a few words what it is an example of." in words(bare)
    assert "I fell off the bed." in bare.get_data(as_text=True), "what was typed is kept"
    odd = kept(studio, ada, **{"keep-later": "soon"})
    assert "Write a number of hours" in words(odd)
    nothing = kept(studio, ada, **{"keep-holds": []})
    assert "an example that expects nothing shows nothing" in words(nothing)
    assert ada.get(studio.address(f"examples/new/{FORM}")).status_code == 302
    assert NAME not in soup(studio.get(ada, "examples")).text
