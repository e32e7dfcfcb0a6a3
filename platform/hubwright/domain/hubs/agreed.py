"""What the entries of the hub's stream leave on record of one agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class KeptAgreement:
    """What is on record of an agreement.

    Args:
        signed: agency to who signed for it, and on which day.
        next: the day on which it is looked at again, as the last review said, or None.
        ended: the day on which it ended, or None.
    """

    signed: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    next: date | None = None
    ended: date | None = None


def agreed(kept: KeptAgreement, body: Mapping[str, Any]) -> KeptAgreement:
    """An agreement after one more entry about it.

    Args:
        kept: what was on record.
        body: of a signature (it names an agency), a review (it names the next) or an end.
    """
    on = date.fromisoformat(body["on"])
    if "agency" in body:
        # A signature after the end begins it anew: what was signed before has lapsed.
        before = KeptAgreement() if kept.ended is not None else kept
        return replace(before, signed={**before.signed, body["agency"]: (body["by"], on)})
    return replace(kept, next=date.fromisoformat(body["next"])) if "next" in body else replace(kept, ended=on)
