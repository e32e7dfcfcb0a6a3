"""Drafts: kept as typed, opened by their code alone, and gone when their days are over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import REFERRER
from hubwright.domain.errors import Broken
from hubwright.ports import Draft
from hubwright.storage.sealing import KeySealer
from hubwright.storage.store import SqlStore

from tests.storage.conftest import NOW, SECRET

CODE = "7K3Q-9M2X-0ABC-DEF1"
DRAFT = Draft(
    form=("child-referral", 1),
    revision="r1",
    door="school",
    answers={"who": {"state": "answered", "value": "Robin \x00 Exämple"}},
    created=NOW,
    saved=NOW,
    ends=NOW + timedelta(days=28),
    reply_to="teacher@example.test",
)


def keep(store: SqlStore, draft: Draft, hub: str = "bury", code: str = CODE) -> None:
    with store.work(hub, REFERRER, deed="", now=NOW) as work:
        work.keep_draft(code, draft)
        work.commit()


def test_a_draft_comes_back_under_its_code_however_it_was_typed(store: SqlStore) -> None:
    keep(store, DRAFT)
    with store.reading("bury") as reading:
        assert reading.draft(CODE) == DRAFT
        assert reading.draft("7k3q 9m2x oabc defi") == DRAFT
        assert reading.draft("7K3Q-9M2X-0ABC-DEF2") is None
        assert reading.draft("") is None
    with store.reading("merton") as reading:
        assert reading.draft(CODE) is None


def test_keeping_a_draft_again_replaces_it(store: SqlStore) -> None:
    keep(store, DRAFT)
    later = replace(DRAFT, answers={"who": {"state": "unknown"}}, saved=NOW + timedelta(minutes=1), reply_to=None)
    keep(store, later)
    with store.reading("bury") as reading:
        assert reading.draft(CODE) == later
        assert reading.count("draft", scope=Everything()) == 1


def test_one_code_in_two_hubs_is_two_drafts(store: SqlStore) -> None:
    keep(store, DRAFT)
    keep(store, replace(DRAFT, door="other"), hub="merton")
    with store.reading("bury") as reading:
        assert reading.draft(CODE) == DRAFT


def test_a_sent_draft_remembers_its_contact(store: SqlStore) -> None:
    keep(store, DRAFT)
    with store.work("bury", REFERRER, deed="", now=NOW) as work:
        work.put("draft", draft=KeySealer(SECRET).lookup_of(CODE), sent_contact="A")
        work.commit()
    with store.reading("bury") as reading:
        assert reading.draft(CODE) == replace(DRAFT, sent_contact="A")


def test_a_listed_draft_shows_whom_to_warn_but_no_answer(store: SqlStore) -> None:
    keep(store, DRAFT)
    with store.reading("bury") as reading:
        (row,) = reading.rows("draft", scope=Everything(), where={"ends<=": DRAFT.ends})
    assert row["reply_to"] == "teacher@example.test"
    assert "Robin" not in repr(row)


def test_neither_database_nor_secret_key_opens_a_draft_without_its_code(store: SqlStore) -> None:
    keep(store, DRAFT)
    with store.engines.reading("bury") as connection:
        (answers,) = connection.exec_driver_sql("SELECT answers FROM draft").scalars()
    assert b"Robin" not in answers
    for sealer, code in [(KeySealer(SECRET), "wrong"), (KeySealer("y" * 40), CODE)]:
        with pytest.raises(Broken):
            sealer.open_under_code(code, answers, b'["draft","bury","x"]')


def test_a_draft_put_under_another_code_does_not_open(store: SqlStore, tamper: Callable[..., int]) -> None:
    keep(store, DRAFT)
    other = KeySealer(SECRET).lookup_of("another code")
    tamper("UPDATE draft SET draft = :other", other=other)
    with store.reading("bury") as reading, pytest.raises(Broken):
        reading.draft("another code")


def test_a_draft_goes_when_its_days_are_over(store: SqlStore) -> None:
    keep(store, DRAFT)
    assert store.remove_ended_drafts("bury", DRAFT.ends - timedelta(seconds=1)) == 0
    assert store.remove_ended_drafts("merton", DRAFT.ends) == 0
    assert store.remove_ended_drafts("bury", DRAFT.ends) == 1
    with store.reading("bury") as reading:
        assert reading.draft(CODE) is None
