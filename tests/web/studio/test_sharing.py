"""Merton takes Sandwell's template from the gallery, changes words and a clock, and takes the better version later."""

from __future__ import annotations

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hubwright.actions.drafting import act_on_draft, current, open_draft, publish_draft
from hubwright.actions.gallery import gallery
from hubwright.domain.cases.entries import OPERATOR, Actor
from hubwright.domain.definitions.edits import put
from hubwright.domain.drafts import Change
from hubwright.testing.platform import seat

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import ADMIN, HUB, Studio, publish_shipped, shipped

SANDY = Actor("u-sandy", "Sandy Example", "social-work", frozenset({"hub-administrator"}))
SANDWELL = "sandwell"


def words(answer: Any) -> str:
    return " ".join(soup(answer).text.split())


def send(client: Any, address: str, form: int = -1, **typed: Any) -> Any:
    shown = client.get(address)
    assert shown.status_code == 200, (address, shown.status_code)
    return client.post(address, data={**form_of(shown, form), **typed}, content_type="multipart/form-data")


@pytest.fixture
def sandwell(studio: Studio) -> Any:
    """Sandwell beside the starter hub, with an administrator who has begun a draft."""
    publish_shipped(studio.hubwright, SANDWELL)
    agency = shipped(SANDWELL).hubs[SANDWELL].hub.agencies[0].id
    seat(studio.hubwright, SANDWELL, Actor(SANDY.id, SANDY.name, agency, SANDY.roles))
    client = studio.client(SANDY)
    address = f"/{SANDWELL}/studio"
    assert client.post(address, data=form_of(client.get(address))).status_code == 302
    return client


def shares(client: Any, **typed: Any) -> Any:
    return send(client, f"/{SANDWELL}/studio/share", **{"name": "Sandwell way of working", **typed})


def republishes(studio: Studio, path: tuple[str, ...], value: Any) -> None:
    """Sandwell changes something and publishes it."""
    house = studio.hubwright.house
    open_draft(house, hub=SANDWELL, actor=OPERATOR, deed=f"open-{value}")
    with house.store.reading(SANDWELL) as reading:
        found = current(reading)
    assert found is not None
    done = act_on_draft(
        house, hub=SANDWELL, actor=OPERATOR, deed=f"c-{value}",
        command=Change("change", tuple(put(found.tree, path, value))),
    )  # fmt: skip
    publish_draft(
        house, hub=SANDWELL, actor=OPERATOR, deed=f"p-{value}", note="Better", seen=done.result["head"],
        check=lambda _: None,
    )  # fmt: skip
    open_draft(house, hub=SANDWELL, actor=OPERATOR, deed=f"again-{value}")


def tree(studio: Studio, hub: str = HUB) -> Any:
    with studio.hubwright.house.store.reading(hub) as reading:
        found = current(reading)
    assert found is not None
    return found.tree


def test_a_scale_is_shared_taken_changed_and_its_later_version_taken_with_one_question(
    studio: Studio, sandwell: Any
) -> None:
    scale = tree(studio, SANDWELL)["scales"][0]
    done = shares(sandwell, what="parts", chosen=[f"scale:{scale['id']}"])
    assert done.status_code == 302, words(done)
    ada = studio.begun()
    assert "Sandwell way of working" in words(studio.get(ada, "sharing"))
    content = gallery(studio.hubwright.house)[0].about["content"]
    link = soup(studio.get(ada, f"sharing/{content}")).find("a", string="Take it")
    assert link is not None
    assert send(ada, str(link["href"])).status_code == 302
    mine = tree(studio)
    taken = next(one for one in mine["scales"] if one["tiers"] == scale["tiers"] or one["id"].startswith("sandwell"))
    first = taken["tiers"][0]["id"]
    path = ("scales", taken["id"], "tiers", first, "label", "en")
    edits = tuple(put(mine, path, "Our own word"))
    act_on_draft(studio.hubwright.house, hub=HUB, actor=ADMIN, deed="ours", command=Change("rename", edits))
    republishes(studio, ("scales", scale["id"], "tiers", first, "label", "en"), "Their new word")
    assert shares(sandwell, what="parts", chosen=[f"scale:{scale['id']}"]).status_code == 302
    assert "The original changed" in words(studio.get(ada, "sharing"))
    later = gallery(studio.hubwright.house)[0].about
    assert later["version"] == 2
    address = studio.address(f"sharing/{later['content']}/upgrade")
    asked = ada.get(address)
    assert "You and Sandwell way of working have both changed" in words(asked)
    unanswered = ada.post(address, data=form_of(asked))
    assert unanswered.status_code == 422
    assert "Not every question has an answer" in words(unanswered)
    name = BeautifulSoup(asked.get_data(as_text=True), "html5lib").select_one("input[type=radio]")
    assert name is not None
    answer: Any = {str(name["name"]): "ours"}
    assert send(ada, address, **answer).status_code == 302
    assert tree(studio)["taken"][0]["version"] == 2
    lately = words(studio.get(ada, ""))
    assert 'The version of the template "Sandwell way of working" was 1, and is 2.' in lately
    assert later["content"] not in lately
    labels = {one["id"]: [tier["label"]["en"] for tier in one["tiers"]] for one in tree(studio)["scales"]}
    assert "Our own word" in labels[taken["id"]]
    assert "Nothing newer is shared here." in words(studio.get(ada, "sharing"))
    assert "Used by: Starter hub" in words(studio.get(ada, "sharing"))


