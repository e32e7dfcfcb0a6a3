"""What uses a form and a question, what would be read nowhere any more, and where to go when nothing can be read."""

from __future__ import annotations

from typing import Any

from hubwright.domain.definitions.using import as_words
from hubwright.web.studio.meant import unread

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import Studio
from tests.web.studio.test_forms import FORM, PAGE, pages, press, question, tree, words


def test_what_another_question_of_the_form_says_as_well_is_not_lost() -> None:
    one: Any = {"id": "a", "meaning": "concern.kinds"}
    two: Any = {"id": "b", "meaning": "concern.kinds", "rows": [{"id": "c", "meaning": "subject.name"}]}
    form: Any = {"pages": [{"questions": [one, two]}]}
    assert unread(form, one) == ()
    assert unread(form, two, {**two, "hint": "x"}) == ()
    told = " ".join(unread(form, two))
    assert "“Name”" in told
    assert "The people of a case are made of it." in told
    assert "Presenting issue" not in told
    assert "“Presenting issue”, “Name”" in " ".join(unread(form, form))
    assert unread(form, {"meaning": "of.nothing"}) == ()


def test_a_changed_meaning_is_warned_of_before_reports_lose_something(studio: Studio) -> None:
    ada = studio.begun()
    address = f"{PAGE}/questions/kinds"
    shown = words(studio.get(ada, address))
    assert "Reports and plugins read it as “Presenting issue”." in shown
    asks = studio.send(ada, address, form=0, meaning="none")
    assert asks.status_code == 200
    assert "Reports and plugins read “Presenting issue” here, and nothing else of this form says it" in words(asks)
    assert question(studio, "kinds")["meaning"] == "concern.kinds", "nothing is saved yet"
    assert ada.post(studio.address(address), data={**form_of(asks, 0), "act": "save"}).status_code == 302
    assert "meaning" not in question(studio, "kinds")
    assert studio.send(ada, address, form=0, meaning="none").status_code == 302, "and it is not asked again"
    gone = studio.get(ada, f"remove/forms~{FORM}~pages~which-children")
    assert "nothing else of this form says it" in words(gone)
    assert "Somebody who is known already is found by it." in words(gone)


def test_a_form_says_which_ways_in_lead_to_it_and_what_else_reads_it(studio: Studio) -> None:
    ada = studio.begun()
    door = next(one for one in tree(studio)["doors"] if one.get("form", {}).get("id") == FORM)
    for page in ("forms", PAGE):
        links = [one for one in soup(studio.get(ada, page)).select("main a") if one.text == door["name"]["en"]]
        assert links, page
        assert ada.get(str(links[0]["href"])).status_code == 200
    assert "Used by: everything that reads this form" in words(studio.get(ada, PAGE))
    studio.send(ada, "forms", name="Lonely")
    assert "No way in leads to it yet" in words(studio.get(ada, "forms/lonely"))
    assert "No way in leads to it yet" in words(studio.get(ada, "forms"))


def test_a_rule_that_can_read_nothing_says_where_to_go(studio: Studio) -> None:
    ada = studio.begun()
    studio.send(ada, "forms", name="Plain")
    press(studio, ada, "forms/plain", "add_question", label="What helps?", type="short_text", page="page-1")
    spot = as_words(("forms", "plain", "pages", "page-1", "questions", "what-helps", "show"))
    page = studio.get(ada, f"rules/{spot}")
    assert "There is no question before this one that a rule could read." in words(page)
    ways = soup(page).select("main .govuk-list--bullet a")
    assert [one.text for one in ways] == [
        "Add a page behind this one, and move it there",
        "Add a question before it that is chosen from",
        "See all rules, and use another in its place",
    ]
    for one in ways:
        there, _, anchor = str(one["href"]).partition("#")
        led = ada.get(there)
        assert led.status_code == 200
        assert not anchor or soup(led).select(f"#{anchor}")
    press(studio, ada, "forms/plain", "add_page", title="Later")
    assert "Move it to a later page" in words(studio.get(ada, f"rules/{spot}"))
    first = as_words(("forms", "plain", "pages", "page-1", "show"))
    assert "Add a page before it" in words(studio.get(ada, f"rules/{first}"))
    assert pages(studio, "plain")["page-1"][-1] == "what-helps"
