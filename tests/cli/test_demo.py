"""The demonstration: seeded once, through the real deeds, and never beside anything real."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hubwright.cli.demo import prepare
from hubwright.cli.opening import Said, opened
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import RETURN_KINDS
from hubwright.domain.cases.topics.recording.state import records_of
from hubwright.domain.meetings import meeting_of
from hubwright.loading.library import Library, load_library
from hubwright.settings import Settings, read_settings
from hubwright.wiring import Hubwright, open_hubwright

from tests.cli.conftest import REPOSITORY, Terminal

HUBS = {"bury", "merton", "hampshire"}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library([REPOSITORY])


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hubwright]:
    """A demonstration of all shipped hubs."""
    settings = settings_in(tmp_path_factory.mktemp("demo"))
    prepare(settings, fresh=False, folder=REPOSITORY)
    hubwright = open_hubwright(settings, demo=True)
    yield hubwright
    hubwright.close()


def settings_in(data: Path) -> Settings:
    return read_settings({"HUBWRIGHT_DATA": str(data)}, key="made")


def rows(hubwright: Hubwright, table: str) -> list[dict[str, object]]:
    found = []
    for hub in HUBS:
        with hubwright.house.store.reading(hub) as reading:
            found += [dict(row) for row in reading.rows(table, scope=Everything())]
    return found


def test_sixty_contacts_or_so_in_three_hubs(seeded: Hubwright) -> None:
    assert set(seeded.hubs()) == HUBS
    assert 55 <= len(rows(seeded, "contact_row")) <= 75


def test_every_state_is_there(seeded: Hubwright) -> None:
    cases, checks = rows(seeded, "case_row"), rows(seeded, "case_check")
    assert {case["standing"] for case in cases} == {"new", "working", "waiting", "deciding", "decided", "closed"}
    assert any(case["unread"] and not case["danger"] for case in cases)
    assert any(case["danger"] for case in cases)
    assert {check["answer"] for check in checks} == {*RETURN_KINDS, None}
    assert any(case["due_at"] and case["due_at"] < datetime.now(UTC) for case in cases)


def test_its_journal_is_real(seeded: Hubwright) -> None:
    for hub in HUBS:
        assert seeded.store.verify(hub) == []
        assert seeded.store.rebuild(hub) == []


def test_nothing_of_it_lies_in_the_future(seeded: Hubwright) -> None:
    now = datetime.now(UTC)
    assert all(case["updated"] <= now for case in rows(seeded, "case_row"))
    assert all(now - timedelta(days=60) < case["received"] for case in rows(seeded, "case_row"))


@pytest.mark.soak
def test_a_second_start_seeds_nothing_and_a_fresh_one_all(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    first = prepare(settings, fresh=False, folder=REPOSITORY)
    assert first > 50
    assert prepare(settings, fresh=False, folder=REPOSITORY) == 0
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "old.eml").write_text("x", "utf-8")
    (tmp_path / "mail" / "mine.txt").write_text("x", "utf-8")
    assert prepare(settings, fresh=True, folder=REPOSITORY) == first
    assert [path.name for path in (tmp_path / "mail").iterdir()] == ["mine.txt"]


@pytest.mark.soak
def test_a_seeding_that_was_cut_short_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hubwright.actions import seed_demo

    settings = settings_in(tmp_path)
    calls = []

    def killed(*_args: object, **_parts: object) -> None:
        calls.append(1)
        if len(calls) == 30:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(seed_demo._Seeding, "set_clock", killed)
        with pytest.raises(KeyboardInterrupt):
            prepare(settings, fresh=False, folder=REPOSITORY)
    assert prepare(settings, fresh=False, folder=REPOSITORY) > 50


def test_a_database_that_holds_anything_else_is_left_alone(terminal: Terminal) -> None:
    terminal.run("hub", "import", REPOSITORY / "tenant_configs" / "bury")
    settings = read_settings({"HUBWRIGHT_DATA": str(terminal.data), "HUBWRIGHT_SECRET_KEY": "k" * 40})
    for fresh in (False, True):
        with pytest.raises(Said, match="holds a hub that is no demonstration"):
            prepare(settings, fresh=fresh, folder=REPOSITORY)
    with opened(settings=settings) as hubwright:
        assert set(hubwright.hubs()) == {"bury"}


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("HUBWRIGHT_DATABASE_URL", "postgresql://app@127.0.0.1:1/hub", "PostgreSQL"),
        ("HUBWRIGHT_SECRET_KEY", "k" * 40, "HUBWRIGHT_SECRET_KEY is set"),
        ("HUBWRIGHT_MAIL_URL", "smtp://mail.example", "sends real messages"),
    ],
)
def test_production_settings_keep_the_demonstration_away(
    terminal: Terminal, setting: str, value: str, told: str
) -> None:
    terminal.unset("HUBWRIGHT_SECRET_KEY")
    terminal.set(**{setting: value})
    result = terminal.run("serve", "--demo")
    assert result.exit_code == 2
    assert told in result.output
    assert not terminal.data.exists()


def test_fresh_without_a_demonstration_is_refused(terminal: Terminal) -> None:
    assert terminal.run("serve", "--fresh").exit_code == 2


def test_everybody_in_it_is_made_up(library: Library) -> None:
    """Numbers nobody has: 01632 960xxx, e-mail that ends in .example, NHS numbers that begin with 999."""
    for hub, document in library.demos.items():
        for value in texts_of(document):
            if "@" in value:
                assert value.rpartition("@")[2].split()[0].endswith(".example"), hub
            if value.replace(" ", "").isdigit() and len(value.replace(" ", "")) >= 9:
                digits = value.replace(" ", "")
                assert digits.startswith(("01632960", "999")), hub


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)


def test_bury_has_a_discussion_that_was_held_and_a_meeting_that_comes(seeded: Hubwright) -> None:
    with seeded.house.store.reading("bury") as reading:
        rows = reading.rows("meeting_row", scope=Everything())
        meetings = {one["type"]: meeting_of(reading.entries(f"meeting:{one['meeting_ref']}")) for one in rows}
        held, comes = meetings["strategy"], meetings["daily-meeting"]
        assert held is not None
        assert comes is not None
        case = case_of(reading.entries(f"case:{held.matters['m1'].case}"))
    assert held.quorum["met"]
    assert held.people[held.chair].name != held.people[held.minute_taker].name
    assert comes.begun is None
    assert comes.order
    assert case is not None
    # Each child has an outcome of their own, one agency disagrees, and the record is sealed with what it lacks.
    assert [(one.subject, sorted(one.dissent)) for one in case.decisions] == [("p1", ["health"]), ("p2", [])]
    version = records_of(case)["r1"].latest
    assert (version.state, version.number, len(version.digest)) == ("sealed", 1, 64)
