"""Settings: read once, every mistake told at once, no secret shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.settings import NAMES, SettingsRefused, make_data_folder, read_settings

KEY = "k" * 32


def problems(environment: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsRefused) as refused:
        read_settings(environment)
    return refused.value.problems


def test_a_key_is_all_that_must_be_said(tmp_path: Path) -> None:
    settings = read_settings({"HUBWRIGHT_SECRET_KEY": KEY, "HUBWRIGHT_DATA": str(tmp_path), "PATH": "/bin"})
    assert settings.database_url == f"sqlite:///{tmp_path}/hubwright.sqlite"
    assert settings.migration_url == settings.database_url
    assert settings.mail_url == f"folder:{tmp_path}/mail"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.secret_key == KEY


def test_everything_may_be_said() -> None:
    values = {
        "HUBWRIGHT_DATABASE_URL": "postgresql://hub_app:p@db:5432/hubs",
        "HUBWRIGHT_DATABASE_OWNER_URL": "postgresql://hub_owner:p@db:5432/hubs",
        "HUBWRIGHT_DATA": "/srv/hubwright",
        "HUBWRIGHT_SECRET_KEY": KEY,
        "HUBWRIGHT_MAIL_URL": "smtp+starttls://user:p@mail.example.test:587",
        "HUBWRIGHT_BASE_URL": "https://mash.example.test/",
        "HUBWRIGHT_TEXT_URL": "notify://api.example.test/?key=k&template=t",
        "HUBWRIGHT_BOUNCES": "/srv/bounces",
        "HUBWRIGHT_SCANNER_URL": "clamd:/run/clamav/clamd.ctl",
    }
    assert set(values) == set(NAMES)
    settings = read_settings(values)
    assert settings.migration_url == values["HUBWRIGHT_DATABASE_OWNER_URL"]
    assert settings.base_url == "https://mash.example.test"
    assert settings.data == Path("/srv/hubwright")
    assert settings.bounces == Path("/srv/bounces")


def test_an_empty_value_counts_as_none() -> None:
    settings = read_settings({"HUBWRIGHT_SECRET_KEY": KEY, "HUBWRIGHT_DATABASE_URL": " ", "HUBWRIGHT_NO_SUCH": ""})
    assert settings.database_url.startswith("sqlite:///")


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    (problem,) = problems({"HUBWRIGHT_SECRET_KEY": KEY, "HUBWRIGHT_DATABSE_URL": "sqlite:////tmp/x"})
    assert problem == "HUBWRIGHT_DATABSE_URL is not a setting of Hubwright. Did you mean HUBWRIGHT_DATABASE_URL?"
    (problem,) = problems({"HUBWRIGHT_SECRET_KEY": KEY, "HUBWRIGHT_QQQ": "x"})
    assert all(name in problem for name in NAMES)


def test_every_problem_is_told_at_once_and_no_value_is_repeated(tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.write_text("x")
    values = {
        "HUBWRIGHT_DATA": str(file),
        "HUBWRIGHT_DATABASE_URL": "mysql://root:hunter2@db/hubs",
        "HUBWRIGHT_DATABASE_OWNER_URL": "mysql://root:hunter2@db/hubs",
        "HUBWRIGHT_SECRET_KEY": "hunter2",
        "HUBWRIGHT_MAIL_URL": "pigeon://hunter2@loft",
        "HUBWRIGHT_BASE_URL": "mash.example.test/hunter2",
        "HUBWRIGHT_COLOUR": "hunter2",
    }
    found = problems(values)
    assert len(found) == len(values)
    assert "hunter2" not in "".join(found)


def test_every_way_to_send_mail_is_named_to_whoever_wrote_none_of_them() -> None:
    (problem,) = problems({"HUBWRIGHT_SECRET_KEY": KEY, "HUBWRIGHT_MAIL_URL": "pigeon://loft"})
    ways = ("smtp://", "smtps://", "smtp+starttls://", "notify://", "folder:/")
    assert [way for way in ways if way not in problem] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "postgres://db/hubs"),
        ("DATABASE_URL", "postgresql://db"),
        ("DATABASE_URL", "postgresql://db:port/hubs"),
        ("DATABASE_URL", "http://[::1"),
        ("DATABASE_OWNER_URL", "postgresql://db/hubs"),
        ("MAIL_URL", "smtp:"),
        ("BASE_URL", "https://user@host"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "ftp://host"),
    ],
)
def test_what_cannot_work_is_refused(name: str, value: str) -> None:
    (problem,) = problems({"HUBWRIGHT_SECRET_KEY": KEY, f"HUBWRIGHT_{name}": value})
    assert f"HUBWRIGHT_{name}" in problem


def test_secrets_do_not_show() -> None:
    settings = read_settings(
        {
            "HUBWRIGHT_SECRET_KEY": KEY,
            "HUBWRIGHT_DATABASE_URL": "postgresql://a:hunter2@db/hubs",
            "HUBWRIGHT_MAIL_URL": "smtp://a:hunter2@mail",
        }
    )
    assert KEY not in repr(settings)
    assert "hunter2" not in repr(settings)


def test_a_missing_key_is_a_mistake_unless_it_may_be_made_or_is_not_needed(tmp_path: Path) -> None:
    environment = {"HUBWRIGHT_DATA": str(tmp_path / "new")}
    (problem,) = problems(environment)
    assert "HUBWRIGHT_SECRET_KEY is not set" in problem
    assert read_settings(environment, key="optional").secret_key == ""
    assert not (tmp_path / "new").exists()


def test_a_made_key_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    environment = {"HUBWRIGHT_DATA": str(tmp_path / "new")}
    made = read_settings(environment, key="made").secret_key
    kept = tmp_path / "new" / "secret-key"
    assert len(made) == 64
    assert kept.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert [path.name for path in kept.parent.iterdir()] == ["secret-key"]
    assert read_settings(environment, key="made").secret_key == made
    assert read_settings(environment).secret_key == made
    assert read_settings({**environment, "HUBWRIGHT_SECRET_KEY": KEY}).secret_key == KEY


@pytest.mark.parametrize(("text", "mode"), [("", 0o600), ("short", 0o600), ("k" * 40, 0o644)])
def test_a_kept_key_that_cannot_be_trusted_is_refused(tmp_path: Path, text: str, mode: int) -> None:
    kept = tmp_path / "secret-key"
    kept.write_text(text)
    kept.chmod(mode)
    with pytest.raises(SettingsRefused, match="secret-key"):
        read_settings({"HUBWRIGHT_DATA": str(tmp_path)}, key="made")
    assert kept.read_text() == text


def test_a_key_that_appears_meanwhile_wins(tmp_path: Path) -> None:
    def late(size: int) -> bytes:
        if size == 32:
            (tmp_path / "secret-key").write_text(KEY)
        return b"\0" * size

    assert read_settings({"HUBWRIGHT_DATA": str(tmp_path)}, key="made", entropy=late).secret_key == KEY


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    settings = read_settings({"HUBWRIGHT_DATA": str(tmp_path / "a" / "b")}, key="optional")
    make_data_folder(settings)
    make_data_folder(settings)
    assert settings.data.stat().st_mode & 0o777 == 0o700
