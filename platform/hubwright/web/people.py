"""Who has signed in: a user of the installation, whatever hubs they have seats in."""

from __future__ import annotations

from flask_login import UserMixin

from hubwright.actions.accounts import Account, account
from hubwright.wiring import Hubwright


class Person(UserMixin):  # type: ignore[misc]
    """A signed-in user, as Flask-Login wants to see one.

    Args:
        who: the account.
    """

    def __init__(self, who: Account) -> None:
        self.id = who.id
        self.name = who.name


def load_person(hubwright: Hubwright, user: str) -> Person | None:
    """The user with this id, or None once their sign-in was ended: a leaver's next click is signed out."""
    who = account(hubwright.house, user)
    return None if who is None else Person(who)
