"""From nothing to a hub and its first administrator, and what an operator is told when something is not right."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from hubwright.cli import COMMANDS
from hubwright.storage.verification import BrokenLink

from tests.cli.conftest import REPOSITORY, Terminal

BURY = REPOSITORY / "tenant_configs" / "bury"
WILTSHIRE = REPOSITORY / "tenant_configs" / "wiltshire"


def seated(terminal: Terminal, **changes: str) -> str:
    """Invite somebody to Bury; what was said."""
    options = {
        "hub": "bury",
        "email": "alex@example.org",
        "name": "Alex Example",
        "agency": "police",
        "role": "partner",
    }
    given = [part for name, value in (options | changes).items() for part in (f"--{name}", value)]
    result = terminal.run("seat", "invite", *given)
    return f"{result.exit_code} {result.output}"


def test_from_nothing_to_a_hub_and_its_first_administrator(terminal: Terminal) -> None:
    assert terminal.run("hub", "create", "bury", "--name", "Bury").exit_code == 0
    assert "bury is published" in terminal.run("hub", "import", BURY).output
    invited = seated(terminal, agency="childrens-services", role="hub-administrator")
    assert invited.startswith("0 Alex Example has a membership of bury.")
    assert "http://127.0.0.1:8000/bury/choose-password/" in invited
    assert terminal.run("journal", "verify").output == "bury: every chain and seal holds.\n"
    assert terminal.run("journal", "rebuild").output == "bury: every list follows from the journal.\n"


def test_a_hub_comes_out_as_it_went_in(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("hub", "import", BURY)
    assert terminal.run("hub", "export", "bury", tmp_path / "out").exit_code == 0
    written = list((tmp_path / "out").rglob("*.json"))
    assert len(written) > 2
    for path in written:
        assert path.read_bytes() == (REPOSITORY / path.relative_to(tmp_path / "out")).read_bytes()
    assert terminal.run("hub", "export", "bury", tmp_path / "out").exit_code == 0, "the same again is no harm"


def test_what_was_exported_can_be_imported_alone(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("hub", "import", BURY)
    terminal.run("hub", "export", "bury", tmp_path / "out")
    again = terminal.run("hub", "import", tmp_path / "out")
    assert again.output == "bury is published as it stands: nothing to do.\n"


def test_an_export_never_writes_over_something_else(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("hub", "import", BURY)
    other = tmp_path / "out" / "form_definitions" / "child-referral" / "v2.json"
    other.parent.mkdir(parents=True)
    other.write_text("{}", "utf-8")
    result = terminal.run("hub", "export", "bury", tmp_path / "out")
    assert result.exit_code == 1
    assert "nothing was written" in result.output
    assert other.read_text("utf-8") == "{}"
    assert not (tmp_path / "out" / "tenant_configs").exists()


def test_shared_documents_are_found_in_a_library(terminal: Terminal, tmp_path: Path) -> None:
    shutil.copytree(BURY, tmp_path / "alone")
    (tmp_path / "alone" / "demo.json").unlink()
    assert terminal.run("hub", "import", tmp_path / "alone").exit_code == 1
    assert terminal.run("hub", "import", tmp_path / "alone", "--library", REPOSITORY).exit_code == 0


def test_a_hub_with_problems_is_not_published_and_all_of_them_are_told(terminal: Terminal, tmp_path: Path) -> None:
    document = json.loads((BURY / "hub.json").read_text("utf-8"))
    document["shareable"]["kinds"][0]["first_look"] = "no-such-clock"
    document["shareable"]["doors"][0]["kind"] = "no-such-kind"
    (tmp_path / "hub.json").write_text(json.dumps(document), "utf-8")
    result = terminal.run("hub", "import", tmp_path, "--library", REPOSITORY)
    assert result.exit_code == 1
    assert "no-such-clock" in result.output
    assert "no-such-kind" in result.output
    assert "Nothing was published" in result.output
    assert "no hub with that id" in terminal.run("hub", "export", "bury", tmp_path / "out").output


def renamed(folder: Path) -> set[str]:
    """A copy of Wiltshire's own document in which the roles of deciders are called otherwise; what they were called."""
    text = (WILTSHIRE / "hub.json").read_text("utf-8")
    named = {role for decider in json.loads(text)["shareable"]["deciders"] for role in decider["roles"]}
    for role in named:
        text = text.replace(f'"{role}"', f'"new-{role}"')
    (folder / "hub.json").write_text(text, "utf-8")
    return named


