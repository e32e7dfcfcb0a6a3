"""What an earlier revision names has to stay."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hubwright.domain.definitions.retiring import kept_beside, still_named
from hubwright.domain.definitions.split import split


def told(earlier: list[dict[str, Any]], document: dict[str, Any]) -> list[str]:
    pinned = [split(one)[0] for one in earlier]
    return [problem.what for problem in still_named(pinned, split(document)[1], file="hub.json")]


def without_roles(document: dict[str, Any]) -> dict[str, Any]:
    changed = deepcopy(document)
    changed["shareable"]["roles"] = []
    return changed


def test_nothing_is_missed_while_every_role_is_kept(hub_document: dict[str, Any]) -> None:
    assert told([hub_document], hub_document) == []


def test_a_hub_without_an_earlier_revision_may_name_its_roles_as_it_likes(hub_document: dict[str, Any]) -> None:
    assert told([], without_roles(hub_document)) == []


def test_each_role_that_deciders_and_ladders_name_is_told_once(hub_document: dict[str, Any]) -> None:
    shareable = hub_document["shareable"]
    named = {role for decider in shareable["deciders"] for role in decider["roles"]}
    named |= {rung["role"] for ladder in shareable["ladders"] for rung in ladder["rungs"] if "role" in rung}
    found = told([hub_document, hub_document], without_roles(hub_document))
    assert len(found) == len(named) > 0
    for role in named:
        assert any(f'"{role}"' in what for what in found)


def test_a_role_that_was_only_misspelt_is_told_with_the_nearest(hub_document: dict[str, Any]) -> None:
    pinned, live = split(hub_document)
    live["shareable"] = {"roles": [{**role, "id": f"{role['id']}s"} for role in live["shareable"]["roles"]]}
    (problem,) = still_named([pinned], live, file="hub.json")
    assert (problem.code, problem.nearest) == ("still-named", "workers")


def test_an_agency_and_a_pathway_that_older_cases_are_worked_on_with_are_told(hub_document: dict[str, Any]) -> None:
    pinned, live = split(hub_document)
    coming = deepcopy(pinned)
    agency = coming["shareable"]["agencies"].pop()
    pathway = coming["shareable"]["pathways"].pop()
    found = still_named([pinned], live, file="hub.json", coming=coming)
    assert [(one.pointer, one.code) for one in found] == [
        ("/shareable/agencies", "still-named"),
        ("/shareable/pathways", "still-named"),
    ]
    assert f'"{agency["name"]["en"]}"' in found[0].what
    assert f'"{pathway["name"]["en"]}"' in found[1].what
    assert still_named([pinned], live, file="hub.json", coming=pinned) == []


def test_a_role_that_answers_challenges_is_kept(hub_document: dict[str, Any]) -> None:
    pinned, live = split(hub_document)
    pinned = deepcopy(pinned)
    pinned["shareable"]["challenge"] = {"levels": [{"id": "first", "roles": ["nobody-any-more"]}]}
    (problem,) = still_named([pinned], live, file="hub.json")
    assert "nobody-any-more" in problem.what


def test_whatever_earlier_revisions_name_is_kept_as_it_stood_last(hub_document: dict[str, Any]) -> None:
    bare = without_roles(hub_document)
    gone = bare["shareable"]["agencies"].pop()
    again = deepcopy(hub_document)
    again["shareable"]["agencies"][-1]["name"] = {"en": "Its newest name"}
    document, kept = kept_beside(bare, [hub_document, again])
    assert ("agencies", gone["id"]) in kept
    assert document["shareable"]["agencies"][-1]["name"] == {"en": "Its newest name"}
    assert told([hub_document, again], document) == []
    assert kept_beside(hub_document, [hub_document]) == (hub_document, [])
