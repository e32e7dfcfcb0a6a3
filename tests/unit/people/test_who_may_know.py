"""A person is in scope exactly when there is something of them to see, and no trace of them is found past a seal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hubwright.domain.access import LISTS, Reader, holds, person_view, scope
from hubwright.domain.cases.entries import Entry
from hubwright.domain.people.project import project_person
from hubwright.domain.people.stream import person_of
from hypothesis import given, settings
from hypothesis import strategies as st

NOW = datetime(2026, 6, 8, 9, 0, tzinfo=UTC)
STREET = {"kind": "uk", "lines": ["14 Zebrafinch Row"], "postcode": "ZZ99 3VZ", "protected": True}
CASES = ("OPEN0001", "SHUT0002")


def entries(*bodies: tuple[str, dict[str, Any]]) -> list[Entry]:
    return [
        Entry("person:P1", number, type, 1, body, NOW, NOW, NOW, "u-ann", "Ann Example", "care", "r1", f"d{number}")
        for number, (type, body) in enumerate(bodies, 1)
    ]


def fact(id: str, kind: str, parts: dict[str, Any], case: str = "") -> dict[str, Any]:
    return {"id": id, "kind": kind, "parts": parts, **({"case": case} if case else {})}


NAMED = st.sampled_from(["", *CASES]).map(lambda case: fact("k1", "name", {"use": "legal", "name": "Mia"}, case))
HOMES = st.sampled_from(["", *CASES]).map(lambda case: fact("k2", "address", {"address": STREET}, case))
PATHWAYS = st.sampled_from([["child"], ["adult"], ["child", "adult"]])
SEALS = st.sampled_from([[], [("person.sealed", {"keepers": ["u-keeper"], "why": "Adopted."})]])
GRANTS = st.dictionaries(
    st.sampled_from(["people.read", "case.read", "protected.read"]),
    st.sampled_from([frozenset(), frozenset({"child"}), frozenset({"adult"})]),
)
ENDS = st.sampled_from([None, NOW])


@settings(max_examples=150)
@given(NAMED, HOMES, PATHWAYS, SEALS, GRANTS, st.sampled_from(["u-keeper", "u-else"]), ENDS)
def test_a_row_is_in_scope_exactly_when_there_is_a_view(
    named: Any, home: Any, pathways: Any, seal: Any, grants: Any, user: str, ends: Any
) -> None:
    """The second case is not in any reader's scope: it stands for one that is restricted to others."""
    stream = entries(("person.begun", {"person": "P1", "pathways": pathways, "facts": [named, home]}), *seal)
    reader = Reader(user, "care", grants, ends=ends)
    strands = reader.pathways("case.read")
    open_rows = [{"case_ref": CASES[0], "pathway": one, "access": "open"} for one in ("child", "adult")]
    reads = strands is not None and reader.seated(NOW)
    cases = {CASES[0]} if reads else set()
    state = person_of(stream)
    assert state is not None
    view = person_view(state, cases, reader, NOW)
    rows = project_person(stream)
    for table in ("person_row", "name_posting", "person_trace"):
        for row in rows[table]:
            related = {"case_row": open_rows} if row["case_ref"] == CASES[0] else {}
            in_scope = holds(scope(reader, table, NOW), row, related)
            if table == "person_trace":
                seen = {id for id, one in view.known.items() if one.kind == "address"} if view else set()
                # A strand's own reader sees a protected trace only where the person stands in no other.
                assert not in_scope or (seen and row["pathway"] in view.pathways)
            elif in_scope:
                assert view is not None
                assert row["pathway"] in view.pathways
    ways = [row for row in rows["person_row"] if row["case_ref"] != CASES[1]]
    related = {"case_row": open_rows}
    known = any(holds(scope(reader, "person_row", NOW), row, related if row["case_ref"] else {}) for row in ways)
    assert known is (view is not None)


def test_what_a_shut_case_told_is_left_out_of_an_open_persons_record() -> None:
    stream = entries(
        (
            "person.begun",
            {
                "person": "P1",
                "pathways": ["child"],
                "facts": [
                    fact("k1", "name", {"use": "legal", "name": "Mia Example"}, CASES[0]),
                    fact("k2", "name", {"use": "alias", "name": "Pomegranate"}, CASES[1]),
                ],
                "mention": {"case": CASES[1], "subject": "p1", "pathways": ["child"], "answer": "same"},
            },
        )
    )
    state = person_of(stream)
    assert state is not None
    reader = Reader("u-else", "care", {"people.read": frozenset(), "case.read": frozenset()})
    view = person_view(state, {CASES[0]}, reader, NOW)
    assert view is not None
    assert set(view.known) == {"k1"}
    assert view.mentions == {}


def test_once_protected_every_address_and_number_is_kept_back() -> None:
    stream = entries(
        (
            "person.begun",
            {
                "person": "P1",
                "pathways": ["child"],
                "facts": [
                    fact("k1", "name", {"use": "legal", "name": "Mia Example"}),
                    fact("k2", "address", {"address": STREET}),
                    fact("k3", "address", {"address": {**STREET, "protected": False}}),
                    fact("k4", "contact", {"way": "telephone", "value": "01632 960987", "safe": "no"}),
                ],
            },
        )
    )
    state = person_of(stream)
    assert state is not None
    grants = {"people.read": frozenset[str](), "case.read": frozenset[str]()}
    plain = person_view(state, (), Reader("u", "care", grants), NOW)
    wide = person_view(state, (), Reader("u", "care", {**grants, "protected.read": frozenset()}), NOW)
    assert plain is not None
    assert wide is not None
    assert set(plain.known) == {"k1"}
    assert set(wide.known) == {"k1", "k2", "k3", "k4"}
    traces = project_person(stream)["person_trace"]
    within = scope(Reader("u", "care", grants), "person_trace", NOW)
    assert [row["trace"] for row in traces if holds(within, row, {})] == []
    assert len(traces) == 2


def test_only_columns_that_a_row_has_may_be_asked_about() -> None:
    stream = entries(
        (
            "person.begun",
            {
                "person": "P1",
                "pathways": ["child"],
                "facts": [
                    fact("k1", "name", {"use": "legal", "name": "Mia"}),
                    fact("k2", "address", {"address": STREET}),
                ],
                "mention": {"case": CASES[0], "subject": "p1", "pathways": ["child"], "answer": "same"},
            },
        )
    )
    rows = project_person(stream)
    for table in ("person_row", "name_posting", "person_trace", "person_mention"):
        assert rows[table]
        assert LISTS[table].columns <= set(rows[table][0])
