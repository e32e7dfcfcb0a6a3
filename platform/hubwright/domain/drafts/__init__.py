"""Drafts of a hub: what several people change of its definitions before it is published.

Each draft has a stream of its own, `draft:<number>`; one at a time is open. It holds definitions and no case.
"""

from hubwright.domain.drafts.commands import Accept, Agree, Change, Command, Discard, HoldBack, Plan, Undo, Unplan
from hubwright.domain.drafts.decide import Drafting, decide, opened, published
from hubwright.domain.drafts.state import Accepted, DraftState, HeldBack, Made, Planned
from hubwright.domain.drafts.stream import CURRENT, STREAM, draft_of, project_draft, tree_now
from hubwright.domain.drafts.updating import MINE, THEIRS, Again, Clash, again, brought_up_to_date

__all__ = [
    "CURRENT",
    "MINE",
    "STREAM",
    "THEIRS",
    "Accept",
    "Accepted",
    "Again",
    "Agree",
    "Change",
    "Clash",
    "Command",
    "Discard",
    "DraftState",
    "Drafting",
    "HeldBack",
    "HoldBack",
    "Made",
    "Plan",
    "Planned",
    "Undo",
    "Unplan",
    "again",
    "brought_up_to_date",
    "decide",
    "draft_of",
    "opened",
    "project_draft",
    "published",
    "tree_now",
]
