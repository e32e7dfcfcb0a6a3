"""Whatever is sent gets a clear page and the right status; nothing is lost and nothing leaks."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.cli.publishing import documents_of

from tests.web.conftest import form_of, soup
from tests.web.refer.conftest import FORM, Referrer, publish, shipped

HOSTILE: list[dict[str, Any]] = [
    {"f_danger-now": ["yes", "no", "maybe"]},
    {"f_what": "\x00\x01", "f_kinds": ["nothing-we-offer", "nothing-we-offer"]},
    {"f_what": "\ud7ff" * 5, "f_what_state": "zzz"},
    {"f___class__": "x", "f_questions": "x", "f_": "x", "f_what_": "x", "f_../..": "x", "act": "add-../../x"},
    {"act": "add-children"},
    {"act": "zzz", "f_kinds": [str(number) for number in range(500)]},
    {"f_what": "{{ 7 * 7 }}<script>alert(1)</script>"},
]


@pytest.mark.parametrize("boxes", HOSTILE)
def test_hostile_boxes_never_break_a_page(referrer: Referrer, boxes: dict[str, Any]) -> None:
    referrer.begin()
    token = form_of(referrer.get("refer", FORM, "worry"))["csrf_token"]
    for page in ("worry", "which-children", "which-children/children-1", "you", "home"):
        answer = referrer.client.post(referrer.url("refer", FORM, page), data={"csrf_token": token, **boxes})
        assert answer.status_code in (302, 422), (page, boxes)
    page = referrer.get("refer", FORM, "worry")
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "49" not in soup(page).select_one("[name=f_what]").text
    for own in ("check-your-answers", "save-and-come-back"):
        assert referrer.get("refer", FORM, own).status_code == 200


def test_words_that_are_too_long_are_kept_and_must_be_made_shorter(referrer: Referrer) -> None:
    referrer.begin()
    page = referrer.page("worry", danger__now="no", what="a" * 10_001)
    assert page.status_code == 422
    assert "This is too long. The most is 10000 characters." in page.text
    assert len(soup(referrer.get("refer", FORM, "worry")).select_one("[name=f_what]").text.strip()) == 10_001


def test_more_than_one_page_can_take_gets_a_page_of_its_own(referrer: Referrer) -> None:
    referrer.begin()
    values = form_of(referrer.get("refer", FORM, "worry"))
    answer = referrer.client.post(referrer.url("refer", FORM, "worry"), data={**values, "f_what": "a" * 3_000_000})
    assert answer.status_code == 413
    answer = referrer.client.post(referrer.url("refer", FORM, "worry"), data={**values, "f_what": "a" * 1_600_000})
    assert answer.status_code == 413
    assert "this page is not kept" in answer.text


def test_unknown_hubs_forms_and_pages_are_not_there(referrer: Referrer) -> None:
    referrer.begin()
    for path in ("/nowhere/", "/nowhere/refer/child-referral", "/bury/refer/nothing", "/bury/refer/Nothing%00"):
        assert referrer.client.get(path).status_code == 404, path
    for path in ("nothing", "worry/what-1", "WORRY", "which-children/children-1/nothing"):
        assert referrer.client.get(referrer.url("refer", FORM, path)).status_code == 404, path
    assert referrer.client.post("/bury/refer/nothing/worry", data={}).status_code == 404


def test_a_session_that_holds_nonsense_is_nobody(referrer: Referrer) -> None:
    for nonsense in ("x", 3, ["x"], {"bury/child-referral": 7}, {"bury/child-referral": "no-such-code"}):
        with referrer.client.session_transaction() as session:
            session["drafts"] = nonsense
        assert soup(referrer.get("refer", FORM, "worry")).h1.text == "Go on with what you began"
        assert referrer.get("refer", FORM).status_code == 200


def test_a_code_of_one_form_opens_no_other(referrer: Referrer) -> None:
    referrer.begin()
    with referrer.client.session_transaction() as session:
        session["drafts"] = {"bury/asking-for-myself": session["drafts"]["bury/child-referral"]}
    assert soup(referrer.get("refer", "asking-for-myself", "you")).h1.text == "Go on with what you began"


@pytest.mark.parametrize(("state", "words"), [("not_yet_open", "is not open yet"), ("closed", "has closed")])
def test_a_hub_that_is_not_open_takes_no_new_contact_and_says_whom_to_ring(
    referrer: Referrer, state: str, words: str
) -> None:
    referrer.begin().enough()
    documents = documents_of(shipped())
    local = {**documents["hub"]["local"], "state": state}
    publish(referrer.hubwright, {**documents, "hub": {**documents["hub"], "local": local}}, state)
    for page in ("", f"refer/{FORM}"):
        shown = soup(referrer.get(page))
        assert words in shown.text
        assert "01632 960001" in shown.text
        assert not shown.select(".hw-door, .govuk-button--start")
    assert soup(referrer.page("home", act="send")).h1.text == "Check your answers"
    assert words in referrer.last.text
    assert "Sam Example" in referrer.last.text
    answer = referrer.client.post(referrer.url("refer", FORM), data=form_of(referrer.get("refer", "return")))
    assert answer.status_code == 200
    assert referrer.contacts() == []


def test_no_name_stands_in_a_title_an_address_or_the_cookie(referrer: Referrer) -> None:
    referrer.begin().enough()
    referrer.sent()
    for page in ("worry", "check-your-answers", "sent", "receipt", "save-and-come-back", "which-children/children-1"):
        shown = soup(referrer.get("refer", FORM, page))
        assert "Sam" not in shown.title.text
        assert not [link["href"] for link in shown.select("a[href]") if "Sam" in link["href"]]
    with referrer.client.session_transaction() as session:
        assert set(session) <= {"_fresh", "csrf_token", "drafts"}
        assert "Sam" not in str(dict(session))


def test_a_fault_of_ours_is_told_without_what_was_typed(
    referrer: Referrer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    referrer.begin().enough()

    def broken(*_: object, **__: object) -> None:
        raise ValueError("Sam Example")

    monkeypatch.setattr("hubwright.web.refer.sending.receive_contact", broken)
    referrer.page("home", act="send")
    assert referrer.last.status_code == 500
    assert "Sam" not in referrer.last.text
    said = capsys.readouterr()
    assert "Sam" not in said.out + said.err
    monkeypatch.undo()
    referrer.sent()
    assert len(referrer.contacts()) == 1
