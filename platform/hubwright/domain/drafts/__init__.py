"""Drafts of a hub: what several people change of its definitions before it is published.

Each draft has a stream of its own, `draft:<number>`; one at a time is open. It holds definitions and no case.
"""

from hubwright.domain.drafts.commands import Accept, Change, Command, Discard, Plan, Undo, Unplan
from hubwright.domain.drafts.decide import Drafting, decide, opened, published
from hubwright.domain.drafts.state import Accepted, DraftState, Made, Planned
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
    "Change",
    "Clash",
    "Command",
    "Discard",
    "DraftState",
    "Drafting",
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
