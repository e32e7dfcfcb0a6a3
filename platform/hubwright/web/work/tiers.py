"""A rating as it is shown: the hub's own word, shape and colour, and plain words for what is not rated yet."""

from __future__ import annotations

from hubwright.domain.definitions.hub import Hub
from hubwright.web.components import TierBadge
from hubwright.web.language import say, text


def badge(hub: Hub, scale: str | None, tier: str | None, *, unread: bool = False) -> TierBadge:
    """The badge of a rating.

    Args:
        hub: the definitions that the case is pinned to.
        scale, tier: ids, or None before the first rating.
        unread: nobody has read it yet.
    """
    if scale is None or tier is None:
        return TierBadge(say("Not read") if unread else say("Not rated"))
    drawn = next((one for one in hub.find("scales", scale).tiers if one.id == tier), None)
    if drawn is None:
        # Said under a drawing that the case was moved away from; what stands for it now stands on the case.
        return TierBadge(tier.replace("-", " ").replace("_", " ").capitalize())
    return TierBadge(text(drawn.label), drawn.colour, drawn.symbol)
