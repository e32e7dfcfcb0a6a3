"""Whether a file that was made may still be taken: it lies for days, and what somebody may see is cut in a moment.

So what is kept of each file is told from what the same person would be given now. A document of a case is composed as
of when it was asked for: it differs only where they may see less. The papers of a meeting are those of today: papers
that have been overtaken are asked for again.
"""

from __future__ import annotations

from dataclasses import replace

from hubwright.actions.documents import Asked, Made, compose, digest_of
from hubwright.actions.house import House
from hubwright.actions.packs import compose_pack
from hubwright.actions.papers_sent import compose_received, compose_sent
from hubwright.domain.cases.entries import LINK as BY_LINK
from hubwright.domain.documents.agenda import KIND as PACK
from hubwright.domain.documents.composing import RECORD
from hubwright.domain.documents.document import Document


def composed_for(house: House, *, hub: str, asked: Asked) -> Made:
    """What somebody asked for, as it is composed for them now.

    Args:
        house: the ports.
        hub: id of the hub.
        asked: what, by whom.
    """
    if asked.user == BY_LINK.id:
        return compose_sent(house, hub=hub, asked=asked)
    if asked.wanted.kind == PACK:
        return compose_pack(house, hub=hub, asked=asked)
    made = compose(house, hub=hub, asked=asked)
    if made.why == "not_seen" and asked.wanted.kind == RECORD:
        # Whoever a record goes to need not read the case that it is on.
        return compose_received(house, hub=hub, asked=asked)
    return made


def told_by(document: Document) -> str:
    """The hash by which a made document is told from the same one made later; the hour of making is no part of it."""
    return digest_of(replace(document, made=""))


def taken_now(house: House, *, hub: str, asked: Asked) -> Made:
    """A document that lies ready: its content where it may be taken as it was made, or why it may not.

    Args:
        house: the ports.
        hub: id of the hub.
        asked: that is ready.
    """
    made = composed_for(house, hub=hub, asked=asked)
    if made.document is not None and told_by(made.document) != asked.digest:
        return Made(why="unclear" if asked.wanted.kind == PACK else "not_seen")
    return made
