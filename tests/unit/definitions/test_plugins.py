"""A hub's plugins: drawn without them, held to what they ask for, and known to whoever takes something out."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hubwright.cli.publishing import documents_of
from hubwright.domain.definitions.checks.options import misfits
from hubwright.domain.definitions.drafting import tree_of
from hubwright.domain.definitions.edits.cleaning import cleaning
from hubwright.domain.definitions.gaining import gained
from hubwright.domain.definitions.impact import AT_ONCE, differences, touched
from hubwright.domain.definitions.templates.references import needs, renamed
from hubwright.domain.definitions.using import Telling
from hubwright.domain.plugins.options import defaults_of
from hubwright.loading.drafting import Drawn, drawn
from hubwright.loading.library import load_library
from jsonschema import Draft202012Validator

from tests.a_plugin import LINKS, OPTIONS, REFER

ROOT = Path(__file__).parents[3]
INSTALLED = {LINKS.id: LINKS}
FITS = {"refers": ["social-worker"], "agency": "police", "months": 12}


@cache
def documents() -> dict[str, Any]:
    return documents_of(load_library([ROOT / "tenant_configs" / "starter"]).hubs["starter"])


def a_tree(options: dict[str, Any] | None = None, *permissions: str, id: str = LINKS.id) -> dict[str, Any]:
    """The starter hub with a plugin switched on, and its first role with more permissions."""
    tree = deepcopy(tree_of(documents(), {}))
    tree["plugins"] = [{"id": id, "options": FITS if options is None else options}]
    tree["roles"][0]["permissions"] = [*tree["roles"][0]["permissions"], *permissions]
    return tree


def looked(tree: dict[str, Any], plugins: Any = INSTALLED) -> Drawn:
    published = {
        kind: {(one["id"], one["version"]): one for one in documents()[kind]} for kind in ("forms", "workflows")
    }
    return drawn(tree, documents(), published=published, plugins=plugins)


def said(found: Drawn) -> dict[tuple[str, ...], str]:
    return {one.path: one.what for one in found.findings if one.code.startswith("plugin")}


def test_a_hub_is_drawn_with_its_plugins_whether_or_not_they_are_installed() -> None:
    for plugins in (INSTALLED, {}, None):
        hub = looked(a_tree(FITS, REFER), plugins).hub
        assert hub is not None
        assert hub.find("plugins", "marac-links").options == FITS
        assert REFER in hub.roles[0].permissions


def test_a_plugin_may_be_called_as_a_part_of_the_hub_is_for_no_hub_can_call_it_otherwise() -> None:
    tree = a_tree(FITS)
    tree["agencies"].append({**tree["agencies"][-1], "id": LINKS.id})
    assert "duplicate-id" not in {one.code for one in looked(tree).findings}
    tree["agencies"].append({**tree["agencies"][-1], "id": tree["pathways"][0]["id"]})
    assert "duplicate-id" in {one.code for one in looked(tree).findings}


def test_nobody_claims_that_a_plugin_is_missing_without_having_asked_what_is_installed() -> None:
    tree = a_tree(FITS, REFER)
    assert looked(tree, None).problems == ()
    (missing,) = looked(tree, {}).problems
    assert missing.path[:2] == ("plugins", "marac-links")
    assert missing.what == 'The plugin "marac links" is not installed here.'
    assert looked(tree).problems == ()


def test_each_option_that_does_not_fit_is_named_at_its_place_by_its_title() -> None:
    wrong = {"refers": ["social-wrker"], "months": 99, "told": "by_pigeon", "shown": "yes", "more": 1,
             "panels": [{"name": "Hall"}, {"chair": "nobody"}]}  # fmt: skip
    found = said(looked(a_tree(wrong, REFER)))
    at = ("plugins", "marac-links", "options")
    assert found[*at, "refers"] == (
        'In the options of “MARAC links”, “Which roles may refer?”: "social wrker" is not there.'
    )
    assert found[*at, "agency"] == "In the options of “MARAC links”, “Who runs the MARAC?”: Nothing has been said yet."
    assert found[*at, "months"].endswith("The number is out of bounds.")
    assert found[*at, "told"].endswith("This cannot be chosen here.")
    assert found[*at, "shown"].endswith("Here belongs yes or no.")
    assert found[*at, "more"].endswith("The plugin does not ask for this.")
    assert found[*at, "panels"].endswith(("Nothing has been said yet.", "is not there."))


@pytest.mark.parametrize(
    "options",
    [FITS, {}, {**FITS, "months": True}, {**FITS, "months": 0}, {**FITS, "refers": []}, {**FITS, "refers": ["a", "a"]},
     {**FITS, "told": 1}, {**FITS, "days": ["monday", "friday"]}, {**FITS, "pack": {"cover": 1}}, {**FITS, "pack": []},
     {**FITS, "panels": [{}]}, {**FITS, "panels": [{"name": "x" * 81}]}, {**FITS, "x": 1}, defaults_of(OPTIONS), 7],
)  # fmt: skip
def test_options_fit_exactly_when_their_json_schema_says_so(options: Any) -> None:
    ours = {one.steps for one in misfits(OPTIONS, options)}
    theirs = list(Draft202012Validator(OPTIONS).iter_errors(json.loads(json.dumps(options))))
    assert bool(ours) == bool(theirs)


def test_what_a_plugin_needs_and_nobody_gives_is_a_hint_and_stops_nothing() -> None:
    found = looked(a_tree(FITS))
    assert found.problems == ()
    assert said(found)["plugins", "marac-links"] == (
        "Nobody may refer a case to a MARAC, which the plugin “MARAC links” is for."
    )


def test_a_role_is_given_permissions_of_plugins_that_are_on_and_of_no_others() -> None:
    assert looked(a_tree(FITS, REFER)).problems == ()
    unknown = looked(a_tree(FITS, "marac_links.fly")).problems
    assert [one.code for one in unknown] == ["unknown-reference"]
    off = {key: one for key, one in a_tree(FITS, REFER).items() if key != "plugins"}
    assert [one.code for one in looked(off).problems] == ["unknown-reference"]


def test_an_element_that_an_option_names_is_used_by_the_plugin() -> None:
    tree = a_tree({**FITS, "panels": [{"name": "Hall", "chair": "social-worker"}]}, REFER)
    uses = {one.sentence for one in Telling(tree, INSTALLED).uses(("roles", "social-worker"))}
    assert 'It is one of "Which roles may refer?" of the plugin "MARAC links".' in uses
    assert any("Who chairs?" in one for one in uses)
    assert not any("MARAC" in one for one in {one.sentence for one in Telling(tree).uses(("roles", "social-worker"))})


def test_the_last_role_of_an_option_is_not_taken_out_without_saying_who_stands_there_instead() -> None:
    asks = cleaning(a_tree(FITS, REFER), ("roles", "social-worker"), {}, plugins=INSTALLED).asks
    (ask,) = [one for one in asks if "MARAC links" in one.sentence]
    answers = {one.id: one.choices[0][0] for one in asks}
    after = cleaning(a_tree(FITS, REFER), ("roles", "social-worker"), answers, plugins=INSTALLED).after
    assert after["plugins"][0]["options"]["refers"] == [ask.choices[0][0].removeprefix("instead:")]
    needed = cleaning(a_tree(FITS), ("agencies", "police"), {}, plugins=INSTALLED)
    assert any("Who runs the MARAC?" in one.sentence for one in needed.asks)


def test_switching_one_off_takes_its_permissions_from_the_roles() -> None:
    tree = a_tree(FITS, REFER)
    plan = cleaning(tree, ("plugins", "marac-links"), {}, plugins=INSTALLED)
    assert plan.ready
    assert plan.goes == ('The plugin "MARAC links"',)
    assert not looked(dict(plan.after)).problems
    assert REFER not in plan.after["roles"][0]["permissions"]
    assert plan.after["plugins"] == []


def test_differences_name_plugins_their_options_and_permissions_in_words() -> None:
    before, after = tree_of(documents(), {}), a_tree({**FITS, "agency": "health"}, REFER)
    said_new = [one.sentence for one in differences(before, after, plugins=INSTALLED)]
    assert 'The plugin "MARAC links" is switched on.' in said_new
    assert 'The plugin "MARAC links" is switched off.' in [
        one.sentence for one in differences(after, before, plugins=INSTALLED)
    ]
    assert {one.reach for one in differences(before, after, plugins=INSTALLED)} == {AT_ONCE}
    said_more = differences(a_tree(FITS), after, plugins=INSTALLED)
    assert any(one.sentence.startswith('"Who runs the MARAC?" of the plugin "MARAC links" was "') for one in said_more)
    assert any('with "refer a case to a MARAC"' in one.sentence for one in said_more)
    assert touched(said_more, before, after, plugins=INSTALLED)["plugins"] == ("MARAC links",)
    assert any("refer a case to a MARAC" in one.may for one in gained(before, after, plugins=INSTALLED))


def test_what_a_taken_part_is_called_here_is_what_the_options_of_its_plugin_name() -> None:
    shareable = {key: one for key, one in a_tree(FITS, REFER).items() if key in ("plugins", "roles", "agencies")}
    made = renamed(shareable, {("roles", "social-worker"): "oak-worker"}, INSTALLED)
    assert made["plugins"][0]["options"]["refers"] == ["oak-worker"]
    assert made["roles"][0]["id"] == "oak-worker"
    assert shareable["plugins"][0]["options"]["refers"] == ["social-worker"]
    lacking = needs({"plugins": shareable["plugins"]}, forms=frozenset(), workflows=frozenset(), plugins=INSTALLED)
    assert set(lacking) == {"role:social-worker", "agency:police"}
    assert "plugin:marac-links" in needs({"roles": shareable["roles"]}, forms=frozenset(), workflows=frozenset())
