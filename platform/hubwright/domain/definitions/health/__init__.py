"""The health of a draft: what is wrong or could be better, in a practitioner's words, and how it is mended."""

from __future__ import annotations

from hubwright.domain.definitions.health.finding import Finding, named_in
from hubwright.domain.definitions.health.mending import Mend, mends
from hubwright.domain.definitions.health.saying import Saying, said
from hubwright.domain.definitions.health.whole import looked_over

__all__ = ["Finding", "Mend", "Saying", "looked_over", "mends", "named_in", "said"]
