"""The agenda of a meeting with its papers, printed for one who is asked to come: theirs, and nobody else's."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from hubwright.domain.documents.document import Document
from hubwright.domain.documents.redacting import all_texts
from hubwright.jobs import turn
from hubwright.testing.stories import HEALTH, POLICE, SCREENER

from tests.web.conftest import ADULTS, Place, form_of
from tests.web.test_minutes import Meeting


class Press:
    """Keeps what it is given to print."""

    def __init__(self) -> None:
        self.given: list[Document] = []

    def pdf(self, document: Document) -> bytes:
        self.given.append(document)
        return b"%PDF-1.7"


@pytest.fixture
def meeting(place: Place) -> Meeting:
    return Meeting(place)


def asks(place: Place, client: Any, ref: str) -> Any:
    page = client.get(f"/oakfield/meetings/{ref}/pack")
    if page.status_code == 200:
        return client.post(f"/oakfield/meetings/{ref}/papers", data=form_of(page))
    token = form_of(client.get("/oakfield/preferences"))["csrf_token"]
    return client.post(f"/oakfield/meetings/{ref}/papers", data={"csrf_token": token, "deed": uuid4().hex})


def printed(place: Place, client: Any, ref: str) -> tuple[Document, str]:
    sent = asks(place, client, ref)
    assert sent.status_code == 302
    press, worker = Press(), place.hubwright.worker()
    object.__setattr__(worker, "printer", press)
    turn(worker)
    for printing in list(worker.printing.values()):
        printing.thread.join(20)
    turn(worker)
    (document,) = press.given
    return document, sent.location


def test_a_partner_gets_the_agenda_with_what_they_are_given_and_no_referrer(meeting: Meeting) -> None:
    client = meeting.place.client(POLICE)
    document, at = printed(meeting.place, client, meeting.ref)
    said = "\n".join(all_texts(document))
    assert (document.kind, document.reference, document.issued_to) == ("agenda_pack", meeting.ref, POLICE.name)
    assert meeting.case in said
    assert "Mia Example" in said
    assert "Jo Secret" not in said
    assert "jo@school.example" not in said
    taken = client.get(f"{at}/file")
    assert taken.data == b"%PDF-1.7"
    assert f"{meeting.ref}-agenda-pack.pdf" in taken.headers["Content-Disposition"]


def test_what_one_agency_said_is_not_in_the_papers_of_another(meeting: Meeting) -> None:
    from hubwright.domain.cases.commands import Return

    place = meeting.place
    place.does(POLICE, meeting.case, Return("q1", "shared", "Two calls in Quince Lane.", passing_on="hub_only"))
    of_health, _ = printed(place, place.client(HEALTH), meeting.ref)
    of_police, _ = printed(place, place.client(POLICE), meeting.ref)
    assert "Quince" not in "\n".join(all_texts(of_health))
    assert "Quince" in "\n".join(all_texts(of_police))


def test_whoever_is_not_asked_gets_none_and_nobody_takes_anothers(meeting: Meeting) -> None:
    place = meeting.place
    assert asks(place, place.client(ADULTS), meeting.ref).status_code in (302, 403, 404)
    assert asks(place, place.client(POLICE), "ZZZZZZZZ").status_code == 404
    _, at = printed(place, place.client(POLICE), meeting.ref)
    for other in (HEALTH, SCREENER):
        assert place.client(other).get(f"{at}/file").status_code == 404