def test_a_role_that_earlier_cases_name_cannot_vanish_and_each_is_told(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("hub", "import", WILTSHIRE)
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "1.txt").write_text("Subject: Kim Example\nCircumstances: Alone at night.\n")
    taken = terminal.run("contacts", "import", "wiltshire", reports, "--door", "missing-list")
    assert taken.exit_code == 0, taken.output
    named = renamed(tmp_path)
    result = terminal.run("hub", "import", tmp_path, "--library", REPOSITORY)
    assert result.exit_code == 1
    for role in named:
        assert f'The role "{role}" is gone' in result.output
    assert terminal.run("hub", "import", WILTSHIRE).output == "wiltshire is published as it stands: nothing to do.\n"


def test_a_role_that_somebody_holds_cannot_vanish_while_nothing_began(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("hub", "import", WILTSHIRE)
    role = sorted(renamed(tmp_path))[0]
    assert seated(terminal, hub="wiltshire", role=role).startswith("0 ")
    told = terminal.run("hub", "import", tmp_path, "--library", REPOSITORY).output
    assert "Alex Example has the role" in told
    assert "End the membership first" in told


def test_a_hub_may_be_published_again_with_more_roles(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("hub", "import", BURY)
    document = json.loads((BURY / "hub.json").read_text("utf-8"))
    document["shareable"]["roles"].append(document["shareable"]["roles"][0] | {"id": "one-more"})
    (tmp_path / "hub.json").write_text(json.dumps(document), "utf-8")
    assert "bury is published." in terminal.run("hub", "import", tmp_path, "--library", REPOSITORY).output


def test_an_empty_folder_holds_no_hub(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = terminal.run("hub", "import", tmp_path / "empty")
    assert (result.exit_code, "There is no hub in this folder" in result.output) == (2, True)


@pytest.mark.parametrize("id", ["Bury", "../etc", "", "a" * 61, "static"])
def test_what_is_no_id_is_refused(terminal: Terminal, id: str) -> None:
    result = terminal.run("hub", "create", id, "--name", "Bury")
    assert (result.exit_code, "Not done yet" in result.output) == (1, True)


def test_a_hub_is_created_once(terminal: Terminal) -> None:
    terminal.run("hub", "create", "bury", "--name", "Bury")
    assert "There is a hub with this id already" in terminal.run("hub", "create", "bury", "--name", "Bury").output


def test_an_invitation_that_does_not_fit_the_hub_is_refused(terminal: Terminal) -> None:
    assert seated(terminal).startswith("1 This installation has no hub with that id.")
    terminal.run("hub", "import", BURY)
    assert "no such agency or role" in seated(terminal, role="emperor")
    assert "That is not an e-mail address" in seated(terminal, email="alex")


def test_an_unpublished_hub_takes_no_members_and_says_so(terminal: Terminal) -> None:
    terminal.run("hub", "create", "bury", "--name", "Bury")
    assert seated(terminal).startswith("1 ")


def test_the_past_is_read_without_words_unless_a_purpose_is_given(terminal: Terminal) -> None:
    terminal.run("hub", "import", BURY)
    seated(terminal)
    heads = terminal.run("journal", "as-of", "bury", "hub", "2099-01-01T00:00").output
    assert "hub.published" in heads
    assert "Alex Example" not in heads
    told = terminal.run("journal", "as-of", "bury", "hub", "2099-01-01T00:00", "--purpose", "A complaint.").output
    assert "Alex Example" in told
    assert terminal.run("journal", "as-of", "bury", "hub", "2001-01-01").exit_code == 1
    assert terminal.run("journal", "as-of", "bury", "hub", "last Tuesday").exit_code == 2


def test_a_look_with_a_purpose_is_in_the_read_log(terminal: Terminal) -> None:
    terminal.run("hub", "import", BURY)
    terminal.run("journal", "as-of", "bury", "hub", "2099-01-01", "--purpose", "A complaint.")
    with sqlite3.connect(terminal.data / "hubwright.sqlite") as connection:
        lines = connection.execute("SELECT user_id, what, reference, purpose FROM read_log").fetchall()
    connection.close()
    assert lines == [("operator", "as-of", "hub", "A complaint.")]


def test_a_journal_that_was_changed_is_told_entry_by_entry(terminal: Terminal) -> None:
    terminal.run("hub", "import", BURY)
    connection = sqlite3.connect(terminal.data / "hubwright.sqlite")
    connection.execute("UPDATE entry SET actor = 'somebody else'")
    connection.commit()
    connection.close()
    result = terminal.run("journal", "verify")
    assert result.exit_code == 1
    assert BrokenLink("hub", 1, "Its header was changed.").what in result.output
    assert "WRONG  bury: the journal does not hold" in terminal.run("doctor").output


class TestDoctor:
    def test_it_says_what_is_missing_in_sentences(self, terminal: Terminal) -> None:
        first = terminal.run("doctor")
        assert first.exit_code == 1
        assert "The data folder is not there" in first.output
        terminal.run("migrate")
        second = terminal.run("doctor")
        assert second.exit_code == 1
        assert "There is no hub yet" in second.output
        assert "No background worker has ever run" in second.output

    def test_it_is_content_when_all_is_well(self, terminal: Terminal) -> None:
        from hubwright.cli.opening import opened
        from hubwright.jobs import turn

        terminal.run("hub", "import", BURY)
        with opened() as hubwright:
            turn(hubwright.worker())
        result = terminal.run("doctor")
        assert (result.exit_code, "WRONG" in result.output) == (0, False)

    def test_a_database_from_another_time_is_told(self, terminal: Terminal) -> None:
        terminal.run("migrate")
        connection = sqlite3.connect(terminal.data / "hubwright.sqlite")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
        connection.close()
        assert "this version of Hubwright needs" in terminal.run("doctor").output


class TestSettings:
    @pytest.mark.parametrize("command", [("serve",), ("worker",), ("doctor",), ("migrate",), ("journal", "verify")])
    def test_a_setting_that_there_is_not_is_refused_with_what_was_meant(
        self, terminal: Terminal, command: tuple[str, ...]
    ) -> None:
        terminal.set(HUBWRIGHT_DATABSE_URL="sqlite:///x")
        result = terminal.run(*command)
        assert result.exit_code == 2
        assert "Did you mean HUBWRIGHT_DATABASE_URL?" in result.output

    def test_serving_needs_a_key(self, terminal: Terminal) -> None:
        terminal.unset("HUBWRIGHT_SECRET_KEY")
        result = terminal.run("serve")
        assert (result.exit_code, "HUBWRIGHT_SECRET_KEY is not set" in result.output) == (2, True)

    def test_a_database_that_is_away_is_a_sentence_without_its_password(self, terminal: Terminal) -> None:
        terminal.set(HUBWRIGHT_DATABASE_URL="postgresql://app:s3cret@127.0.0.1:1/hub")
        for command in (("journal", "verify"), ("worker",), ("serve",)):
            result = terminal.run(*command)
            assert result.exit_code == 1
            assert "The database could not be used" in result.output
            assert "s3cret" not in result.output

    def test_migrating_postgresql_without_its_owner_names_the_setting(self, terminal: Terminal) -> None:
        terminal.set(HUBWRIGHT_DATABASE_URL="postgresql://app:s3cret@127.0.0.1:1/hub")
        result = terminal.run("migrate")
        assert (result.exit_code, "HUBWRIGHT_DATABASE_OWNER_URL is not set" in result.output) == (2, True)

    def test_a_file_that_is_no_database_is_a_sentence(self, terminal: Terminal, tmp_path: Path) -> None:
        (tmp_path / "text.sqlite").write_text("This is a letter and no database at all. " * 50, "utf-8")
        terminal.set(HUBWRIGHT_DATABASE_URL=f"sqlite:///{tmp_path / 'text.sqlite'}")
        result = terminal.run("journal", "verify")
        assert (result.exit_code, "The database could not be used" in result.output) == (1, True)


def test_every_command_is_there_and_explains_itself(terminal: Terminal) -> None:
    listed = terminal.run("--help").output
    for name in COMMANDS:
        assert f"  {name} " in listed
        shown = terminal.run(name, "--help")
        assert shown.exit_code == 0
        assert len(shown.output.splitlines()) > 3


def test_a_command_that_there_is_not_is_a_sentence(terminal: Terminal) -> None:
    result = terminal.run("conquer")
    assert (result.exit_code, "No such command" in result.output) == (2, True)
