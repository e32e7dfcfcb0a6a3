"""An open case moved to another revision of its hub: pinned by default, moved only by somebody who says so."""

from hubwright.domain.cases.topics.redrawing.proposing import Chosen, ClockMove, Proposal, TierMove, proposed
from hubwright.domain.cases.topics.redrawing.record import TOPIC, MoveToRevision, Redrawn, back_to, redrawn_of

__all__ = [
    "TOPIC",
    "Chosen",
    "ClockMove",
    "MoveToRevision",
    "Proposal",
    "Redrawn",
    "TierMove",
    "back_to",
    "proposed",
    "redrawn_of",
]
