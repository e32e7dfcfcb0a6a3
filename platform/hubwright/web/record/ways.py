"""The ways between the pages of one case's record."""

from __future__ import annotations

from flask import url_for

from hubwright.web.chrome import Link
from hubwright.web.components import SubNavigation
from hubwright.web.language import gettext, say
from hubwright.web.visit import Visit


def ways(visit: Visit, ref: str, current: str) -> SubNavigation:
    """The tabs of a case's record.

    Args:
        visit: whose; who may not read the read log is not offered it.
        ref: the case's reference.
        current: "chronology", "as_of" or "seen_by".
    """
    pages = [("chronology", say("In order of time")), ("as_of", say("As known at a time"))]
    if visit.reader.may("audit.read"):
        pages.append(("seen_by", say("Who has seen this")))
    links = [Link(said, url_for(f"record.{name}", hub=visit.hub.id, ref=ref), name == current) for name, said in pages]
    case = Link(say("The case"), url_for("work.case", hub=visit.hub.id, ref=ref))
    return SubNavigation((case, *links), gettext("Pages of the record"))
