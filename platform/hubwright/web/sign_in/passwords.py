"""Passwords: hashed with argon2id, compared slowly, tried only so often."""

from __future__ import annotations

from datetime import timedelta
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from hubwright.actions.accounts import (
    Account,
    account,
    account_by_email,
    attempts,
    forget_attempts,
    keep_password_hash,
    password_hash,
)
from hubwright.wiring import Hubwright

SHORTEST = 12
LONGEST = 200

# After so many wrong tries in a quarter of an hour nobody gets in by this e-mail address from where they were made, for
# the rest of it. From everywhere together there may be more: one stranger's tries must not shut a worker out.
TRIES = 8
TRIES_FROM_EVERYWHERE = 80
_WINDOW = timedelta(minutes=15)

_hasher = PasswordHasher()
# Each comparison takes 64 MiB: two at once, and the rest wait their turn.
_turns = BoundedSemaphore(2)
# Compared against when there is no such user, so that the time an answer takes tells nothing.
_NOBODY = _hasher.hash("nobody has this password")


def sign_in(hubwright: Hubwright, email: str, password: str, *, from_where: str) -> Account | None:
    """The account that this address and password belong to, or None; which of the two was wrong is not told.

    Args:
        hubwright: the platform.
        email, password: as typed.
        from_where: the network address that it comes from.
    """
    everywhere = f"sign-in:{email.strip().lower()}"
    here = f"{everywhere}:{from_where}"
    # What is stopped here no longer counts for everybody else.
    if attempts(hubwright.house, here, window=_WINDOW) > TRIES:
        return None
    if attempts(hubwright.house, everywhere, window=_WINDOW) > TRIES_FROM_EVERYWHERE:
        return None
    who = account_by_email(hubwright.house, email)
    secret = password_hash(hubwright.house, who.id) if who else None
    if not _right(secret or _NOBODY, password) or secret is None:
        return None
    forget_attempts(hubwright.house, here)
    return who


def unlocks(hubwright: Hubwright, user: str, password: str, *, from_where: str) -> bool:
    """Whether this is the signed-in person's password; in the demonstration, where nobody has one, anything unlocks."""
    if hubwright.demo:
        return True
    who = account(hubwright.house, user)
    return who is not None and sign_in(hubwright, who.email, password, from_where=from_where) is not None


def choose(hubwright: Hubwright, user: str, password: str) -> None:
    """Keep a new password."""
    with _turns:
        secret = _hasher.hash(password)
    keep_password_hash(hubwright.house, user=user, secret=secret)


def problem_with(password: str, again: str) -> tuple[str, str] | None:
    """What is wrong with a new password, as (field, message id), or None. Length is what makes a password strong."""
    if len(password) < SHORTEST:
        return "password", "short"
    if len(password) > LONGEST:
        return "password", "long"
    if password != again:
        return "again", "different"
    return None


def _right(secret: str, password: str) -> bool:
    with _turns:
        try:
            return _hasher.verify(secret, password[:LONGEST])
        except (VerifyMismatchError, InvalidHashError):
            return False
