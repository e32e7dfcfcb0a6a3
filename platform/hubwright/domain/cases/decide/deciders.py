"""Who may decide a strand: posts, a qualification, and where a rating says so, others than the pathway's own."""

from __future__ import annotations

from typing import Protocol

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import strictest_tier
from hubwright.domain.cases.state import CaseState
from hubwright.domain.definitions.hub import Decider


class Post(Protocol):
    """What names who may do something: roles and, where the law or the hub asks for one, a qualification."""

    @property
    def roles(self) -> frozenset[str]:
        """Any one of these."""
        ...

    @property
    def qualification(self) -> str | None:
        """And this, or None."""
        ...


def decider_for(state: CaseState, pathway: str, context: Context) -> Decider:
    """Who decides this strand; a lower rating that waits for a second person takes it from nobody."""
    tier = strictest_tier(state, pathway, context)
    id = (tier.deciders.get(pathway) if tier else None) or context.hub.find("pathways", pathway).decider
    found: Decider = context.hub.find("deciders", id)
    return found


def fills(post: Post, context: Context) -> bool:
    """Whether the actor's seat is one that this decider, or level of a ladder, names."""
    actor = context.actor
    qualified = post.qualification is None or post.qualification in actor.qualifications
    return bool(post.roles & actor.roles) and qualified
