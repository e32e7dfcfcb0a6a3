"""Settings: one frozen object, read once from the environment. Every mistake is told at once, no secret is shown."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, quote, urlsplit

PREFIX = "HUBWRIGHT_"
NAMES = (
    "HUBWRIGHT_DATABASE_URL",
    "HUBWRIGHT_DATABASE_OWNER_URL",
    "HUBWRIGHT_DATA",
    "HUBWRIGHT_SECRET_KEY",
    "HUBWRIGHT_MAIL_URL",
    "HUBWRIGHT_TEXT_URL",
    "HUBWRIGHT_BOUNCES",
    "HUBWRIGHT_BASE_URL",
    "HUBWRIGHT_SCANNER_URL",
)
SHORTEST_KEY = 32
_KEY_FILE = "secret-key"
_MAIL = ("smtp", "smtps", "smtp+starttls", "notify", "notify+http", "folder")
_TEXT = ("notify", "notify+http", "folder")

KeyPolicy = Literal["required", "made", "optional"]
"""Whether a missing secret key is a mistake, made and kept (for a demo), or does not matter (to a migration)."""


@dataclass(eq=False)
class SettingsRefused(Exception):
    """The environment does not say what Hubwright needs to know. Its text repeats no value.

    Args:
        problems: a sentence or two for each.
    """

    problems: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.problems)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation was told.

    Args:
        data: the folder for everything that is kept in files.
        database_url: `sqlite:///...` or `postgresql://...`, as the application signs in.
        database_owner_url: the same database as its owner, for migrations, backup and restore; "" on SQLite.
        secret_key: seals payloads and signs sessions; "" only where none is needed.
        mail_url: `smtp://`, `smtps://`, `smtp+starttls://`, `notify://` or `folder:/path`.
        text_url: how text messages leave: `notify://` or `folder:/path`.
        bounces: folder or Maildir in which messages that came back are found; None where nobody fills one.
        base_url: where people reach this installation; links in notices begin with it. No slash at the end.
        scanner_url: `clamd://host:port` or `clamd:/path/to/socket`; "" where no scanner looks into files.
    """

    data: Path
    database_url: str = field(repr=False)
    database_owner_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    mail_url: str = field(repr=False)
    base_url: str
    scanner_url: str = ""
    text_url: str = field(default="", repr=False)
    bounces: Path | None = None

    @property
    def migration_url(self) -> str:
        """The database as whoever may change its tables."""
        return self.database_owner_url or self.database_url


