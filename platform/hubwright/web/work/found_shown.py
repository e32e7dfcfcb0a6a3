"""The question that comes back with a deed when something that leaves may have to be kept back."""

from __future__ import annotations

from hubwright.web.components import Field
from hubwright.web.language import say
from hubwright.web.work.asked import Values, Wrong, words


def found(values: Values, wrong: Wrong) -> list[Field]:
    """Why it goes out all the same; asked once something was found in it, and not before."""
    if "found" not in wrong and not values.get("found"):
        return []
    return [
        words(
            "found",
            say("Something in it may have to be kept back: why may it go out?"),
            values,
            wrong,
            rows=3,
            hint=say("Take it out if you can. What you write here is on the record, with what was found."),
        )
    ]
