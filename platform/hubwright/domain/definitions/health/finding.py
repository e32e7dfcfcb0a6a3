"""One thing that is wrong with a draft or could be better: where it stands, and what it says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hubwright.domain.definitions.edits import Path

_NAMED = re.compile(r'"([^"]*)"|\'([a-z][a-z0-9-]*)\'')


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or could be better.

    Args:
        path: its place in the draft's tree.
        stops: it stands in the way of publishing.
        what, do: one sentence each, in a practitioner's words once `saying.said` has been there.
        code: as `Problem` and `Hint` have it.
        nearest: the nearest valid name, or None.
        names: what its first sentence named by id, in its order.
    """

    path: Path
    stops: bool
    what: str
    do: str
    code: str
    nearest: str | None = None
    names: tuple[str, ...] = ()


def named_in(sentence: str) -> tuple[str, ...]:
    """What a sentence of a check names in quotation marks."""
    return tuple(one or other for one, other in _NAMED.findall(sentence))
