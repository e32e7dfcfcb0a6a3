"""Who owns a case at this moment: somebody by name, or the hub's duty post of this hour until somebody is given it."""

from __future__ import annotations

from hubwright.web.components.parts import Words
from hubwright.web.language import say, text
from hubwright.web.visit import Visit


def owner(visit: Visit, name: str | None) -> Words:
    """Who owns a case.

    Args:
        visit: says who is on duty at this hour.
        name: of whoever was given it; empty where nobody was.
    """
    if name:
        return name
    when = "open" if visit.open else "closed"
    post = next((one.name for one in visit.hub.local.duty if one.when == when), None)
    return text(post) if post else say("Nobody yet")
