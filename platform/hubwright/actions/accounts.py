"""Users of the installation: who they are, their password, tokens sent to them, and how often somebody tried."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hubwright.actions.house import House
from hubwright.domain.cases.entries import OPERATOR, Actor
from hubwright.domain.errors import Refusal

_PASSWORD = "password"  # noqa: S105 - the kind of a credential
_VISIT = "visit"
# Nobody works longer than this in one go; who does signs in once more.
_VISIT_LASTS = timedelta(hours=24)
_DISPLAY_LASTS = timedelta(days=90)
# Longer than any window in which attempts are counted.
_SWEPT_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Account:
    """A user who may sign in."""

    id: str
    name: str
    email: str


def account(house: House, user: str) -> Account | None:
    """The user with this id, or None when there is none or their sign-in was ended."""
    return _first(house, id=user)


def account_by_email(house: House, email: str) -> Account | None:
    """The user with this address, however its letters are written, or None."""
    return _first(house, email=email.strip().lower())


def _first(house: House, **where: str) -> Account | None:
    with house.store.installation.reading() as installation:
        return _account(installation.one("installation_user", **where))


def _account(row: Mapping[str, Any] | None) -> Account | None:
    if row is None or row["disabled_at"] is not None:
        return None
    return Account(id=row["id"], name=row["name"], email=row["email"])


def create_account(house: House, *, name: str, email: str, id: str | None = None) -> Account:
    """Add a user, or find the one with this address.

    Args:
        house: the ports.
        name: as shown on the record.
        email: any case; it is kept in small letters.
        id: instead of a fresh one; it counts only where the account is new.

    Raises:
        Refusal: the address is not one.
    """
    address = email.strip().lower()
    if address.count("@") != 1 or address.startswith("@") or address.endswith("@"):
        raise Refusal(why="That is not an e-mail address.", do="Write it as name@example.org.", code="bad_email")
    if (known := account_by_email(house, address)) is not None:
        return known
    made = Account(id=id or house.ids.reference(), name=name.strip(), email=address)
    with house.store.installation.work(OPERATOR) as installation:
        installation.put(
            "installation_user",
            id=made.id,
            email=made.email,
            name=made.name,
            created=house.now(),
            disabled_at=None,
        )
        installation.commit()
    return made


def disable_account(house: House, *, user: str) -> None:
    """Shut a user out at once, in every hub; their memberships stay, and `enable_account` lets them in again.

    Raises:
        Refusal: there is no such user, or they are shut out already.
    """
    _set_disabled(house, user, house.now())


def enable_account(house: House, *, user: str) -> None:
    """Let a user sign in again who was shut out. No visit of theirs from before holds: they sign in anew.

    Raises:
        Refusal: there is no such user, or they may sign in already.
    """
    _set_disabled(house, user, None)


def _set_disabled(house: House, user: str, at: datetime | None) -> None:
    with house.store.installation.work(OPERATOR) as installation:
        row = installation.one("installation_user", id=user)
        if row is None:
            raise Refusal(why="This installation has no such account.", do="Check the address.", code="no_account")
        if (row["disabled_at"] is None) == (at is None):
            raise Refusal(
                why="They may sign in already." if at is None else "They are shut out already.",
                do="Nothing more is to be done.",
                code="account_so",
            )
        installation.put("installation_user", id=user, disabled_at=at)
        # Whatever they held before, links to choose a password among it, opens nothing any more.
        installation.drop("installation_token", user_id=user)
        installation.commit()


def user_of(house: House, email: str) -> str | None:
    """The id of the user with this address, shut out or not, or None."""
    with house.store.installation.reading() as installation:
        row = installation.one("installation_user", email=email.strip().lower())
    return None if row is None else str(row["id"])


def password_hash(house: House, user: str) -> str | None:
    """The hash of a user's password, or None when they have not chosen one."""
    with house.store.installation.reading() as installation:
        row = installation.one("installation_credential", user_id=user, kind=_PASSWORD)
    return None if row is None else str(row["secret"])


