"""Save and come back later: a link that is never spent, a code, and an e-mail that says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.cli.publishing import documents_of

from tests.web.conftest import form_of, soup
from tests.web.refer.conftest import FORM, Referrer, publish, shipped


def code_of(referrer: Referrer) -> str:
    referrer.get("refer", FORM, "save-and-come-back")
    return soup(referrer.last).select_one(".hw-code").text


def test_the_code_opens_the_draft_in_another_browser_as_often_as_one_likes(
    referrer: Referrer, another: Referrer
) -> None:
    referrer.begin().enough()
    code = code_of(referrer)
    for _ in range(2):
        browser = replace(another, client=another.app.test_client())
        browser.get("refer", "return")
        browser.get("refer", "return")
        browser.post("refer", "return", data={"code": code.lower().replace("-", " ")})
        # Where it was left: the first page that was not filled in.
        assert soup(browser.last).h1.text == "When did it happen?"
        assert "Sam Example" in browser.get("refer", FORM, "which-children").text


def test_the_page_with_the_code_leads_back_to_where_one_was(referrer: Referrer) -> None:
    referrer.begin()
    referrer.page("which-children", "children-1", child__name="Sam", act="later")
    assert "Not sent yet" in referrer.last.text
    back = soup(referrer.last).select_one(".govuk-back-link")["href"]
    assert back == referrer.url("refer", FORM, "which-children", "children-1")
    assert "Sam" in referrer.client.get(back).text
    assert referrer.get("refer", FORM, "save-and-come-back?at=nothing&row=x-1").status_code == 200


def test_a_browser_that_holds_nothing_is_asked_for_the_code(another: Referrer) -> None:
    page = another.get("refer", FORM, "worry")
    assert soup(page).h1.text == "Go on with what you began"
    assert "holds nothing that you began" in page.text


def test_wrong_codes_get_a_clear_answer_and_then_have_to_wait(another: Referrer) -> None:
    for _ in range(10):
        page = another.post("refer", "return", data={"code": "AAAAA-BBBBB-CCCCC-DDDDD"})
        assert page.status_code == 422
        assert "Nothing is kept under this code." in page.text
    assert another.post("refer", "return", data={"code": "AAAAA"}).status_code == 429
    another.clock.pass_by(minutes=16)
    assert another.post("refer", "return", data={"code": "AAAAA"}).status_code == 422


def test_a_draft_that_reached_its_end_says_so(referrer: Referrer, another: Referrer) -> None:
    referrer.begin().enough()
    code = code_of(referrer)
    referrer.clock.pass_by(days=29)
    assert "It may have reached its end" in another.post("refer", "return", data={"code": code}).text
    assert soup(referrer.get("refer", FORM, "worry")).h1.text == "Go on with what you began"


def test_the_link_goes_by_e_mail_without_the_code_or_anything_that_was_typed(referrer: Referrer) -> None:
    referrer.begin().enough()
    code = code_of(referrer)
    assert referrer.post("refer", FORM, "save-and-come-back", data={"email": "nobody"}).status_code == 422
    page = referrer.post("refer", FORM, "save-and-come-back", data={"email": "jo@home.example"})
    assert "The link is on its way." in page.text
    (job,) = referrer.hubwright.store.claim("bury", now=referrer.clock(), lease=timedelta(minutes=1))
    assert job.payload["to"] == "jo@home.example"
    assert job.payload["moment"] == "draft_kept"
    assert not any(secret in str(job.payload) for secret in (code, "Sam", "bruise"))


def test_what_is_typed_is_kept_while_it_is_typed_and_nothing_is_judged(referrer: Referrer) -> None:
    referrer.begin()
    values = form_of(referrer.get("refer", FORM, "worry"))
    at = referrer.url("refer", FORM, "worry", "keep")
    assert referrer.client.post(at, data={**values, "f_what": "half a sen"}).status_code == 204
    assert "half a sen" in referrer.get("refer", FORM, "worry").text
    assert referrer.client.post(at, data={"f_what": "no token"}).status_code == 409
    assert referrer.app.test_client().post(at, data=values).status_code == 409
    row = referrer.url("refer", FORM, "which-children", "children-1", "keep")
    token = {"csrf_token": form_of(referrer.get("refer", FORM, "which-children", "children-1"))["csrf_token"]}
    assert referrer.client.post(row, data={**token, "f_child-name": "Sa"}).status_code == 204
    assert "Sa" in referrer.get("refer", FORM, "which-children").text


def test_nothing_but_posts_writes(referrer: Referrer) -> None:
    referrer.begin().enough()
    code = code_of(referrer)
    with referrer.hubwright.store.reading("bury") as reading:
        before = reading.draft(code)
    referrer.clock.pass_by(hours=1)
    for page in ("worry", "check-your-answers", "save-and-come-back", "which-children", "which-children/children-2"):
        referrer.get("refer", FORM, page)
    with referrer.hubwright.store.reading("bury") as reading:
        assert reading.draft(code) == before


def test_an_hour_later_the_token_still_holds(referrer: Referrer) -> None:
    referrer.begin()
    values = form_of(referrer.get("refer", FORM, "worry"))
    referrer.clock.pass_by(days=20)
    page = referrer.client.post(
        referrer.url("refer", FORM, "worry"),
        data={**values, "f_danger-now": "no", "f_what": "Late"},
        follow_redirects=True,
    )
    assert soup(page).h1.text == "How can we reach you?"


@pytest.mark.parametrize("token", [None, "", "forged"])
def test_a_missing_or_failed_token_draws_the_page_again_with_everything_typed(
    referrer: Referrer, token: str | None
) -> None:
    referrer.begin()
    typed = {"f_danger-now": "no", "f_what": "All of <this>", "f_kinds": ["physical", "neglect"]}
    page = referrer.client.post(
        referrer.url("refer", FORM, "worry"), data=typed if token is None else {**typed, "csrf_token": token}
    )
    assert page.status_code == 400
    again = form_of(page)
    assert again["f_what"] == ["All of <this>"]
    assert again["f_kinds"] == ["physical", "neglect"]
    after = referrer.client.post(referrer.url("refer", FORM, "worry"), data=again, follow_redirects=True)
    assert soup(after).h1.text == "How can we reach you?"


def test_a_page_whose_browser_forgot_its_draft_is_drawn_again_and_then_kept_anew(
    referrer: Referrer, another: Referrer
) -> None:
    referrer.begin()
    values = {**form_of(referrer.get("refer", FORM, "worry")), "f_danger-now": "no", "f_what": "Typed before"}
    page = another.client.post(another.url("refer", FORM, "worry"), data=values)
    assert page.status_code == 400
    after = another.client.post(another.url("refer", FORM, "worry"), data=form_of(page), follow_redirects=True)
    assert soup(after).h1.text == "How can we reach you?"
    assert "Typed before" in another.get("refer", FORM, "worry").text


def test_the_reference_and_the_code_together_show_what_became_of_it(referrer: Referrer, another: Referrer) -> None:
    referrer.begin().enough()
    reference = referrer.sent()
    code = soup(referrer.last).select_one(".hw-code").text
    assert another.post("my-referrals", data={"reference": reference, "code": "AAAA"}).status_code == 422
    assert another.post("my-referrals", data={"reference": "00000000", "code": code}).status_code == 422
    page = soup(another.post("my-referrals", data={"reference": reference.lower(), "code": code}))
    assert page.h1.text == "Sent"
    assert "A person at the hub has read it." not in page.text


def test_a_code_of_an_unsent_draft_shows_no_contact(referrer: Referrer, another: Referrer) -> None:
    referrer.begin().enough()
    assert another.post("my-referrals", data={"reference": "", "code": code_of(referrer)}).status_code == 422


def test_a_draft_keeps_the_form_it_began_with(referrer: Referrer) -> None:
    referrer.begin().enough()
    documents = documents_of(shipped())
    document = {**documents["hub"], "name": {"en": "Bury, renamed"}}
    publish(referrer.hubwright, {**documents, "hub": document}, "another")
    assert "Bury, renamed" in referrer.get("refer", FORM, "worry").text
    referrer.sent()
    (contact,) = referrer.contacts()
    assert contact.revision != "another"


def test_on_a_device_that_others_use_nothing_stays_once_it_is_taken_off(referrer: Referrer, another: Referrer) -> None:
    referrer.begin().enough()
    reference = referrer.sent()
    code = soup(referrer.last).select_one(".hw-code").text
    for stays in ({"act": "forget", "csrf_token": "forged"}, {"more": ""}):
        referrer.post("refer", FORM, "sent", data=stays)
        assert "Sam Example" in referrer.get("refer", FORM, "receipt").text
    gone = referrer.post("refer", FORM, "sent", data={"act": "forget"})
    assert gone.request.path == referrer.url("")
    for page in ("", "worry", "check-your-answers", "save-and-come-back", "sent", "receipt"):
        seen = referrer.get("refer", FORM, *([page] if page else []))
        assert "Sam" not in seen.text
        assert reference not in seen.text
        assert "in this browser" not in seen.text
    another.post("refer", "return", data={"code": code})
    assert reference in another.last.text
    another.begin().enough()
    another.post("refer", FORM, "save-and-come-back", data={"act": "forget"})
    assert "holds nothing that you began" in another.get("refer", FORM, "worry").text
