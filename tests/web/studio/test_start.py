"""From the first decision to the first referral: the guided path, the people, the check list, and opening."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from hubwright.actions.run_the_hub import give_a_duty
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.hubs import HUB_STREAM, Stint, hub_of, set_fact
from hubwright.domain.hubs.opening import STEPS
from hubwright.jobs.sending import send_due

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import ADMIN, HUB, SCREENER, Studio


def words(answer: Any) -> str:
    return " ".join(soup(answer).text.split())


def state(studio: Studio) -> Any:
    with studio.hubwright.house.store.reading(HUB) as reading:
        return hub_of(reading.entries(HUB_STREAM))


def press(client: Any, address: str, act: str, **typed: str) -> Any:
    page = soup(client.get(address))
    for form in page.select("main form"):
        button = form.select_one(f"button[value={act}]")
        if button is not None:
            values = {one["name"]: one.get("value", "") for one in form.select("input[name]")}
            return client.post(address, data={**values, str(button["name"]): act, **typed})
    raise AssertionError(f"no button for {act}")


@pytest.fixture
def shut(studio: Studio) -> Studio:
    """The starter hub before it is opened."""
    with studio.hubwright.house.store.work(HUB, OPERATOR, deed="shut", now=studio.clock()) as work:
        work.entries(HUB_STREAM)
        work.append(set_fact("state", "not_yet_open", now=work.now), revision=work.live()[0])
        work.commit({})
    return studio


def test_each_decision_says_how_it_stands_and_is_ticked_by_name(studio: Studio) -> None:
    ada = studio.begun()
    page = studio.get(ada, "start")
    assert "0 of 20 made" in words(page)
    assert "Red" in words(page)
    form = next(one for one in soup(page).select("main form") if one.select_one("input[value=ratings]"))
    values = {one["name"]: one.get("value", "") for one in form.select("input[name]")}
    assert ada.post(studio.address("start"), data={**values, "made": "yes"}).status_code == 302
    shown = words(studio.get(ada, "start"))
    assert "1 of 20 made" in shown
    assert "Ada Example" in shown
    assert ada.post(studio.address("start"), data={**values, "deed": "x", "step": "none"}).status_code == 404


def test_somebody_is_invited_and_gets_a_letter_with_a_link(studio: Studio) -> None:
    ada = studio.begun()
    assert "Nobody yet" in words(studio.get(ada, "members"))
    refused = studio.send(ada, "members", name="", email="no address", agency="health", roles=["partner"])
    assert refused.status_code == 422
    page = studio.get(ada, "members")
    role = next(str(one["value"]) for one in soup(page).select("input[name=roles]"))
    sent = studio.send(ada, "members", name="Noor Example", email="noor@health.example", agency="health", roles=[role])
    assert sent.status_code == 302, words(sent)
    assert "Noor Example" in words(studio.get(ada, "members"))
    assert "Nobody stands in" in words(studio.get(ada, "members"))
    with studio.hubwright.house.store.installation.reading() as reading:
        assert reading.one("installation_user", email="noor@health.example") is not None


def test_a_hub_is_opened_by_its_list_and_says_what_was_missing(shut: Studio) -> None:
    ada = shut.begun()
    address = shut.address("opening")
    assert "takes no referrals here so far" in words(ada.get(f"/{HUB}/"))
    page = words(ada.get(address))
    assert "Missing:" in page
    assert press(ada, address, "open").status_code == 422
    assert press(ada, address, "sharing_agreement", sharing_agreement=" ").status_code == 422
    assert press(ada, address, "sharing_agreement", sharing_agreement="ISA 12, council archive").status_code == 302
    assert "ISA 12, council archive" in words(ada.get(address))
    why = "The old front door shuts tonight; the head of service answers for it."
    assert press(ada, address, "open", why=why).status_code == 302
    setting = state(shut).setting
    assert setting.by == "Ada Example"
    assert set(setting.without) == set(STEPS) - {"sharing_agreement", "privacy_page"}
    assert "This hub takes referrals." in words(ada.get(address))
    assert "takes no referrals here so far" not in words(ada.get(f"/{HUB}/"))


def test_the_test_message_is_opened_by_a_press_and_not_by_a_look(shut: Studio) -> None:
    ada = shut.begun()
    address = shut.address("opening")
    assert press(ada, address, "messages").status_code == 302
    assert len(state(shut).setting.tried) == 7
    send_due(shut.hubwright.worker())
    letters = [path.read_text("utf-8") for path in sorted((shut.hubwright.settings.data / "mail").glob("*"))]
    links = [found.group(0) for one in letters if (found := re.search(r"/starter/test-message/\S+", one))]
    assert len(links) == 7
    anybody = shut.client()
    shown = anybody.get(links[0])
    assert not any(one.opened for one in state(shut).setting.tried.values())
    assert anybody.post(links[0], data=form_of(shown)).status_code == 200
    assert sum(bool(one.opened) for one in state(shut).setting.tried.values()) == 1
    assert anybody.get("/starter/test-message/none").status_code == 404


def test_the_rota_is_filled_when_every_hour_of_a_fortnight_has_somebody(shut: Studio) -> None:
    ada = shut.begun()
    now = shut.clock()
    for number, post in enumerate(("open", "closed")):
        stint = Stint("", f"seat-{ADMIN.id}", now, now + timedelta(days=20), "01632 960001", post)
        give_a_duty(shut.hubwright.house, hub=HUB, actor=OPERATOR, deed=f"duty-{number}", stint=stint)
    press(ada, shut.address("opening"), "open", why="To see what is missing.")
    assert "rota_filled" not in state(shut).setting.without


def test_nobody_else_opens_a_hub(shut: Studio) -> None:
    assert shut.get(shut.client(SCREENER), "opening").status_code == 403
    assert shut.get(shut.client(SCREENER), "members").status_code == 403
