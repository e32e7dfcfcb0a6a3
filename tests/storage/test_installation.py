"""The installation's tables: reached by a work of their own, counted and used up without races."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hubwright.domain.errors import Moved
from hubwright.storage.store import SqlStore

from tests.storage.conftest import ANN, NOW

USER = {"id": "u1", "email": "ann@example.test", "name": "Ann", "created": NOW, "disabled_at": None}


def test_a_row_is_put_changed_found_and_dropped(store: SqlStore) -> None:
    with store.installation.work(ANN) as work:
        work.put("installation_user", **USER)
        work.put("installation_user", id="u1", name="Ann Other")
        work.commit()
    with store.installation.reading() as work:
        assert work.one("installation_user", email="ann@example.test") == {**USER, "name": "Ann Other"}
        assert work.one("installation_user", email="nobody@example.test") is None
    with store.installation.work(ANN) as work:
        assert work.drop("installation_user", id="u1") == 1
    with store.installation.reading() as work:
        assert len(work.rows("installation_user", order=["email"])) == 1


def test_two_users_cannot_have_one_address(store: SqlStore) -> None:
    with store.installation.work(ANN) as work:
        work.put("installation_user", **USER)
        with pytest.raises(Moved):
            work.put("installation_user", **{**USER, "id": "u2"})


def test_a_secret_cannot_be_searched_for(store: SqlStore) -> None:
    with store.installation.work(ANN) as work, pytest.raises(LookupError):
        work.rows("installation_credential", where={"secret": "x"})


@pytest.mark.parametrize("table", ["entry", "case_row", "sqlite_master", "pg_roles"])
def test_no_other_table_is_reached(store: SqlStore, table: str) -> None:
    with store.installation.work(ANN) as work:
        with pytest.raises(LookupError):
            work.rows(table)
        with pytest.raises(LookupError):
            work.put(table, id="x")
        with pytest.raises(LookupError):
            work.drop(table, id="x")


def test_dropping_needs_to_be_told_what(store: SqlStore) -> None:
    with store.installation.work(ANN) as work, pytest.raises(LookupError):
        work.drop("installation_user")


def test_attempts_are_counted_within_their_window(store: SqlStore) -> None:
    window = timedelta(minutes=15)
    counts = []
    for minutes in (0, 1, 14, 16, 17):
        with store.installation.work(ANN) as work:
            counts.append(work.hit("sign-in:ann", now=NOW + timedelta(minutes=minutes), window=window))
            work.commit()
    assert counts == [1, 2, 3, 1, 2]


def test_a_token_is_used_once_in_time_and_for_its_purpose(store: SqlStore) -> None:
    with store.installation.work(ANN) as work:
        for digest in ("one", "two"):
            token = {"user_id": "u1", "purpose": "invite", "ends": NOW + timedelta(days=1), "used_at": None}
            work.put("installation_token", digest=digest, **token)
        work.commit()

    def spend(_: int) -> str | None:
        with store.installation.work(ANN) as work:
            user = work.spend_token("one", purpose="invite", now=NOW)
            work.commit()
            return user

    with ThreadPoolExecutor(3) as threads:
        assert sorted(map(str, threads.map(spend, range(3)))) == ["None", "None", "u1"]
    with store.installation.work(ANN) as work:
        assert work.spend_token("two", purpose="reset", now=NOW) is None
        assert work.spend_token("two", purpose="invite", now=NOW + timedelta(days=1)) is None
        assert work.spend_token("three", purpose="invite", now=NOW) is None


def test_what_no_longer_means_anything_is_swept_away(store: SqlStore) -> None:
    with store.installation.work(ANN) as work:
        for digest, days in (("long-over", -2), ("over", 0), ("holds", 1)):
            token = {"user_id": "u1", "purpose": "visit", "ends": NOW + timedelta(days=days), "used_at": None}
            work.put("installation_token", digest=digest, **token)
        for key, days in (("long-ago", -2), ("now", 0)):
            work.hit(key, now=NOW + timedelta(days=days), window=timedelta(minutes=15))
        assert work.sweep(before=NOW - timedelta(days=1)) == 2
        assert {row["digest"] for row in work.rows("installation_token")} == {"over", "holds"}
        assert {row["key"] for row in work.rows("installation_throttle")} == {"now"}
