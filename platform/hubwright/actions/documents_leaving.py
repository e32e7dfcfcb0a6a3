"""Which documents are looked through before somebody is given them, and what of a case they are looked through for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.letting_out import Going
from hubwright.domain.cases.topics.redacting import not_told
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents.composing import COPY, PAPER, Wanted
from hubwright.domain.documents.document import Document, written
from hubwright.domain.documents.leaving import Found, texts_by_place
from hubwright.domain.documents.occurring import stands_in
from hubwright.domain.documents.reading import strings
from hubwright.domain.documents.sections import FOR_OUTSIDE


def leaves(wanted: Wanted) -> bool:
    """Whether a document is for somebody outside: as whoever asked said, or as its kind always is.

    A copy was looked through when it was made, and somebody else than whoever made it checked it.
    """
    return wanted.kind in (*FOR_OUTSIDE, PAPER) or (wanted.outside and wanted.kind != COPY)


def going(document: Document, wanted: Wanted, id: str) -> Going:
    """A document as the last look sees it; what is decided about it holds for this one and for no later one.

    Args:
        document: as it would be printed.
        wanted: which one it is.
        id: of what was asked for.
    """
    to_referrer = wanted.kind == "referrer_letter"
    return Going(f"document:{id}", texts_by_place(document), wanted.to, to_referrer=to_referrer)


def kept_from(document: Document, wanted: Wanted, state: CaseState, hub: Hub) -> bool:
    """Whether a document says what must not become known to whoever it is for; no reason opens that.

    Args:
        document: as it would be printed.
        wanted: for whom.
        state: the case, whole.
        hub: the drawing that the case is pinned to.
    """
    agency = next((one.name.en for one in hub.agencies if one.id == wanted.to), "")
    names = {one for one in (wanted.issued_to.strip(), agency) if one}
    folded = {one.casefold() for one in names}
    subjects = [id for id, one in state.subjects.items() if one.name.strip().casefold() in folded]
    kept = [one.what for name in names for one in not_told(state, "", name)]
    kept += [one.what for id in subjects for one in not_told(state, id)]
    return any(stands_in(words, text) for words in kept for text in strings(written(document)))


def shown(found: Sequence[Mapping[str, str]]) -> tuple[Found, ...]:
    """What stops a document, for its page: where, as what, and the words."""
    each = (
        Found(one["place"].partition("\n")[0], one["what"], "" if one["what"] == "item" else one["words"])
        for one in found
    )
    return tuple(dict.fromkeys(each))
