"""From the hub's first page to Sent."""

from __future__ import annotations

from hubwright.domain.access.scope import Everything

from tests.web.conftest import form_of, soup
from tests.web.refer.conftest import FORM, Referrer


def places(referrer: Referrer) -> list[str]:
    return [link["href"] for link in soup(referrer.last).select("main a[href]")]


def test_the_hub_says_whom_to_ring_and_shows_its_doors_in_their_own_words(referrer: Referrer) -> None:
    page = soup(referrer.get(""))
    assert page.select_one('a[href="tel:999"]')
    assert "Reading at this hour: Hub duty desk." in page.text
    assert "01632 960002" in page.text
    assert [link.text for link in page.select(".hw-door a")] == [
        "I work with children",
        "I am worried about a child",
        "I am a child or young person",
    ]
    referrer.clock.pass_by(hours=12)
    assert "Reading at this hour: Out of hours team." in soup(referrer.get("")).text


def test_the_public_pages_hold_the_hubs_own_words(referrer: Referrer) -> None:
    assert "screen reader" in referrer.get("accessibility").text
    assert "data-protection@bury-hub.example" in referrer.get("privacy").text
    assert "Ombudsman" in referrer.get("complaints").text
    assert referrer.get("anything-else").status_code == 404


def test_the_front_page_lists_the_hubs_served_here(referrer: Referrer) -> None:
    page = soup(referrer.client.get("/"))
    assert page.select_one('.hw-door a[href="/bury/"]').text == "Bury"


def test_the_first_page_asks_for_nothing_and_writes_nothing(referrer: Referrer) -> None:
    page = referrer.get("refer", FORM)
    for words in ("ring 999", "do not need to be certain", "your name", "ten minutes"):
        assert words in page.text
    with referrer.hubwright.store.reading("bury") as reading:
        assert reading.count("contact_row", scope=Everything()) == 0
    with referrer.client.session_transaction() as session:
        assert "drafts" not in session


def test_three_questions_are_enough_to_send(referrer: Referrer) -> None:
    referrer.begin()
    assert soup(referrer.last).h1.text == "Who is it about?"
    assert "Not sent yet" in referrer.last.text
    assert "Page 1 of about 12" in referrer.last.text
    assert "Send what I have now" not in referrer.last.text
    referrer.enough()
    assert "Send what I have now" in referrer.get("refer", FORM, "home").text
    reference = referrer.sent()
    (contact,) = referrer.contacts()
    assert contact.ref == reference
    assert contact.what == "A bruise on the arm.\nSeen today."
    assert contact.referrer["email"] == "jo@school.example"
    assert contact.verified
    assert not contact.danger


def test_sent_says_who_reads_it_by_when_and_what_must_not_wait(referrer: Referrer) -> None:
    referrer.begin().enough()
    referrer.sent()
    page = soup(referrer.last)
    assert page.h1.text == "Sent"
    assert "Hub duty desk reads it by Monday 23 November 2026, 12:00 pm." in page.text
    assert "You hear from us by" in page.text
    assert "If the child is due to go home before then" in page.text
    assert "Sam" not in page.title.text
    assert "Not sent yet" not in page.text


def test_somebody_who_asks_for_themselves_hears_words_meant_for_them(referrer: Referrer) -> None:
    referrer.form = "asking-for-myself"
    referrer.begin()
    referrer.page("you", name="Sam")
    referrer.page("what-happened", danger__now="no", what="I am afraid")
    referrer.page("reach-you", reach="refused")
    referrer.post("refer", referrer.form, "check-your-answers")
    page = soup(referrer.last)
    assert page.h1.text == "Sent"
    assert "You did the right thing." in page.text
    assert "Do not question anybody" not in page.text
    assert "You left us no way to reach you" in page.text


