"""Everything that is found in a draft: by the checks, by the thorough look, and by the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from hubwright.actions.drafting import Whole
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.health import looked_over
from hubwright.domain.definitions.health.whole import Meanings
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.hubs import HubState
from hubwright.loading.drafting import Drawn, drawn
from hubwright.reference import table
from hubwright.web.studio.dates import with_days


def looked_at(whole: Whole, tree: Mapping[str, Any], state: HubState, now: datetime, plugins: Declared) -> Drawn:
    """What can be drawn of a draft, and everything that was found in it.

    Args:
        whole: the draft.
        tree: its tree, or what it would be.
        state: the hub's own stream, replayed.
        now: UTC; it says which days are near, and who has a membership.
        plugins: of this installation.
    """
    look = drawn(tree, whole.base, published=whole.published, facts=whole.facts, plugins=plugins)
    seated = frozenset(seat.agency for seat in state.seats.values() if seat.holds(now))
    more = looked_over(tree, look.forms, look.workflows, look.hub, seated=seated, meanings=_meanings())
    return with_days(replace(look, findings=(*look.findings, *more)), state, local(now).date())


@cache
def _meanings() -> Meanings:
    return {row["id"]: (row["name"]["en"], frozenset(row["types"])) for row in table("meanings")}
