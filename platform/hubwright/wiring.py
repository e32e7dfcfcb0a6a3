"""Settings to Hubwright: the only room where ports meet their makers, and where time and chance come in."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hubwright.actions.accounts import hubs
from hubwright.actions.drafting import Check
from hubwright.actions.house import House
from hubwright.calendars import bank_holidays, calendars_of
from hubwright.documents.apart import ApartPrinter
from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.assemble import assemble
from hubwright.domain.definitions.hub import Hub, Letter
from hubwright.domain.errors import Broken
from hubwright.domain.projections import project
from hubwright.insight.apart import ApartTrier
from hubwright.jobs import Worker
from hubwright.notices import BounceFolder, CaseSystems, Merge, filled, key_of, mail_from_url, texts_from_url
from hubwright.plugging.held import HeldPlugins
from hubwright.plugging.installed import known
from hubwright.ports import Mail, Now
from hubwright.scanning import scanner_from_url
from hubwright.settings import Settings
from hubwright.storage import copies, migrate
from hubwright.storage.isolation import check_role
from hubwright.storage.sealing import KeySealer
from hubwright.storage.store import SqlStore

# Crockford's alphabet: no I, L, O or U, so that a reference survives being said aloud and written down.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_REFERENCE = 7
_CODE = 20
_GROUP = 5
_BACK = timedelta(days=400)
_AHEAD = timedelta(days=1100)


class RandomIds:
    """Fresh ids from the machine's own chance."""

    def reference(self) -> str:
        """A reference with its check character."""
        body = "".join(secrets.choice(_ALPHABET) for _ in range(_REFERENCE))
        return body + check_character(body)

    def code(self) -> str:
        """A hundred bits in four groups."""
        letters = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE))
        return "-".join(letters[start : start + _GROUP] for start in range(0, _CODE, _GROUP))

    def token(self) -> str:
        """192 bits."""
        return secrets.token_urlsafe(24)


def check_character(body: str) -> str:
    """The last character of a reference: a slip of one character, or two changed over, is noticed.

    Args:
        body: of the alphabet above.
    """
    # Weights that are odd have an inverse modulo 32, so that no single slip goes unnoticed.
    total = sum((2 * place + 1) * _ALPHABET.index(letter) for place, letter in enumerate(body))
    return _ALPHABET[total % len(_ALPHABET)]


def machine_now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Hubwright:
    """The platform, wired.

    Args:
        settings: as read from the environment.
        house: the ports, for deeds and views.
        store: the database, for the worker and the terminal.
        mail: how notices leave.
        demo: fictional people, sign-in by a button, nobody reads what is sent.
    """

    settings: Settings
    house: House
    store: SqlStore
    mail: Mail
    demo: bool = False
    session_key: bytes = field(default=b"", repr=False)

    def hubs(self) -> dict[str, str]:
        """The hubs served here: id to name."""
        return hubs(self.house)

    def worker(self, publishable: Check | None = None) -> Worker:
        """A worker for the background work of this installation.

        Args:
            publishable: looks at a draft of a hub whose time has come; without it none is published.
        """
        return Worker(
            house=self.house,
            outbox=self.store,
            mail=self.mail,
            texts=texts_from_url(self.settings.text_url, now=self.house.now) if self.settings.text_url else None,
            bounces=BounceFolder(self.settings.bounces) if self.settings.bounces else None,
            systems=CaseSystems(lambda hub: key_of(self.settings.secret_key, hub), self.house.now),
            printer=ApartPrinter(),
            trier=ApartTrier(),
            publishable=publishable,
            continuity=self.settings.data / "continuity",
            fill=fill,
            base_url=self.settings.base_url,
            scanner=scanner_from_url(self.settings.scanner_url),
            id=self.house.ids.token(),
        )

    def close(self) -> None:
        """Let go of the database, and of the plugins' processes."""
        if isinstance(self.house.plugins, HeldPlugins):
            self.house.plugins.close()
        self.store.close()


def open_hubwright(settings: Settings, *, now: Now = machine_now, demo: bool = False) -> Hubwright:
    """The platform on the database that the settings name.

    Args:
        settings: as read from the environment.
        now: the machine's clock; a test hands in its own.
        demo: serve fictional people.
    """
    store = SqlStore(settings.database_url, sealer=KeySealer(settings.secret_key), projector=project, drawing=drawn)
    return Hubwright(
        settings=settings,
        house=House(
            store=store,
            now=now,
            ids=RandomIds(),
            calendars=with_calendars,
            plugins=HeldPlugins(lambda: known()[0], installation=store.installation, now=now),
        ),
        store=store,
        mail=mail_from_url(settings.mail_url, now=now),
        demo=demo,
        session_key=session_key_of(settings.secret_key),
    )


def bring_up_to_date(settings: Settings) -> None:
    """Bring the database to the state that this version works with, as its owner."""
    migrate.upgrade(settings.migration_url, app_role=migrate.app_role_of(settings.database_url))


def copy_out(settings: Settings, path: Path, *, release: str, hub: str | None = None) -> copies.Copied:
    """Write a copy of the installation, or of one hub, to a file."""
    return copies.copy_to(settings.migration_url, path, made=machine_now(), release=release, hub=hub)


def copy_back(settings: Settings, path: Path, *, hub: str | None = None) -> copies.Copied:
    """Bring a copy back from a file."""
    return copies.bring_back(
        settings.migration_url, path, sealer=KeySealer(settings.secret_key), projector=project, hub=hub
    )


def check_database(hubwright: Hubwright) -> None:
    """Refuse to serve on a database that is behind, or under a role that sees too much.

    Raises:
        HubwrightError: why, and what to do.
    """
    migrate.check_migrated(hubwright.store.engines.write)
    check_role(hubwright.store.engines.write)


def session_key_of(secret: str) -> bytes:
    """The key that signs sessions, derived so that no key serves two purposes."""
    return hmac.new(secret.encode(), b"hubwright 1 sessions", hashlib.sha256).digest()


def drawn(documents: Mapping[str, Any]) -> Hub:
    """The hub of a revision's documents, as they were published.

    Raises:
        Broken: they no longer draw a hub, which published documents always did.
    """
    hub, problems = assemble(
        documents["hub"],
        forms={(one["id"], one["version"]): one for one in documents["forms"]},
        workflows={(one["id"], one["version"]): one for one in documents["workflows"]},
    )
    if problems:
        raise Broken("A published revision can no longer be drawn by this release.")
    return hub


def with_calendars(hub: Hub, closures: Mapping[date, str], around: date) -> Mapping[str, Calendar]:
    """A hub's calendars, bank holidays and closures included, for clocks that start near a day."""
    return calendars_of(hub, bank_holidays, closures, around - _BACK, around + _AHEAD)


def fill(
    letter: Letter, *, reference: str, link: str, hub: str, telephone: str, due: str, language: str
) -> tuple[str, str]:
    """Subject and body of a hub's letter, filled."""
    done = filled(letter, Merge(reference=reference, link=link, hub=hub, telephone=telephone, due=due), language)
    return done.subject, done.body