def keep_password_hash(house: House, *, user: str, secret: str) -> None:
    """Keep the hash of a newly chosen password in place of the one before.

    Every sign-in that began under the old one ends, and no other link to choose a password holds any longer: whoever
    chooses a new one may do so because somebody else knows the old.
    """
    with house.store.installation.work(Actor(id=user)) as installation:
        installation.put("installation_credential", user_id=user, kind=_PASSWORD, secret=secret)
        installation.drop("installation_token", user_id=user)
        installation.commit()


def begin_visit(house: House, *, user: str, display: bool = False) -> str:
    """Somebody signed in: the token that their browser shows with each request, good until they sign out.

    Args:
        house: the ports.
        user: their id.
        display: it is a screen on a wall, where nobody sits who could sign in every morning.
    """
    return issue_token(house, user=user, purpose=_VISIT, lasts=_DISPLAY_LASTS if display else _VISIT_LASTS)


def visitor(house: House, *, user: str, visit: str) -> Account | None:
    """Who is here, or None: their sign-in was ended, by them or by others, or it is not theirs."""
    with house.store.installation.reading() as installation:
        row = installation.one("installation_token", digest=_digest(visit), purpose=_VISIT, user_id=user)
        if row is None or row["used_at"] is not None or row["ends"] <= house.now():
            return None
        return _account(installation.one("installation_user", id=user))


def end_visit(house: House, visit: str) -> None:
    """Signed out: the token opens nothing any more, whoever kept a copy of it."""
    spend_token(house, visit, purpose=_VISIT)


def attempts(house: House, key: str, *, window: timedelta) -> int:
    """Count an attempt, and say how many there were under this key within the window.

    Args:
        house: the ports.
        key: what is counted; it is kept as a digest, so that no address stands in the table.
        window: of time.
    """
    digest = hashlib.sha256(key.encode()).hexdigest()
    with house.store.installation.work(OPERATOR) as installation:
        count = installation.hit(digest, now=house.now(), window=window)
        installation.commit()
    return count


def forget_attempts(house: House, key: str) -> None:
    """Begin counting anew: the right password was given."""
    with house.store.installation.work(OPERATOR) as installation:
        installation.drop("installation_throttle", key=hashlib.sha256(key.encode()).hexdigest())
        installation.commit()


def issue_token(house: House, *, user: str, purpose: str, lasts: timedelta) -> str:
    """A token that its holder may use once; only its digest is kept.

    Args:
        house: the ports.
        user: id of whom it is for.
        purpose: what it may be used for, and nothing else.
        lasts: how long it holds.
    """
    token = house.ids.token()
    with house.store.installation.work(OPERATOR) as installation:
        installation.put(
            "installation_token",
            digest=_digest(token),
            user_id=user,
            purpose=purpose,
            ends=house.now() + lasts,
            used_at=None,
        )
        # Whoever signs in sweeps: of tokens and counts nothing stays for long that no longer means anything.
        installation.sweep(before=house.now() - _SWEPT_AFTER)
        installation.commit()
    return token


def token_holds(house: House, token: str, *, purpose: str) -> bool:
    """Whether a token may still be used; looking does not use it up, because mail scanners look."""
    with house.store.installation.reading() as installation:
        row = installation.one("installation_token", digest=_digest(token), purpose=purpose)
    return row is not None and row["used_at"] is None and row["ends"] > house.now()


def spend_token(house: House, token: str, *, purpose: str) -> str | None:
    """Use a token up: its user's id, or None when it no longer holds."""
    with house.store.installation.work(OPERATOR) as installation:
        user = installation.spend_token(_digest(token), purpose=purpose, now=house.now())
        installation.commit()
    return user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def hubs(house: House) -> dict[str, str]:
    """The hubs of this installation: id to name."""
    with house.store.installation.reading() as installation:
        return {row["id"]: row["name"] for row in installation.rows("installation_hub", order=("name",))}


def beat(house: House, *, worker: str) -> None:
    """A worker's sign of life."""
    with house.store.installation.work(OPERATOR) as installation:
        installation.put("installation_beat", worker=worker, at=house.now())
        installation.commit()


def last_beat(house: House) -> datetime | None:
    """When some worker last gave a sign of life, UTC."""
    with house.store.installation.reading() as installation:
        rows = installation.rows("installation_beat", order=("-at",), limit=1)
    return rows[0]["at"] if rows else None