def read_settings(
    environment: Mapping[str, str],
    *,
    key: KeyPolicy = "required",
    entropy: Callable[[int], bytes] = secrets.token_bytes,
) -> Settings:
    """The settings that an environment holds. An empty value counts as none.

    Args:
        environment: names to values; names of others are left alone.
        key: what to do without HUBWRIGHT_SECRET_KEY and without a key kept in the data folder.
        entropy: so many bytes of chance, for a key to be made.

    Raises:
        SettingsRefused: with every problem.
    """
    given = {name: value.strip() for name, value in environment.items() if name.startswith(PREFIX) and value.strip()}
    problems = [_unknown(name) for name in sorted(given) if name not in NAMES]
    data = Path(given.get("HUBWRIGHT_DATA", "var")).expanduser().absolute()
    if data.exists() and not data.is_dir():
        problems.append("HUBWRIGHT_DATA is not a folder. Name a folder that Hubwright may write to.")
    settings = Settings(
        data=data,
        database_url=given.get("HUBWRIGHT_DATABASE_URL", f"sqlite:///{data / 'hubwright.sqlite'}"),
        database_owner_url=given.get("HUBWRIGHT_DATABASE_OWNER_URL", ""),
        secret_key="",
        mail_url=given.get("HUBWRIGHT_MAIL_URL", f"folder:{quote(str(data / 'mail'))}"),
        base_url=given.get("HUBWRIGHT_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
        scanner_url=given.get("HUBWRIGHT_SCANNER_URL", ""),
        text_url=given.get("HUBWRIGHT_TEXT_URL", f"folder:{quote(str(data / 'texts'))}"),
        bounces=_bounces(given),
    )
    problems += [*_database(settings), *_mail(settings.mail_url), *_base(settings.base_url)]
    problems += [*_scanner(settings.scanner_url), *_text(settings)]
    secret, trouble = _given_key(given, data)
    problems += trouble
    if not secret and not trouble and key == "required":
        problems.append(
            "HUBWRIGHT_SECRET_KEY is not set. Set it to at least 32 characters of chance, keep it as safe as the"
            " database, and never lose it: without it nothing that was written can be read."
        )
    if problems:
        raise SettingsRefused(tuple(problems))
    if not secret and key == "made":
        secret = _made_key(data, entropy)
    return replace(settings, secret_key=secret)


def make_data_folder(settings: Settings) -> None:
    """Make the data folder if it is not there yet, open to its owner alone."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)


def _unknown(name: str) -> str:
    near = get_close_matches(name.removeprefix(PREFIX), [known.removeprefix(PREFIX) for known in NAMES], n=1)
    instead = f"Did you mean {PREFIX}{near[0]}?" if near else f"There are {', '.join(NAMES)}."
    return f"{name} is not a setting of Hubwright. {instead}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # reading it is what checks it
    except ValueError:
        return None
    return parts


def _database(settings: Settings) -> list[str]:
    problems = []
    kind = _kind(settings.database_url)
    if kind is None:
        problems.append(
            "HUBWRIGHT_DATABASE_URL names no database that Hubwright knows. Write sqlite:///path/to/file or"
            " postgresql://role:password@host/database."
        )
    owner = settings.database_owner_url
    if owner and _kind(owner) != "postgresql":
        problems.append(
            "HUBWRIGHT_DATABASE_OWNER_URL is not a postgresql:// URL. Only PostgreSQL has an owner apart from the"
            " application; leave it out otherwise."
        )
    elif owner and kind == "sqlite":
        problems.append(
            "HUBWRIGHT_DATABASE_OWNER_URL is set and HUBWRIGHT_DATABASE_URL is a SQLite file. Set both to the same"
            " PostgreSQL database, or leave the owner out."
        )
    return problems


def _kind(url: str) -> str | None:
    parts = _split(url)
    if parts is None:
        return None
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1 and ":memory:" not in parts.path:
        return "sqlite"
    if parts.scheme in {"postgresql", "postgresql+psycopg"} and len(parts.path) > 1:
        return "postgresql"
    return None


def _mail(url: str) -> list[str]:
    parts = _split(url)
    if parts is not None and parts.scheme in _MAIL and (parts.netloc or parts.scheme == "folder"):
        return []
    return [
        (
            "HUBWRIGHT_MAIL_URL names no way to send. Write smtp://host, smtps://, smtp+starttls://,"
            " notify://host/?key=...&template=... or folder:/path."
        )
    ]


def _text(settings: Settings) -> list[str]:
    problems = []
    parts = _split(settings.text_url)
    if parts is None or parts.scheme not in _TEXT or not (parts.netloc or parts.scheme == "folder"):
        problems.append(
            "HUBWRIGHT_TEXT_URL names no way to send text messages. Write notify://host/?key=...&template=... or"
            " folder:/path."
        )
    if settings.bounces is not None and settings.bounces.exists() and not settings.bounces.is_dir():
        problems.append(
            "HUBWRIGHT_BOUNCES is not a folder. Name the one that your mail server puts returned messages in."
        )
    return problems


def _bounces(given: Mapping[str, str]) -> Path | None:
    named = given.get("HUBWRIGHT_BOUNCES", "")
    return Path(named).expanduser().absolute() if named else None


def _scanner(url: str) -> list[str]:
    parts = _split(url)
    if not url or (parts is not None and parts.scheme == "clamd" and bool(parts.hostname) != bool(parts.path[1:])):
        return []
    return ["HUBWRIGHT_SCANNER_URL names no scanner. Write clamd://host:3310 or clamd:/path/to/clamd.ctl."]


def _base(url: str) -> list[str]:
    parts = _split(url)
    plain = parts is not None and not (parts.path or parts.query or parts.fragment or parts.username)
    if parts is not None and plain and parts.scheme in {"http", "https"} and parts.hostname:
        return []
    return ["HUBWRIGHT_BASE_URL is not the address of a site. Write https://host, without a path."]


def _given_key(given: Mapping[str, str], data: Path) -> tuple[str, list[str]]:
    name, value = "HUBWRIGHT_SECRET_KEY", given.get("HUBWRIGHT_SECRET_KEY", "")
    kept = data / _KEY_FILE
    if not value and kept.is_file():
        name = f"The file {_KEY_FILE} in HUBWRIGHT_DATA"
        if kept.stat().st_mode & 0o077:
            return "", [f"{name} may be read by others than its owner. Run: chmod 600 on it."]
        value = kept.read_text(encoding="utf-8").strip()
        if not value:
            return "", [f"{name} is empty. Put the key back into it, or remove it if nothing was written yet."]
    if value and len(value) < SHORTEST_KEY:
        return "", [f"{name} is too short. It needs at least {SHORTEST_KEY} characters of chance."]
    return value, []


def _made_key(data: Path, entropy: Callable[[int], bytes]) -> str:
    """A fresh key, kept for the next start. Two that start at once end with the same one."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    mine = data / f".{_KEY_FILE}.{entropy(8).hex()}"
    with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(entropy(32).hex() + "\n")
    try:
        os.link(mine, data / _KEY_FILE)
    except FileExistsError:
        pass
    finally:
        mine.unlink()
    return (data / _KEY_FILE).read_text(encoding="utf-8").strip()
