"""Scopes: SQL and `holds` agree on every row, on both databases; only open columns may be asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hubwright.domain.access.scope import After, All, Either, Everything, Not, Nothing, OneOf, Predicate, Related, holds
from hubwright.storage.store import SqlStore
from hubwright.storage.tables import projections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from tests.storage.conftest import NOW

REFERENCES = ["A", "B", "C"]
WORDS = ["", "police", "health", "x' OR '1'='1", "%", "é", "Police"]
words = st.sampled_from(WORDS)
days = st.integers(0, 3).map(lambda number: NOW + timedelta(days=number))
contacts = st.lists(
    st.fixed_dictionaries(
        {
            "contact_ref": st.sampled_from([f"k{number}" for number in range(6)]),
            "kind": words,
            "source": st.none() | words,
            "case_ref": st.none() | st.sampled_from(REFERENCES),
        }
    ),
    max_size=6,
    unique_by=lambda row: str(row["contact_ref"]),
)
checks = st.lists(
    st.fixed_dictionaries(
        {
            "case_ref": st.sampled_from(REFERENCES),
            "ask": st.sampled_from(["1", "2"]),
            "agency": words,
            "state": words,
            "due_at": st.none() | days,
        }
    ),
    max_size=6,
    unique_by=lambda row: (row["case_ref"], row["ask"]),
)
some = st.frozensets(words, max_size=3)


def nested(parts: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    both = st.lists(parts, max_size=3).map(tuple)
    return st.builds(All, both) | st.builds(Either, both) | st.builds(Not, parts)


plain: st.SearchStrategy[Predicate] = st.just(Everything()) | st.just(Nothing())
of_check = st.recursive(
    plain | st.builds(OneOf, st.sampled_from(["agency", "state"]), some) | st.builds(After, st.just("due_at"), days),
    lambda parts: nested(parts) | st.builds(Related, st.just("case_check"), parts),
    max_leaves=4,
)
of_contact = st.recursive(
    plain
    | st.builds(OneOf, st.sampled_from(["kind", "source", "contact_ref", "case_ref"]), some | st.just(frozenset("AB")))
    | st.builds(Related, st.just("case_check"), of_check),
    nested,
    max_leaves=5,
)


def fill(store: SqlStore, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    with store.engines.writing("bury") as connection:
        for table in (projections.contact_row, projections.case_check):
            connection.execute(delete(table))
            for row in rows[table.name]:
                connection.execute(table.insert().values(hub_id="bury", stream="case:A", **row))
        connection.commit()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scope=of_contact, contacts=contacts, checks=checks)
def test_the_database_lists_exactly_what_is_in_scope(
    store: SqlStore, scope: Predicate, contacts: list[dict[str, Any]], checks: list[dict[str, Any]]
) -> None:
    full_contacts = [{**row, "received": NOW, "verified": True} for row in contacts]
    full_checks = [
        {
            **row,
            "pathway": "child",
            "access": "open",
            "outdated": False,
            "late": False,
            "searched": "",
            "period": "",
            "asked_at": NOW,
        }
        for row in checks
    ]
    fill(store, {"contact_row": full_contacts, "case_check": full_checks})

    def related(row: Mapping[str, Any]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        return {"case_check": [check for check in checks if check["case_ref"] == row["case_ref"]]}

    expected = sorted(row["contact_ref"] for row in contacts if holds(scope, row, related(row)))
    with store.reading("bury") as reading:
        found = [row["contact_ref"] for row in reading.rows("contact_row", scope=scope, order=["contact_ref"])]
        assert found == expected
        assert reading.count("contact_row", scope=scope) == len(expected)
    with store.reading("merton") as reading:
        assert reading.rows("contact_row", scope=scope) == []


@pytest.fixture
def three(store: SqlStore) -> SqlStore:
    rows = [
        {"contact_ref": ref, "kind": kind, "source": source, "received": NOW + timedelta(days=days), "verified": True}
        for ref, kind, source, days in [("a", "k1", None, 0), ("b", "k1", "s", 1), ("c", "k2", "t", 2)]
    ]
    fill(store, {"contact_row": rows, "case_check": []})
    return store


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"kind": "k1"}, "ab"),
        ({"kind": ["k1", "k2"], "source": None}, "a"),
        ({"source": [None, "t"]}, "ac"),
        ({"source": []}, ""),
        ({"received<=": NOW + timedelta(days=1)}, "ab"),
        ({"received<": NOW + timedelta(days=1)}, "a"),
        ({"received>": NOW, "received<": NOW + timedelta(days=2)}, "b"),
        ({"received>=": NOW + timedelta(days=2)}, "c"),
        ({"verified": False}, ""),
        ({"kind": "k1' OR '1'='1"}, ""),
        ({"kind": "\x00\ud800"}, ""),
    ],
)
def test_rows_are_filtered(three: SqlStore, where: dict[str, Any], expected: str) -> None:
    with three.reading("bury") as reading:
        rows = reading.rows("contact_row", scope=Everything(), where=where)
        assert "".join(row["contact_ref"] for row in rows) == expected
        assert reading.count("contact_row", scope=Everything(), where=where) == len(expected)


@pytest.mark.parametrize(
    ("order", "expected"),
    [([], "abc"), (["-received"], "cba"), (["kind", "-received"], "bac"), (["source"], "bca"), (["-source"], "cba")],
)
def test_rows_are_sorted_with_the_empty_last_and_paged(three: SqlStore, order: list[str], expected: str) -> None:
    with three.reading("bury") as reading:
        pages = [
            reading.rows("contact_row", scope=Everything(), order=order, limit=2, offset=offset) for offset in (0, 2)
        ]
    assert "".join(row["contact_ref"] for page in pages for row in page) == expected


@pytest.mark.parametrize(
    ("table", "asked"),
    [
        ("contact_row", {"where": {"hub_id": "merton"}}),
        ("contact_row", {"where": {"no_such": 1}}),
        ("contact_row", {"where": {"kind; DROP TABLE entry": 1}}),
        ("contact_row", {"order": ["-no_such"]}),
        ("contact_row", {"scope": OneOf("hub_id", frozenset({"merton"}))}),
        ("contact_row", {"scope": OneOf("verified", frozenset({"true"}))}),
        ("contact_row", {"scope": After("kind", NOW)}),
        ("contact_row", {"scope": Not(OneOf("hub_id", frozenset({"merton"})))}),
        ("contact_row", {"scope": Related("entry", Everything())}),
        ("contact_row", {"scope": Related("hub_setting", Everything())}),
        ("outbox", {"where": {"payload": b"x"}}),
        ("draft", {"order": ["answers"]}),
        ("revision", {"where": {"documents": "x"}}),
        ("entry", {}),
        ("installation_user", {}),
    ],
)
def test_other_tables_and_columns_cannot_be_asked_about(store: SqlStore, table: str, asked: dict[str, Any]) -> None:
    with store.reading("bury") as reading, pytest.raises(LookupError):
        reading.rows(table, **{"scope": Everything(), **asked})
