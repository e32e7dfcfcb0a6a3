"""What deeds on redacted copies rest on beside the case: what is protected, and the reasons that hold today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics.redacting import Aids
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents.redacting import Wording
from hubwright.domain.protection.of_case import looking
from hubwright.domain.texts import Text
from hubwright.reference.withholding import grounds

_WITHHELD = Text("withheld", "wedi'i ddal yn ôl")
_NOTE = Text(
    "Parts of the original are not in this copy. It was made for whoever is named on it, and for nobody else.",
    "Nid yw rhannau o'r gwreiddiol yn y copi hwn. Fe'i gwnaed ar gyfer y person neu'r asiantaeth a enwir arno,"
    " ac nid i neb arall.",
)


def copy_aids(state: CaseState, contacts: Sequence[ContactState], hub: Hub, now: datetime) -> Aids:
    """What finds what is protected, which reason is usual for what, and how a copy says it.

    Args:
        state, contacts: the case and its contacts, whole.
        hub: the live drawing; its nation says which law holds.
        now: UTC.
    """
    return Aids(looking(state, contacts), usual_grounds(hub, now), wordings(hub, now))


def usual_grounds(hub: Hub, now: datetime) -> dict[str, str]:
    """Why something is proposed to the code of its usual reason."""
    holding = grounds(hub.local.nation, local(now).date())
    return {because: one.id for one in holding.values() for because in one.usual_for}


def wordings(hub: Hub, now: datetime) -> dict[str, Wording]:
    """Language to how a copy says that something is left out."""
    holding = grounds(hub.local.nation, local(now).date())
    return {
        language: Wording(
            withheld=_WITHHELD.said_in(language),
            reasons={code: one.said.get(language, one.said["en"]) for code, one in holding.items()},
            note=_NOTE.said_in(language),
        )
        for language in dict.fromkeys((*hub.languages, "en"))
    }
