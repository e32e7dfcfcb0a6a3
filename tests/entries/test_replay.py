"""Entries of every version ever released still replay, and what cannot be read is said to be broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.audits import CURRENT as AUDITS
from hubwright.domain.audits import audit_of
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.lift import CURRENT as CASES
from hubwright.domain.cases.lift import lifted
from hubwright.domain.drafts import CURRENT as DRAFTS
from hubwright.domain.drafts import draft_of
from hubwright.domain.errors import Broken
from hubwright.domain.hubs import hub_of
from hubwright.domain.hubs.stream import CURRENT as HUBS
from hubwright.domain.incidents import CURRENT as INCIDENTS
from hubwright.domain.incidents import incident_of
from hubwright.domain.meetings import CURRENT as MEETINGS
from hubwright.domain.meetings import meeting_of
from hubwright.domain.people.stream import CURRENT as PEOPLE
from hubwright.domain.people.stream import person_of
from hubwright.domain.plugins import CURRENT as PLUGINS
from hubwright.domain.plugins import record_of
from hubwright.domain.projections import project
from hubwright.domain.reviews import CURRENT as REVIEWS
from hubwright.domain.reviews import review_of

HERE = Path(__file__).parent
CURRENT = {**CASES, **HUBS, **PEOPLE, **INCIDENTS, **REVIEWS, **MEETINGS, **AUDITS, **DRAFTS, **PLUGINS}
REPLAYS: dict[str, Callable[[list[Entry]], Any]] = {
    "case": case_of,
    "contact": contact_of,
    "hub": hub_of,
    "person": person_of,
    "incident": incident_of,
    "review": review_of,
    "audit": audit_of,
    "meeting": meeting_of,
    "draft": draft_of,
    "plugin": record_of,
}


def read(path: Path) -> Entry:
    parts = json.loads(path.read_text(encoding="utf-8"))
    for key in ("happened", "received", "recorded"):
        parts[key] = datetime.fromisoformat(parts[key])
    return Entry(**parts)


KEPT = {path.name: read(path) for path in sorted(HERE.glob("*.json"))}


def story_until(entry: Entry) -> list[Entry]:
    """The kept entries of the same stream that stand before this one, in their current version, and this one."""
    before = [
        one
        for one in KEPT.values()
        if one.stream == entry.stream and one.number < entry.number and one.version == CURRENT[one.type]
    ]
    return [*sorted(before, key=lambda one: one.number), entry]


@pytest.mark.parametrize("type", CURRENT)
def test_every_version_of_every_type_is_kept(type):
    wanted = {f"{type}.v{version}.json" for version in range(1, CURRENT[type] + 1)}
    assert wanted <= set(KEPT), f"Put a fictional {sorted(wanted - set(KEPT))} into tests/entries."


@pytest.mark.parametrize("name", KEPT)
def test_each_is_named_after_its_type_and_version(name):
    assert name == f"{KEPT[name].type}.v{KEPT[name].version}.json"


@pytest.mark.parametrize("name", KEPT)
def test_each_replays_within_its_story_and_leaves_its_mark(name):
    entry = KEPT[name]
    entries = story_until(entry)
    replay = REPLAYS[entry.type.partition(".")[0]]
    state = replay(entries)
    assert state != replay(entries[:-1])
    if not entry.type.startswith(("hub.", "review.")):
        assert state.head == entry.number
    assert project(entry.stream, entries)


def test_an_older_version_is_lifted_step_by_step():
    entry = replace(KEPT["case.noted.v1.json"], body={"words": "The nurse saw him."})

    def renamed(body):
        return {"text": body["words"]}

    def natured(body):
        return {**body, "nature": "fact"}

    lifts = {("case.noted", 1): renamed, ("case.noted", 2): natured}
    new = lifted(entry, current={"case.noted": 3}, lifts=lifts)
    assert (new.version, new.body) == (3, {"text": "The nurse saw him.", "nature": "fact"})
    assert lifted(replace(entry, version=2, body={"text": "x"}), current={"case.noted": 3}, lifts=lifts).body == {
        "text": "x",
        "nature": "fact",
    }


def test_an_entry_without_its_payload_is_lifted_without_being_read():
    entry = replace(KEPT["case.noted.v1.json"], body={}, destroyed="Retention, 2051-06-08")
    assert (
        lifted(entry, current={"case.noted": 3}, lifts={("case.noted", 1): dict, ("case.noted", 2): dict}).version == 3
    )


@pytest.mark.parametrize("version", [0, -1, 2, 99])
@pytest.mark.parametrize("name", KEPT)
def test_a_version_that_this_release_does_not_know_is_broken_and_nothing_else(name, version):
    entry = replace(KEPT[name], version=version)
    with pytest.raises(Broken) as broken:
        REPLAYS[entry.type.partition(".")[0]](story_until(entry))
    assert entry.stream in str(broken.value)


def test_a_missing_lift_is_broken_too():
    with pytest.raises(Broken):
        lifted(KEPT["case.noted.v1.json"], current={"case.noted": 3}, lifts={("case.noted", 2): dict})


@pytest.mark.parametrize("replay", REPLAYS.values())
def test_a_type_that_nobody_knows_is_broken(replay):
    with pytest.raises(Broken):
        replay([replace(KEPT["case.opened.v1.json"], type="case.forgotten")])


@pytest.mark.parametrize(
    ("replay", "names"),
    [
        (case_of, ["case.noted.v1.json"]),
        (case_of, ["case.opened.v1.json", "case.opened.v1.json"]),
        (case_of, ["case.opened.v1.json", "contact.told.v1.json"]),
        (contact_of, ["contact.told.v1.json"]),
        (contact_of, ["contact.received.v1.json", "contact.received.v1.json"]),
        (contact_of, ["contact.received.v1.json", "case.noted.v1.json"]),
    ],
)
def test_an_entry_that_does_not_belong_there_is_broken(replay, names):
    with pytest.raises(Broken):
        replay([KEPT[name] for name in names])


def test_nothing_kept_here_could_be_a_real_person():
    assert all("@" not in word or word.rstrip('",').endswith(".example") for word in _words())


def _words() -> list[str]:
    return [word for path in HERE.glob("*.json") for word in path.read_text(encoding="utf-8").split()]
