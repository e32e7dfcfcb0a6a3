"""What a hub writes down when its own work goes wrong, as it draws it."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class IncidentKind:
    """A log of one kind of thing that goes wrong in the work itself.

    Args:
        stands_for: "near_miss" (nearly went wrong), "disclosure" (information reached somebody it should not have) or
            "barrier" (an agency or a rule stands in the way).
        clock: by when it must have been seen to, from when it was noticed; of a disclosure, by when the regulator is
            told or it is recorded why not.
        ladder: who is told before and after that time, where the clock names none.
        hint: what belongs here, in the hub's words.
    """

    id: str
    name: Text
    stands_for: str
    clock: str | None = None
    ladder: str | None = None
    hint: Text | None = None
