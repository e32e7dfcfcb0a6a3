"""What uses what in a draft: before something is renamed, moved or taken out, everything that reads it is known."""

from __future__ import annotations

from hubwright.domain.definitions.using.references import Reference, references, uses_of
from hubwright.domain.definitions.using.rules import RULES, Standing, form_read, purpose_of, rules_in
from hubwright.domain.definitions.using.saying import Telling, Use
from hubwright.domain.definitions.using.spots import Spot, as_words, at, from_words, path_of
from hubwright.domain.definitions.using.things import Thing, thing_at, things_in

__all__ = [
    "RULES",
    "Reference",
    "Spot",
    "Standing",
    "Telling",
    "Thing",
    "Use",
    "as_words",
    "at",
    "form_read",
    "from_words",
    "path_of",
    "purpose_of",
    "references",
    "rules_in",
    "thing_at",
    "things_in",
    "uses_of",
]