def test_a_doubled_submission_is_one_contact(referrer: Referrer) -> None:
    referrer.begin().enough()
    page = referrer.get("refer", FORM, "home")
    posted = {**form_of(page), "act": "send"}
    at = referrer.url("refer", FORM, "home")
    first = referrer.client.post(at, data=posted)
    second = referrer.client.post(at, data=posted)
    assert first.headers["Location"] == second.headers["Location"] == referrer.url("refer", FORM, "sent")
    assert len(referrer.contacts()) == 1
    assert referrer.contacts()[0].additions == ()


def test_what_comes_later_joins_the_same_contact(referrer: Referrer) -> None:
    referrer.begin().enough()
    referrer.sent()
    referrer.post("refer", FORM, "sent", data={"more": "He has gone home."})
    assert "What you added was sent." in referrer.last.text
    referrer.page("harm", alleged="An uncle")
    assert "Check it and send it" in referrer.get("refer", FORM, "sent").text
    referrer.page("help", act="send")
    (contact,) = referrer.contacts()
    words, answers = contact.additions
    assert words["text"] == "He has gone home."
    assert list(answers["answers"]) == ["alleged"]
    assert "Check it and send it" not in referrer.last.text
    copy = referrer.get("refer", FORM, "receipt").text
    assert "He has gone home." in copy
    assert "An uncle" in copy


def test_an_answer_that_says_danger_raises_the_alarm_once(referrer: Referrer) -> None:
    referrer.begin().enough()
    referrer.page("worry", danger__now="yes")
    referrer.sent()
    referrer.page("harm", alleged="An uncle", act="send")
    (contact,) = referrer.contacts()
    assert contact.danger
    assert [one["danger"] for one in contact.additions] == [False]


def test_each_person_has_a_page_and_can_be_changed_and_removed(referrer: Referrer) -> None:
    referrer.begin()
    referrer.page("which-children", act="add-children")
    assert soup(referrer.last).h1.text == "Child 1"
    referrer.page("which-children", "children-1", child__name="Sam Example")
    referrer.page("which-children", "children-2", child__unborn="yes", child__name_state="not_known")
    assert [one.text for one in soup(referrer.last).select(".govuk-summary-card__title")] == ["Child 1", "Child 2"]
    referrer.page("which-children", "children-1", child__name="Sam Sample")
    assert "Sam Sample" in referrer.last.text
    referrer.post("refer", FORM, "which-children", "children-1", "remove")
    assert [one.text for one in soup(referrer.last).select(".govuk-summary-card__title")] == ["Child 1"]
    assert "Sam" not in referrer.last.text
    referrer.page("which-children")
    assert soup(referrer.last).h1.text == "What worries you?"


def test_a_page_of_a_person_who_is_not_there_leads_back_to_the_form(referrer: Referrer) -> None:
    referrer.begin()
    assert soup(referrer.get("refer", FORM, "which-children", "children-9")).h1.text == "Who is it about?"
    for row in ("children", "children-0", "children-x", "children-99999", "nobody-1"):
        assert referrer.get("refer", FORM, "which-children", row).status_code == 404


def test_required_asks_again_once_and_then_lets_go(referrer: Referrer) -> None:
    referrer.begin()
    page = referrer.page("worry")
    assert page.status_code == 422
    assert "You have not answered this." in page.text
    assert soup(page).title.text.startswith("Error:")
    assert soup(referrer.page("worry")).h1.text == "How can we reach you?"
    assert soup(referrer.page("worry")).h1.text == "How can we reach you?"


def test_a_check_warns_once_and_can_be_passed(referrer: Referrer) -> None:
    referrer.begin()
    page = referrer.page("which-children", "children-1", child__name="Sam", child__nhs__number="123")
    assert page.status_code == 422
    assert "An NHS number has 10 digits." in page.text
    assert soup(referrer.page("which-children", "children-1")).h1.text == "Who is it about?"


