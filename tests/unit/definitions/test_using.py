"""What uses what: every place of the schemas that names something is found, and said in a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.using import RULES, Telling, references, thing_at, uses_of
from hubwright.domain.definitions.using.examples import EXPECTED, TOLD
from hubwright.domain.definitions.using.references import KEYS, WAYS
from hubwright.domain.definitions.using.spots import as_words, at, from_words, places, replaced
from hubwright.domain.rehearsal import checks as of_rehearsal

from tests.unit.definitions.trees import shipped_tree

SCHEMAS = Path(__file__).parents[3] / "platform/hubwright/schemas"
# Ids that name nothing which a draft could take away.
NOT_OURS = {
    "check_sets/*/basis": "a provision of the law",
    "check_sets/*/other_bases/*": "a provision of the law",
    "documents/*/sections/*/section": "a section that the platform has",
    "doors/*/form": "a document: by its id",
    "pathways/*/workflow": "a document: by its id",
    "local/pages/{names}": "a public page that the platform has",
    "glossary/{names}": "a word itself",
    "scales/*/tiers/*/deciders/{names}": "among the keys",
    "local/mailboxes/{names}": "among the keys",
    "local/role_mailboxes/{names}": "among the keys",
    "words/forms/{names}": "among the keys",
    "words/workflows/{names}": "among the keys",
}


@cache
def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.v1.json").read_text("utf-8"))


def ways(part: Any, root: Any, way: str = "") -> Iterator[tuple[str, str]]:
    """Each way through a document, with the name of the shared definition that stands at its end."""
    if not isinstance(part, Mapping):
        return
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        if part["$ref"].startswith("common"):
            yield way, name
        else:
            yield from ways(root["$defs"][name], root, way)
        return
    for one in part.get("allOf", ()):
        yield from ways(one.get("then", {}), root, way)
    for name, one in part.get("properties", {}).items():
        yield from ways(one, root, f"{way}/{name}" if way else name)
    yield from ways(part.get("items"), root, f"{way}/*")
    yield from ways(part.get("additionalProperties"), root, f"{way}/*")
    yield from ways(part.get("propertyNames"), root, f"{way}/{{names}}")


def bounds(kind: str) -> tuple[dict[str, int], set[str]]:
    """Of a schema, how many elements each list has at least, and which fields an object cannot do without."""
    least: dict[str, int] = {}
    needed: set[str] = set()

    def walk(part: Any, way: str) -> None:
        if not isinstance(part, Mapping) or str(part.get("$ref", "")).startswith("common"):
            return
        if "$ref" in part:
            part = schema(kind)["$defs"][part["$ref"].rpartition("/")[2]]
        if "minItems" in part:
            least[way] = part["minItems"]
        for name, one in part.get("properties", {}).items():
            inner = f"{way}/{name}".removeprefix("shareable/").removeprefix("/")
            needed.update({inner} if name in part.get("required", ()) else ())
            walk(one, "" if inner == "shareable" else inner)
        for one in (part.get("items"), part.get("additionalProperties")):
            walk(one, f"{way}/*")

    walk(schema(kind), "")
    return least, needed


@pytest.mark.parametrize(("kind", "above"), [("form", "forms/*/"), ("hub", ""), ("workflow", "workflows/*/")])
def test_every_place_of_a_rule_in_the_schemas_is_known(kind: str, above: str) -> None:
    root = schema(kind)
    found = {f"{above}{way}".removeprefix("shareable/") for way, name in ways(root, root) if name == "rule"}
    known = {way for way in RULES if way.startswith(above or ("scales/", "doors/", "kinds/"))}
    assert found == known


def test_every_id_that_a_hub_writes_is_a_reference_or_names_nothing_of_the_hub() -> None:
    root = schema("hub")
    found = {way.removeprefix("shareable/") for way, name in ways(root, root) if name in ("slug", "use")}
    left = {way for way in found if not way.endswith("/id") and way != "id"} - set(WAYS) - set(NOT_OURS)
    assert not left
    assert {way for way in NOT_OURS if way.endswith("{names}")} - {f"{way}/{{names}}" for way in KEYS} == {
        "local/pages/{names}",
        "glossary/{names}",
    }


def test_everything_that_rehearsal_looks_up_is_known_to_be_named_by_a_worked_example() -> None:
    told = {field: part for field, (part, _) in of_rehearsal._NAMES.items()}
    assert told.items() <= TOLD.items()
    expected = {look: part for look, (part, _) in of_rehearsal._EXPECTED.items()}
    assert expected.items() <= EXPECTED.items()


@pytest.mark.parametrize("way", sorted(RULES))
def test_a_rule_put_in_any_of_its_places_is_found_with_what_it_reads(way: str) -> None:
    tree: dict[str, Any] = {
        "doors": [{"id": "one", "form": {"id": "f"}, "strands": []}],
        "scales": [{"id": "one", "suggestions": [{"id": "one", "form": "f", "tier": "red", "because": {}}]}],
        "kinds": [{"id": "one", "proposals": [{"id": "one"}]}],
        "forms": {},
        "workflows": {},
        "scenarios": {},
    }
    rule = {"not": [{"is": [{"answer": ["q" if RULES[way] != "transition" else "tier"]}, "red"]}]}
    planted = _planted(tree, way.split("/"), rule)
    found = {one.thing for one in references(planted) if one.how == "rule"}
    wanted: set[tuple[str, ...]] = {("questions", "f", "q"), ("options", "f", "q", "red")}
    wanted = {("tiers", "red")} if RULES[way] == "transition" else wanted
    assert found == (set() if RULES[way] == "proposal" else wanted)


def _planted(tree: Any, way: list[str], rule: Any) -> Any:
    """A tree with a rule at a way: the first element of each list, made where there is none."""
    if not way:
        return rule
    step, *rest = way
    if step == "*":
        if isinstance(tree, list):
            first = tree[0] if tree else {} if rest[:1] in (["when"], ["rule"]) else {"id": "one"}
            return [_planted(first, rest, rule)]
        return {"f": _planted(tree.get("f", {}), rest, rule)}
    listed = rest[:1] == ["*"] and step not in ("forms", "workflows")
    return {**tree, step: _planted(tree.get(step, [] if listed else {}), rest, rule)}


def test_each_use_is_a_sentence_with_the_place_that_it_leads_to() -> None:
    tree = shipped_tree("starter")
    telling = Telling(tree)
    path = next(found for found in _questions(tree) if found[-1] == "reach" and found[1] == "child-referral")
    said = [one.sentence for one in telling.uses(path)]
    assert (
        'The question "What is the telephone number?" is shown when How can we reach you? includes By telephone.'
        in said
    )
    assert 'The form "Tell us about a child: for professionals" can be sent once it is dealt with.' in said
    assert any(one.endswith("answers it.") for one in said)
    red = [one.sentence for one in telling.uses(("scales", "rag", "tiers", "red"))]
    assert red == ['It is one of the tiers of the agenda of the meeting type "Daily meeting".']
    for one in telling.uses(path):
        assert at(tree, one.reference.spot) is not MISSING


def test_what_is_used_by_nothing_outside_itself_has_no_uses() -> None:
    tree = shipped_tree("starter")
    page = ("forms", "child-referral", "pages", tree["forms"]["child-referral"]["pages"][-1]["id"])
    assert all(one.spot[: len(page)] != page for one in uses_of(tree, page))


def test_a_place_goes_through_an_address_and_comes_back() -> None:
    tree = shipped_tree("starter")
    for one in references(tree):
        assert from_words(as_words(one.spot)) == one.spot
        assert at(tree, one.spot) is not MISSING
    assert from_words(".x~.99999999~") == (".x", ".99999999", "")
    assert at(tree, from_words(".1~.2~a")) is MISSING


def test_a_place_is_replaced_and_nothing_else() -> None:
    tree = {"a": [{"rule": 1}, {"rule": 2}], "b": {"c": "d"}}
    assert replaced(tree, ("a", 1, "rule"), 3) == {"a": [{"rule": 1}, {"rule": 3}], "b": {"c": "d"}}
    assert replaced(tree, ("a", 0), MISSING) == {"a": [{"rule": 2}], "b": {"c": "d"}}
    assert replaced(tree, ("a", 9), MISSING) == tree
    assert replaced(tree, ("b", "c"), MISSING)["b"] == {}
    assert replaced(tree, ("d", "e"), 1)["d"] == {"e": 1}
    assert replaced(tree, ("d", "e"), MISSING) == tree


def _questions(tree: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for spot, _ in places(("forms", "*", "pages", "*", "questions", "*"), tree):
        path = tuple(str(step) for step in spot)
        assert thing_at(path) == ("questions", path[1], path[-1])
        yield path
