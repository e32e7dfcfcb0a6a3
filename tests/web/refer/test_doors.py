"""Every door of every shipped hub leads to a form that can be walked and sent, in both languages."""

from __future__ import annotations

import pytest
from hubwright.actions.publish_hub import publish_hub
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.hub import Door
from hubwright.web.refer.places import address_of

from tests.web.conftest import form_of, soup
from tests.web.refer.conftest import Referrer, shipped

AREAS = ("bury", "hampshire", "kent", "merton", "westminster")
DOORS = [(area, door) for area in AREAS for door in shipped(area).hub.doors if door.who == "public"]


@pytest.mark.parametrize(("area", "door"), DOORS, ids=[f"{area}-{door.id}" for area, door in DOORS])
def test_a_door_leads_to_a_form_that_can_be_walked_and_sent(referrer: Referrer, area: str, door: Door) -> None:
    loaded = shipped(area)
    if area != "bury":
        publish_hub(
            referrer.hubwright.house,
            hub=area,
            name=area,
            revision=revision_of_all(loaded),
            documents=documents_of(loaded),
            note="Test.",
            deed=area,
        )
    client, base = referrer.client, f"/{area}/refer/{door.form[0]}"
    for language in loaded.hub.languages:
        client.get(f"/{area}/?language={language}")
        at = f"{base}?door={door.id}"
        page = client.post(at, data=form_of(client.get(at)), follow_redirects=True)
        assert page.status_code == 200
        for one in loaded.hub.forms[door.form].pages:
            url = f"{base}/{address_of(one.id)}"
            drawn = client.get(url, follow_redirects=True)
            ids = [tag["id"] for tag in soup(drawn).select("[id]")]
            assert len(ids) == len(set(ids)), url
            boxes = {"act": "back", **{name: value for name, value in form_of(drawn).items() if name != "act"}}
            assert client.post(url, data=boxes).status_code == 302, url
        check = f"{base}/check-your-answers"
        sent = client.post(check, data=form_of(client.get(check)), follow_redirects=True)
        assert soup(sent).select_one(".govuk-panel"), sent.text
        with client.session_transaction() as session:
            session.pop("drafts")
    with referrer.hubwright.store.reading(area) as reading:
        rows = reading.rows("contact_row", scope=Everything())
    assert [row["door"] for row in rows] == [door.id] * len(loaded.hub.languages)
