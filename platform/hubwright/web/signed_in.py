"""Who has signed in: a user of the installation, whatever hubs they have seats in."""

from __future__ import annotations

from flask import session
from flask_login import UserMixin, login_user, logout_user

from hubwright.actions.accounts import Account, begin_visit, end_visit, visitor
from hubwright.wiring import Hubwright

VISIT = "visit"
"""Where a browser's session keeps the token of its sign-in."""


class Person(UserMixin):  # type: ignore[misc]
    """A signed-in user, as Flask-Login wants to see one.

    Args:
        who: the account.
    """

    def __init__(self, who: Account) -> None:
        self.id = who.id
        self.name = who.name


def load_person(hubwright: Hubwright, user: str) -> Person | None:
    """The user with this id, or None once their sign-in was ended: a leaver's next click is signed out, and so is
    a copy of the cookie of somebody who has signed out or chosen a new password."""
    visit = session.get(VISIT)
    who = visitor(hubwright.house, user=user, visit=visit) if isinstance(visit, str) else None
    return None if who is None else Person(who)


def let_in(hubwright: Hubwright, who: Account, *, display: bool = False) -> None:
    """Somebody has shown who they are: nothing that this browser held before stays. A `display` stays signed in."""
    let_out(hubwright)
    session[VISIT] = begin_visit(hubwright.house, user=who.id, display=display)
    login_user(Person(who))


def let_out(hubwright: Hubwright) -> None:
    """End the sign-in of this browser, and leave nothing of it there."""
    if isinstance(visit := session.get(VISIT), str):
        end_visit(hubwright.house, visit)
    logout_user()
    session.clear()
