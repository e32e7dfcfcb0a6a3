"""What a page says while a draft is being tried out, and why nothing came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hubwright.actions.trials import ASKED, FAILED, RUNNING, Trial
from hubwright.web.language import mark, say

_LONG = timedelta(minutes=1)

WHY: Mapping[str, tuple[str, str]] = {
    "too_long": (mark("It took too long."), mark("Look less far ahead, or repeat it less often.")),
    "too_big": (mark("It takes too much memory."), mark("Look less far ahead, or repeat it less often.")),
    "not_drawn": (mark("The draft cannot run as it stands."), mark("Mend what stands in its way, then ask again.")),
    "no_people": (
        mark("Nobody has said of any agency how many people it has."),
        mark("Say how many people there are, then ask again."),
    ),
    "broke_off": (mark("It broke off."), mark("Ask again; if it breaks off once more, tell whoever runs the system.")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """How far it is.

    Args:
        waits: something more will come of it: the page asks again.
        done, steps: how far; 0 of 0 before it has begun.
        slow: nothing has begun for so long that something may be amiss.
        why, do: where nothing came of it.
    """

    waits: bool
    begun: bool
    done: int
    steps: int
    slow: bool
    why: str = ""
    do: str = ""


def waiting(one: Trial, now: datetime) -> Waiting:
    """How far a trial is, in words.

    Args:
        one: what was asked for.
        now: UTC.
    """
    why, do = WHY.get(one.why, WHY["broke_off"]) if one.state == FAILED else ("", "")
    return Waiting(
        waits=one.state in (ASKED, RUNNING),
        begun=one.state == RUNNING,
        done=one.done,
        steps=one.steps,
        slow=one.state == ASKED and now - one.at > _LONG,
        why=say(why) if why else "",
        do=say(do) if do else "",
    )
