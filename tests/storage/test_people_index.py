"""The index of people on both databases: what is found, within whose scope, and that it is made anew the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hubwright.domain.access.scope import Everything, OneOf, Predicate
from hubwright.domain.cases.entries import Fact
from hubwright.domain.people.project import project_person
from hubwright.domain.people.searching import like, tokens_of, wanted, words_of
from hubwright.storage.projections import Difference
from hubwright.storage.sealing import KeySealer
from hubwright.storage.store import SqlStore
from hubwright.storage.tables import DICTIONARY, PROJECTIONS
from sqlalchemy import select

from tests.databases import Database
from tests.storage.conftest import ANN, NOW, SECRET

NAMES = ("Zoë O'Brien", "Mohammed Al-Testi", "Catherine Fictional", "Mia Rose Example", "Ben Example", "Łukasz Próbny")


@pytest.fixture
def people(database: Database) -> Iterator[SqlStore]:
    store = SqlStore(
        database.url,
        sealer=KeySealer(SECRET),
        projector=lambda stream, entries: project_person(entries),
        drawing=lambda it: it,
    )
    yield store
    store.close()


def begun(ref: str, *names: str, pathway: str = "child") -> Fact:
    facts = [
        {"id": f"k{number}", "kind": "name", "parts": {"use": "legal", "name": name}}
        for number, name in enumerate(names, 1)
    ]
    body = {"person": ref, "pathways": [pathway], "facts": facts}
    return Fact(f"person:{ref}", "person.begun", 1, body, NOW, NOW)


def keep(store: SqlStore, *facts: Fact, hub: str = "bury") -> None:
    with store.work(hub, ANN, deed=f"{facts[0].stream}-{facts[0].type}", now=NOW) as work:
        for fact in facts:
            work.entries(fact.stream)
        work.append(facts, revision="r1")
        work.commit()


def filled(store: SqlStore) -> None:
    keep(store, *(begun(f"P{number}", name) for number, name in enumerate(NAMES)))


def found(store: SqlStore, typed: str, *, scope: Predicate | None = None, hub: str = "bury") -> list[str]:
    words = words_of(typed)
    with store.reading(hub) as reading:
        parts = reading.parts_like(tokens_of(words), [word for word in words if len(word) > 2])
        asked = wanted([like(word, parts) for word in words])
        rows = reading.named(asked, scope=scope or Everything(), limit=50)
    return sorted({row["shown"] for row in rows})


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zoe obrien", "Zoë O'Brien"),
        ("O'Brien Zoe", "Zoë O'Brien"),
        ("Zoe O Brien", "Zoë O'Brien"),
        ("Muhamed Testi", "Mohammed Al-Testi"),
        ("kathryn fictionel", "Catherine Fictional"),
        ("Cathrine", "Catherine Fictional"),
        ("exmaple mia", "Mia Rose Example"),
        ("Mia Exa", "Mia Rose Example"),
        ("M Example", "Mia Rose Example"),
        ("rose", "Mia Rose Example"),
        ("lukasz probny", "Łukasz Próbny"),
    ],
)
def test_a_name_is_found_misspelt_accented_reversed_or_in_part(people: SqlStore, typed: str, name: str) -> None:
    filled(people)
    assert name in found(people, typed)


def test_somebody_with_another_name_is_not_found(people: SqlStore) -> None:
    filled(people)
    assert found(people, "Benjamin Fictional") == []
    assert found(people, "Xanthippe") == []


def test_another_hub_finds_nobody(people: SqlStore) -> None:
    filled(people)
    assert found(people, "Mia Example", hub="merton") == []
    with people.reading("merton") as reading:
        assert reading.parts_like(tokens_of(["mia"]), ["mia"]) == []


def test_the_scope_holds_before_anything_is_found(people: SqlStore) -> None:
    keep(people, begun("P1", "Mia Example", pathway="child"), begun("P2", "Mia Example", pathway="adult"))
    adults = OneOf("pathway", frozenset({"adult"}))
    words = words_of("mia example")
    with people.reading("bury") as reading:
        asked = wanted([like(word, reading.parts_like(tokens_of(words), [])) for word in words])
        rows = reading.named(asked, scope=adults, limit=50)
    assert [row["person_ref"] for row in rows] == ["P2"]


def test_a_name_that_nobody_has_any_more_leaves_the_dictionary(people: SqlStore) -> None:
    keep(people, begun("P1", "Mia Example"), begun("P2", "Mia Fictional"))
    put_right = {
        "facts": [
            {
                "id": "k2",
                "kind": "name",
                "parts": {"use": "legal", "name": "Ada Fictional"},
                "replaces": "k1",
                "why": "x",
            }
        ]
    }
    keep(people, Fact("person:P2", "person.facts_recorded", 1, put_right, NOW, NOW))
    assert dictionary(people)["name_pair"] == {
        ("example", "mia", "mia example"),
        ("mia", "example", "mia example"),
        ("ada", "fictional", "ada fictional"),
        ("fictional", "ada", "ada fictional"),
    }
    parts = {row[1] for row in dictionary(people)["name_token"]}
    assert parts == {"mia", "example", "ada", "fictional"}


def test_a_destroyed_name_is_found_no_more(people: SqlStore) -> None:
    keep(people, begun("P1", "Mia Example"))
    with people.work("bury", ANN, deed="destroy", now=NOW) as work:
        work.destroy("person:P1", 1, under="Retention")
        work.commit()
    assert found(people, "Mia Example") == []
    assert dictionary(people) == {"name_pair": set(), "name_token": set()}


def test_a_rebuild_gives_the_same_rows_and_the_same_dictionary(people: SqlStore) -> None:
    filled(people)
    keep(people, begun("P1", "Mia Example"), hub="merton")
    before, rows = dictionary(people), everything(people)
    assert people.rebuild("bury") == []
    assert dictionary(people) == before
    assert everything(people) == rows
    assert found(people, "Mia Example", hub="merton") == ["Mia Example"]


def test_a_rebuild_says_what_was_wrong_with_the_dictionary_and_mends_it(people: SqlStore, tamper: Any) -> None:
    keep(people, begun("P1", "Mia Example"))
    before = dictionary(people)
    tamper(
        "DELETE FROM name_pair WHERE part = 'mia'",
        "INSERT INTO name_token (hub_id, token, part) VALUES ('bury', 'x', 'y')",
    )
    assert set(people.rebuild("bury")) == {
        Difference("name_token", ("x", "y"), "not from the journal"),
        Difference("name_pair", ("mia", "example", "mia example"), "missing"),
    }
    assert dictionary(people) == before


def dictionary(store: SqlStore, hub: str = "bury") -> Mapping[str, set[tuple[str, ...]]]:
    with store.engines.reading(hub) as connection:
        return {
            name: {tuple(row)[1:] for row in connection.execute(select(table).where(table.c.hub_id == hub))}
            for name, table in DICTIONARY.items()
        }


def everything(store: SqlStore, hub: str = "bury") -> Mapping[str, Sequence[Any]]:
    with store.reading(hub) as reading:
        return {name: reading.rows(name, scope=Everything()) for name in PROJECTIONS}
