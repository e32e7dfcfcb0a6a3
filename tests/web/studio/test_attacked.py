"""The Studio under attack: what nobody may do by a page, a file or a press of their own making."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hubwright.actions.drafting import act_on_draft
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.run_the_hub import end_a_seat, set_facts
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.definitions.edits import Set
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.drafts import Change
from hubwright.domain.errors import Refusal

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import ADMIN, COLLEAGUE, HUB, Studio, shipped
from tests.web.studio.test_start import press, shut, state, words

__all__ = ["shut"]


def code_of(act: Any) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_only_the_act_of_opening_opens_a_hub_and_closing_it_is_another(shut: Studio) -> None:
    ada = shut.begun()
    address = shut.address("opening")
    place = soup(shut.get(ada, "parts/local"))
    assert not place.select("[name=state]")
    # A press of one's own making, an edit of one's own making, a file, a fact of the day and the operator's folder.
    shut.send(ada, "parts/local", state="closed")
    path = ("local", "state")
    for made in (Set(path, "open", "closed"), Set(path, "open", MISSING)):
        edit = Change("save", (made,))
        refused = code_of(
            lambda edit=edit: act_on_draft(shut.hubwright.house, hub=HUB, actor=ADMIN, deed="forged", command=edit)
        )
        assert refused == "opened_by_publishing"
    document = shut.get(ada, "files/hub/json").get_json()
    document["local"]["state"] = "closed"
    assert shut.send(ada, "files", text=json.dumps(document)).status_code == 422
    house = shut.hubwright.house
    assert code_of(lambda: set_facts(house, hub=HUB, actor=ADMIN, deed="f", facts={"state": "open"})) == \
        "not_a_daily_fact"  # fmt: skip
    press(ada, address, "open", why="Everything else is done.")
    assert "This hub takes referrals." in words(ada.get(address))
    assert press(ada, address, "close", close=" ").status_code == 422
    assert press(ada, address, "close", close="The partnership ends.").status_code == 302
    shown = words(ada.get(address))
    assert "takes no more referrals" in shown
    assert "The partnership ends." in shown
    assert "has closed" in words(ada.get(f"/{HUB}/"))
    assert state(shut).setting.closed_by == "Ada Example"
    press(ada, address, "open", why="It goes on after all.")
    assert state(shut).setting.closed is None


def test_a_folder_closes_a_hub_and_does_not_open_it_again(studio: Studio) -> None:
    found = shipped(HUB).hubs[HUB]
    documents = documents_of(found)

    def publish(state: str) -> None:
        hub = {**documents["hub"], "local": {**documents["hub"]["local"], "state": state}, "note": state}
        publish_hub(
            studio.hubwright.house,
            hub=HUB,
            name="Starter",
            revision=f"{revision_of_all(found)}-{state}",
            documents={**documents, "hub": hub},
            note="from a folder",
            deed=f"folder-{state}",
        )

    publish("closed")
    assert code_of(lambda: publish("open")) == "opened_by_publishing"
    assert "has closed" in words(studio.client(ADMIN).get(f"/{HUB}/"))


def test_nobody_gives_themselves_sight_of_a_hub_that_is_at_work(studio: Studio) -> None:
    ada, ben = studio.begun(), studio.client(COLLEAGUE)
    roles = ["hub-administrator", *holding(studio, "audit.read")]
    assert studio.send(ada, "permissions/audit.read", roles=roles).status_code == 302
    shown = words(studio.get(ada, "publish"))
    assert "Hub administrator (Ada Example, Ben Example) may: read who has seen what." in shown
    assert "You would see more yourself by it." in shown
    forced = studio.send(ada, "publish", form=0, note="I want to see", act="publish")
    assert forced.status_code == 422
    assert "Two people publish this together" in words(forced)
    assert studio.send(ada, "publish", form=0, note="She covers the front door", act="plan").status_code == 302
    assert "somebody else publishes it" in words(studio.get(ben, "publish"))
    assert studio.send(ben, "publish", form=0, act="publish").status_code == 302
    # What was given by two is taken by one, and nobody takes it back for themselves alone.
    assert studio.send(ada, "").status_code == 302
    others = holding(studio, "audit.read")
    others.remove("hub-administrator")
    assert studio.send(ada, "permissions/audit.read", roles=others).status_code == 302
    assert studio.send(ada, "publish", form=0, note="She goes back", act="publish").status_code == 302
    back = studio.send(ada, "history/back", note="I want to see")
    assert back.status_code == 422
    assert "let yourself read who has seen what" in words(back)


def test_nobody_gives_themselves_a_seat_that_sees_more(studio: Studio) -> None:
    ada, house = studio.begun(), studio.hubwright.house
    with house.store.installation.work(OPERATOR) as work:
        work.put("installation_user", id=ADMIN.id, email="ada@hubs.example", name=ADMIN.name, created=studio.clock(),
                 disabled_at=None)  # fmt: skip
        work.commit()
    asked = {"name": "Ada Example", "email": "ada@hubs.example", "agency": "childrens-social-care"}
    refused = studio.send(ada, "members", **asked, roles=["social-worker"])
    assert refused.status_code == 422
    assert "Nobody gives themselves a membership" in words(refused)
    assert studio.send(ada, "members", **asked, roles=["hub-administrator"]).status_code == 302


def holding(studio: Studio, permission: str) -> list[str]:
    """The roles that hold a permission today."""
    with studio.hubwright.house.store.reading(HUB) as reading:
        return [one.id for one in reading.live()[1].roles if permission in one.permissions]


def test_an_address_of_ones_own_making_leads_nowhere(studio: Studio) -> None:
    ada = studio.begun()
    token = form_of(studio.get(ada, "parts/roles~partner"))
    for spot in ("roles~partner~id", "local~mailboxes~health", "local~duty~open~emails~.0", "local~areas~en", "hub~id",
                 "roles~__class__", "local~duty~.9", "taken", "forms~child-referral"):  # fmt: skip
        assert studio.get(ada, f"parts/{spot}").status_code == 404, spot
    forged = ada.post(studio.address("parts/roles~partner~id"), data={**token, "id": "hub-administrator"})
    assert forged.status_code == 404
    # One text, or one thing that is named, is a field that stands by itself.
    assert studio.get(ada, "parts/hub~name").status_code == 200
    assert studio.get(ada, "parts/doors~for-everybody~form").status_code == 200


@pytest.mark.soak
def test_a_long_form_comes_in_stays_easy_to_load_and_one_that_is_far_too_long_is_refused(studio: Studio) -> None:
    ada = studio.begun()
    form = studio.get(ada, "files/form~child-referral/json").get_json()

    def pages(number: int) -> list[dict[str, Any]]:
        return [
            {
                "id": f"p{at}",
                "title": {"en": f"Page {at}"},
                "questions": [
                    {"id": f"q{at}-{one}", "type": "short_text", "label": {"en": f"Which {one}?"}} for one in range(40)
                ],
            }
            for at in range(number)
        ]

    long = {**form, "id": "long", "name": {"en": "Long"}}
    assert studio.send(ada, "files", text=json.dumps({**long, "pages": pages(10)})).status_code == 302
    shown = ada.get(studio.address("forms/long?page=p7"))
    assert len(shown.data) < 400_000
    assert len(soup(shown).select("select[name=page]")) == 40
    move = next(one for one in soup(shown).select("main form") if one.select("input[name=id][value=q7-3]"))
    typed = {str(one["name"]): str(one["value"]) for one in move.select("input[name]")}
    answer = ada.post(studio.address("forms/long?page=p7"), data={**typed, "act": "up"})
    assert "page=p7" in answer.headers["Location"]
    refused = studio.send(ada, "files", text=json.dumps({**long, "id": "longer", "pages": pages(70)}))
    assert refused.status_code == 422
    assert "There are more than 60 entries." in words(refused)


def test_a_hub_has_two_trials_waiting_and_no_more(studio: Studio) -> None:
    ada = studio.begun()
    agency = shipped(HUB).hubs[HUB].hub.agencies[0].id
    asked = {"volume": "number", "per_month": "40", "months": "0.25", "runs": "2", f"fte-{agency}": "4"}
    for _ in range(2):
        assert studio.send(ada, "forecast", **asked).status_code == 302
    refused = studio.send(ada, "forecast", **asked)
    assert refused.status_code == 422
    assert "This hub has two trials waiting already." in words(refused)
    # What nobody tried for an hour is not in the way, nor is what needs no waiting.
    assert studio.send(ada, "rehearse").status_code == 302
    studio.clock.now += timedelta(hours=1, minutes=1)
    assert studio.send(studio.client(ADMIN), "forecast", **asked).status_code == 302


def test_a_time_that_no_calendar_has_is_told(studio: Studio) -> None:
    ada = studio.begun()
    studio.send(ada, "parts/hub", **{"name-en": "Another name"})
    for year, hour in (("9" * 17, "09:00"), ("0", "09:00"), ("²", "09:00"), ("2027", "24:00")):
        when = {"on-year": year, "on-month": "1", "on-day": "1", "hour": hour}
        assert studio.send(ada, "publish", form=0, act="plan_on", note="Later", **when).status_code == 422


def test_nobody_undoes_anothers_change_nor_does_a_deed_twice_nor_anything_once_their_seat_has_ended(
    studio: Studio,
) -> None:
    ada, ben = studio.begun(), studio.client(COLLEAGUE)
    typed = form_of(studio.get(ada, "parts/hub"))
    assert ada.post(studio.address("parts/hub"), data={**typed, "name-en": "One"}).status_code == 302
    token = form_of(studio.get(ben, "parts/hub"))
    for change in ("1", "2", "-1", "²", "9" * 30, ""):
        forged = {"csrf_token": token["csrf_token"], "deed": f"undo{change}", "change": change}
        assert ben.post(studio.address("undo"), data=forged).status_code == 422, change
    assert ada.post(studio.address("parts/hub"), data={**typed, "name-en": "One"}).status_code == 302
    assert ada.post(studio.address("parts/hub"), data={**typed, "name-en": "Two"}).status_code == 422
    assert (
        ben.post(studio.address("parts/hub"), data={**token, "deed": typed["deed"], "name-en": "B"}).status_code == 422
    )
    last = form_of(studio.get(ada, "parts/hub"))
    house = studio.hubwright.house
    end_a_seat(house, hub=HUB, actor=OPERATOR, deed="leaves", seat=f"seat-{ADMIN.id}", why="Has left")
    assert ada.post(studio.address("parts/hub"), data={**last, "name-en": "Three"}).status_code == 403
    assert form_of(studio.get(ben, "parts/hub"))["name-en"] == ["One"]
