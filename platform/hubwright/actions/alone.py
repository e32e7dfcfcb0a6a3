"""What nobody does alone: give themselves sight of people and cases in a hub that is at work (decision 0015)."""

from __future__ import annotations

from datetime import datetime

from hubwright.actions.house import Seated
from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.drafting import Tree
from hubwright.domain.definitions.gaining import HARMLESS, Gain, gained, gains_of
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import Seat
from hubwright.domain.hubs.opening import NOT_YET_OPEN
from hubwright.ports import Reading


def gains_alone(
    reading: Reading,
    here: Seated,
    *,
    before: Tree,
    after: Tree,
    user: str,
    now: datetime,
    plugins: Declared | None = None,
) -> tuple[Gain, ...]:
    """What a user's own roles would gain by a publishing, where there is something to see.

    Args:
        reading: of the hub.
        here: the hub's day.
        before, after: what `drafting.tree_of` gives.
        user: who publishes, or put it forward.
        now: UTC; the seats that hold then count.
        plugins: of this installation, for what their permissions are called.
    """
    roles = {role for seat in here.state.seats_of(user, now) for role in seat.roles}
    mine = gains_of(roles, gained(before, after, plugins=plugins))
    return mine if mine and _at_work(reading, here) else ()


def seats_another(reading: Reading, here: Seated, seat: Seat, user: str) -> None:
    """Stop whoever would give themselves a membership with which they see more.

    Raises:
        Refusal: they would.
    """
    if seat.user != user or not _at_work(reading, here):
        return
    coming = {one for role in here.hub.roles if role.id in seat.roles for one in role.permissions}
    if any(not here.reader.may(one) for one in coming - HARMLESS):
        raise Refusal(
            why="Nobody gives themselves a membership with which they see more.",
            do="Ask a colleague who gives memberships as well.",
            code="second_person",
        )


def _at_work(reading: Reading, here: Seated) -> bool:
    """Whether a hub is about real people: it was opened, or has a case from before it."""
    if here.state.training_of:
        return False
    return here.hub.local.state != NOT_YET_OPEN or bool(reading.rows("case_row", scope=Everything(), limit=1))
