"""A contact that somebody with a membership sent: it belongs to them and, where they let it, to their organisation.

So what a colleague sent is there for whoever follows them, and what is about a colleague can be kept to oneself.
"""

from __future__ import annotations

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.lift import CURRENT
from hubwright.domain.cases.state import ContactState
from hubwright.domain.errors import Refusal


def claim(contact: ContactState, *, shared: bool, context: Context) -> list[Fact]:
    """Say that a contact is one's own, and whether one's organisation may follow it. Said again, it changes the second.

    Args:
        contact: whose reference and code the actor has given, or which they have just sent.
        shared: others of the actor's organisation with that permission may follow it too.
        context: with the actor.

    Raises:
        Refusal: their membership is not for following what they sent.
    """
    context.require("referral.own")
    if context.actor.agency is None:
        raise Refusal(
            why="You are not here for an organisation.", do="Use your reference and code.", code="no_organisation"
        )
    body = {"user": context.actor.id, "agency": context.actor.agency, "shared": shared}
    return [
        Fact(
            stream=contact.stream,
            type="contact.claimed",
            version=CURRENT["contact.claimed"],
            body=body,
            happened=context.now,
            received=context.now,
        )
    ]