def test_what_is_out_of_shape_must_be_mended_and_stays_as_it_was_typed(referrer: Referrer) -> None:
    referrer.begin()
    page = referrer.page(
        "which-children", "children-1", child__name="Sam", child__born_day="31", child__born_month="foo"
    )
    assert page.status_code == 422
    parsed = soup(page)
    assert parsed.select_one(".govuk-error-summary a")["href"] == "#f_child-born_day_"
    assert parsed.select_one('[id="f_child-born_day_"]')["value"] == "31"
    assert parsed.select_one('[name="f_child-born_month"]')["value"] == "foo"
    assert referrer.page("which-children", "children-1").status_code == 422
    referrer.page("worry", danger__now="no", what="x")
    referrer.page("you", reach="not_known")
    assert soup(referrer.page("home", act="send")).h1.text == "Child 1"
    assert referrer.contacts() == []
    referrer.page("which-children", "children-1", child__born_month="3", child__born_year="2019")
    referrer.page("home", act="send")
    assert len(referrer.contacts()) == 1


def test_every_error_leads_to_a_box_on_the_page(referrer: Referrer) -> None:
    referrer.begin()
    for page in ("which-children", "worry", "you"):
        parsed = soup(referrer.page(page))
        links = parsed.select(".govuk-error-summary a")
        assert links
        assert all(parsed.find(id=link["href"][1:]) for link in links)


def test_back_keeps_the_page_and_is_never_stopped(referrer: Referrer) -> None:
    referrer.begin()
    referrer.page("when-and-where", when_day="x", where__now="At school", act="back")
    assert soup(referrer.last).h1.text == "How can we reach you?"
    page = soup(referrer.get("refer", FORM, "when-and-where"))
    assert page.select_one('[name="f_when_day"]')["value"] == "x"
    assert page.select_one('[name="f_where-now"]')["value"] == "At school"


def test_what_was_typed_and_then_hidden_goes_along_as_hidden(referrer: Referrer) -> None:
    referrer.begin().enough()
    referrer.page("when-and-where", injury="yes", injury__seen="Blue")
    referrer.page("when-and-where", injury="no")
    referrer.sent()
    (contact,) = referrer.contacts()
    assert contact.hidden["injury-seen"]["value"] == "Blue"
    assert contact.answers["injury-seen"]["state"] == "not_asked"


def test_check_your_answers_leads_to_each_page_and_back(referrer: Referrer) -> None:
    referrer.begin().enough()
    referrer.get("refer", FORM, "check-your-answers")
    changes = [link for link in places(referrer) if "then=check" in link]
    assert len(changes) == 12
    assert "Sam Example" in referrer.last.text
    page = referrer.client.get(changes[1])
    changed = {**form_of(page), "f_what": "Something else"}
    after = referrer.client.post(changes[1], data=changed, follow_redirects=True)
    assert soup(after).h1.text == "Check your answers"
    assert "Something else" in after.text


def test_i_do_not_know_is_an_answer_and_keeps_what_was_typed_beside_it(referrer: Referrer) -> None:
    referrer.begin().enough()
    referrer.page(
        "when-and-where", when_year="2026", when_state="not_known", where__now="at mum's?", where__now_state="not_known"
    )
    page = soup(referrer.get("refer", FORM, "when-and-where"))
    assert page.select_one('[name="f_when_note"]').text.strip() == "2026"
    assert page.select_one('[name="f_where-now"]')["value"] == "at mum's?"
    referrer.sent()
    (contact,) = referrer.contacts()
    assert contact.answers["where-now"]["state"] == "not_known"
    assert contact.answers["where-now"]["note"] == "at mum's?"


def test_many_in_an_hour_are_marked_and_none_is_discarded(referrer: Referrer) -> None:
    for _ in range(22):
        referrer.client = referrer.app.test_client()
        referrer.begin()
        referrer.post("refer", FORM, "check-your-answers")
    verified = [contact.verified for contact in referrer.contacts()]
    assert sorted(verified) == [False, False, *[True] * 20]
