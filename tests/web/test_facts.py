"""Numbers and addresses of the day: they hold at once, only what differs is set, and who changed it stands below."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.domain.hubs import HUB_STREAM
from hubwright.testing.stories import POLICE

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import ADMIN, HUB, Studio
from tests.web.studio.conftest import studio as studio  # noqa: PLC0414 - the shipped starter hub


def set_entries(studio: Studio) -> list[str]:
    with studio.hubwright.house.store.reading(HUB) as reading:
        return [one.body["fact"] for one in reading.entries(HUB_STREAM) if one.type == "hub.fact_set"]


def test_a_new_number_holds_at_once_and_nothing_else_is_set(studio: Studio) -> None:
    ada = studio.client(ADMIN)
    address = f"/{HUB}/facts"
    typed: Any = {**form_of(ada.get(address)), "telephone-closed": "01632 960999", "agency-police": ""}
    assert ada.post(address, data=typed).status_code == 302
    assert sorted(set_entries(studio)) == ["duty", "mailboxes"]
    assert "01632 960999" in soup(studio.client().get(f"/{HUB}/")).text
    page = " ".join(soup(ada.get(address)).text.split())
    assert "Duty posts: Ada Example" in page
    again = ada.post(address, data=form_of(ada.get(address)))
    assert again.status_code == 302
    assert len(set_entries(studio)) == 2, "what is the same is not set again"


def test_what_is_not_an_address_or_a_number_comes_back_marked(studio: Studio) -> None:
    ada = studio.client(ADMIN)
    address = f"/{HUB}/facts"
    typed: Any = {
        **form_of(ada.get(address)),
        "telephone-open": "ring us",
        "agency-health": "somebody",
        "name-closed": "",
    }
    refused = ada.post(address, data=typed)
    assert refused.status_code == 422
    words = " ".join(soup(refused).text.split())
    assert "Write a telephone number in figures." in words
    assert "Write addresses as name@example.org" in words
    assert "Write who answers, the number, and where alarms go." in words
    assert set_entries(studio) == []


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("telephone-open", "+"),
        ("emails-closed", "duty@hub.example\u202e"),
        ("agency-health", "health@example"),
        ("name-open", "\u200b"),
        ("name-open", "x" * 100_000),
        ("data_protection_contact", "dpo@hub.example\u202e"),
    ],
)
def test_a_fact_of_the_day_is_never_what_a_draft_could_not_say(studio: Studio, field: str, typed: str) -> None:
    ada = studio.client(ADMIN)
    refused = ada.post(f"/{HUB}/facts", data={**form_of(ada.get(f"/{HUB}/facts")), field: typed})
    assert refused.status_code == 422
    assert set_entries(studio) == []


def test_only_whoever_changes_daily_facts_gets_there(studio: Studio) -> None:
    assert studio.client().get(f"/{HUB}/facts").status_code == 302
    assert studio.client(POLICE).get(f"/{HUB}/facts").status_code in (302, 403)
