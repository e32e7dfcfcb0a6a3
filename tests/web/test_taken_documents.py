"""A file that was made is taken only as long as whoever asked may still see all that stands in it."""

from __future__ import annotations

from hubwright.domain.cases.topics.restricting import Exclude
from hubwright.testing.stories import MANAGER, POLICE

from tests.web.conftest import Place
from tests.web.test_documents_of_meetings import printed
from tests.web.test_minutes import Meeting


def test_papers_with_a_case_that_is_shut_to_whoever_asked_are_not_taken_any_more(place: Place) -> None:
    meeting = Meeting(place)
    client = place.client(POLICE)
    document, at = printed(place, client, meeting.ref)
    assert meeting.case in str(document)
    assert client.get(f"{at}/file").status_code == 200
    place.does(MANAGER, meeting.case, Exclude(POLICE.id, POLICE.name, "They know the family."))
    assert client.get(f"{at}/file").status_code in (404, 410)
    page = client.get(at)
    assert page.status_code == 200
    assert "Mia Example" not in page.get_data(as_text=True)
