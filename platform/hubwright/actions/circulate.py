"""Send a record or a copy by a link and a code, and let whoever has both read it as long as it stands.

The link goes in one way and the code is spoken, as for a question to an agency; what the link opens is on the record of
the case, and ends with its time, when somebody takes it back, and when a newer version holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.check_links import forget_tries, leads_to, of_token, put_link
from hubwright.actions.house import House, Seated, context_of
from hubwright.actions.outcome import Stale
from hubwright.domain.access import Reader
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import LINK as BY_LINK
from hubwright.domain.cases.entries import Actor, Entry
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.circulating import COPY, LINK, Circulate, NoteOpened, Sending, sendings_of
from hubwright.domain.cases.topics.recording import records_of
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents.document import Document
from hubwright.domain.documents.reading import document_of as read_back
from hubwright.domain.documents.recording import document_of
from hubwright.domain.errors import NotFound
from hubwright.domain.hubs import HUB_STREAM, hub_of, today
from hubwright.ports import Reading, Work
from hubwright.reference.provisions import provision_named


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent; `token` and `code` are shown once, where a link was made, and cannot be had again."""

    sending: str = ""
    token: str = ""
    code: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What a link leads to, and whether it opens it now."""

    case: str
    sending: Sending
    opens: bool


def send(
    house: House, *, hub: str, actor: Actor, deed: str, case: str, command: Circulate, drawn_from: int | None = None
) -> Sent | Stale:
    """Put on record that it goes out, and make the link where it goes by one: both or neither.

    Args:
        house, hub, actor, deed, case, drawn_from: as for every deed on a case.
        command: what goes, to whom and how.

    Raises:
        Refusal: it is not done yet.
        NotFound: there is no such case, or this actor may not know of it.
    """
    sent = Sent()

    def link(work: Work, recorded: Sequence[Entry]) -> None:
        # With the deed itself: a sending by link that has no link would look as if somebody could open it.
        nonlocal sent
        sending: str = next(one.body["sending"] for one in recorded if one.type == "case.circulated")
        way = put_link(house, work, case=case, thing=sending) if command.how == LINK else ("", "")
        sent = Sent(sending, *way)

    done = act_on_case(
        house, hub=hub, actor=actor, deed=deed, case=case, command=command, drawn_from=drawn_from, then=link
    )
    if isinstance(done, Stale):
        return done
    return Sent(repeated=True) if done.repeated else sent


def standing(house: House, reading: Reading, token: str) -> Standing | None:
    """What a link leads to, or None where it never led anywhere here."""
    found = of_token(reading, token)
    if found is None:
        return None
    state = case_of(reading.entries(f"case:{found[0]}"))
    sending = sendings_of(state).get(found[1]) if state is not None else None
    return Standing(found[0], sending, sending.opens(house.now())) if sending is not None else None


def open_sending(house: House, *, hub: str, token: str, code: str, deed: str) -> bool:
    """Whether a link and its code open what was sent; that they did is put on record.

    Args:
        token: from the address; code: as spoken.
        deed: id of this deed.
    """
    found = leads_to(house, hub=hub, token=token, code=code)
    if found is None:
        return False
    case, thing = found
    with house.store.work(hub, BY_LINK, deed=deed, now=house.now(), command=[case, thing, "opened"]) as work:
        if work.first_result() is not None:
            return True
        state = case_of(work.entries(f"case:{case}"))
        sending = sendings_of(state).get(thing) if state is not None else None
        if state is None or sending is None or not sending.opens(work.now):
            return False
        day = hub_of(work.entries(HUB_STREAM))
        revision, published = work.live()
        here = Seated(day, today(published, day), revision, Reader(user=BY_LINK.id, agency=None))
        context = context_of(house, work, here, revision=state.revision)
        work.append(decide(state, NoteOpened(thing), context), revision=state.revision)
        work.commit({})
    forget_tries(house, hub=hub, token=token)
    return True


def what_it_shows(state: CaseState, sending: Sending, hub: Hub, language: str) -> Document:
    """What was sent, as whoever it was sent to reads it: issued to them, in the version that was sent.

    Args:
        state: the case, whole.
        sending: of it.
        hub: the drawing that the case is pinned to.
        language: "en" or "cy", of a record; a copy is in the one it was made in.

    Raises:
        NotFound: its content was destroyed.
    """
    if sending.what == COPY:
        copy = copies_of(state).get(sending.of)
        if copy is None or copy.made is None:
            raise NotFound("There is no such copy.")
        return read_back(copy.made)
    record = records_of(state).get(sending.of)
    versions = [one for one in record.versions if one.number == sending.version] if record is not None else []
    if record is None or not versions:
        raise NotFound("There is no such record.")

    made = f"{sending.at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    return document_of(
        hub,
        record,
        versions[0],
        language=language,
        issued_to=sending.to,
        made=made,
        provision=provision_named(language),
    )
