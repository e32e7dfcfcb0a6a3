"""Isolation: PostgreSQL itself keeps one hub's rows from another, whatever the application asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import Entry
from hubwright.storage.engines import open_postgresql, open_writer
from hubwright.storage.isolation import WrongRole, check_role
from hubwright.storage.store import SqlStore
from hubwright.storage.tables import TENANT
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import ProgrammingError

from tests.databases import KEEPER, OWNER, TEMPLATE, Cluster, Database
from tests.storage.conftest import ANN, NOW

Write = Callable[..., Sequence[Entry]]
postgresql = pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.storage)], indirect=True)


@pytest.fixture
def app(database: Database) -> Iterator[Engine]:
    """The application's own way in, with one pooled connection."""
    engine = open_postgresql(database.url)
    yield engine
    engine.dispose()


@pytest.fixture
def two_hubs(store: SqlStore, write: Write) -> SqlStore:
    for hub in ("bury", "merton"):
        write("contact:A", f"words of {hub}", hub=hub)
        store.note_read(hub, user="u", at=NOW, what="case", reference="A", purpose="duty")
        store.seal_heads(hub, NOW)
    return store


def test_each_hub_reads_its_own(two_hubs: SqlStore) -> None:
    for hub in ("bury", "merton"):
        with two_hubs.reading(hub) as reading:
            assert [entry.body["words"] for entry in reading.entries("contact:A")] == [f"words of {hub}"]
            assert reading.count("contact_row", scope=Everything()) == 1
            assert reading.count("read_log", scope=Everything()) == 1
            assert "hub_id" not in reading.rows("contact_row", scope=Everything())[0]


@postgresql
@pytest.mark.usefixtures("two_hubs")
def test_without_a_hub_there_are_no_rows(app: Engine) -> None:
    with app.connect() as connection:
        for name in TENANT:
            assert connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() == 0, name  # noqa: S608


@postgresql
@pytest.mark.usefixtures("two_hubs")
def test_with_a_hub_there_are_only_its_rows(app: Engine) -> None:
    with app.connect() as connection:
        connection.execute(select(func.set_config("app.hub_id", "bury", True)))
        assert connection.execute(text("SELECT DISTINCT hub_id FROM entry")).scalars().all() == ["bury"]
        assert connection.execute(text("DELETE FROM contact_row WHERE hub_id = 'merton'")).rowcount == 0


@postgresql
@pytest.mark.usefixtures("two_hubs")
def test_a_hub_does_not_leak_to_the_next_user_of_a_pooled_connection(app: Engine) -> None:
    with app.connect() as connection:
        first = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        connection.execute(select(func.set_config("app.hub_id", "bury", True)))
        connection.commit()
    with app.connect() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() == first
        assert connection.execute(text("SELECT count(*) FROM entry")).scalar_one() == 0
        assert connection.execute(text("SELECT current_setting('app.hub_id', true)")).scalar_one() == ""


@postgresql
def test_a_row_for_another_hub_is_refused(app: Engine) -> None:
    with app.connect() as connection:
        connection.execute(select(func.set_config("app.hub_id", "bury", True)))
        with pytest.raises(ProgrammingError, match="row-level security"):
            connection.execute(text("INSERT INTO hub_setting (hub_id, key, value) VALUES ('merton', 'k', '1')"))


@postgresql
@pytest.mark.usefixtures("two_hubs")
def test_even_the_owner_sees_one_hub_at_a_time(database: Database) -> None:
    engine = open_writer(database.owner_url)
    try:
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM entry")).scalar_one() == 0
    finally:
        engine.dispose()


@postgresql
@pytest.mark.usefixtures("two_hubs")
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET actor = 'x'",
        "DELETE FROM entry",
        "UPDATE entry_payload SET key_id = 'x'",
        "DELETE FROM hub_seal",
        "DELETE FROM read_log",
        "UPDATE deed SET at = now()",
        "DROP TABLE contact_row",
        "ALTER TABLE entry NO FORCE ROW LEVEL SECURITY",
    ],
)
def test_the_application_cannot_rewrite_history(app: Engine, change: str) -> None:
    with app.connect() as connection:
        connection.execute(select(func.set_config("app.hub_id", "bury", True)))
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            connection.execute(text(change))


def test_the_applications_role_may_serve(store: SqlStore) -> None:
    check_role(store.engines.write)


def refusal(cluster: Cluster, role: str, database: str = TEMPLATE) -> str:
    engine = open_postgresql(cluster.url(role, database))
    try:
        with pytest.raises(WrongRole) as refused:
            check_role(engine)
    finally:
        engine.dispose()
    return str(refused.value)


@pytest.mark.storage
def test_a_superuser_an_owner_and_a_bypasser_may_not_serve(cluster: Cluster) -> None:
    cluster.run("CREATE ROLE bypasser LOGIN BYPASSRLS")
    cluster.run(f"CREATE ROLE heir LOGIN IN ROLE {OWNER}")
    assert "It is a superuser." in refusal(cluster, KEEPER)
    assert "It owns the tables" in refusal(cluster, OWNER)
    assert "It owns the tables" in refusal(cluster, "heir")
    assert "BYPASSRLS" in refusal(cluster, "bypasser")
    assert "hubwright migrate" in refusal(cluster, "bypasser")


@postgresql
def test_a_table_without_its_forced_policy_is_named(database: Database) -> None:
    owner = open_writer(database.owner_url)
    app = open_postgresql(database.url)
    try:
        with owner.begin() as connection:
            connection.execute(text("ALTER TABLE outbox NO FORCE ROW LEVEL SECURITY"))
        with pytest.raises(WrongRole, match="not forced on outbox"):
            check_role(app)
    finally:
        owner.dispose()
        app.dispose()


def test_installation_work_sees_no_hub(two_hubs: SqlStore) -> None:
    with two_hubs.installation.work(ANN) as work, pytest.raises(LookupError):
        work.rows("contact_row")
    with two_hubs.work("bury", ANN, deed="d", now=NOW) as work, pytest.raises(LookupError):
        work.rows("installation_user", scope=Everything())
