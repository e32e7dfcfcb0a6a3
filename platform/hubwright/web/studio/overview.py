"""What the Studio's first page says of a draft: what was done to it lately, in sentences, and what can be done next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from hubwright.domain.definitions.drafting import tree_of
from hubwright.domain.definitions.edits import applied_all
from hubwright.domain.definitions.templates.sayings import sentences
from hubwright.domain.drafts import tree_now
from hubwright.web.language import mark, say
from hubwright.web.studio.desk import Desk

LATELY, SAID = 8, 3
"""How many changes are told, and how many sentences of each."""

WAYS = (
    ("studio.start", mark("Set up the hub"), mark("Twenty decisions, each with a sensible answer to begin with.")),
    ("studio.forms", mark("Build a form"), mark("Pages, questions and rules, with what a referrer sees beside them.")),
    ("studio.parts", mark("Change the hub"), mark("Ratings, clocks, agencies, checks, meetings, outcomes, letters.")),
    ("studio.access", mark("Ask who sees what"), mark("By the thing or by the person, and shown on an invented case.")),
    ("studio.workflows", mark("Change the stages"), mark("Where a case stands, and what leads from one to the next.")),
    ("studio.sharing", mark("Take from another hub, or share"), mark("Whole hubs, or one form, scale or letter.")),
    ("studio.publish", mark("Publish"), mark("What would change, whom it touches, and what each will experience.")),
)
"""The page, what it is for, and one sentence more."""


@dataclass(frozen=True, slots=True)
class Lately:
    """One change.

    Args:
        number: that undoing it names.
        said: what became different, in sentences; as many as are told.
        more: how many sentences are not told.
        mine: whoever looks made it, and may undo it.
    """

    number: int
    said: tuple[str, ...]
    more: int
    by: str
    at: datetime
    mine: bool


def ways(found: Desk) -> list[tuple[str, str, str]]:
    """Where to go on: address, words and a sentence."""
    return [(url_for(endpoint, hub=found.visit.hub.id), say(words), say(more)) for endpoint, words, more in WAYS]


def lately(found: Desk) -> list[Lately]:
    """The last changes that stand, the newest first."""
    return list(_told(found))[::-1]


def _told(found: Desk) -> Iterator[Lately]:
    state = found.state
    standing = state.standing_changes[-LATELY:]
    if not standing:
        return
    base = tree_of(found.whole.base, state.scenarios, state.taken)
    tree = tree_now(base, [one for one in state.changes if one.number < standing[0].number])
    shown = {one.number for one in standing}
    for one in state.changes:
        if one.number < standing[0].number:
            continue
        after = applied_all(tree, one.edits)
        if one.number in shown:
            said = sentences(dict(tree), dict(after), plugins=found.plugins)
            mine = one.by_user == found.visit.actor.id
            yield Lately(one.number, tuple(said[:SAID]), max(len(said) - SAID, 0), one.by, one.at, mine)
        tree = after
