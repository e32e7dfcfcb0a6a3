"""What comes back of a deed, on the platform's side of the line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.plugins import NotYet, of_json
from hubwright.ports.plugins import MadeDeed


def made_of(answer: Any) -> MadeDeed | NotYet:
    """What came back of a deed, as its type.

    Raises:
        Nonsense: it is neither.
    """
    if isinstance(answer, Mapping) and "steps" in answer:
        return of_json(MadeDeed, answer)
    return of_json(NotYet, answer)