@pytest.mark.soak
def test_a_later_version_is_ignored_until_there_is_an_even_later_one(studio: Studio, sandwell: Any) -> None:
    scale = tree(studio, SANDWELL)["scales"][0]
    part: dict[str, Any] = {"what": "parts", "chosen": [f"scale:{scale['id']}"]}
    assert shares(sandwell, **part).status_code == 302
    ada = studio.begun()
    first = gallery(studio.hubwright.house)[0].about["content"]
    assert send(ada, studio.address(f"sharing/{first}/take")).status_code == 302
    republishes(studio, ("scales", scale["id"], "tiers", scale["tiers"][0]["id"], "label", "en"), "Crimson")
    assert shares(sandwell, **part).status_code == 302
    address = studio.address("sharing")
    ignored = send(ada, address, form=0, wanted="no")
    assert ignored.status_code == 302
    page = words(ada.get(address))
    assert "The original changed" not in page
    assert "Version 2 is there; Ada Example passed it over on" in page
    assert send(ada, address, form=0, wanted="yes").status_code == 302
    assert "The original changed" in words(ada.get(address))
    assert send(ada, address, form=0, wanted="no").status_code == 302
    assert send(ada, address, form=0, wanted="no", version="none").status_code == 404
    republishes(studio, ("scales", scale["id"], "tiers", scale["tiers"][0]["id"], "label", "en"), "Scarlet")
    assert shares(sandwell, **part).status_code == 302
    page = words(ada.get(address))
    assert "The original changed Version 3 is there." in page
    assert "passed it over" not in page


@pytest.mark.soak
def test_parts_of_a_whole_hub_are_taken_and_a_pack_goes_out_and_comes_in(studio: Studio, sandwell: Any) -> None:
    assert shares(sandwell, what="whole").status_code == 302
    ada = studio.begun()
    content = gallery(studio.hubwright.house)[0].about["content"]
    page = words(studio.get(ada, f"sharing/{content}"))
    assert "In what it differs from your draft" in page
    nothing = send(ada, studio.address(f"sharing/{content}/take"))
    assert nothing.status_code == 422
    route = next(one for one in tree(studio, SANDWELL)["routes"])
    before = len(tree(studio)["routes"])
    took = send(ada, studio.address(f"sharing/{content}/take"), chosen=[f"route:{route['id']}"])
    assert took.status_code == 302, words(took)
    assert len(tree(studio)["routes"]) >= before
    pack = studio.get(ada, f"sharing/{content}/file")
    assert pack.data[:2] == b"PK"
    again = send(ada, studio.address("sharing"), pack=(io.BytesIO(pack.data), "sandwell.template"))
    assert again.status_code == 422
    assert "Another hub shares something under this name." in words(again)
    tampered = bytearray(pack.data)
    tampered[len(tampered) // 2] ^= 1
    bad = send(ada, studio.address("sharing"), pack=(io.BytesIO(bytes(tampered)), "sandwell.template"))
    assert bad.status_code == 422
    assert "Nothing of this file was taken" in words(bad) or "pack" in words(bad).lower()
    assert send(ada, studio.address("sharing")).status_code == 422


def test_what_names_a_person_is_not_shared_until_somebody_has_looked(studio: Studio, sandwell: Any) -> None:
    refused = shares(sandwell, what="whole", note="Ask Mary Example on 07700 900123 about it.")
    assert refused.status_code == 422
    assert gallery(studio.hubwright.house) == ()
    assert shares(sandwell, what="whole", name=" ").status_code == 422
    assert shares(sandwell, what="parts").status_code == 422


def test_what_is_not_in_the_gallery_is_not_found(studio: Studio) -> None:
    ada = studio.begun()
    for page in ("sharing/none", "sharing/none/take", "sharing/none/upgrade", "sharing/none/file"):
        assert studio.get(ada, page).status_code == 404


def test_every_box_to_tick_has_a_label_of_its_own(studio: Studio, sandwell: Any) -> None:
    assert shares(sandwell, what="whole").status_code == 302
    content = gallery(studio.hubwright.house)[0].about["content"]
    ada = studio.begun()
    for page in (f"sharing/{content}/take", "share"):
        ids = [one["id"] for one in soup(studio.get(ada, page)).select("[id]")]
        assert len(ids) == len(set(ids)), page
